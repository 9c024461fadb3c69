"""The order of sections and questions: one step with a button, or straight to a place."""

from typing import TypeVar

from django.db import transaction
from django.db.models import F, QuerySet

from accounts.models import User
from consultation.activity.models import Activity
from papers.actions.errors import MovedMeanwhileError, PartGoneError
from papers.actions.working_copy import (
    Direction,
    locked,
    mark_changed,
    next_position,
    save_fields,
    still_there,
)
from papers.models import Paper, Question, Section, Source

Placed = TypeVar("Placed", Section, Question)


def move_section(*, actor: User, section: Section, direction: Direction) -> None:
    """Let the section change places with its neighbour; at the edge nothing happens."""
    with transaction.atomic():
        paper = locked(section.paper, by=actor)
        section = still_there(Section.objects.filter(paper=paper, pk=section.pk))
        if _swap(section, Section.objects.filter(paper=paper), direction):
            mark_changed(actor=actor, paper=paper, part=section, part_id=section.pk, deed="moved")


def move_question(*, actor: User, question: Question, direction: Direction) -> None:
    """Move one place in reading order: within the section, else into the next one."""
    with transaction.atomic():
        paper = locked(question.paper, by=actor)
        question = still_there(
            Question.objects.filter(paper=paper, pk=question.pk).select_related("section")
        )
        inside = Question.objects.filter(section=question.section_id)
        if _swap(question, inside, direction) or _change_section(question, direction):
            mark_changed(actor=actor, paper=paper, part=question, part_id=question.pk, deed="moved")


def place_section(
    *, actor: User, section: Section, before: Section | None, expected_version: int
) -> None:
    """Put the section before another, or at the end.

    Raises MovedMeanwhileError if the order changed since `expected_version`, PartGoneError if one
    of the two is gone.
    """
    with transaction.atomic():
        paper = locked(section.paper, by=actor)
        section = still_there(Section.objects.filter(paper=paper, pk=section.pk))
        _refuse_if_moved(paper, expected_version=expected_version)
        old = list(Section.objects.filter(paper=paper).order_by("position"))
        new = _with_placed(old, section, before)
        if new != old:
            _number(Section.objects.filter(paper=paper), new)
            mark_changed(actor=actor, paper=paper, part=section, part_id=section.pk, deed="moved")


def place_question(
    *,
    actor: User,
    question: Question,
    section: Section,
    before: Question | None,
    expected_version: int,
) -> None:
    """Put the question before another one of `section`, or at that section's end.

    Raises MovedMeanwhileError if the order changed since `expected_version`, PartGoneError if one
    of the three is gone or `before` stands elsewhere.
    """
    with transaction.atomic():
        paper = locked(question.paper, by=actor)
        question = still_there(Question.objects.filter(paper=paper, pk=question.pk))
        section = still_there(Section.objects.filter(paper=paper, pk=section.pk))
        _refuse_if_moved(paper, expected_version=expected_version)
        inside = Question.objects.filter(section=section)
        old = list(inside.order_by("position"))
        new = _with_placed(old, question, before)
        if new == old:
            return
        _enter(question, section, position=next_position(inside))
        _number(inside, new)
        mark_changed(actor=actor, paper=paper, part=question, part_id=question.pk, deed="moved")


def _refuse_if_moved(paper: Paper, *, expected_version: int) -> None:
    """Refuse a place in an order that was changed; a changed wording moves nothing."""
    changes = (
        Activity.objects.about(paper)
        .filter(data__version__gt=expected_version, data__has_key="deed")
        .exclude(data__deed="changed")
    )
    change = changes.select_related("actor").order_by("-id").first()
    if change is not None:
        who = change.actor.public_name if change.actor else "Someone"
        raise MovedMeanwhileError(who, change.at)


def _with_placed(order: list[Placed], part: Placed, before: Placed | None) -> list[Placed]:
    rest: list[Placed] = [other for other in order if other.pk != part.pk]
    if before is None:
        rest.append(part)
        return rest
    if before.pk == part.pk:
        return order
    for place, other in enumerate(rest):
        if other.pk == before.pk:
            rest.insert(place, part)
            return rest
    raise PartGoneError


def _number(parts: "QuerySet[Placed]", order: list[Placed]) -> None:
    """Give each part its place in the order; two queries, however many there are."""
    stored = dict(parts.values_list("pk", "position"))
    moved = []
    for position, part in enumerate(order, start=1):
        if stored[part.pk] != position:
            part.position = position
            moved.append(part)
    parts.model._default_manager.bulk_update(moved, ["position"])


def _swap(part: Placed, among: "QuerySet[Placed]", direction: Direction) -> bool:
    neighbour = _next(among, part.position, direction)
    if neighbour is None:
        return False
    place, other = part.position, neighbour.position
    save_fields(part, position=other)
    save_fields(neighbour, position=place)
    return True


def _next(among: "QuerySet[Placed]", position: int, direction: Direction) -> Placed | None:
    if direction == "up":
        return among.filter(position__lt=position).order_by("-position").first()
    return among.filter(position__gt=position).order_by("position").first()


def _change_section(question: Question, direction: Direction) -> bool:
    sections = Section.objects.filter(paper=question.paper_id)
    target = _next(sections, question.section.position, direction)
    if target is None:
        return False
    inside = Question.objects.filter(section=target)
    if direction == "up":
        _enter(question, target, position=next_position(inside))
    else:
        inside.update(position=F("position") + 1)
        _enter(question, target, position=1)
    return True


def _enter(question: Question, section: Section, *, position: int) -> None:
    """Take the question to a section, and the sources that stand with it."""
    if question.section_id != section.pk:
        Source.objects.filter(question=question).update(section=section)
    save_fields(question, section=section, position=position)
