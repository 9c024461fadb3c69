"""A working copy laid out for the desk: every part, in reading order, in four queries."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from django.db.models import Exists, OuterRef

from consultation.lib.text import excerpt
from papers.editing.answered import has_answers
from papers.levels import heading_levels
from papers.models import Call, Paper, Question, Section, Source, Wording

EXCERPT_WORDS: Final = 30
PLACE_WORDS: Final = 10

# The choices of a select: a value and its words, or a group of such.
PlaceChoices = list[tuple[str, str | list[tuple[str, str]]]]


@dataclass(frozen=True)
class QuestionRow:
    """A question with what can be done to it; `place` counts in reading order."""

    question: Question
    place: int
    sources: tuple[Source, ...]
    was_asked: bool
    is_answered: bool
    can_move_up: bool
    can_move_down: bool

    @property
    def place_text(self) -> str:
        return str(self.place)

    @property
    def id_text(self) -> str:
        return str(self.question.pk)

    @property
    def is_retired(self) -> bool:
        return self.question.retired_at is not None

    @property
    def lineage(self) -> str:
        """Say which question this one carries on, and whether in other words."""
        earlier = self.question.carried_from
        if earlier is None:
            return ""
        reworded = "" if earlier.text == self.question.text else ", in other words"
        if earlier.paper_id == self.question.paper_id:
            return f"In place of question {earlier.number}{reworded}"
        return f"Also asked in “{earlier.paper.title}”{reworded}"


@dataclass(frozen=True)
class SectionBlock:
    """A section with all that is in it; `level` is the one its heading shows."""

    section: Section
    level: int
    questions: tuple[QuestionRow, ...]
    sources: tuple[Source, ...]
    can_move_up: bool
    can_move_down: bool

    @property
    def id_text(self) -> str:
        return str(self.section.pk)

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

    @property
    def rows(self) -> tuple[QuestionRow, ...]:
        """Every question in reading order."""
        return tuple(row for block in self.sections for row in block.questions)

    @property
    def sources_without_link(self) -> int:
        return sum(
            not source.url
            for block in self.sections
            for sources in (block.sources, *(row.sources for row in block.questions))
            for source in sources
        )


def structure_of(paper: Paper) -> Structure:
    """Return the parts of the working copy; four queries."""
    sections = list(Section.objects.filter(paper=paper).order_by("position"))
    of_sections, of_questions = _sources_of(paper)
    rows = _question_rows(paper, sections, of_questions)
    levels = heading_levels(section.level for section in sections)
    return Structure(
        sections=tuple(
            SectionBlock(
                section=section,
                level=level,
                questions=tuple(rows[section.pk]),
                sources=tuple(of_sections[section.pk]),
                can_move_up=index > 0,
                can_move_down=index < len(sections) - 1,
            )
            for index, (section, level) in enumerate(zip(sections, levels, strict=True))
        ),
        calls=tuple(Call.objects.filter(paper=paper).order_by("position")),
    )


def question_places(structure: Structure, question: Question) -> tuple[PlaceChoices, str]:
    """Return where a question can go, by section, and the value of where it stands now.

    A value is `q` and the id of the question it would stand before, or `s` and the id of the
    section whose last it would be.
    """
    choices: PlaceChoices = []
    here = ""
    for block in structure.sections:
        pks = [row.question.pk for row in block.questions]
        group = [
            (f"q{row.question.pk}", f"Before {row.place}. {_words(row.question.text)}")
            for row in block.questions
            if row.question.pk != question.pk
        ]
        end = (f"s{block.section.pk}", f"Last in “{block.section.title}”")
        choices.append((block.section.title, [*group, end]))
        if question.pk in pks:
            after = pks[pks.index(question.pk) + 1 :]
            here = f"q{after[0]}" if after else end[0]
    return choices, here


def section_places(structure: Structure, section: Section) -> tuple[PlaceChoices, str]:
    """Return where a section can go, and where it stands now: `s` and an id, or end."""
    pks = [block.section.pk for block in structure.sections]
    choices: PlaceChoices = [
        (f"s{block.section.pk}", f"Before “{_words(block.section.title)}”")
        for block in structure.sections
        if block.section.pk != section.pk
    ]
    after = pks[pks.index(section.pk) + 1 :] if section.pk in pks else []
    return [*choices, ("end", "Last in the paper")], f"s{after[0]}" if after else "end"


def _words(text: str) -> str:
    return excerpt(text, PLACE_WORDS)


def _sources_of(paper: Paper) -> tuple[dict[int, list[Source]], dict[int, list[Source]]]:
    """Return the sources of sections and those of single questions, by their ids."""
    of_sections: dict[int, list[Source]] = defaultdict(list)
    of_questions: dict[int, list[Source]] = defaultdict(list)
    for source in Source.objects.filter(section__paper=paper).order_by("position"):
        if source.question_id is None:
            of_sections[source.section_id].append(source)
        else:
            of_questions[source.question_id].append(source)
    return of_sections, of_questions


def _question_rows(
    paper: Paper, sections: list[Section], sources: dict[int, list[Source]]
) -> dict[int, list[QuestionRow]]:
    questions = list(
        Question.objects.filter(paper=paper)
        .annotate(
            was_asked=Exists(Wording.objects.filter(question=OuterRef("pk"))),
            is_answered=has_answers(),
        )
        .select_related("carried_from__paper")
        .order_by("section__position", "position")
    )
    rows: dict[int, list[QuestionRow]] = defaultdict(list)
    for index, question in enumerate(questions):
        first, last = index == 0, index == len(questions) - 1
        rows[question.section_id].append(
            QuestionRow(
                question=question,
                place=index + 1,
                sources=tuple(sources[question.pk]),
                was_asked=question.was_asked,
                is_answered=question.is_answered,
                # The first and the last question can still go to a section that has none.
                can_move_up=not first or question.section_id != sections[0].pk,
                can_move_down=not last or question.section_id != sections[-1].pk,
            )
        )
    return rows
