"""Files that stand with a paper: attachments and the cover.

A file is stored before the transaction that names it, so that no lock is held while it is written;
one that ends up unnamed is taken away again. What an edition names is never taken away.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.files.base import ContentFile, File
from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Now

from accounts.access import check_role
from accounts.models import Role, User
from consultation.lib import storing
from papers.actions.errors import AlreadyThereError, NotStoredError
from papers.actions.working_copy import (
    Direction,
    differs,
    locked,
    mark_changed,
    next_position,
    refuse_if_changed,
    save_fields,
    still_there,
)
from papers.files.picturing import MadePicture
from papers.files.receiving import ReceivedFile
from papers.models import Attachment, Paper, Picture
from papers.models.files import stored_name


def add_attachment(*, actor: User, paper: Paper, title: str, file: ReceivedFile) -> Attachment:
    """Let a file stand with the paper, after the others.

    Raises AlreadyThereError if another file has the title, NotStoredError if the disk is full.
    """
    check_role(actor, Role.EDITOR)
    with stored(file.file, file.file_name) as name, transaction.atomic():
        paper = locked(paper, by=actor)
        _refuse_second(paper, title)
        attachment = Attachment.objects.create(
            paper=paper,
            position=next_position(Attachment.objects.filter(paper=paper)),
            title=title,
            file=name,
            file_name=file.file_name,
            content_type=file.content_type,
            size=file.size,
        )
        mark_changed(actor=actor, paper=paper, part=attachment, part_id=attachment.pk, deed="added")
    return attachment


def change_attachment(
    *, actor: User, attachment: Attachment, expected_version: int, title: str
) -> Attachment:
    """Call the file something else.

    Raises PaperChangedMeanwhileError if someone else did since `expected_version`,
    AlreadyThereError if another file has the title.
    """
    with transaction.atomic():
        paper = locked(attachment.paper, by=actor)
        attachment = still_there(attached(paper).filter(pk=attachment.pk))
        if differs(attachment, title=title):
            refuse_if_changed(paper, attachment, expected_version=expected_version)
            _refuse_second(paper, title)
            save_fields(attachment, title=title)
            mark_changed(
                actor=actor, paper=paper, part=attachment, part_id=attachment.pk, deed="changed"
            )
    return attachment


def move_attachment(*, actor: User, attachment: Attachment, direction: Direction) -> None:
    """Let the file change places with its neighbour; at the edge nothing happens."""
    with transaction.atomic():
        paper = locked(attachment.paper, by=actor)
        order = list(attached(paper))
        place = next((n for n, one in enumerate(order) if one.pk == attachment.pk), None)
        if place is None:
            still_there(attached(paper).none())
            return
        other = place - 1 if direction == "up" else place + 1
        if not 0 <= other < len(order):
            return
        order[place], order[other] = order[other], order[place]
        for position, one in enumerate(order, start=1):
            one.position = position
        Attachment.objects.bulk_update(order, ["position"])
        mark_changed(actor=actor, paper=paper, part=attachment, part_id=attachment.pk, deed="moved")


def remove_attachment(*, actor: User, attachment: Attachment) -> None:
    """Take the file out of the draft; an edition that names it goes on offering it."""
    with transaction.atomic():
        paper = locked(attachment.paper, by=actor)
        attachment = still_there(attached(paper).filter(pk=attachment.pk))
        save_fields(attachment, removed_at=Now())
        mark_changed(
            actor=actor, paper=paper, part=attachment, part_id=attachment.pk, deed="removed"
        )


def put_cover(
    *, actor: User, paper: Paper, picture: MadePicture, alt: str, expected_version: int
) -> Picture:
    """Give the paper a cover, or another one; NotStoredError if the disk is full.

    Raises PaperChangedMeanwhileError if someone else changed the cover since `expected_version`.
    """
    check_role(actor, Role.EDITOR)
    content = ContentFile(picture.content)
    with stored(content, "cover.webp") as name, transaction.atomic():
        paper = locked(paper, by=actor)
        refuse_if_changed(paper, _place_of_cover(paper), expected_version=expected_version)
        made = Picture(paper=paper, file=name, alt=alt, width=picture.width, height=picture.height)
        _hang(actor, paper, made)
    return made


def reword_cover(*, actor: User, paper: Paper, alt: str, expected_version: int) -> Paper:
    """Describe the cover in other words.

    An edition and the copy before a save name a picture with its words, so other words are
    another row with the same file. Raises as `put_cover`, and PartGoneError without a cover.
    """
    with transaction.atomic():
        paper = locked(paper, by=actor)
        cover = still_there(_cover_of(paper))
        if cover.alt == alt:
            return paper
        refuse_if_changed(paper, _place_of_cover(paper), expected_version=expected_version)
        reworded = Picture(
            paper=paper, file=cover.file.name, alt=alt, width=cover.width, height=cover.height
        )
        _hang(actor, paper, reworded)
    return paper


def remove_cover(*, actor: User, paper: Paper) -> None:
    """Take the cover out of the draft; the current edition keeps it."""
    with transaction.atomic():
        paper = locked(paper, by=actor)
        still_there(_cover_of(paper))
        save_fields(paper, cover=None)
        _mark_cover(actor, paper)


def attached(paper: Paper) -> "QuerySet[Attachment]":
    """Return the files of the working copy, in their order."""
    return Attachment.objects.filter(paper=paper, removed_at=None).order_by("position", "pk")


@contextmanager
def stored(file: "File[bytes]", file_name: str) -> Iterator[str]:
    """Store a file and return its name on disk; take it away if what names it fails."""
    try:
        with storing.stored(file, stored_name(Attachment(), file_name)) as name:
            yield name
    except storing.NoRoomError as error:
        raise NotStoredError from error


def _hang(actor: User, paper: Paper, picture: Picture) -> None:
    picture.save(force_insert=True)
    save_fields(paper, cover=picture)
    _mark_cover(actor, paper)


def _cover_of(paper: Paper) -> "QuerySet[Picture]":
    return Picture.objects.filter(paper=paper, pk=paper.cover_id or 0)


def _mark_cover(actor: User, paper: Paper) -> None:
    mark_changed(
        actor=actor, paper=paper, part=_place_of_cover(paper), part_id=paper.pk, deed="changed"
    )


def _place_of_cover(paper: Paper) -> Picture:
    """Return what the log calls the cover: a place of the paper, whichever picture hangs there."""
    return Picture(pk=paper.pk)


def _refuse_second(paper: Paper, title: str) -> None:
    if attached(paper).filter(title=title).exists():
        raise AlreadyThereError("a file with this title")
