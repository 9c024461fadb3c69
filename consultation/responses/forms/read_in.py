"""Reading a document of answers in, and putting its stretches to their questions."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final, Self, cast

from django import forms
from django.http import QueryDict

from consultation.lib.text import excerpt
from consultation.responses.offline.read_in import Stretch, in_numbers
from papers.forms import ImportForm

_BETWEEN: Final = re.compile(r"\s*(?:,|;|&|\band\b|\s)\s*", re.IGNORECASE)
_UP_TO: Final = re.compile(r"\s*(?:[-\u2010-\u2015\u2212]|\bto\b)\s*", re.IGNORECASE)
# As documents say them too: “Q1-3”, “Questions 4 and 5”.
_NUMBERS: Final = re.compile(r"(?:q|questions?)?\.?([0-9]{1,9})(?:-q?([0-9]{1,9}))?", re.IGNORECASE)
_NAMED: Final = re.compile(r"\b(q|questions?)\.?\s+(?=[0-9])", re.IGNORECASE)
_HELD: Final = re.compile(r"(?:[0-9]{1,9}(?:, (?=[0-9]))?)*")
LONGEST_NUMBERS: Final = 60
WORDS_OF_QUESTION: Final = 8


class ReadForm(ImportForm):
    """A paper, and the file or pasted text that answers it."""

    paper = forms.ChoiceField(
        label="Paper",
        error_messages={
            "required": "Choose the paper it answers.",
            "invalid_choice": "This paper takes no answers. Choose another.",
        },
    )
    field_order = ("paper", "file", "text")

    def __init__(self, *args: Any, papers: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "read-%s", **kwargs})
        cast(forms.ChoiceField, self.fields["paper"]).choices = [("", "Choose a paper"), *papers]


@dataclass(frozen=True)
class Row:
    """One stretch with its field; `elsewhere` is where somebody put it meanwhile, if they did."""

    stretch: Stretch
    field: forms.BoundField
    named: str
    elsewhere: tuple[int, ...] | None

    @property
    def elsewhere_in_words(self) -> str:
        numbers = ", ".join(map(str, self.elsewhere or ()))
        return f"question {numbers}" if numbers else "no question"


class PlacesForm(forms.Form):
    """For each stretch on a page the numbers of the questions it answers, or nothing."""

    def __init__(
        self,
        *args: Any,
        stretches: Sequence[tuple[int, Stretch]],
        asked: Mapping[int, str],
        elsewhere: Mapping[int, tuple[int, ...]] = MappingProxyType({}),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **{"auto_id": "%s", **kwargs})
        self._stretches = stretches
        self._asked = asked
        self._places = [place for place, _ in stretches]
        for place, stretch in stretches:
            self.fields[f"q{place}"] = forms.CharField(
                label=f"Stretch {place + 1} answers question",
                required=False,
                max_length=LONGEST_NUMBERS,
                initial=stretch.numbers,
                # What the page was opened with: of two who place stretches, both stand.
                show_hidden_initial=True,
                widget=forms.TextInput(attrs={"size": 6, "autocomplete": "off"}),
            )
        self.rows = [
            Row(stretch, self[f"q{place}"], self._named(stretch), elsewhere.get(place))
            for place, stretch in stretches
        ]

    @property
    def first_doubtful(self) -> Row | None:
        """The first row of the page that was placed without much certainty."""
        return next((row for row in self.rows if row.stretch.is_doubtful), None)

    def _named(self, stretch: Stretch) -> str:
        """The questions a stretch goes to, by their first words."""
        known = [number for number in stretch.questions if number in self._asked]
        return "; ".join(excerpt(self._asked[number], WORDS_OF_QUESTION) for number in known)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for place in self._places:
            name = f"q{place}"
            if name not in self.errors:
                cleaned[name] = self._numbers_in(name, cleaned.get(name, ""))
        return cleaned

    def _numbers_in(self, name: str, typed: str) -> tuple[int, ...]:
        found: set[int] = set()
        for part in _parts_of(typed):
            numbers = self._numbers_of(part)
            if not numbers:
                self.add_error(name, f"The paper has no question “{part}”.")
                return ()
            found |= numbers
        return tuple(sorted(found))

    def _numbers_of(self, part: str) -> set[int]:
        """The questions that a number, or a range of them, names; none if its ends are none."""
        said = _NUMBERS.fullmatch(part)
        if said is None:
            return set()
        ends = {int(number) for number in said.groups() if number}
        if not ends <= self._asked.keys():
            return set()
        return {number for number in self._asked if min(ends) <= number <= max(ends)}

    @property
    def places(self) -> dict[int, tuple[int, ...]]:
        """Where each stretch goes, by its place in the document, once the form is found valid."""
        return {place: self.cleaned_data[f"q{place}"] for place in self._places}

    @property
    def seen(self) -> dict[int, tuple[int, ...]]:
        """Where each stretch went when the page was opened, as far as the form says."""
        held = {place: self.data.get(f"initial-q{place}") for place in self._places}
        return {
            place: tuple(sorted(int(part) for part in numbers.split(", ") if part))
            for place, numbers in held.items()
            if numbers is not None and _HELD.fullmatch(numbers)
        }

    def facing(
        self, saved: Mapping[int, tuple[int, ...]], merged: Mapping[int, tuple[int, ...]]
    ) -> Self:
        """Return the form as if it had been opened on what is `saved`.

        What differs stays as it was typed; of the rest it holds what is `merged`.
        """
        data = cast(QueryDict, self.data).copy()
        for place in self._places:
            data[f"initial-q{place}"] = in_numbers(saved[place])
            if place in merged:
                data[f"q{place}"] = in_numbers(merged[place])
        elsewhere = {place: saved[place] for place in self._places if place not in merged}
        return type(self)(data, stretches=self._stretches, asked=self._asked, elsewhere=elsewhere)


def _parts_of(typed: str) -> list[str]:
    joined = _UP_TO.sub("-", _NAMED.sub(r"\1", typed.strip()))
    return [part for part in _BETWEEN.split(joined) if part]
