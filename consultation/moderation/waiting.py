"""What waits for a moderator, as the queue shows it: a fixed number of queries at every length."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from urllib.parse import urlencode

from django.db.models import BooleanField, Case, DateTimeField, Q, QuerySet, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.timesince import timesince

from accounts.models import User
from consultation.lib.filters import FilterLink
from consultation.lib.pages import page_of
from consultation.lib.text import excerpt
from consultation.moderation.policy import own_words
from consultation.responses.choosing import first_words
from consultation.responses.models import Response
from papers.pages.filters import filters_by_paper
from papers.querysets import published_title

CASES_A_PAGE: Final = 25
EXCERPT_WORDS: Final = 30
# Since when a held response waits: since its author changed it last, or posted it. Of a formal
# answer that is the moment it was sent: one without a name says the day alone to its readers.
WAITS_SINCE: Final = Coalesce(
    "edited_at", "submission__sent_at", "submit_date", output_field=DateTimeField()
)


@dataclass(frozen=True)
class WaitingCase:
    """One held response in the queue; `who` answers, named in public or not.

    `by` is the person who posted it for an organisation. `is_edit`: readers had it before, and its
    author changed it.
    """

    url: str
    who: str
    is_named: bool
    by: str
    paper_title: str
    question_number: int
    is_reply: bool
    is_own: bool
    is_edit: bool
    is_private: bool
    is_formal: bool
    excerpt: str
    since: datetime
    waiting: str


@dataclass(frozen=True)
class Queue:
    """One page of the queue."""

    cases: tuple[WaitingCase, ...]
    filters: tuple[FilterLink, ...]
    total: int
    before_url: str
    after_url: str


def count_waiting(moderator: User) -> int:
    """Return how many responses wait for a decision. One query."""
    return Response.objects.visible_to(moderator).awaiting_decision().count()


def waiting_queue(moderator: User, *, paper_slug: str, cursor: str | None) -> Queue:
    """Return one page of what waits, the oldest first. Two queries; raises BadCursor."""
    held = _waiting_for(moderator)
    shown = held.filter(question__paper__slug=paper_slug) if paper_slug else held
    page = page_of(
        shown.select_related("question__paper", "wording", "user", "submission").annotate(
            paper_title=published_title("question__paper__"),
            is_own=Case(
                When(own_words(moderator), then=True), default=False, output_field=BooleanField()
            ),
        ),
        order=("waits_since", "id"),
        size=CASES_A_PAGE,
        cursor=cursor,
    )
    now = timezone.now()
    filters = filters_by_paper(held, path="question__paper__", chosen=paper_slug, url_of=_queue_url)
    return Queue(
        cases=tuple(_case(response, paper_slug, now) for response in page.items),
        filters=filters,
        total=sum(each.count or 0 for each in filters if each.is_current),
        before_url=_queue_url(paper_slug, page.previous) if page.previous else "",
        after_url=_queue_url(paper_slug, page.next) if page.next else "",
    )


def next_case_url(moderator: User, *, after: Response, paper_slug: str) -> str:
    """Return where to go from a case: the next one that may be decided, or the queue at the end.

    A case that was passed over does not come up again until the end is reached.
    """
    decidable = _decidable(moderator, paper_slug).exclude(pk=after.pk)
    found = decidable.filter(_later_than(after)).first() or decidable.first()
    return case_url(found, paper_slug) if found else _queue_url(paper_slug)


def neighbour_urls(moderator: User, response: Response, paper_slug: str) -> tuple[str, str]:
    """Return the addresses of the cases before and after this one; empty at an end."""
    decidable = _decidable(moderator, paper_slug)
    before = decidable.exclude(pk=response.pk).exclude(_later_than(response)).last()
    after = decidable.filter(_later_than(response)).first()
    return (
        case_url(before, paper_slug) if before else "",
        case_url(after, paper_slug) if after else "",
    )


def case_url(response: Response, paper_slug: str) -> str:
    """Return the address of a case, staying inside the filter."""
    address = reverse("moderation:review", args=[response.public_id])
    return f"{address}?{urlencode({'paper': paper_slug})}" if paper_slug else address


def _waiting_for(moderator: User) -> "QuerySet[Response]":
    """What waits, the longest first."""
    held = Response.objects.visible_to(moderator).awaiting_decision()
    return held.annotate(waits_since=WAITS_SINCE).order_by("waits_since", "pk")


def sent_at(response: Response) -> datetime:
    """Return when it reached this site: for staff, who are told whose it is anyway."""
    submission = response.submission
    return (submission and submission.sent_at) or response.submit_date


def _later_than(response: Response) -> Q:
    since = response.edited_at or sent_at(response)
    return Q(waits_since__gt=since) | Q(waits_since=since, pk__gt=response.pk)


def _decidable(moderator: User, paper_slug: str) -> "QuerySet[Response]":
    held = _waiting_for(moderator).exclude(own_words(moderator))
    return held.filter(question__paper__slug=paper_slug) if paper_slug else held


def _case(response: Response, paper_slug: str, now: datetime) -> WaitingCase:
    since: datetime = response.waits_since  # type: ignore[attr-defined]
    return WaitingCase(
        url=case_url(response, paper_slug),
        who=_who(response),
        is_named=not response.is_nameless,
        by=_account_name(response) if response.shown_organisation else "",
        paper_title=response.paper_title,  # type: ignore[attr-defined]
        question_number=response.question.number,
        is_reply=response.depth > 0,
        is_own=response.is_own,  # type: ignore[attr-defined]
        excerpt=first_words(
            response.chosen(kind=response.question.kind), excerpt(response.comment, EXCERPT_WORDS)
        ),
        is_edit=response.was_public,
        is_private=response.visibility == Response.Visibility.PRIVATE,
        is_formal=response.submission_id is not None,
        since=since,
        waiting=timesince(since, now, depth=1),
    )


def _who(response: Response) -> str:
    """Whose it is, whatever readers are to see of that."""
    if response.is_nameless and response.submission is not None:
        return response.submission.respondent_name or _account_name(response)
    return response.shown_organisation or response.shown_name or _account_name(response)


def _account_name(response: Response) -> str:
    author: User | None = response.user
    return author.public_name if author else "Somebody whose account is gone"


def _queue_url(paper_slug: str, cursor: str | None = None) -> str:
    chosen = {"paper": paper_slug, "cursor": cursor}
    query = urlencode({name: value for name, value in chosen.items() if value})
    address = reverse("moderation:queue")
    return f"{address}?{query}" if query else address
