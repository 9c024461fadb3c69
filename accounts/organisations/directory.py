"""Finding organisations: by a part of the name or a number, and by what the register knows."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final
from urllib.parse import urlencode

from django.db.models import Q
from django.db.models.functions import Lower
from django.http import QueryDict

from accounts.identifiers import charity_number, company_number
from accounts.profile import Kind, LedBy, Region, Serves, Size, Specialism
from accounts.querysets import OrganisationQuerySet
from consultation.lib.filters import Applied, Filter, Offer, chosen_in, words_in

MOST_WORDS: Final = 8


@dataclass(frozen=True)
class Known(Filter):
    """What the register knows of each organisation; its column holds one code, or many."""

    column: str
    is_list: bool = False

    def holds(self, code: str) -> Q:
        return (
            Q(**{f"{self.column}__contains": [code]}) if self.is_list else Q(**{self.column: code})
        )


FILTERS: Final[Mapping[str, Known]] = {
    "kind": Known("Takes part as", "Members and stakeholders", Kind, "kind"),
    "region": Known("Works in", "Every region", Region, "region"),
    "size": Known("Yearly income", "Every size", Size, "size"),
    "does": Known("What it does", "Everything", Specialism, "specialisms", is_list=True),
    "serves": Known("Whom it serves", "Everybody", Serves, "serves", is_list=True),
    "led_by": Known("Led mostly by", "Everybody", LedBy, "led_by", is_list=True),
}


@dataclass(frozen=True)
class Wanted:
    """What a reader asks the list for; `unknown` names what was asked for and is not there."""

    words: str = ""
    chosen: Mapping[str, str] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()

    @classmethod
    def from_query(cls, query: QueryDict, *names: str) -> "Wanted":
        """Read an address with these filters; what the register does not know is left out."""
        chosen, unknown = chosen_in(query, FILTERS, names)
        return cls(
            words_in(query, "q"), chosen, tuple(FILTERS[name].label.lower() for name in unknown)
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
        return tuple(FILTERS[name].offer(name, self.chosen.get(name, "")) for name in names)

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
