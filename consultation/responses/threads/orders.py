"""The orders of a question's threads, and a page of them at a cursor.

By time, a thread stands at its place for good, and a cursor names a place. That time is the one
that readers are told: an answer without a name stands at the beginning of its day, at random among
its like, and not where it arrived, beside what else the same person sent.

By how much is said or agreed threads move while people read: a cursor that named a count would
repeat some and miss others. It carries the threads already shown instead, and the next page is what
is not among them, in the order of now: nobody sees one twice, nobody misses one, whatever others
post meanwhile.
"""

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from consultation.lib.pages import BadCursor, page_of
from consultation.lib.sealing import NotSealedHereError, seal, unseal
from consultation.responses.models import Response
from consultation.responses.querysets import ResponseQuerySet

THREADS_A_PAGE: Final = 20
# What a cursor carries, at most. Past ten pages by count, reading on is by date.
MOST_CARRIED: Final = 200
_ID: Final = 4  # bytes: ids are 32 bits, as in the segments of a path
_LONGEST_CURSOR: Final = MOST_CARRIED * _ID * 2
_PURPOSE: Final = "threads that were shown"
# Who was first, of those that are told the same time, is as random as a public id.
_AT: Final = ("said_at", "public_id")
_LATELY: Final = ("-said_at", "-public_id")


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
        return bool(self.superlative)


NEWEST: Final = Order("newest", "Newest", _LATELY, "Newer", "Older")
ORDERS: Final[Mapping[str, Order]] = {
    order.code: order
    for order in (
        NEWEST,
        Order("oldest", "Oldest", _AT, "Earlier", "Later"),
        Order(
            *("discussed", "Most discussed", ("-reply_count", *_LATELY)),
            *("The page before", "More responses", "most discussed"),
        ),
        Order(
            *("agreed", "Most agreed", ("-agree_count", *_LATELY)),
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
    """Return the cursor that carries these ids, empty for none.

    Sealed: ids tell who came after whom.
    """
    packed = struct.pack(f">{len(ids)}I", *ids)
    return seal(packed, purpose=_PURPOSE) if packed else ""


def _unpacked(cursor: str) -> list[int]:
    if len(cursor) > _LONGEST_CURSOR:
        raise BadCursor("The cursor is too long.")
    try:
        packed = unseal(cursor, purpose=_PURPOSE)
    except NotSealedHereError as error:
        raise BadCursor("The cursor is none of ours, or of another list.") from error
    return list(struct.unpack(f">{len(packed) // _ID}I", packed))
