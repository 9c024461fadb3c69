"""The desk's first page: what waits for this member of staff. A fixed number of queries."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Count, Min, QuerySet
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone
from django.utils.timesince import timesince

from accounts.models import Role, User
from consultation.digests.models import Subscription
from consultation.lib.clock import days_left
from consultation.mail.models import Message, State
from consultation.moderation.waiting import WAITS_SINCE
from consultation.responses.models import Response
from papers.models import Paper

NEW_MEANS: Final = timedelta(days=7)
FAILED_SHOWN: Final = 20


@dataclass(frozen=True)
class Waiting:
    """What waits for a moderator."""

    count: int
    longest: str


@dataclass(frozen=True)
class OpenPaper:
    """A paper that takes responses now."""

    title: str
    url: str
    stage: str
    stage_word: str
    closes_at: datetime | None
    days_left: int | None
    new_responses: int


@dataclass(frozen=True)
class LostMail:
    """One mail that was given up."""

    to: str
    what: str
    asked_for_at: datetime
    outcome: str


@dataclass(frozen=True)
class FailedMail:
    """The mails that were given up, for who can mend an address."""

    count: int
    latest: tuple[LostMail, ...]


@dataclass(frozen=True)
class Overview:
    """The cards of the desk; a card that is not for this person's roles is None."""

    waiting: Waiting | None
    papers: tuple[OpenPaper, ...]
    digest: str
    failed_mail: FailedMail | None


def overview_for(person: User) -> Overview:
    """Return what stands on the desk of this person. At most six queries."""
    return Overview(
        waiting=_waiting(person) if person.has_role(Role.MODERATOR) else None,
        papers=_open_papers(person),
        digest=_digest_in_words(person),
        failed_mail=_failed_mail() if person.has_role(Role.LEAD) else None,
    )


def _waiting(person: User) -> Waiting:
    held = Response.objects.visible_to(person).awaiting_decision().order_by()
    found = held.aggregate(count=Count("pk"), oldest=Min(WAITS_SINCE))
    longest = timesince(found["oldest"], timezone.now(), depth=1) if found["oldest"] else ""
    return Waiting(count=found["count"], longest=longest)


def _open_papers(person: User) -> tuple[OpenPaper, ...]:
    new = _new_responses(person)
    # The next to close first; a paper without a closing date is last (NULLs sort high).
    papers = Paper.objects.open().with_clock().with_published_title().order_by("closes_at", "pk")
    return tuple(_open_paper(paper, new.get(paper.pk, 0)) for paper in papers)


def _new_responses(person: User) -> dict[int, int]:
    recent = Response.objects.findable_by(person).filter(
        state=Response.State.PUBLISHED, published_at__gte=Now() - NEW_MEANS
    )
    counted = recent.order_by().values_list("question__paper").annotate(Count("pk"))
    return dict(counted)


def _open_paper(paper: Paper, new_responses: int) -> OpenPaper:
    now: datetime = paper.database_now  # type: ignore[attr-defined]
    return OpenPaper(
        title=paper.published_title,  # type: ignore[attr-defined]
        url=reverse("reading:paper", args=[paper.slug]),
        stage=paper.stage.name.lower(),
        stage_word=paper.stage.word,
        closes_at=paper.closes_at,
        days_left=days_left(paper.closes_at, now) if paper.closes_at else None,
        new_responses=new_responses,
    )


def _digest_in_words(person: User) -> str:
    subscription = Subscription.objects.filter(user=person).first()
    if subscription is None or subscription.frequency == Subscription.Frequency.NEVER:
        return ""
    return subscription.get_frequency_display().lower()


def _failed_mail() -> FailedMail:
    failed: QuerySet[Message] = Message.objects.filter(state=State.FAILED)
    latest = tuple(_lost(message) for message in failed.order_by("-pk")[:FAILED_SHOWN])
    return FailedMail(count=failed.count(), latest=latest)


def _lost(message: Message) -> LostMail:
    return LostMail(
        to=message.to,
        what=message.kind.replace("_", " "),
        asked_for_at=message.created_at,
        outcome=message.outcome,
    )
