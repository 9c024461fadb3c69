"""A question's threads as its page shows them: a fixed number of queries at every size."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from django.contrib.auth.models import AnonymousUser
from django.db.models import Case, When
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from accounts.models import User
from consultation.lib.clock import day_in_words
from consultation.lib.pages import Page, page_of
from consultation.responses.asked_as import AskedAs, asked_as
from consultation.responses.choosing import Chosen
from consultation.responses.models import Response
from consultation.responses.querysets import ResponseQuerySet, is_confirmed
from papers.asking import lang_attribute
from papers.content import QuestionContent

THREADS_A_PAGE: Final = 20
# What stands in the place of a response that is not to be read.
GONE: Final = {
    Response.State.ERASED: "This response was erased with its author’s account.",
    Response.State.WITHDRAWN: "This response was withdrawn by its author.",
    Response.State.HELD: "This response was changed by its author and waits for a moderator.",
}
REPLIES_SHOWN: Final = 5  # of each thread, before the rest is behind a counted link
RESPONSES_A_THREAD_PAGE: Final = 50

# What of an organisation leads to its page: nothing while the register does not hold it.
_LISTED_SLUG: Final = Case(When(organisation__verified_at__isnull=False, then="organisation__slug"))

Viewer = User | AnonymousUser


@dataclass(frozen=True)
class ResponseItem:
    """One response in a thread; `opens` and `closes` are the list tags around it."""

    public_id: str
    speaker: str
    shown_name: str
    shown_organisation: str
    organisation_confirmed: bool
    organisation_url: str  # of its page, where the public may know of one
    at: datetime
    asked_as: AskedAs | None  # how the question read then, where it reads otherwise now
    state: str
    chosen: Chosen | None
    html: SafeString
    depth: int
    in_reply_to_name: str
    in_reply_to_url: str
    permalink: str
    reply_url: str
    label: str
    can_reply: bool
    is_mine: bool
    lang: SafeString  # the attribute for the paper's own words
    opens: bool = False
    closes: range = range(0)


@dataclass(frozen=True)
class ThreadView:
    """A root with the replies shown below it, and how many more there are."""

    root: ResponseItem
    items: tuple[ResponseItem, ...]
    hidden_replies: int
    url: str


@dataclass(frozen=True)
class Reader:
    """Who reads which question, and what they may do there."""

    slug: str
    question: QuestionContent
    viewer: Viewer
    is_open: bool
    language: str = "en"


def question_threads(reader: Reader, cursor: str | None) -> tuple[list[ThreadView], Page[Response]]:
    """One page of a question's threads, newest first. Two queries, three with replies."""
    page = page_of(
        _shown(reader.viewer).filter(question_id=reader.question.id).roots(),
        order=("-path",),
        size=THREADS_A_PAGE,
        cursor=cursor,
    )
    replies = _first_replies(page.items, reader.viewer)
    return [_thread_view(reader, root, replies.get(root.pk, [])) for root in page.items], page


def one_thread(
    reader: Reader, root: Response, cursor: str | None
) -> tuple[tuple[ResponseItem, ...], Page[Response]]:
    """One page of one thread in reading order, its root first. One query."""
    page = page_of(
        _shown(reader.viewer).filter(root_id=root.pk),
        order=("path",),
        size=RESPONSES_A_THREAD_PAGE,
        cursor=cursor,
    )
    return with_levels([_item(reader, response) for response in page.items]), page


def _thread_view(reader: Reader, root: Response, below: Sequence[Response]) -> ThreadView:
    items = with_levels([_item(reader, response) for response in (root, *below)])
    return ThreadView(
        root=items[0],
        items=items,
        hidden_replies=max(0, root.reply_count - sum(reply.is_public for reply in below)),
        url=reverse("responses:thread", args=[reader.slug, reader.question.number, root.public_id]),
    )


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
    return (
        Response.objects.in_place_for(viewer)
        .annotate(organisation_confirmed=is_confirmed(), organisation_slug=_LISTED_SLUG)
        .select_related("in_reply_to", "wording")
    )


def _first_replies(roots: Sequence[Response], viewer: Viewer) -> dict[int, list[Response]]:
    with_replies = [root for root in roots if root.reply_count or isinstance(viewer, User)]
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


def _item(reader: Reader, response: Response) -> ResponseItem:
    parent = response.in_reply_to
    respond = reverse("responses:respond", args=[reader.slug, reader.question.number])
    return ResponseItem(
        public_id=response.public_id,
        speaker=response.speaker,
        shown_name=response.shown_name,
        shown_organisation=response.shown_organisation,
        organisation_confirmed=response.organisation_confirmed,  # type: ignore[attr-defined]
        organisation_url=_organisation_url(response),
        at=response.submit_date,
        asked_as=asked_as(response.wording, reader.question),
        lang=lang_attribute(reader.language),
        state=response.state,
        chosen=response.chosen(kind=reader.question.kind, language=reader.language),
        html=_words_of(response),
        depth=response.depth,
        in_reply_to_name=parent.speaker if parent else "",
        in_reply_to_url=reverse("responses:permalink", args=[parent.public_id]) if parent else "",
        permalink=reverse("responses:permalink", args=[response.public_id]),
        reply_url=f"{respond}?to={response.public_id}",
        label=f"{response.speaker}, {day_in_words(response.submit_date)}",
        can_reply=reader.is_open and response.takes_replies,
        is_mine=isinstance(reader.viewer, User) and response.user_id == reader.viewer.pk,
    )


def _is_gone(response: Response) -> bool:
    """Whether a sentence stands in its place; taken back, it does so for everybody."""
    readable: bool = response.is_readable  # type: ignore[attr-defined]
    return not readable or response.state == Response.State.WITHDRAWN


def _organisation_url(response: Response) -> str:
    slug: str | None = response.organisation_slug  # type: ignore[attr-defined]
    return reverse("reading:organisation", args=[slug]) if slug else ""


def _words_of(response: Response) -> SafeString:
    if _is_gone(response):
        return escape(GONE[Response.State(response.state)])
    return mark_safe(response.html)  # noqa: S308  # made by render_response on writing
