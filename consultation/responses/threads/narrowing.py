"""Narrowing a question's threads: by who speaks, by what is replied to, and by words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlencode

from django.db.models import Q, TextChoices
from django.http import QueryDict

from accounts.profile import Kind, Region
from consultation.lib.filters import Applied, Filter, Offer, chosen_in, words_in
from consultation.responses.querysets import ResponseQuerySet
from consultation.responses.threads.searching import WordsWanted


class Spoken(TextChoices):
    """In what capacity somebody speaks; nobody learns it of an answer without name."""

    PERSON = "person", "A person"
    ORGANISATION = "organisation", "An organisation"
    STAFF = "staff", "The policy team"


class With(TextChoices):
    REPLIES = "replies", "With replies"


_BY: Final[Mapping[str, Q]] = {
    Spoken.PERSON: Q(shown_organisation="", is_nameless=False, is_by_staff=False),
    Spoken.ORGANISATION: ~Q(shown_organisation=""),
    Spoken.STAFF: Q(is_by_staff=True),
}


FILTERS: Final[Mapping[str, Filter]] = {
    "capacity": Filter("Who speaks", "Everybody", Spoken),
    "kind": Filter("Organisation takes part as", "Members and stakeholders", Kind),
    "region": Filter("Organisation works in", "Every region", Region),
    "with": Filter("Discussion", "With replies or without", With),
}


@dataclass(frozen=True)
class Narrowing:
    """What a reader asks of a question's threads; what is not known is left out, and said."""

    words: str = ""
    chosen: Mapping[str, str] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()

    @classmethod
    def from_query(cls, query: QueryDict) -> "Narrowing":
        chosen, unknown = chosen_in(query, FILTERS, FILTERS)
        return cls(words_in(query, "find"), chosen, tuple(FILTERS[name].label for name in unknown))

    def __bool__(self) -> bool:
        return bool(self.words or self.chosen)

    @property
    def asks_who(self) -> bool:
        """Whether single responses are asked for, and not whole threads."""
        return bool(self.words or self.chosen.keys() - {"with"})

    @property
    def parts(self) -> dict[str, str]:
        """The parts of the address that ask for it."""
        return {name: code for name, code in {"find": self.words, **self.chosen}.items() if code}

    @property
    def offers(self) -> tuple[Offer, ...]:
        return tuple(
            found.offer(name, self.chosen.get(name, "")) for name, found in FILTERS.items()
        )

    def applied(self, url: str, sort: Mapping[str, str], place: str) -> tuple[Applied, ...]:
        """Say each part in words, with the way to be rid of it; `sort` stays in the address."""
        said = {
            name: (FILTERS[name].label, FILTERS[name].word(self.chosen[name]))
            for name in self.chosen
        }
        if self.words:
            said = {"find": ("Words", f"“{self.words}”"), **said}
        return tuple(
            Applied(label, word, f"{url}{self._without(name, sort)}{place}")
            for name, (label, word) in said.items()
        )

    def matching(self, responses: ResponseQuerySet) -> ResponseQuerySet:
        """Keep the single responses that are asked for, roots and replies alike."""
        if by := self.chosen.get("capacity"):
            responses = responses.filter(_BY[by])
        for column in ("kind", "region"):
            if code := self.chosen.get(column):
                responses = responses.filter(**{f"organisation__{column}": code})
        if "with" in self.chosen:
            responses = responses.filter(root__reply_count__gt=0)
        return responses.filter(words__vector=self.search) if self.words else responses

    @property
    def search(self) -> WordsWanted:
        return WordsWanted(self.words)

    def _without(self, name: str, sort: Mapping[str, str]) -> str:
        parts = {other: code for other, code in self.parts.items() if other != name}
        return f"?{urlencode({**sort, **parts})}" if sort or parts else ""
