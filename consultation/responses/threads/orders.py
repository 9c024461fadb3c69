"""The orders of a question's threads, and a page of them at a cursor.

By time, a thread stands at its place for good, and a cursor names a place. By how much is said or
agreed threads move while people read: a cursor that named a count would repeat some and miss
others. It carries the threads already shown instead, and the next page is what is not among them,
in the order of now: nobody sees one twice, nobody misses one, whatever others post meanwhile.
"""

import base64
import binascii
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from consultation.lib.pages import BadCursor, page_of
from consultation.responses.models import Response
from consultation.responses.querysets import ResponseQuerySet

THREADS_A_PAGE: Final = 20
# What a cursor carries, at most. Past ten pages by count, reading on is by date.
MOST_CARRIED: Final = 200
_ID: Final = 4  # bytes: ids are 32 bits, as in the segments of a path


@dataclass(frozen=True)
class Order:
    """One way to read the threads, and what the pages before and after are called in it."""

    code: str
    label: str
    columns: tuple[str, ...]
    before: str
    after: str
    superlative: str = ""  # of an order by count

    @property
    def by_count(self) -> bool:
        return len(self.columns) > 1


NEWEST: Final = Order("newest", "Newest", ("-path",), "Newer", "Older")
ORDERS: Final[Mapping[str, Order]] = {
    order.code: order
    for order in (
        NEWEST,
        Order("oldest", "Oldest", ("path",), "Earlier", "Later"),
        Order(
            *("discussed", "Most discussed", ("-reply_count", "-path")),
            *("The page before", "More responses", "most discussed"),
        ),
        Order(
            *("agreed", "Most agreed", ("-agree_count", "-path")),
            *("The page before", "More responses", "most agreed with"),
        ),
    )
}


@dataclass(frozen=True)
class RootPage:
    """A page of roots; `before` and `after` are cursors, None at an end, empty for the first."""

    items: list[Response]
    before: str | None
    after: str | None
    ends_early: bool = False  # there is more, but not in this order


def roots_at(roots: ResponseQuerySet, order: Order, cursor: str | None) -> RootPage:
    """Return the page of roots at the cursor. One query, see `page_of`; raises `BadCursor`."""
    if order.by_count:
        return _by_count(roots, order, cursor)
    page = page_of(roots, order=order.columns, size=THREADS_A_PAGE, cursor=cursor)
    return RootPage(page.items, page.previous, page.next)


def _by_count(roots: ResponseQuerySet, order: Order, cursor: str | None) -> RootPage:
    seen = _unpacked(cursor) if cursor else []
    rest = roots.exclude(pk__in=seen).order_by(*order.columns)
    found = list(rest[: THREADS_A_PAGE + 1])
    items, more = found[:THREADS_A_PAGE], len(found) > THREADS_A_PAGE
    now_seen = [*seen, *(root.pk for root in items)]
    ends_early = more and len(now_seen) >= MOST_CARRIED
    return RootPage(
        items=items,
        before=_packed(seen[:-THREADS_A_PAGE]) if seen else None,
        after=_packed(now_seen) if more and not ends_early else None,
        ends_early=ends_early,
    )


def _packed(ids: Sequence[int]) -> str:
    return base64.urlsafe_b64encode(struct.pack(f">{len(ids)}I", *ids)).decode().rstrip("=")


def _unpacked(cursor: str) -> list[int]:
    if not cursor.isascii() or len(cursor) > MOST_CARRIED * _ID * 2:
        raise BadCursor("The cursor is too long, or not ASCII.")
    try:
        packed = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
    except binascii.Error as error:
        raise BadCursor("The cursor cannot be read.") from error
    if len(packed) % _ID or len(packed) >= MOST_CARRIED * _ID:
        raise BadCursor("The cursor is of another list.")
    return list(struct.unpack(f">{len(packed) // _ID}I", packed))
