"""A question's list of threads in words: how it is sorted and narrowed, and the ways on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.http import QueryDict

from consultation.lib.filters import Applied
from consultation.responses.threads.items import Reader
from consultation.responses.threads.narrowing import Narrowing
from consultation.responses.threads.orders import MOST_CARRIED, NEWEST, ORDERS, Order, RootPage
from consultation.responses.threads.question_threads import (
    MOST_COUNTED,
    ThreadView,
    Wanted,
    found_in,
    question_threads,
)
from consultation.responses.threads.searching import are_too_common

# Where a list that was asked for anew begins: its heading takes the focus and says what was found.
PLACE = "#responses"


@dataclass(frozen=True)
class Sort:
    """A way to read the threads, and where they are in it."""

    label: str
    url: str
    is_current: bool


def wanted_from(query: QueryDict) -> Wanted:
    """Read an address; an order that is not known is the first one."""
    order = ORDERS.get(query.get("sort", ""), NEWEST)
    return Wanted(Narrowing.from_query(query), order, query.get("cursor") or None)


@dataclass(frozen=True)
class Listing:
    """A page of threads with what stands around it; `url` is the question's own."""

    wanted: Wanted
    url: str
    threads: Sequence[ThreadView]
    page: RootPage
    last_visit: datetime | None
    is_too_common: bool = False  # nothing is found, because of the words that are looked for

    most_carried = MOST_CARRIED

    @property
    def found(self) -> str:
        """How many threads a narrowed list holds, in words; or why that is not known."""
        if self.is_too_common:
            return f"“{self.narrowing.words}” is too common to look for"
        number = found_in(self.page)
        if number > MOST_COUNTED:
            return f"More than {MOST_COUNTED:,} discussions match"
        if number == 0:
            return "No discussion matches"
        return f"{number:,} discussion matches" if number == 1 else f"{number:,} discussions match"

    @property
    def narrowing(self) -> Narrowing:
        return self.wanted.narrowing

    @property
    def order(self) -> Order:
        return self.wanted.order

    @property
    def sort(self) -> str:
        """The order as the address names it; empty for the first one."""
        return self._sort.get("sort", "")

    @property
    def sorts(self) -> tuple[Sort, ...]:
        return tuple(
            Sort(
                order.label,
                self._address({"sort": code} if order is not NEWEST else {}),
                order is self.order,
            )
            for code, order in ORDERS.items()
        )

    @property
    def applied(self) -> tuple[Applied, ...]:
        return self.narrowing.applied(self.url, self._sort, PLACE)

    @property
    def everything_url(self) -> str:
        return f"{self.url}{_query(self._sort)}{PLACE}"

    @property
    def newest_url(self) -> str:
        return self._address({})

    @property
    def before_url(self) -> str:
        return self._page_url(self.page.before)

    @property
    def after_url(self) -> str:
        return self._page_url(self.page.after)

    @property
    def has_new(self) -> bool:
        return any(
            thread.hidden_new or any(item.is_new for item in thread.items)
            for thread in self.threads
        )

    def _page_url(self, cursor: str | None) -> str:
        if cursor is None:
            return ""
        return self._address({**self._sort, **({"cursor": cursor} if cursor else {})})

    @property
    def _sort(self) -> dict[str, str]:
        return {} if self.order is NEWEST else {"sort": self.order.code}

    def _address(self, parts: Mapping[str, str]) -> str:
        return f"{self.url}{_query({**self.narrowing.parts, **parts})}{PLACE}"


def listing_of(reader: Reader, wanted: Wanted, url: str) -> Listing:
    """Return the page of threads that is asked for; raises `BadCursor`. Two queries at most.

    A third says of words that find nothing whether they are too common.
    """
    threads, page = question_threads(reader, wanted)
    words = "" if threads else wanted.narrowing.words
    too_common = bool(words) and are_too_common(words)
    return Listing(wanted, url, threads, page, reader.since, too_common)


def _query(parts: Mapping[str, str]) -> str:
    return f"?{urlencode(parts)}" if parts else ""
