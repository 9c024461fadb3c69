"""Questions that were asked: retired, taken up again, replaced by a new one.

Retiring is like rewording: readers see it with the next edition. Until then the question is asked
as it was, and takes answers.
"""

from typing import Unpack

from django.db import transaction
from django.db.models.functions import Now

from accounts.models import User
from papers.actions.errors import AlreadyRetiredError, NeverAskedError
from papers.actions.questions import QuestionFields, insert_question
from papers.actions.working_copy import locked, mark_changed, save_fields, still_there
from papers.models import Paper, Question, Wording


def retire_question(*, actor: User, question: Question, reason: str) -> Question:
    """Ask a published question no more; its thread stays readable, with the reason.

    Again with another reason, it changes the reason. NeverAskedError if it was never published:
    then it is removed instead.
    """
    with transaction.atomic():
        paper = locked(question.paper, by=actor)
        question = _asked(paper, question)
        if question.retired_at is not None and question.retired_reason == reason:
            return question
        _retire(question, reason)
        mark_changed(actor=actor, paper=paper, part=question, part_id=question.pk, deed="retired")
    return question


def restore_question(*, actor: User, question: Question) -> Question:
    """Ask a retired question again; nothing happens to one that is asked."""
    with transaction.atomic():
        paper = locked(question.paper, by=actor)
        question = still_there(Question.objects.filter(paper=paper, pk=question.pk))
        if question.retired_at is None:
            return question
        save_fields(question, retired_at=None, retired_reason="")
        mark_changed(actor=actor, paper=paper, part=question, part_id=question.pk, deed="restored")
    return question


def replace_question(
    *, actor: User, question: Question, reason: str, text: str, **fields: Unpack[QuestionFields]
) -> Question:
    """Retire a question and ask a new one after it, of any kind; return the new one.

    Raises AlreadyRetiredError (a second click), NeverAskedError, AlreadyThereError if another
    question has these words, UnfitOptionsError.
    """
    with transaction.atomic():
        paper = locked(question.paper, by=actor)
        question = _asked(paper, question)
        if question.retired_at is not None:
            raise AlreadyRetiredError
        _retire(question, reason)
        new = insert_question(
            paper=paper,
            section=question.section,
            after=question,
            text=text,
            carried_from=question,
            **fields,
        )
        mark_changed(actor=actor, paper=paper, part=new, part_id=new.pk, deed="replaced")
    return new


def _asked(paper: Paper, question: Question) -> Question:
    asked = Question.objects.filter(paper=paper, pk=question.pk).select_related("section")
    question = still_there(asked)
    if not Wording.objects.filter(question=question).exists():
        raise NeverAskedError
    return question


def _retire(question: Question, reason: str) -> None:
    since = question.retired_at or Now()
    save_fields(question, retired_at=since, retired_reason=reason)
    question.refresh_from_db(fields=["retired_at"])
