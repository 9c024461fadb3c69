"""Who may open which paper; missing and forbidden give the same 404."""

from dataclasses import dataclass

from django.http import Http404
from django.shortcuts import get_object_or_404

from accounts.models import User
from consultation.lib.tokens import hash_of
from papers.content import PaperContent, QuestionContent
from papers.models import (
    Attachment,
    Call,
    OpeningAlert,
    Paper,
    PaperImport,
    PreviewLink,
    Question,
    Section,
    Source,
)
from papers.stages import shows_questions


@dataclass(frozen=True)
class PublishedPaper:
    """A paper with the content of its current edition."""

    paper: Paper
    content: PaperContent

    @property
    def shows_questions(self) -> bool:
        """An announced paper shows what is coming, not what it will ask."""
        return shows_questions(self.paper, self.paper.database_now)  # type: ignore[attr-defined]


def get_published_paper_or_404(slug: str) -> PublishedPaper:
    """Return what a public page may show of a paper, in one query."""
    paper = (
        Paper.objects.published()
        .with_clock()
        .select_related("current_edition")
        .filter(slug=slug)
        .first()
    )
    if paper is None or paper.current_edition is None:
        raise Http404("No such paper.")
    return PublishedPaper(paper, PaperContent.from_json(paper.current_edition.content))


def get_slug_of_short_link_or_404(number: int) -> str:
    """Return where /p/<number>/ leads; the public learns of no paper before its time."""
    # What no row can hold is not asked of the database.
    short = number if number < 2**31 else 0
    papers = Paper.objects.published().filter(short_number=short)
    slug: str | None = papers.values_list("slug", flat=True).first()
    if slug is None:
        raise Http404("No such paper.")
    return slug


def get_asked_question_or_404(slug: str, number: int) -> tuple[PublishedPaper, QuestionContent]:
    """Return a question that readers may see, with its paper."""
    published = get_published_paper_or_404(slug)
    if published.shows_questions:
        for question in published.content.questions:
            if question.number == number:
                return published, question
    raise Http404("No such question.")


def get_working_copy_or_404(slug: str) -> Paper:
    """Return a paper for the desk, in any stage."""
    paper = Paper.objects.with_clock().filter(slug=slug).first()
    if paper is None:
        raise Http404("No such paper.")
    return paper


def get_section_or_404(slug: str, section_id: int) -> Section:
    """Return a section of a working copy, with its paper."""
    return get_object_or_404(
        Section.objects.select_related("paper"), pk=section_id, paper__slug=slug
    )


def get_question_or_404(slug: str, question_id: int) -> Question:
    """Return a question of a working copy, with its paper and section."""
    return get_object_or_404(
        Question.objects.select_related("paper", "section"), pk=question_id, paper__slug=slug
    )


def get_source_or_404(slug: str, source_id: int) -> Source:
    """Return a source of a working copy, with its paper."""
    return get_object_or_404(
        Source.objects.select_related("section__paper"), pk=source_id, section__paper__slug=slug
    )


def get_call_or_404(slug: str, call_id: int) -> Call:
    """Return a call of a working copy, with its paper."""
    return get_object_or_404(Call.objects.select_related("paper"), pk=call_id, paper__slug=slug)


def get_import_or_404(import_id: int) -> PaperImport:
    """Return a document that was read in, with the paper that came of it, if one did."""
    return get_object_or_404(PaperImport.objects.select_related("paper"), pk=import_id)


def get_attachment_to_change_or_404(slug: str, attachment_id: int) -> Attachment:
    """Return a file of a working copy, with its paper; a removed one is not there."""
    return get_object_or_404(
        Attachment.objects.select_related("paper"),
        pk=attachment_id,
        paper__slug=slug,
        removed_at=None,
    )


def find_alert(person: User, paper: Paper) -> OpeningAlert | None:
    """Return the person's wish to be told when the paper opens, if they have one."""
    return OpeningAlert.objects.filter(user=person, paper=paper).first()


def get_alert_by_hash_or_404(token_hash: str) -> OpeningAlert:
    """Return who waits, by the hash that their links lead to."""
    if not token_hash:
        raise Http404("No such link.")
    return get_object_or_404(OpeningAlert.objects.select_related("paper"), token_hash=token_hash)


def get_preview_link_or_404(slug: str, link_id: int) -> PreviewLink:
    """Return a preview link of a paper, for the desk."""
    return get_object_or_404(
        PreviewLink.objects.select_related("paper"), pk=link_id, paper__slug=slug
    )


def get_working_preview_link_or_404(token: str) -> PreviewLink:
    """Return the link a secret opens; an expired or revoked one was never made."""
    links = PreviewLink.objects.valid().select_related("paper")
    return get_object_or_404(links, token_hash=hash_of(token))
