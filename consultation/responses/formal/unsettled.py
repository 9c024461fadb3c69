"""What one typed of a formal answer and could not save, as the room offers it to them again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Q
from django.db.models.functions import Now

from accounts.models import User
from consultation.responses.formal.own import sent_open_to
from consultation.responses.formal.rooms import Room
from consultation.responses.models import Submission, UnsettledText
from papers.querysets import published_title

# Of a formal answer that was sent, or sent and withdrawn; of a draft's it goes with the draft.
KEPT_AFTER_SENDING: Final = timedelta(days=30)
LISTED: Final = 50


@dataclass(frozen=True)
class Unsettled:
    """The question that it was typed in answer to, and since when it waits."""

    number: int
    url: str
    saved_at: datetime


def unsettled_in(room: Room, question_id: int | None = None) -> tuple[Unsettled, ...]:
    """Return the viewer's own of the whole room, or of one answer, the newest first. One query."""
    own = UnsettledText.objects.filter(submission=room.submission, person=room.viewer)
    if question_id is not None:
        own = own.filter(question=question_id)
    found = own.order_by("-saved_at", "-pk").values_list("question__number", "saved_at")
    return tuple(Unsettled(number, room.url_of("settle", number), at) for number, at in found)


def unsettled_of(submission: Submission, person_id: int) -> Sequence[UnsettledText]:
    """Return what one person typed for a formal answer that was sent without it. One query."""
    own = UnsettledText.objects.filter(submission=submission, person=person_id)
    return list(own.select_related("question", "wording").order_by("question__number", "pk"))


def left_out_for(person: User) -> list[UnsettledText]:
    """Return what one typed for formal answers that were sent without it, as lists of them show it.

    The newest first. One query.
    """
    sent = sent_open_to(person).order_by()
    own = UnsettledText.objects.filter(person=person, submission__in=sent.values("pk"))
    of_submission = own.select_related("submission__paper", "submission__organisation", "question")
    titled = of_submission.annotate(paper_title=published_title("submission__paper__"))
    return list(titled.order_by("-saved_at", "-pk")[:LISTED])


def kept_until(text: UnsettledText, sent_at: datetime | None) -> datetime:
    """When a text is deleted that was left out of what was sent: however early it was typed.

    `forget_unsettled` says the same in SQL.
    """
    return max(text.saved_at, sent_at or text.saved_at) + KEPT_AFTER_SENDING


def forget_unsettled() -> int:
    """Delete what was typed and never settled for what was sent a month ago; return how many."""
    sent = Q(submission__state__in=[Submission.State.SENT, Submission.State.WITHDRAWN])
    a_month_ago = Now() - KEPT_AFTER_SENDING
    left_out = UnsettledText.objects.filter(sent, saved_at__lt=a_month_ago)
    return left_out.exclude(submission__sent_at__gte=a_month_ago).delete()[0]
