"""A working copy as the checks look at it: everything at once, in four queries."""

from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse

from papers.models import Paper, PaperImport, Question, Section, Source
from papers.pages.reading_level import ReadingLevel, reading_level


@dataclass(frozen=True)
class LookedAt:
    """The paper with its parts; the retired questions are no part of what is asked."""

    paper: Paper
    sections: tuple[Section, ...]
    questions: tuple[Question, ...]
    sources: tuple[Source, ...]
    has_unconfirmed_import: bool

    @property
    def is_discussion(self) -> bool:
        return self.paper.kind == Paper.Kind.DISCUSSION

    @cached_property
    def level(self) -> ReadingLevel:
        texts: list[tuple[int | None, str]] = [(None, self.paper.summary)]
        texts += [(section.pk, section.body) for section in self.sections]
        texts += [(question.section_id, question.text) for question in self.questions]
        texts += [(question.section_id, question.context) for question in self.questions]
        english = self.paper.language == Paper.Language.ENGLISH
        return reading_level(texts, is_english=english)

    def place(self, question: Question) -> int:
        """Return the question's number on the page: its place until publishing gave it one."""
        if self.paper.current_edition_id:
            return question.number
        return self.questions.index(question) + 1

    def at_details(self, field: str) -> str:
        """Return the address of a field of the details; of the life, once that is where it is."""
        slug = self.paper.slug
        if field in {"opens_at", "closes_at"} and self.paper.current_edition_id:
            return reverse("papers:life", args=[slug])
        return f"{reverse('papers:edit', args=[slug])}#id_{field}"

    def at_section(self, section_id: int) -> str:
        return reverse("papers:change-section", args=[self.paper.slug, section_id])

    def at_question(self, question: Question) -> str:
        return reverse("papers:change-question", args=[self.paper.slug, question.pk])

    @property
    def at_structure(self) -> str:
        return reverse("papers:structure", args=[self.paper.slug])


def look_at(paper: Paper) -> LookedAt:
    questions = Question.objects.filter(paper=paper, retired_at=None)
    return LookedAt(
        paper=paper,
        sections=tuple(Section.objects.filter(paper=paper).order_by("position")),
        questions=tuple(questions.order_by("section__position", "position")),
        sources=tuple(Source.objects.filter(section__paper=paper).order_by("section__position")),
        has_unconfirmed_import=PaperImport.objects.filter(paper=paper, confirmed_at=None).exists(),
    )
