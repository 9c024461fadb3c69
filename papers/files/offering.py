"""Which file of a paper is given to whom: the public reads what the current edition names."""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.core.files.base import File
from django.http import Http404
from django.urls import reverse

from accounts.models import Role, User
from papers.access import get_working_preview_link_or_404
from papers.content import AttachmentContent, CoverContent, PaperContent
from papers.models import Attachment, Paper, Picture
from papers.stages import shows_questions

Reader = User | AnonymousUser


@dataclass(frozen=True)
class OfferedFile:
    """A file that the reader may have; `is_public` when anybody may."""

    file: "File[bytes]"
    file_name: str
    content_type: str
    is_public: bool


def get_attachment_or_404(reader: Reader, slug: str, public_id: str, file_name: str) -> OfferedFile:
    """Return a file the current edition names; editors also get those of the working copy.

    Until its questions are public, a paper's files are not: the paper as a PDF is one of them.
    """
    attachment = _attachment(slug, public_id, file_name)
    paper = _paper_with_clock(attachment.paper_id)
    now = paper.database_now  # type: ignore[attr-defined]
    is_public = shows_questions(paper, now) and _edition_names(paper, public_id)
    if not (is_public or _is_editor(reader)):
        raise Http404("No such file.")
    return _offered_attachment(attachment, is_public=is_public)


def get_cover_or_404(reader: Reader, slug: str, public_id: str) -> OfferedFile:
    """Return the cover of the current edition; editors also get that of the working copy."""
    picture = _picture(slug, public_id)
    paper = _paper_with_clock(picture.paper_id)
    is_public = paper.stage.is_public and _edition_names(paper, public_id)
    if not (is_public or _is_editor(reader)):
        raise Http404("No such file.")
    return OfferedFile(picture.file, "cover.webp", "image/webp", is_public)


def get_previewed_attachment_or_404(secret: str, public_id: str, file_name: str) -> OfferedFile:
    """Return a file to who has a preview link that works, as far as the link shows it."""
    paper = get_working_preview_link_or_404(secret).paper
    attachment = _attachment(paper.slug, public_id, file_name)
    if not _preview_shows(paper, public_id):
        raise Http404("No such file.")
    return _offered_attachment(attachment, is_public=False)


def get_previewed_cover_or_404(secret: str, public_id: str) -> OfferedFile:
    """Return the cover to who has a preview link that works, as far as the link shows it."""
    paper = get_working_preview_link_or_404(secret).paper
    picture = _picture(paper.slug, public_id)
    if not _preview_shows(paper, public_id):
        raise Http404("No such file.")
    return OfferedFile(picture.file, "cover.webp", "image/webp", is_public=False)


@dataclass(frozen=True)
class FileRow:
    """A file of the working copy with what can be done to it."""

    attachment: Attachment
    can_move_up: bool
    can_move_down: bool
    is_in_its_place: bool


def files_of(paper: Paper) -> tuple[FileRow, ...]:
    """Return the files of the working copy in their order; one query, and a look at the disk."""
    files = list(Attachment.objects.filter(paper=paper, removed_at=None).order_by("position", "pk"))
    return tuple(
        FileRow(
            attachment=file,
            can_move_up=place > 0,
            can_move_down=place < len(files) - 1,
            is_in_its_place=file.file.storage.exists(file.file.name),
        )
        for place, file in enumerate(files)
    )


def attachment_url(slug: str, file: Attachment | AttachmentContent, *, secret: str = "") -> str:
    """Return where a file is had; `secret` is that of a preview link."""
    if secret:
        where = [secret, file.public_id, file.file_name]
        return reverse("files:previewed-attachment", args=where)
    return reverse("files:attachment", args=[slug, file.public_id, file.file_name])


def cover_url(slug: str, cover: Picture | CoverContent | None, *, secret: str = "") -> str:
    """Return where a cover is had, empty without one; `secret` is that of a preview link."""
    if cover is None:
        return ""
    if secret:
        return reverse("files:previewed-cover", args=[secret, cover.public_id])
    return reverse("files:cover", args=[slug, cover.public_id])


def _attachment(slug: str, public_id: str, file_name: str) -> Attachment:
    found = Attachment.objects.filter(
        paper__slug=slug, public_id=public_id, file_name=file_name
    ).first()
    if found is None:
        raise Http404("No such file.")
    return found


def _picture(slug: str, public_id: str) -> Picture:
    found = Picture.objects.filter(paper__slug=slug, public_id=public_id).first()
    if found is None:
        raise Http404("No such file.")
    return found


def _paper_with_clock(paper_id: int) -> Paper:
    return Paper.objects.with_clock().select_related("current_edition").get(pk=paper_id)


def _offered_attachment(attachment: Attachment, *, is_public: bool) -> OfferedFile:
    return OfferedFile(attachment.file, attachment.file_name, attachment.content_type, is_public)


def _is_editor(reader: Reader) -> bool:
    return isinstance(reader, User) and reader.has_role(Role.EDITOR)


def _edition_names(paper: Paper, public_id: str) -> bool:
    edition = paper.current_edition
    if edition is None:
        return False
    content = PaperContent.from_json(edition.content)
    cover = content.cover
    named = {file.public_id for file in content.attachments}
    return public_id in named or (cover is not None and cover.public_id == public_id)


def _preview_shows(paper: Paper, public_id: str) -> bool:
    """A link shows the edition under embargo, else the working copy; see `page_for_outsiders`."""
    if paper.current_edition_id is not None:
        return _edition_names(paper, public_id)
    of_draft = Attachment.objects.filter(paper=paper, removed_at=None, public_id=public_id)
    is_cover = paper.cover is not None and paper.cover.public_id == public_id
    return is_cover or of_draft.exists()
