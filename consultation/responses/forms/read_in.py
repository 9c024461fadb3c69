"""Reading a document of answers in, and putting its stretches to their questions."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final, cast

from django import forms

from consultation.lib.text import excerpt
from consultation.responses.offline.read_in import Stretch
from papers.forms import ImportForm

_BETWEEN: Final = re.compile(r"\s*(?:,|;|&|\band\b|\s)\s*")
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


class PlacesForm(forms.Form):
    """For each stretch on a page the numbers of the questions it answers, or nothing."""

    def __init__(
        self,
        *args: Any,
        stretches: Sequence[tuple[int, Stretch]],
        asked: Mapping[int, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **{"auto_id": "%s", **kwargs})
        self._asked = asked
        self._places = [place for place, _ in stretches]
        for place, stretch in stretches:
            self.fields[f"q{place}"] = forms.CharField(
                label=f"Stretch {place + 1} answers question",
                required=False,
                max_length=LONGEST_NUMBERS,
                initial=stretch.numbers,
                widget=forms.TextInput(
                    attrs={"size": 6, "inputmode": "numeric", "autocomplete": "off"}
                ),
            )
        self.rows = [
            (stretch, self[f"q{place}"], self._named(stretch)) for place, stretch in stretches
        ]

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
        found: list[int] = []
        for part in filter(None, _BETWEEN.split(typed.strip())):
            if not (part.isascii() and part.isdigit() and int(part) in self._asked):
                self.add_error(name, f"The paper has no question “{part}”.")
                return ()
            if int(part) not in found:
                found.append(int(part))
        return tuple(sorted(found))

    @property
    def places(self) -> dict[int, tuple[int, ...]]:
        """Where each stretch goes, by its place in the document, once the form is found valid."""
        return {place: self.cleaned_data[f"q{place}"] for place in self._places}
