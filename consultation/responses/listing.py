"""A question's list of threads in words: how it is sorted and narrowed, and the ways on."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.http import QueryDict

from consultation.responses.items import Reader
from consultation.responses.narrowing import Applied, Narrowing
from consultation.responses.orders import MOST_CARRIED, NEWEST, ORDERS
from consultation.responses.threads import (
    MOST_COUNTED,
    ThreadView,
    Wanted,
    counted,
    question_threads,
)

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

    reader: Reader
    wanted: Wanted
    url: str

    @cached_property
    def _found(self) -> int:
        return counted(self.reader, self.wanted.narrowing) if self.wanted.narrowing else 0

    @property
    def found(self) -> str:
        """How many threads a narrowed list holds, in words."""
        if self._found > MOST_COUNTED:
            return f"More than {MOST_COUNTED:,} discussions match"
        many = self._found != 1
        return f"{self._found:,} discussion{'s' if many else ''} match{'' if many else 'es'}"

    @property
    def narrowing(self) -> Narrowing:
        return self.wanted.narrowing

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
                order is self.wanted.order,
            )
            for code, order in ORDERS.items()
        )

    @property
    def applied(self) -> tuple[Applied, ...]:
        return self.narrowing.applied(self.url, self._sort, PLACE)

    @property
    def everything_url(self) -> str:
        return f"{self.url}{_query(self._sort)}{PLACE}"

    def context(self) -> dict[str, object]:
        """What the page shows of it; raises `BadCursor`."""
        threads, page = question_threads(self.reader, self.wanted)
        order = self.wanted.order
        return {
            "listing": self,
            "threads": threads,
            "before_url": self._page_url(page.before),
            "after_url": self._page_url(page.after),
            "order": order,
            "ends_early": page.ends_early,
            "most_carried": MOST_CARRIED,
            "newest_url": self._address({}),
            "has_new": _any_new(threads),
        }

    def _page_url(self, cursor: str | None) -> str:
        if cursor is None:
            return ""
        return self._address({**self._sort, **({"cursor": cursor} if cursor else {})})

    @property
    def _sort(self) -> dict[str, str]:
        return {} if self.wanted.order is NEWEST else {"sort": self.wanted.order.code}

    def _address(self, parts: Mapping[str, str]) -> str:
        return f"{self.url}{_query({**self.narrowing.parts, **parts})}{PLACE}"


def _query(parts: Mapping[str, str]) -> str:
    return f"?{urlencode(parts)}" if parts else ""


def _any_new(threads: list[ThreadView]) -> bool:
    return any(item.is_new for thread in threads for item in thread.items)
