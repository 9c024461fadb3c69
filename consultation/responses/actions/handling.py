"""What staff do in a question's threads: pin, close, and say where a question is answered."""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now

from accounts.access import check_role
from accounts.models import Role, User
from consultation.activity.actions import record
from consultation.activity.models import Verb
from consultation.lib.text import name_on_one_line
from consultation.responses.actions.not_changed import (
    ChangedSinceSeenError,
    NotARootError,
    NotPublicError,
)
from consultation.responses.actions.recording import record_of
from consultation.responses.models import QuestionTally, Response
from consultation.responses.results.counting import hold_tallies
from consultation.responses.threads.versions import is_public
from papers.models import Question


def pin_response(*, actor: User, response: Response, instead_of: int | None) -> None:
    """Show a response first on its question's page, instead of the one that the actor saw there.

    Raises PermissionDenied, NotPublicError, and ChangedSinceSeenError when another is pinned by
    now.
    """
    check_role(actor, Role.MODERATOR)
    with transaction.atomic():
        _hold_pinned(response.question_id, instead_of)
        if not is_public(_hold(response)):
            raise NotPublicError
        _set_pinned(actor, response, Verb.RESPONSE_PINNED, response.pk)


def unpin_response(*, actor: User, response: Response) -> None:
    """Show it in its own place again; raises PermissionDenied, ChangedSinceSeenError."""
    check_role(actor, Role.MODERATOR)
    with transaction.atomic():
        _hold_pinned(response.question_id, response.pk)
        _set_pinned(actor, response, Verb.RESPONSE_UNPINNED, None)


def close_thread(*, actor: User, root: Response, reason: str) -> None:
    """Let a thread take no more replies, and say why; what was said in it stays to be read.

    Raises PermissionDenied, NotARootError, NotPublicError, ChangedSinceSeenError when it is closed.
    """
    check_role(actor, Role.MODERATOR)
    if root.depth:
        raise NotARootError
    with transaction.atomic():
        hold_tallies([root.question_id])
        stored = _hold(root)
        if not stored.was_public:
            raise NotPublicError
        if stored.closed_at is not None:
            raise ChangedSinceSeenError
        changes = {"closed_at": Now(), "closed_reason": name_on_one_line(reason)}
        _set_closed(actor, stored, Verb.THREAD_CLOSED, changes)


def reopen_thread(*, actor: User, root: Response) -> None:
    """Let a closed thread take replies again; raises PermissionDenied, ChangedSinceSeenError."""
    check_role(actor, Role.MODERATOR)
    with transaction.atomic():
        hold_tallies([root.question_id])
        stored = _hold(root)
        if stored.closed_at is None:
            raise ChangedSinceSeenError
        _set_closed(actor, stored, Verb.THREAD_REOPENED, {"closed_at": None, "closed_reason": ""})


def mark_answered(
    *, actor: User, question: Question, where: str, seen: datetime | None = None
) -> None:
    """Say that the policy team has answered a question, and where; empty takes that back.

    `seen` is when it was marked, as the actor saw it. Raises PermissionDenied, and
    ChangedSinceSeenError when somebody marked it or took that back meanwhile.
    """
    check_role(actor, Role.EDITOR)
    text = name_on_one_line(where)
    with transaction.atomic():
        QuestionTally.objects.get_or_create(question=question)
        tally = hold_tallies([question.pk])[0]
        if tally.answered_at != seen or (not text and seen is None):
            raise ChangedSinceSeenError
        QuestionTally.objects.filter(pk=tally.pk).update(
            answered_at=Now() if text else None, answered_where=text, version=F("version") + 1
        )
        record(
            actor=actor,
            verb=Verb.QUESTION_ANSWERED if text else Verb.QUESTION_UNANSWERED,
            thing=question,
            paper_id=question.paper_id,
        )


def _hold(response: Response) -> Response:
    rows = Response.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("question").get(pk=response.pk)


def _hold_pinned(question_id: int, expected: int | None) -> None:
    tallies = hold_tallies([question_id])
    pinned = tallies[0].pinned_id if tallies else None
    if pinned != expected:
        raise ChangedSinceSeenError


def _set_pinned(actor: User, response: Response, verb: Verb, pinned: int | None) -> None:
    tallies = QuestionTally.objects.filter(question_id=response.question_id)
    tallies.update(pinned=pinned, version=F("version") + 1)
    record_of(response, verb, actor=actor)


def _set_closed(actor: User, root: Response, verb: Verb, changes: dict[str, object]) -> None:
    Response.objects.filter(pk=root.pk).update(**changes)
    tallies = QuestionTally.objects.filter(question_id=root.question_id)
    tallies.update(version=F("version") + 1)
    record_of(root, verb, actor=actor)
