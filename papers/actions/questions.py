"""Questions: added, changed, moved, removed."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import F, Max

from accounts.models import User
from papers.actions.errors import AlreadyThereError, QuestionAlreadyAskedError
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
from papers.models import Paper, Question, Section, Wording


def add_question(
    *,
    actor: User,
    section: Section,
    text: str,
    kind: str = Question.Kind.OPEN,
    context: str = "",
    parts: Sequence[str] = (),
) -> Question:
    """Add a question at the section's end; AlreadyThereError if the paper asks the same already."""
    with transaction.atomic():
        paper = locked(section.paper, by=actor)
        section = still_there(Section.objects.filter(paper=paper, pk=section.pk))
        if Question.objects.filter(paper=paper, text=text).exists():
            raise AlreadyThereError("a question with these words")
        question = Question.objects.create(
            paper=paper,
            section=section,
            position=next_position(Question.objects.filter(section=section)),
            number=_next_number(paper),
            kind=kind,
            text=text,
            context=context,
            parts=list(parts),
        )
        mark_changed(actor=actor, paper=paper, part=question, part_id=question.pk, deed="added")
    return question


def change_question(
    *,
    actor: User,
    question: Question,
    expected_version: int,
    kind: str,
    text: str,
    context: str,
    parts: Sequence[str],
) -> Question:
    """Reword; answers keep the wording they were asked in.

    Raises PaperChangedMeanwhileError if someone else changed it since `expected_version`.
    """
    fields = {"kind": kind, "text": text, "context": context, "parts": list(parts)}
    with transaction.atomic():
        paper = locked(question.paper, by=actor)
        question = still_there(Question.objects.filter(paper=paper, pk=question.pk))
        if differs(question, **fields):
            refuse_if_changed(paper, question, expected_version=expected_version)
            save_fields(question, **fields)
            mark_changed(
                actor=actor, paper=paper, part=question, part_id=question.pk, deed="changed"
            )
    return question


def remove_question(*, actor: User, question: Question) -> None:
    """Remove a question that was never asked; QuestionAlreadyAskedError if it was."""
    with transaction.atomic():
        paper = locked(question.paper, by=actor)
        question = still_there(Question.objects.filter(paper=paper, pk=question.pk))
        if Wording.objects.filter(question=question).exists():
            raise QuestionAlreadyAskedError
        question_id = question.pk
        question.delete()
        mark_changed(actor=actor, paper=paper, part=question, part_id=question_id, deed="removed")


def move_question(*, actor: User, question: Question, direction: Direction) -> None:
    """Move one place in reading order: within the section, else into the next one."""
    with transaction.atomic():
        paper = locked(question.paper, by=actor)
        question = still_there(
            Question.objects.filter(paper=paper, pk=question.pk).select_related("section")
        )
        moved = _swap(question, direction) or _change_section(question, direction)
        if moved:
            mark_changed(actor=actor, paper=paper, part=question, part_id=question.pk, deed="moved")


def _swap(question: Question, direction: Direction) -> bool:
    others = Question.objects.filter(section=question.section_id)
    neighbour = (
        others.filter(position__lt=question.position).order_by("-position").first()
        if direction == "up"
        else others.filter(position__gt=question.position).order_by("position").first()
    )
    if neighbour is None:
        return False
    place, other = question.position, neighbour.position
    save_fields(question, position=other)
    save_fields(neighbour, position=place)
    return True


def _change_section(question: Question, direction: Direction) -> bool:
    sections = Section.objects.filter(paper=question.paper_id)
    here = question.section.position
    if direction == "up":
        target = sections.filter(position__lt=here).order_by("-position").first()
    else:
        target = sections.filter(position__gt=here).order_by("position").first()
    if target is None:
        return False
    inside = Question.objects.filter(section=target)
    if direction == "up":
        save_fields(question, section=target, position=next_position(inside))
    else:
        inside.update(position=F("position") + 1)
        save_fields(question, section=target, position=1)
    return True


def _next_number(paper: Paper) -> int:
    last: int | None = Question.objects.filter(paper=paper).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1
