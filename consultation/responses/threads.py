"""A question's threads as its page shows them: a fixed number of queries at every size."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.urls import reverse

from consultation.lib.pages import Page, page_of
from consultation.responses.items import (
    Beside,
    Reader,
    ResponseItem,
    Viewer,
    beside,
    item_of,
    with_levels,
    with_what_is_shown,
)
from consultation.responses.models import Response
from consultation.responses.places import GONE
from consultation.responses.querysets import ResponseQuerySet

__all__ = ["GONE", "ThreadView", "one_thread", "question_threads"]

THREADS_A_PAGE: Final = 20
REPLIES_SHOWN: Final = 5  # of each thread, before the rest is behind a counted link
RESPONSES_A_THREAD_PAGE: Final = 50


@dataclass(frozen=True)
class ThreadView:
    """A root with the replies shown below it, and how many more there are."""

    root: ResponseItem
    items: tuple[ResponseItem, ...]
    hidden_replies: int
    url: str


def question_threads(reader: Reader, cursor: str | None) -> tuple[list[ThreadView], Page[Response]]:
    """One page of a question's threads, newest first. Two queries, three with replies."""
    page = page_of(
        _shown(reader.viewer).filter(question_id=reader.question.id).roots(),
        order=("-path",),
        size=THREADS_A_PAGE,
        cursor=cursor,
    )
    replies = _first_replies(page.items, reader.viewer)
    below = [reply for each in replies.values() for reply in each]
    closed = frozenset(root.pk for root in page.items if root.closed_at)
    aside = beside(reader, [*page.items, *below], closed)
    return [
        _thread_view(reader, root, replies.get(root.pk, []), aside) for root in page.items
    ], page


def one_thread(
    reader: Reader, root: Response, cursor: str | None
) -> tuple[tuple[ResponseItem, ...], Page[Response]]:
    """One page of one thread in reading order, its root first. Three queries at most."""
    page = page_of(
        _shown(reader.viewer).filter(root_id=root.pk),
        order=("path",),
        size=RESPONSES_A_THREAD_PAGE,
        cursor=cursor,
    )
    closed = frozenset([root.pk] if root.closed_at else ())
    aside = beside(reader, page.items, closed)
    return with_levels([item_of(reader, response, aside) for response in page.items]), page


def _thread_view(
    reader: Reader, root: Response, below: Sequence[Response], aside: Beside
) -> ThreadView:
    items = with_levels([item_of(reader, response, aside) for response in (root, *below)])
    return ThreadView(
        root=items[0],
        items=items,
        hidden_replies=max(0, root.reply_count - sum(reply.is_public for reply in below)),
        url=reverse("responses:thread", args=[reader.slug, reader.question.number, root.public_id]),
    )


def _shown(viewer: Viewer) -> ResponseQuerySet:
    return with_what_is_shown(Response.objects.in_place_for(viewer))


def _first_replies(roots: Sequence[Response], viewer: Viewer) -> dict[int, list[Response]]:
    with_replies = [root for root in roots if root.reply_count or viewer.is_authenticated]
    if not with_replies:
        return {}
    firsts = [
        Response.objects.in_place_for(viewer)
        .filter(root_id=root.pk, depth__gt=0)
        .order_by("path")
        .values_list("pk")[:REPLIES_SHOWN]
        for root in with_replies
    ]
    keys = firsts[0].union(*firsts[1:], all=True) if len(firsts) > 1 else firsts[0]
    replies: dict[int, list[Response]] = {}
    for reply in (
        _shown(viewer).filter(pk__in=list(keys.values_list("pk", flat=True))).order_by("path")
    ):
        replies.setdefault(reply.root_id, []).append(reply)
    return replies
