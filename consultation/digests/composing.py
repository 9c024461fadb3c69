"""Writing a digest as it is about to go: its window is fixed, what may be read is asked now."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, Final

from django.db.models import Count, Q
from django.db.models.functions import Left
from django.urls import reverse

from accounts.models import Role, User
from consultation.digests.models import Digest, Subscription
from consultation.digests.news import news_for
from consultation.digests.policy import may_subscribe
from consultation.lib.text import excerpt
from consultation.mail.composing import absolute_url, compose_from_templates
from consultation.mail.kinds import Mail
from consultation.mail.models import Message
from consultation.moderation.waiting import count_waiting
from consultation.responses.choosing import Choice, in_words
from papers.querysets import published_title

WHY: Final = "you asked for a digest of new responses"
EXCERPT_WORDS: Final = 40
# A mail of five hundred excerpts has about half a megabyte; the rest is counted, not listed.
MOST_LISTED: Final = 500
IN_ORDER: Final = (
    "paper_title", "question__paper__slug", "question__number", "wording__number",
    "published_at", "pk",
)  # fmt: skip
LISTED: Final = (
    "paper_title", "question__paper__slug", "question__number", "question__kind",
    "wording__number", "wording__text", "wording__options", "choices", "says_dont_know",
    "public_id", "depth", "shown_name", "shown_organisation", "beginning",
)  # fmt: skip


@dataclass(frozen=True)
class Entry:
    """One new response, root or reply."""

    who: str
    is_reply: bool
    chosen: str
    excerpt: str
    url: str


@dataclass(frozen=True)
class AskedQuestion:
    """A question in the words its answers were asked in."""

    number: int
    text: str
    url: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class PaperNews:
    """What is new on one paper, by question."""

    title: str
    url: str
    questions: tuple[AskedQuestion, ...]


@dataclass(frozen=True)
class News:
    """What one digest says."""

    papers: tuple[PaperNews, ...] = field(default=())
    total: int = 0
    replies: int = 0
    paper_count: int = 0

    @property
    def unlisted(self) -> int:
        """How many more there are than one mail can hold."""
        listed = (question.entries for paper in self.papers for question in paper.questions)
        return self.total - sum(len(entries) for entries in listed)


def compose_digest(message: Message) -> Mail | None:
    """Write the mail; None when its reader left the team, asked for no more, or may see nothing."""
    digest = (
        Digest.objects.select_related("subscription__user")
        .filter(pk=message.context["digest"])
        .first()
    )
    if digest is None or not _is_wanted(digest.subscription):
        return None
    reader = digest.subscription.user
    news = news_of(reader, first=digest.first_transaction, end=digest.end_transaction)
    if not news.total:
        return None
    context = {
        "news": news,
        "frequency": digest.subscription.frequency,
        "preferences_url": absolute_url(reverse("digests:preferences")),
        **_waiting(reader),
    }
    return compose_from_templates("digest", context, message=message)


def news_of(reader: User, *, first: int, end: int) -> News:
    """Return what is new for the reader, oldest first within a question. Two queries."""
    news = news_for(reader, first=first, end=end)
    counts = news.aggregate(
        total=Count("pk"),
        replies=Count("pk", filter=Q(depth__gt=0)),
        paper_count=Count("question__paper", distinct=True),
    )
    rows = list(
        news.annotate(
            paper_title=published_title("question__paper__"),
            # Enough for an excerpt to be made, and to see that it was cut.
            beginning=Left("comment", 50 * EXCERPT_WORDS + 1),
        )
        .order_by(*IN_ORDER)
        .values(*LISTED)[:MOST_LISTED]
    )
    papers = groupby(rows, key=lambda row: (row["paper_title"], row["question__paper__slug"]))
    return News(
        papers=tuple(_paper(title, slug, list(of_paper)) for (title, slug), of_paper in papers),
        **counts,
    )


def _is_wanted(subscription: Subscription) -> bool:
    return may_subscribe(subscription.user) and (
        subscription.frequency != Subscription.Frequency.NEVER
    )


def _waiting(reader: User) -> dict[str, Any]:
    if not reader.has_role(Role.MODERATOR):
        return {"waiting": 0}
    return {
        "waiting": count_waiting(reader),
        "queue_url": absolute_url(reverse("moderation:queue")),
    }


def _paper(title: str, slug: str, rows: Iterable[dict[str, Any]]) -> PaperNews:
    asked = groupby(rows, key=lambda row: (row["question__number"], row["wording__number"]))
    return PaperNews(
        title=title,
        url=absolute_url(reverse("reading:paper", args=[slug])),
        questions=tuple(_question(slug, list(of_question)) for _, of_question in asked),
    )


def _question(slug: str, rows: list[dict[str, Any]]) -> AskedQuestion:
    number = rows[0]["question__number"]
    return AskedQuestion(
        number=number,
        text=rows[0]["wording__text"],
        url=absolute_url(reverse("responses:question", args=[slug, number])),
        entries=tuple(_entry(row) for row in rows),
    )


def _entry(row: dict[str, Any]) -> Entry:
    chosen = in_words(
        Choice(tuple(row["choices"]), row["says_dont_know"]),
        options=row["wording__options"],
        kind=row["question__kind"],
    )
    # The organisation first; the person only where they chose to be named.
    who = [row["shown_organisation"], row["shown_name"]]
    return Entry(
        who=", ".join(name for name in who if name),
        is_reply=row["depth"] > 0,
        chosen=chosen.in_words if chosen else "",
        excerpt=excerpt(row["beginning"], EXCERPT_WORDS),
        url=absolute_url(reverse("responses:permalink", args=[row["public_id"]])),
    )
