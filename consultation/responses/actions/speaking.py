"""Who acts on a formal answer, and its row, held until the transaction ends.

The person, the organisation, the membership and the paper are held first, as for a response
(`placing`), and then the formal answer: whoever suspends, removes or erases waits, or is waited
for, and two who send, change or take back the same one come one after the other.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db.models.functions import Now

from accounts.models import Membership, User
from consultation.responses.actions.refusals import (
    DiscardedError,
    NotAnApproverError,
    NotTheirAnswerError,
    PaperClosedError,
    SenderNotWelcomedError,
    SenderSuspendedError,
)
from consultation.responses.models import Submission
from consultation.responses.querysets import may_draft
from consultation.responses.threads.placing import MYSELF, Capacity, Speaker, hold_speaker
from papers.models import Paper


@dataclass(frozen=True)
class Acting:
    """Somebody who acts on a formal answer, with its row as it is now, under lock."""

    submission: Submission
    capacity: Capacity
    speaker: Speaker


def act_on(actor: User, submission: Submission) -> Acting:
    """Hold who acts and the row of what they act on. Three queries, one fewer for one's own.

    Raises NotTheirAnswerError, SenderSuspendedError, SenderNotWelcomedError, DiscardedError.
    """
    capacity = _capacity_of(actor, submission)
    speaker = hold_speaker(submission.paper_id, actor=actor, capacity=capacity)
    if speaker is None:
        raise NotTheirAnswerError
    if speaker.is_suspended:
        raise SenderSuspendedError
    if not speaker.agreed_rules:
        raise SenderNotWelcomedError
    rows = Submission.objects.select_for_update(of=("self",)).select_related("organisation")
    locked = rows.filter(pk=submission.pk).first()
    if locked is None:
        raise DiscardedError
    return Acting(locked, capacity, speaker)


def check_signs_off(acting: Acting) -> None:
    """Raise NotAnApproverError unless who acts may sign off; expects their membership held."""
    own = acting.capacity.membership
    if own is None or not Membership.objects.approvers().filter(pk=own.pk).exists():
        raise NotAnApproverError


def check_open(submission: Submission) -> datetime:
    """Return the database's time, at which the paper takes answers; raises PaperClosedError."""
    papers = Paper.objects.open().filter(pk=submission.paper_id)
    now: datetime | None = papers.annotate(now=Now()).values_list("now", flat=True).first()
    if now is None:
        raise PaperClosedError
    return now


def _capacity_of(actor: User, submission: Submission) -> Capacity:
    if submission.organisation_id is None:
        if submission.person_id != actor.pk:
            raise NotTheirAnswerError
        return MYSELF
    own = may_draft(actor).filter(organisation=submission.organisation_id).first()
    if own is None:
        raise NotTheirAnswerError
    return Capacity(own)
