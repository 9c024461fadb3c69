"""What becomes of a held response, and what follows when one becomes public."""

from django.db import transaction
from django.db.models.functions import Now

from accounts.models import User
from consultation.activity.actions import record
from consultation.activity.models import Verb
from consultation.responses.actions.errors import AlreadyDecidedError
from consultation.responses.counting import count_published
from consultation.responses.models import Response


def publish_response(*, actor: User, response: Response) -> None:
    """Make a held response public; AlreadyDecidedError when it is not held any more."""
    with transaction.atomic():
        _leave_held(response, Response.State.PUBLISHED, published_at=Now())
        announce(actor, response, response.question.paper_id)


def reject_response(*, actor: User, response: Response) -> None:
    """Keep a held response from the public; AlreadyDecidedError when it is not held any more."""
    with transaction.atomic():
        _leave_held(response, Response.State.REJECTED)
        record(
            actor=actor,
            verb=Verb.RESPONSE_REJECTED,
            thing=response,
            paper_id=response.question.paper_id,
        )


def announce(actor: User, response: Response, paper_id: int) -> None:
    """Count and log what has just become public."""
    if response.visibility == Response.Visibility.PUBLIC:
        count_published(response)
    record(
        actor=actor,
        verb=Verb.RESPONSE_PUBLISHED,
        thing=response,
        paper_id=paper_id,
        question=response.question_id,
    )


def _leave_held(response: Response, state: Response.State, **changes: object) -> None:
    # The state in the WHERE decides a race of two moderators: the row's lock lets one through.
    # Only columns of our own table: with one of the packages' Django would look for the row first
    # and then update it whatever its state has become.
    held = Response.objects.awaiting_decision().filter(pk=response.pk)
    if not held.update(state=state, **changes):
        raise AlreadyDecidedError
    Response.objects.filter(pk=response.pk).update(is_public=_shows(response, state))
    response.refresh_from_db(fields=["state", "published_at"])


def _shows(response: Response, state: Response.State) -> bool:
    return state == Response.State.PUBLISHED and response.visibility == Response.Visibility.PUBLIC
