"""Notices as their person reads them: who said what where, as far as everybody may read it now."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from urllib.parse import urlencode

from django.db.models import F
from django.db.models.functions import Left
from django.urls import reverse

from accounts.models import User
from consultation.digests.models import Notice
from consultation.digests.querysets import NoticeQuerySet
from consultation.lib.clock import start_of_day
from consultation.lib.pages import page_of
from consultation.lib.text import excerpt
from consultation.mail.composing import absolute_url
from papers.querysets import published_title

NOTICES_A_PAGE: Final = 25
EXCERPT_WORDS: Final = 40
# Beyond these the page says that there are more.
MOST_COUNTED: Final = 99


@dataclass(frozen=True)
class Told:
    """One notice: a response of somebody else's, and why its reader is told of it."""

    pk: int
    who: str
    is_by_staff: bool
    reason: str  # after the name: "replied to you"
    wishes: frozenset[str]  # the settings whose mail it belongs to
    slug: str
    title: str
    number: int
    question: str
    excerpt: str
    path: str  # of the response
    at: datetime
    is_read: bool

    @property
    def url(self) -> str:
        """The address of the response, for a mail."""
        return absolute_url(self.path)

    @property
    def open_path(self) -> str:
        """What leads to the response and notes that it was read."""
        return reverse("digests:open-notice", args=[self.pk])


@dataclass(frozen=True)
class Unread:
    """How many notices a person has not read."""

    count: int

    def __str__(self) -> str:
        return f"more than {MOST_COUNTED}" if self.count > MOST_COUNTED else str(self.count)

    def __bool__(self) -> bool:
        return self.count > 0


def told_of(notices: NoticeQuerySet, most: int | None = None) -> tuple[Told, ...]:
    """Return those of the notices that may be told now, in their order. One query."""
    return tuple(map(_told, _with_words(notices)[:most]))


def newest_for(person: User, count: int) -> tuple[Told, ...]:
    """Return the newest notices of the person, those not read first. One query."""
    own = _with_words(Notice.objects.filter(person=person)).order_by("-pk")
    # Each half by its own index; to sort all there ever were by both would read them all.
    newest = own.unread()[:count].union(own.read()[:count], all=True)
    told = sorted(map(_told, newest), key=lambda each: (each.is_read, -each.pk))
    return tuple(told[:count])


def count_unread(person: User) -> Unread:
    """Count what may be told and was not read, up to one more than is said. One query."""
    unread = Notice.objects.filter(person=person).tellable().unread()
    return Unread(unread[: MOST_COUNTED + 1].count())


def page_of_notices(person: User, cursor: str | None) -> dict[str, Any]:
    """Return one page of the person's notices, the newest first; raises BadCursor. One query."""
    own = _with_words(Notice.objects.filter(person=person))
    page = page_of(own, order=("-id",), size=NOTICES_A_PAGE, cursor=cursor)
    return {
        "told": tuple(map(_told, page.items)),
        "newest": page.items[0].pk if page.items else 0,
        "newer_url": _url(page.newer),
        "older_url": _url(page.older),
    }


def _url(cursor: str | None) -> str:
    return f"{reverse('digests:notices')}?{urlencode({'cursor': cursor})}" if cursor else ""


def _with_words(notices: NoticeQuerySet) -> NoticeQuerySet:
    return notices.tellable().annotate(
        slug=F("response__question__paper__slug"),
        title=published_title("response__question__paper__"),
        number=F("response__question__number"),
        question=F("response__wording__text"),
        public_id=F("response__public_id"),
        shown_name=F("response__shown_name"),
        shown_organisation=F("response__shown_organisation"),
        is_by_staff=F("response__is_by_staff"),
        is_nameless=F("response__is_nameless"),
        # Enough for an excerpt to be made, and to see that it was cut.
        beginning=Left("response__comment", 50 * EXCERPT_WORDS + 1),
    )


def _told(notice: Any) -> Told:
    names = (notice.shown_organisation, notice.shown_name)
    return Told(
        pk=notice.pk,
        who=", ".join(name for name in names if name),
        is_by_staff=notice.is_by_staff,
        reason=_reason(notice),
        wishes=frozenset(_wishes(notice)),
        slug=notice.slug,
        title=notice.title,
        number=notice.number,
        question=notice.question,
        excerpt=excerpt(notice.beginning, EXCERPT_WORDS),
        path=reverse("responses:permalink", args=[notice.public_id]),
        # The minute would lead to what else the same person sent.
        at=start_of_day(notice.at) if notice.is_nameless else notice.at,
        is_read=notice.read_at is not None,
    )


def _reason(notice: Notice) -> str:
    """The nearest reason: one line says one thing."""
    if notice.is_reply:
        return "replied to you"
    if notice.is_mention:
        return "mentioned you"
    return f"spoke {Notice.Where(notice.followed).label}"


def _wishes(notice: Notice) -> Iterable[str]:
    if notice.is_reply:
        yield "replies"
    if notice.is_mention:
        yield "mentions"
    if notice.followed:
        yield "follows"
