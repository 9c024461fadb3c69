"""Taking hold of one's own response, to change it or to take it back."""

from django.core.exceptions import PermissionDenied

from accounts.models import Membership, User
from consultation.responses.actions.not_changed import (
    NoLongerForThemError,
    NotChangeableError,
    PartOfSubmissionError,
    SuspendedAuthorError,
)
from consultation.responses.models import Response
from consultation.responses.results.counting import hold_tallies
from consultation.responses.threads.placing import Capacity, hold_speaker


def hold_own(actor: User, response: Response) -> Response:
    """Lock one's own response and all that says whether one may speak for it; return it as it is.

    The tally is locked before the response, as wherever both are (`counting.hold_tallies`). Raises
    PermissionDenied for anybody else's, and a CannotChangeError.
    """
    if response.user_id != actor.pk:
        raise PermissionDenied
    _hold_author(actor, response)
    hold_tallies([response.question_id])
    # Replies refer to it by its key, which does not change: they need not wait.
    rows = Response.objects.select_for_update(of=("self",), no_key=True)
    stored: Response = rows.select_related("question__paper", "wording").get(pk=response.pk)
    if stored.user_id != actor.pk:
        raise PermissionDenied
    if stored.state in {Response.State.REJECTED, Response.State.ERASED}:
        raise NotChangeableError
    if stored.submission_id is not None:
        raise PartOfSubmissionError
    return stored


def membership_of(actor: User, response: Response) -> Membership | None:
    """Return by which membership it was said; None where it was said for oneself.

    Raises NoLongerForThemError when the actor does not answer for the organisation any more.
    """
    if response.organisation_id is None:
        return None
    mine = Membership.objects.current().filter(user=actor, organisation_id=response.organisation_id)
    membership = mine.first()
    if membership is None:
        raise NoLongerForThemError(response.shown_organisation)
    return membership


def _hold_author(actor: User, response: Response) -> None:
    """Hold the rows that let this author speak, in the order in which others take them."""
    membership = membership_of(actor, response)
    speaker = hold_speaker(response.question.paper_id, actor=actor, capacity=Capacity(membership))
    if speaker is None:
        raise NoLongerForThemError(response.shown_organisation)
    if speaker.is_suspended:
        raise SuspendedAuthorError
