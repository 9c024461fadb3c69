"""A question's threads as its page shows them: a fixed number of queries at every size."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, Case, F, Func, IntegerField, OuterRef, Q, Subquery, When
from django.urls import reverse

from consultation.lib.pages import Page, page_of
from consultation.responses.models import Response
from consultation.responses.querysets import IS_PUBLIC, ResponseQuerySet
from consultation.responses.threads.finding import with_words_found
from consultation.responses.threads.items import (
    Reader,
    ResponseItem,
    named_apart,
    with_levels,
)
from consultation.responses.threads.narrowing import Narrowing
from consultation.responses.threads.orders import NEWEST, Order, RootPage, roots_at
from consultation.responses.threads.showing import item_of, with_what_is_shown
from consultation.responses.threads.versions import is_public

REPLIES_SHOWN: Final = 5  # of each thread, before the rest is behind a counted link
RESPONSES_A_THREAD_PAGE: Final = 50
MOST_COUNTED: Final = 1_000


@dataclass(frozen=True)
class Wanted:
    """Which of a question's threads, in which order, from where on."""

    narrowing: Narrowing = field(default_factory=Narrowing)
    order: Order = NEWEST
    cursor: str | None = None

    @property
    def begins(self) -> bool:
        """Whether all threads are asked for, from the first: what is pinned stands before them."""
        return not self.narrowing and not self.cursor


@dataclass(frozen=True)
class ThreadView:
    """A root with the replies shown below it, and how many more there are."""

    root: ResponseItem
    items: tuple[ResponseItem, ...]
    hidden_replies: int
    hidden_new: int  # of those, how many came since the reader's last visit
    url: str
    closed_reason: str
    # A pinned reply by itself, and how many replies the thread holds that it is part of.
    is_pinned_reply: bool = False
    has_reply_above: bool = False  # one of the hidden replies is pinned, and stands first
    replies_in_thread: int = 0

    @property
    def last_shown(self) -> str:
        """The id of the response after which reading goes on, in the thread by itself."""
        return self.items[-1].public_id


def question_threads(reader: Reader, wanted: Wanted) -> tuple[list[ThreadView], RootPage]:
    """One page of a question's threads, what is pinned before the first. Two queries.

    The first finds which responses these are, with nothing beside them, so that it costs the same
    among ten thousand; the second fetches those. Raises `BadCursor`.
    """
    page = roots_at(_roots(reader, wanted), wanted.order, wanted.cursor)
    shown = [pk for root in page.items for pk in (root.pk, *root.first_replies)]  # type: ignore[attr-defined]
    threads: dict[int, list[Response]] = {}
    for row in _rows(reader, wanted, shown):
        threads.setdefault(row.root_id, []).append(row)
    first = _take_pinned(reader, threads) if wanted.begins else []
    # A root that went between the two queries takes its thread along.
    found = [rows for root in page.items if (rows := threads.get(root.pk)) and not rows[0].depth]
    blocks = [*first, *(_Block(rows[0], rows) for rows in found)]
    items = named_apart([_items(reader, block.root, block.shown) for block in blocks])
    above = items[0][0] if first and first[0].is_reply else None
    return [
        _thread_view(
            reader, block, of_thread, above if block.root.pk == reader.pinned_root else None
        )
        for block, of_thread in zip(blocks, items, strict=True)
    ], page


def found_in(page: RootPage) -> int:
    """Return how many threads a narrowed list holds, at most one more than `MOST_COUNTED`."""
    number: int = page.items[0].found_in_all if page.items else 0  # type: ignore[attr-defined]
    return number


def one_thread(
    reader: Reader, root: Response, cursor: str | None
) -> tuple[tuple[ResponseItem, ...], Page[Response]]:
    """One page of one thread in reading order, its root first. One query."""
    page = page_of(
        _shown(reader).filter(root_id=root.pk),
        order=("path",),
        size=RESPONSES_A_THREAD_PAGE,
        cursor=cursor,
        part=root.public_id,
    )
    [items] = named_apart([_items(reader, root, page.items)])
    return with_levels(items), page


@dataclass(frozen=True)
class _Block:
    """What is shown of one thread: its root and the first replies, or a pinned reply alone."""

    root: Response
    shown: Sequence[Response]

    @property
    def is_reply(self) -> bool:
        return self.shown[0].depth > 0


def _take_pinned(reader: Reader, threads: dict[int, list[Response]]) -> list[_Block]:
    """Take what is pinned, if everybody can read it, out of the rows of threads by their root."""
    if reader.pinned is None or reader.pinned_root is None:
        return []
    rows = threads.get(reader.pinned_root, [])
    pinned = next((row for row in rows if row.pk == reader.pinned and is_public(row)), None)
    if pinned is None:
        return []
    if not pinned.depth:
        return [_Block(pinned, threads.pop(pinned.pk))]
    threads[pinned.root_id] = [row for row in rows if row is not pinned]
    # Whatever became of the root, its row says whether the thread takes replies.
    return [_Block(rows[0], [pinned])]


def _items(reader: Reader, root: Response, rows: Sequence[Response]) -> list[ResponseItem]:
    is_closed = root.closed_at is not None
    return [item_of(reader, row, is_closed=is_closed) for row in rows]


def _thread_view(
    reader: Reader, block: _Block, items: Sequence[ResponseItem], above: ResponseItem | None
) -> ThreadView:
    """Put together one block; `above` is the reply of its thread that is pinned, if one is."""
    root = block.root
    below = sum(is_public(reply) for reply in block.shown[1:])
    hidden = 0 if block.is_reply else max(0, root.reply_count - below)
    new_below: int = getattr(root, "new_below", 0)
    shown_new = sum(item.is_new for item in items[1:]) + bool(above and above.is_new)
    return ThreadView(
        root=items[0],
        items=with_levels(items),
        hidden_replies=hidden,
        hidden_new=min(hidden, max(0, new_below - shown_new)),
        url=reverse("responses:thread", args=[reader.slug, reader.question.number, root.public_id]),
        closed_reason=root.closed_reason,
        is_pinned_reply=block.is_reply,
        has_reply_above=above is not None and not block.is_reply,
        replies_in_thread=root.reply_count,
    )


def _rows(reader: Reader, wanted: Wanted, ids: Sequence[int]) -> Sequence[Response]:
    """Fetch these responses, and what is pinned, with all that is shown of them, in reading order.

    With a pinned reply comes the root of its thread; with a pinned root the first replies to it.
    """
    of_them, narrowing = Q(pk__in=ids), wanted.narrowing
    if reader.pinned is not None and wanted.begins:
        of_them |= Q(pk__in={reader.pinned, reader.pinned_root})
        if reader.pinned == reader.pinned_root:
            replies = Response.objects.in_place_for(reader.viewer).filter(root=reader.pinned)
            of_them |= Q(_IsAnyOf(F("pk"), _first_replies(replies)))
    elif not ids:
        return []
    rows = _shown(reader).filter(of_them).order_by("path")
    if narrowing.words:
        rows = rows.annotate(found=with_words_found(narrowing.search))
    if reader.since is not None:
        rows = rows.annotate(new_below=Case(When(depth=0, then=_new_below(reader)), default=0))
    return list(rows)


def _new_below(reader: Reader) -> "_CountOf":
    """Count the replies in a root's thread that came since the reader's last visit."""
    replies = Response.objects.public().filter(root=OuterRef("pk"), depth__gt=0)
    return _CountOf(replies.filter(published_at__gt=reader.since).exclude(user=reader.person))


def _shown(reader: Reader) -> ResponseQuerySet:
    return with_what_is_shown(Response.objects.in_place_for(reader.viewer), reader.viewer)


def _matching(reader: Reader, narrowing: Narrowing) -> ResponseQuerySet:
    """Return the single responses that are asked for, of those with words to read."""
    readable = Response.objects.findable_by(reader.viewer).filter(question_id=reader.question.id)
    return narrowing.matching(readable.exclude(state=Response.State.WITHDRAWN))


def _roots(reader: Reader, wanted: Wanted) -> ResponseQuerySet:
    """Return the roots asked for, each with the ids of the first replies to show below it."""
    narrowing = wanted.narrowing
    matching = _matching(reader, narrowing)
    roots = Response.objects.in_place_for(reader.viewer).filter(question_id=reader.question.id)
    roots = roots.roots().only("said_at", "public_id")
    if narrowing:
        roots = roots.filter(pk__in=matching.values("root_id"))
        roots = roots.annotate(found_in_all=_counted(matching))
    elif reader.pinned is not None:
        roots = roots.exclude(IS_PUBLIC, pk=reader.pinned)
    replies = matching if narrowing.asks_who else Response.objects.in_place_for(reader.viewer)
    if wanted.begins and reader.pinned is not None:
        replies = replies.exclude(pk=reader.pinned)  # it is shown once on a page: before the first
    below = replies.filter(root=OuterRef("pk"))
    return roots.annotate(first_replies=_first_replies(below))


def _first_replies(thread: ResponseQuerySet) -> ArraySubquery:
    """The ids of those shown of a thread before the rest is behind a counted link."""
    below = thread.filter(depth__gt=0).order_by("path")
    return ArraySubquery(below.values("pk")[:REPLIES_SHOWN])


class _IsAnyOf(Func):
    """Whether a column is in an array that a subquery makes once.

    Unlike `IN`, PostgreSQL looks this up by index also where it stands in an OR.
    """

    template = "(%(expressions)s))"
    arg_joiner = " = ANY("
    output_field = BooleanField()


class _CountOf(Subquery):
    """How many rows a query has, once for all rows of the other one."""

    template = "(SELECT count(*) FROM (%(subquery)s) counted)"
    output_field = IntegerField()


def _counted(matching: ResponseQuerySet) -> _CountOf:
    """Count the threads of the matching responses, up to one more than `MOST_COUNTED`."""
    return _CountOf(matching.order_by().values("root_id").distinct()[: MOST_COUNTED + 1])
