"""What a person follows, and the papers they asked to be told about before they open."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from urllib.parse import urlencode

from django.db.models import Q
from django.db.models.functions import Coalesce
from django.http import Http404
from django.urls import reverse

from accounts.models import User
from consultation.lib.pages import page_of
from consultation.responses.models import Follow
from consultation.responses.threads.places import begun_by
from papers.models import OpeningAlert, Paper
from papers.querysets import (
    asking_in_public,
    known_to_the_public,
    published_question,
    published_title,
)
from papers.stages import Stage

FOLLOWS_A_PAGE: Final = 25
FOLLOWS_SHOWN: Final = 5


@dataclass(frozen=True)
class Awaited:
    """A paper that the person waits for, as the public knows it."""

    slug: str
    title: str
    stage: Stage
    opens_at: datetime | None
    closes_at: datetime | None
    asked_at: datetime
    is_told: bool  # that it opened

    @property
    def status(self) -> str:
        """The stage as components/tag names it."""
        return self.stage.name.lower()


@dataclass(frozen=True)
class Followed:
    """A paper, a question or a thread that the person follows."""

    kind: str
    name: str
    title: str  # of its paper, where it is not the paper itself
    url: str
    stop_url: str
    since: datetime


def awaited_by(person: User) -> tuple[Awaited, ...]:
    """Return the papers the person waits for, the latest asked for first. Two queries."""
    alerts = {alert.paper_id: alert for alert in OpeningAlert.objects.filter(user=person)}
    papers = Paper.objects.published().with_clock().with_published_title().filter(pk__in=alerts)
    asked = [_awaited(paper, alerts[paper.pk]) for paper in papers]
    return tuple(sorted(asked, key=lambda each: each.asked_at, reverse=True))


def newest_followed_by(person: User) -> tuple[Followed, ...]:
    """Return what the person began to follow last. One query."""
    return tuple(map(_followed, _follows_of(person).order_by("-pk")[:FOLLOWS_SHOWN]))


def page_of_followed(person: User, cursor: str | None) -> dict[str, Any]:
    """Return one page of what the person follows, the latest first; raises BadCursor. One query."""
    page = page_of(_follows_of(person), order=("-id",), size=FOLLOWS_A_PAGE, cursor=cursor)
    return {
        "followed": tuple(map(_followed, page.items)),
        "newer_url": _page_url(page.newer),
        "older_url": _page_url(page.older),
    }


def get_own_alert_or_404(person: User, slug: str) -> OpeningAlert:
    """Return the person's wish to be told about a paper that the public knows."""
    alerts = OpeningAlert.objects.filter(known_to_the_public("paper__"), user=person)
    alert = alerts.filter(paper__slug=slug).first()
    if alert is None:
        raise Http404("Nothing is asked for there.")
    return alert


def _page_url(cursor: str | None) -> str:
    return f"{reverse('reading:following')}?{urlencode({'cursor': cursor})}" if cursor else ""


def _awaited(paper: Paper, alert: OpeningAlert) -> Awaited:
    return Awaited(
        slug=paper.slug,
        title=paper.published_title,  # type: ignore[attr-defined]
        stage=paper.stage,
        opens_at=paper.opens_at,
        closes_at=paper.closes_at,
        asked_at=alert.asked_at,
        is_told=alert.told_at is not None,
    )


def _follows_of(person: User) -> Any:
    """The person's follows of what the public may know, with the words that readers see of it."""
    known = (
        known_to_the_public("paper__")
        | asking_in_public("question__paper__")
        | asking_in_public("thread__question__paper__")
    )
    follows = Follow.objects.filter(Q(person=person) & known)
    asked = published_question("question__paper__", "question_id")
    asked_in_thread = published_question("thread__question__paper__", "thread__question_id")
    return (
        follows.select_related("paper", "question__paper", "thread__question__paper")
        .defer("thread__html", "thread__comment")
        .annotate(
            title=Coalesce(
                published_title("paper__"),
                published_title("question__paper__"),
                published_title("thread__question__paper__"),
            ),
            asked=Coalesce(asked, asked_in_thread),
        )
    )


def _followed(follow: Any) -> Followed:
    if follow.paper is not None:
        slug = follow.paper.slug
        url = reverse("reading:paper", args=[slug])
        stop_url = reverse("responses:follow-paper", args=[slug])
        return Followed("Paper", follow.title, "", url, stop_url, follow.since)
    thread, question = follow.thread, follow.question or follow.thread.question
    place = [question.paper.slug, question.number]
    asked = (follow.asked or {}).get("text", "")
    if thread is None:
        return Followed(
            kind=f"Question {question.number}",
            name=asked,
            title=follow.title,
            url=reverse("responses:question", args=place),
            stop_url=reverse("responses:follow-question", args=place),
            since=follow.since,
        )
    return Followed(
        kind="Thread",
        name=f"{begun_by(thread)}: {asked}",
        title=follow.title,
        url=reverse("responses:thread", args=[*place, thread.public_id]),
        stop_url=reverse("responses:follow-thread", args=[thread.public_id]),
        since=follow.since,
    )
