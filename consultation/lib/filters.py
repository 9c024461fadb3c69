"""Filters of a list, as they stand in its address: what a form offers, and what narrows it now."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from django.db.models import TextChoices
from django.http import QueryDict

LONGEST_SEARCH: Final = 120


@dataclass(frozen=True)
class Filter:
    """One thing to narrow a list by, as a form offers it; `every` is what no choice says."""

    label: str
    every: str
    choices: type[TextChoices]

    def word(self, code: str) -> str:
        return str(self.choices(code).label)

    def offer(self, name: str, chosen: str) -> "Offer":
        """Return the choices under this name, with the one that narrows the list now marked."""
        options = (
            Option(str(code), str(word), code == chosen) for code, word in self.choices.choices
        )
        return Offer(name, self.label, self.every, tuple(options))


@dataclass(frozen=True)
class Option:
    code: str
    word: str
    is_chosen: bool


@dataclass(frozen=True)
class Offer:
    """A filter as a form offers it."""

    name: str
    label: str
    every: str
    options: tuple[Option, ...]


@dataclass(frozen=True)
class Applied:
    """What narrows a list now, in words, and the address of the list without it."""

    label: str
    word: str
    url: str


@dataclass(frozen=True)
class FilterLink:
    """A link above a list that narrows it; `count` is how many rows it then shows, if counted."""

    label: str
    url: str
    count: int | None
    is_current: bool


def words_in(query: QueryDict, name: str) -> str:
    """Return the words that are looked for, in one line and no longer than a search takes."""
    return " ".join(query.get(name, "").split())[:LONGEST_SEARCH]


def chosen_in(
    query: QueryDict, filters: Mapping[str, Filter], names: Iterable[str]
) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return the code chosen under each name, and the names that are given a code nobody knows."""
    asked = {name: value for name in names if (value := query.get(name, "").strip())}
    known = {name: code for name, code in asked.items() if code in filters[name].choices.values}
    return known, tuple(name for name in asked if name not in known)
