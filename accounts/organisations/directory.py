"""Finding organisations: by a part of the name or a number, and by what the register knows."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final
from urllib.parse import urlencode

from django.db.models import Q, TextChoices
from django.db.models.functions import Lower
from django.http import QueryDict

from accounts.identifiers import charity_number, company_number
from accounts.profile import Kind, LedBy, Region, Serves, Size, Specialism
from accounts.querysets import OrganisationQuerySet

LONGEST_SEARCH: Final = 120
MOST_WORDS: Final = 8


@dataclass(frozen=True)
class Filter:
    """One thing to narrow the list by; `column` holds one code, or many."""

    label: str
    choices: type[TextChoices]
    column: str
    every: str
    is_list: bool = False

    def holds(self, code: str) -> Q:
        return (
            Q(**{f"{self.column}__contains": [code]}) if self.is_list else Q(**{self.column: code})
        )

    def word(self, code: str) -> str:
        return str(self.choices(code).label)


FILTERS: Final[Mapping[str, Filter]] = {
    "kind": Filter("Takes part as", Kind, "kind", "Members and stakeholders"),
    "region": Filter("Works in", Region, "region", "Every region"),
    "size": Filter("Yearly income", Size, "size", "Every size"),
    "does": Filter("What it does", Specialism, "specialisms", "Everything", is_list=True),
    "serves": Filter("Whom it serves", Serves, "serves", "Everybody", is_list=True),
    "led_by": Filter("Led mostly by", LedBy, "led_by", "Everybody", is_list=True),
}


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
    """A filter that narrows the list now, and the address of the list without it."""

    label: str
    word: str
    url: str


@dataclass(frozen=True)
class Wanted:
    """What a reader asks the list for; `unknown` names what was asked for and is not there."""

    words: str = ""
    chosen: Mapping[str, str] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()

    @classmethod
    def from_query(cls, query: QueryDict, *names: str) -> "Wanted":
        """Read an address with these filters; what the register does not know is left out."""
        asked = {name: value for name in names if (value := query.get(name, "").strip())}
        known = {name: value for name, value in asked.items() if _is_known(name, value)}
        return cls(
            words=" ".join(query.get("q", "").split())[:LONGEST_SEARCH],
            chosen=known,
            unknown=tuple(FILTERS[name].label.lower() for name in asked if name not in known),
        )

    @property
    def is_narrowed(self) -> bool:
        return bool(self.words or self.chosen)

    def query(self, **more: str) -> str:
        """Return the query string of the same list, and of more parts; empty ones are left out."""
        parts = {"q": self.words, **self.chosen, **more}
        asked = urlencode({name: value for name, value in parts.items() if value})
        return f"?{asked}" if asked else ""

    def offers(self, *names: str) -> tuple[Offer, ...]:
        return tuple(_offer(name, FILTERS[name], self.chosen.get(name, "")) for name in names)

    def applied(self, url: str) -> tuple[Applied, ...]:
        """Say each filter in words, with the way to be rid of it; `url` is the bare list's."""
        return tuple(
            Applied(FILTERS[name].label, FILTERS[name].word(code), url + self._without(name))
            for name, code in self.chosen.items()
        )

    def narrow(self, organisations: OrganisationQuerySet) -> OrganisationQuerySet:
        """Return those of the organisations that are asked for."""
        for name, code in self.chosen.items():
            organisations = organisations.filter(FILTERS[name].holds(code))
        return organisations.filter(_matching(self.words)) if self.words else organisations

    def _without(self, name: str) -> str:
        kept = {other: code for other, code in self.chosen.items() if other != name}
        return replace(self, chosen=kept).query()


def in_name_order(organisations: OrganisationQuerySet) -> OrganisationQuerySet:
    """Carry along the name as the list is ordered by it: page by ("folded", "id")."""
    return organisations.annotate(folded=Lower("name"))


def _matching(words: str) -> Q:
    """Match a charity or company number, or names that hold each of the words."""
    named = Q()
    for word in words.split()[:MOST_WORDS]:
        named &= Q(name__icontains=word)
    for column, read in (("charity_number", charity_number), ("company_number", company_number)):
        try:
            named |= Q(**{column: read(words)})
        except ValueError:
            continue  # it is a name then
    return named


def _is_known(name: str, value: str) -> bool:
    return value in FILTERS[name].choices.values


def _offer(name: str, found: Filter, chosen: str) -> Offer:
    options = (Option(str(code), str(word), code == chosen) for code, word in found.choices.choices)
    return Offer(name, found.label, found.every, tuple(options))
