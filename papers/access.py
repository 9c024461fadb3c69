"""Who may open which paper; missing and forbidden give the same 404."""

from dataclasses import dataclass

from django.http import Http404
from django.shortcuts import get_object_or_404

from papers.content import PaperContent, QuestionContent
from papers.models import Call, Paper, Question, Section, Source


@dataclass(frozen=True)
class PublishedPaper:
    """A paper with the content of its current edition."""

    paper: Paper
    content: PaperContent

    @property
    def shows_questions(self) -> bool:
        """An announced paper shows what is coming, not what it will ask; a withdrawn one, why."""
        return self.paper.stage not in {"announced", "withdrawn", "draft", "under embargo"}


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
