"""A question's threads as its page shows them: a fixed number of queries at every size."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from accounts.models import Membership, User
from consultation.lib.clock import day_in_words
from consultation.lib.pages import Page, page_of
from consultation.responses.models import Response
from consultation.responses.querysets import ResponseQuerySet

THREADS_A_PAGE: Final = 20
REPLIES_SHOWN: Final = 5  # of each thread, before the rest is behind a counted link
RESPONSES_A_THREAD_PAGE: Final = 50
VISUAL_DEPTH: Final = 3

Viewer = User | AnonymousUser


@dataclass(frozen=True)
class ResponseItem:
    """One response in a thread; `opens` and `closes` are the list tags around it."""

    public_id: str
    shown_name: str
    shown_organisation: str
    organisation_confirmed: bool
    at: datetime
    state: str
    state_word: str
    html: SafeString
    depth: int
    visual_depth: int
    in_reply_to_name: str
    in_reply_to_url: str
    permalink: str
    reply_url: str
    label: str
    can_reply: bool
    is_mine: bool
    opens: bool = False
    closes: range = range(0)


@dataclass(frozen=True)
class ThreadView:
    """A root with the replies shown below it, and how many more there are."""

    root: ResponseItem
    items: tuple[ResponseItem, ...]
    hidden_replies: int
    url: str


def question_threads(
    *, slug: str, number: int, question_id: int, viewer: Viewer, is_open: bool, cursor: str | None
) -> tuple[list[ThreadView], Page[Response]]:
    """One page of a question's threads, newest first. Two queries, three with replies."""
    page = page_of(
        _shown(viewer).filter(question_id=question_id).roots(),
        order=("-path",),
        size=THREADS_A_PAGE,
        cursor=cursor,
    )
    replies = _first_replies(page.items, viewer)
    views = []
    for root in page.items:
        below = replies.get(root.pk, [])
        items = _items([root, *below], viewer, is_open, slug, number)
        views.append(
            ThreadView(
                root=items[0],
                items=with_levels(items),
                hidden_replies=max(
                    0, root.nested_count - sum(r.state == "published" for r in below)
                ),
                url=reverse("responses:thread", args=[slug, number, root.public_id]),
            )
        )
    return views, page


def one_thread(
    *, slug: str, number: int, root: Response, viewer: Viewer, is_open: bool, cursor: str | None
) -> tuple[tuple[ResponseItem, ...], Page[Response]]:
    """One page of one thread in reading order, its root first. Two queries."""
    page = page_of(
        _shown(viewer).filter(root_id=root.pk),
        order=("path",),
        size=RESPONSES_A_THREAD_PAGE,
        cursor=cursor,
    )
    return with_levels(_items(page.items, viewer, is_open, slug, number)), page


def with_levels(items: Sequence[ResponseItem]) -> tuple[ResponseItem, ...]:
    """Say at each item whether it opens a list, and how many list items end after it.

    Depth is exposed as real nested lists (WCAG 1.3.1). A page that begins in the middle of a
    thread takes its first item as the outermost level.
    """
    levels: list[int] = []
    for item in items:
        above = levels[-1] if levels else -1
        levels.append(min(above + 1, max(0, item.depth - items[0].depth)))
    followed_by = [*levels[1:], 0]
    return tuple(
        replace(
            item,
            opens=index > 0 and level > levels[index - 1],
            closes=range(max(0, level - followed_by[index] + 1)),
        )
        for index, (item, level) in enumerate(zip(items, levels, strict=True))
    )


def _shown(viewer: Viewer) -> ResponseQuerySet:
    confirmed = Membership.objects.filter(
        user=OuterRef("user"), organisation=OuterRef("organisation"), confirmed_at__isnull=False
    )
    return (
        Response.objects.visible_to(viewer)
        .annotate(organisation_confirmed=Exists(confirmed))
        .select_related("in_reply_to")
    )


def _first_replies(roots: Sequence[Response], viewer: Viewer) -> dict[int, list[Response]]:
    with_replies = [root for root in roots if root.nested_count or isinstance(viewer, User)]
    if not with_replies:
        return {}
    firsts = [
        Response.objects.visible_to(viewer)
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


def _public(replies: Iterable[Response]) -> int:
    return sum(reply.is_public for reply in replies)


def _items(
    responses: Iterable[Response], viewer: Viewer, is_open: bool, slug: str, number: int
) -> list[ResponseItem]:
    return [_item(response, viewer, is_open, slug, number) for response in responses]


def _item(
    response: Response, viewer: Viewer, is_open: bool, slug: str, number: int
) -> ResponseItem:
    parent = response.in_reply_to
    who = response.shown_organisation or response.shown_name
    respond = reverse("responses:respond", args=[slug, number])
    return ResponseItem(
        public_id=response.public_id,
        shown_name=response.shown_name,
        shown_organisation=response.shown_organisation,
        organisation_confirmed=response.organisation_confirmed,  # type: ignore[attr-defined]
        at=response.submit_date,
        state=response.state,
        state_word=response.get_state_display(),
        html=mark_safe(response.html),  # noqa: S308  # made by render_response on writing
        depth=response.depth,
        visual_depth=min(response.depth, VISUAL_DEPTH),
        in_reply_to_name=(parent.shown_organisation or parent.shown_name) if parent else "",
        in_reply_to_url=reverse("responses:permalink", args=[parent.public_id]) if parent else "",
        permalink=reverse("responses:permalink", args=[response.public_id]),
        reply_url=f"{respond}?to={response.public_id}",
        label=f"{who}, {day_in_words(response.submit_date)}",
        can_reply=is_open and response.takes_replies,
        is_mine=isinstance(viewer, User) and response.user_id == viewer.pk,
    )
