"""A paper made of an older one, and questions carried on into a new paper with their lineage."""

from collections.abc import Collection, Iterable, Sequence
from typing import Final, TypeVar

from django.db import models, transaction

from accounts.access import check_role
from accounts.models import Role, User
from consultation.lib.public_ids import new_public_id
from papers.actions.details import create_paper
from papers.actions.errors import PartGoneError
from papers.actions.questions import insert_question
from papers.actions.working_copy import locked, mark_changed, save_fields, still_there
from papers.models import Attachment, Call, Paper, Question, Section, Source

# Neither dates nor what belongs to them: a copy begins its own life.
COPIED: Final = (
    "kind", "language", "summary", "author", "topics", "moderation", "results_shown",
    "audience", "open_to_change", "contact", "next_steps",
)  # fmt: skip
ASKED_ALIKE: Final = (
    "kind", "context", "parts", "options", "has_dont_know", "help_text", "is_required",
    "word_limit",
)  # fmt: skip

Row = TypeVar("Row", bound=models.Model)


def copy_paper(
    *,
    actor: User,
    paper: Paper,
    title: str,
    questions: Collection[Question],
    follows: bool,
    slug: str | None = None,
) -> Paper:
    """Start a draft from a paper's working copy: everything but its dates, editions and answers.

    Each of `questions` is carried on, remembers what it was carried from, and keeps its place;
    with `follows` the new paper says that it continues the old. Raises what `create_paper` does.
    """
    check_role(actor, Role.EDITOR)
    with transaction.atomic():
        paper = Paper.objects.select_for_update().get(pk=paper.pk)
        copy = create_paper(
            actor=actor,
            title=title,
            slug=slug,
            follows=paper if follows else None,
            related=list(paper.related.all()),
            **{name: getattr(paper, name) for name in COPIED},
        )
        sections = copy_sections(paper, copy)
        wanted = {question.pk for question in questions}
        carried = copy_questions(paper, sections, wanted, link="carried_from")
        copy_surroundings(paper, copy, sections, carried)
    return copy


def carry_questions(
    *, actor: User, section: Section, questions: Sequence[Question]
) -> list[Question]:
    """Ask other papers' questions again at the section's end, remembering where they come from.

    Raises AlreadyThereError if this paper asks one of them in the same words, PartGoneError if
    one of them is there no more.
    """
    with transaction.atomic():
        paper = locked(section.paper, by=actor)
        section = still_there(Section.objects.filter(paper=paper, pk=section.pk))
        there = Question.objects.exclude(paper=paper).in_bulk([one.pk for one in questions])
        if len(there) != len(questions) or not there:
            raise PartGoneError
        carried = [
            insert_question(
                paper=paper,
                section=section,
                text=there[question.pk].text,
                carried_from=there[question.pk],
                **{name: getattr(there[question.pk], name) for name in ASKED_ALIKE},
            )
            for question in questions
        ]
        mark_changed(
            actor=actor,
            paper=paper,
            part=carried[0],
            part_id=carried[0].pk,
            deed="added",
            carried=[question.pk for question in carried],
        )
    return carried


def copy_sections(paper: Paper, copy: Paper) -> dict[int, Section]:
    """Copy the sections; return the new one of each old one's id."""
    old = list(Section.objects.filter(paper=paper).order_by("position"))
    new = Section.objects.bulk_create(_again(section, paper=copy) for section in old)
    return {section.pk: made for section, made in zip(old, new, strict=True)}


def copy_questions(
    paper: Paper, sections: dict[int, Section], wanted: Collection[int], *, link: str
) -> dict[int, Question]:
    """Copy questions that are still asked, each pointing back by `link`; the new by the old id."""
    asked = Question.objects.filter(paper=paper, pk__in=wanted, retired_at=None)
    old = list(asked.order_by("section__position", "position"))
    new = Question.objects.bulk_create(
        _again(
            question,
            paper=sections[question.section_id].paper,
            section=sections[question.section_id],
            number=number,
            **{"carried_from": None, "translation_of": None, link: question},
        )
        for number, question in enumerate(old, start=1)
    )
    return {question.pk: made for question, made in zip(old, new, strict=True)}


def copy_surroundings(
    paper: Paper, copy: Paper, sections: dict[int, Section], questions: dict[int, Question]
) -> None:
    """Copy sources, calls, files and the cover.

    A stored file is never changed or thrown away, so both papers name the same one.
    """
    Source.objects.bulk_create(_sources(paper, sections, questions))
    Call.objects.bulk_create(_again(call, paper=copy) for call in Call.objects.filter(paper=paper))
    Attachment.objects.bulk_create(
        _again(file, paper=copy, public_id=new_public_id())
        for file in Attachment.objects.filter(paper=paper, removed_at=None)
    )
    if paper.cover is not None:
        cover = _again(paper.cover, paper=copy, public_id=new_public_id())
        cover.save(force_insert=True)
        save_fields(copy, cover=cover)


def _sources(
    paper: Paper, sections: dict[int, Section], questions: dict[int, Question]
) -> Iterable[Source]:
    """Yield the sources anew; one that stands with a question that stays behind stays with it."""
    for source in Source.objects.filter(section__paper=paper):
        question_id = source.question_id
        if question_id is None or question_id in questions:
            question = questions[question_id] if question_id else None
            yield _again(source, section=sections[source.section_id], question=question)


def _again(row: Row, **changes: object) -> Row:
    """Return an unsaved row that says the same, but for `changes` and what the database fills."""
    same = {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if not field.primary_key and field.name not in {*changes, "created_at"}
    }
    return type(row)(**same, **changes)
