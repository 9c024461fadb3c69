"""A moderator's decisions. Each changes the response, keeps a Decision and tells the author."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.access import check_role
from accounts.models import Role, User
from consultation.lib.text import normalise
from consultation.mail.actions import UnusableAddressError, enqueue_message
from consultation.moderation.models import Decision, Reason
from consultation.moderation.policy import NOT_ONE_S_OWN, may_decide
from consultation.responses import actions as responses
from consultation.responses.actions import AlreadyDecidedError, ChangedMeanwhileError
from consultation.responses.models import Response

__all__ = [
    "AlreadyDecidedError",
    "ChangedMeanwhileError",
    "OwnResponseError",
    "WrongReasonError",
    "publish_response",
    "reject_response",
]


class OwnResponseError(PermissionDenied):
    """A moderator tried to decide on their own words."""

    def __init__(self) -> None:
        super().__init__(NOT_ONE_S_OWN)


class WrongReasonError(ValueError):
    """The reason is not one that this paper's responses can be refused under."""


def publish_response(*, actor: User, response: Response) -> Decision:
    """Make a held response public, or a change of one, and tell its author.

    Expects the response as the moderator read it. Raises AlreadyDecidedError when it is not held
    any more, ChangedMeanwhileError when it says something else, OwnResponseError, PermissionDenied.
    """
    _check_may_decide(actor, response)
    about = _about(response)
    with transaction.atomic():
        responses.publish_response(actor=actor, response=response)
        decision = Decision.objects.create(
            response=response, moderator=actor, verdict=Decision.Verdict.PUBLISH, **about
        )
        _tell_author("response_published", decision)
    return decision


def reject_response(
    *, actor: User, response: Response, reason: Reason, words: str = ""
) -> Decision:
    """Keep a held response from the public, and tell its author by which rule.

    Of a change to what was public, what readers had before stands again. Expects the response as
    the moderator read it. Raises AlreadyDecidedError when it is not held any more,
    ChangedMeanwhileError when it says something else, OwnResponseError, WrongReasonError,
    PermissionDenied.
    """
    _check_may_decide(actor, response)
    about = _about(response)
    with transaction.atomic():
        if not Reason.objects.for_paper(response.question.paper).filter(pk=reason.pk).exists():
            raise WrongReasonError(f"“{reason}” is not a reason of this paper.")
        responses.reject_response(actor=actor, response=response)
        decision = Decision.objects.create(
            response=response,
            moderator=actor,
            verdict=Decision.Verdict.REJECT,
            reason=reason,
            words=normalise(words),
            **about,
        )
        kind = "edit_refused" if decision.is_about_edit else "response_rejected"
        _tell_author(kind, decision)
    return decision


def _check_may_decide(actor: User, response: Response) -> None:
    check_role(actor, Role.MODERATOR)
    if not may_decide(actor, response):
        raise OwnResponseError


def _about(response: Response) -> dict[str, Any]:
    """What the decision is about; taken before it changes the response."""
    return {"version": response.version, "is_about_edit": response.was_public}


def _tell_author(kind: str, decision: Decision) -> None:
    author = decision.response.user
    if author is None or not author.is_active:
        return
    try:
        enqueue_message(
            kind=kind,
            key=str(decision.pk),
            recipient=author,
            context={"decision": decision.pk},
        )
    except UnusableAddressError:
        return  # an author who cannot be reached must not keep a decision from being taken
