"""A working copy laid out for the desk: every part, in reading order, in four queries."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from django.db.models import Exists, OuterRef

from consultation.lib.text import excerpt
from papers.models import Call, Paper, Question, Section, Source, Wording

EXCERPT_WORDS: Final = 30


@dataclass(frozen=True)
class QuestionRow:
    """A question with what can be done to it; `place` counts in reading order."""

    question: Question
    place: int
    was_asked: bool
    can_move_up: bool
    can_move_down: bool

    @property
    def place_text(self) -> str:
        return str(self.place)


@dataclass(frozen=True)
class SectionBlock:
    section: Section
    questions: tuple[QuestionRow, ...]
    sources: tuple[Source, ...]
    can_move_up: bool
    can_move_down: bool

    @property
    def excerpt(self) -> str:
        return excerpt(self.section.body, EXCERPT_WORDS)

    @property
    def can_be_removed(self) -> bool:
        return not any(row.was_asked for row in self.questions)


@dataclass(frozen=True)
class Structure:
    sections: tuple[SectionBlock, ...]
    calls: tuple[Call, ...]


def structure_of(paper: Paper) -> Structure:
    """Return the parts of the working copy; four queries."""
    sections = list(Section.objects.filter(paper=paper).order_by("position"))
    rows = _question_rows(paper, sections)
    sources: dict[int, list[Source]] = defaultdict(list)
    for source in Source.objects.filter(section__paper=paper).order_by("position"):
        sources[source.section_id].append(source)
    return Structure(
        sections=tuple(
            SectionBlock(
                section=section,
                questions=tuple(rows[section.pk]),
                sources=tuple(sources[section.pk]),
                can_move_up=index > 0,
                can_move_down=index < len(sections) - 1,
            )
            for index, section in enumerate(sections)
        ),
        calls=tuple(Call.objects.filter(paper=paper).order_by("position")),
    )


def _question_rows(paper: Paper, sections: list[Section]) -> dict[int, list[QuestionRow]]:
    questions = list(
        Question.objects.filter(paper=paper)
        .annotate(was_asked=Exists(Wording.objects.filter(question=OuterRef("pk"))))
        .order_by("section__position", "position")
    )
    rows: dict[int, list[QuestionRow]] = defaultdict(list)
    for index, question in enumerate(questions):
        first, last = index == 0, index == len(questions) - 1
        rows[question.section_id].append(
            QuestionRow(
                question=question,
                place=index + 1,
                was_asked=question.was_asked,
                # The first and the last question can still go to a section that has none.
                can_move_up=not first or question.section_id != sections[0].pk,
                can_move_down=not last or question.section_id != sections[-1].pk,
            )
        )
    return rows
