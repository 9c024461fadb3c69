"""Questions: added, changed, removed."""

from collections.abc import Sequence
from typing import TypedDict, Unpack

from django.db import transaction
from django.db.models import F, Max

from accounts.models import User
from papers.actions.errors import (
    AlreadyThereError,
    KindFixedError,
    QuestionAlreadyAskedError,
    UnfitOptionsError,
)
from papers.actions.working_copy import (
    differs,
    locked,
    mark_changed,
    next_position,
    refuse_if_changed,
    save_fields,
    still_there,
)
from papers.editing.answered import is_answered
from papers.models import Paper, Question, Section, Wording
from papers.options import fault_of_options


class QuestionFields(TypedDict, total=False):
    """What an editor says about a question, besides what it asks."""

    kind: str
    context: str
    parts: Sequence[str]
    options: Sequence[str]
    has_dont_know: bool
    help_text: str
    is_required: bool
    word_limit: int | None


class ChangedQuestionFields(QuestionFields, total=False):
    text: str


class NewQuestionFields(QuestionFields, total=False):
    # The question that this one carries on: an earlier paper's, or the retired one it replaces.
    carried_from: Question | None
    # The question of the other language's paper.
    translation_of: Question | None


def add_question(
    *, actor: User, section: Section, text: str, **fields: Unpack[NewQuestionFields]
) -> Question:
    """Add a question at the section's end.

    Raises AlreadyThereError if the paper asks the same already, UnfitOptionsError if there is not
    to choose from what its kind needs.
    """
    with transaction.atomic():
        paper = locked(section.paper, by=actor)
        section = still_there(Section.objects.filter(paper=paper, pk=section.pk))
        question = insert_question(paper=paper, section=section, text=text, **fields)
        mark_changed(actor=actor, paper=paper, part=question, part_id=question.pk, deed="added")
    return question


def insert_question(
    *,
    paper: Paper,
    section: Section,
    text: str,
    after: Question | None = None,
    **fields: Unpack[NewQuestionFields],
) -> Question:
    """Write the row of a new question, inside the transaction of an action that logs it."""
    if Question.objects.filter(paper=paper, text=text, retired_at=None).exists():
        raise AlreadyThereError("a question with these words")
    inside = Question.objects.filter(section=section)
    position = next_position(inside)
    if after is not None:
        position = after.position + 1
        inside.filter(position__gte=position).update(position=F("position") + 1)
    question = Question(
        paper=paper, section=section, position=position, number=_next_number(paper), text=text
    )
    for name, value in _as_stored(fields).items():
        setattr(question, name, value)
    _refuse_unfit(question)
    question.save(force_insert=True)
    return question


def change_question(
    *,
    actor: User,
    question: Question,
    expected_version: int,
    **changes: Unpack[ChangedQuestionFields],
) -> Question:
    """Reword, or ask otherwise; answers keep the wording they were asked in.

    Raises PaperChangedMeanwhileError if someone else changed it since `expected_version`,
    KindFixedError if it has answers and would become another kind, UnfitOptionsError.
    """
    fields = _as_stored(changes)
    with transaction.atomic():
        paper = locked(question.paper, by=actor)
        question = still_there(Question.objects.filter(paper=paper, pk=question.pk))
        if not differs(question, **fields):
            return question
        refuse_if_changed(paper, question, expected_version=expected_version)
        if fields.get("kind", question.kind) != question.kind and is_answered(question):
            raise KindFixedError
        for name, value in fields.items():
            setattr(question, name, value)
        _refuse_unfit(question)
        save_fields(question, **fields)
        mark_changed(actor=actor, paper=paper, part=question, part_id=question.pk, deed="changed")
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


def _as_stored(
    fields: QuestionFields | NewQuestionFields | ChangedQuestionFields,
) -> dict[str, object]:
    """Return lists for the array columns: a tuple that says the same is no change."""
    return {
        name: list(value) if name in {"parts", "options"} else value  # type: ignore[call-overload]
        for name, value in fields.items()
    }


def _refuse_unfit(question: Question) -> None:
    if fault := fault_of_options(question.kind, question.options):
        raise UnfitOptionsError(fault)


def _next_number(paper: Paper) -> int:
    last: int | None = Question.objects.filter(paper=paper).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1
