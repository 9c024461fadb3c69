"""The part of the composer in which a response quotes others and mentions them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, cast

from django import forms
from django.http import QueryDict

from consultation.lib.text import StorableText
from consultation.responses.models import Response
from consultation.responses.taking_part.mentioning import MOST
from consultation.responses.taking_part.quoting import LONGEST, QuoteOf, quote_of

NOT_THEIR_WORDS: Final = (
    "These words are not in what {} wrote, as it reads now. Copy them exactly, without a gap, or "
    "clear this box to quote nothing."
)
TOO_LONG: Final = "A quote has at most {:,} characters: shorten it."
TOO_MANY: Final = "Choose at most {} people."


def _nobody() -> Sequence[Response]:
    return ()


@dataclass(frozen=True)
class Others:
    """What a form replies to and quotes, and whom it can mention: those who spoke in the thread.

    A reply has no `parent` when what it was begun in answer to is gone.
    """

    quoted: QuoteOf | None = None
    people: Callable[[], Sequence[Response]] = _nobody
    is_reply: bool = False
    parent: Response | None = None


NOBODY: Final = Others()


def draw_with(field: forms.Field, template: str) -> None:
    """Let a field have a template of its own, which Django takes and its stubs do not know."""
    field.template_name = template  # type: ignore[attr-defined]


class QuotingForm(forms.Form):
    """Its fields; `_ask_whom` leaves only those that can be answered."""

    quoting = forms.CharField(widget=forms.HiddenInput, required=False, max_length=16)
    quoted = forms.CharField(
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        validators=[StorableText()],
        help_text="Shorten it to the words you mean. Clear the box to quote nothing.",
    )
    tell = forms.MultipleChoiceField(
        label="Tell someone in this thread",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=f"Readers see whom you mention, and they are told. At most {MOST}.",
        error_messages={
            "invalid_choice": "One of them is not in this thread any more. Choose again."
        },
    )

    def _ask_whom(self, others: Others) -> None:
        self._others = others
        if others.quoted is None:
            del self.fields["quoted"], self.fields["quoting"]
        else:
            source = others.quoted.source
            self.fields["quoted"].label = f"Quote from {source.speaker}"
            self.initial.setdefault("quoting", source.public_id)
            self.initial.setdefault("quoted", others.quoted.text)
        if not others.is_reply:
            del self.fields["tell"]
            return
        draw_with(self.fields["tell"], "responses/_tell_field.html")
        # Asked only where it is shown, or where somebody was chosen.
        tell = cast(forms.MultipleChoiceField, self.fields["tell"])
        tell.choices = lambda: [(each.public_id, each.speaker) for each in self._people()]

    def _people(self) -> Sequence[Response]:
        if not hasattr(self, "_found"):
            self._found = self._others.people()
        return self._found

    def clean_quoted(self) -> str:
        words: str = self.cleaned_data["quoted"]
        self._quote: QuoteOf | None = None
        source = self._others.quoted.source if self._others.quoted else None
        if source is None or not words.strip():
            return ""
        if len(" ".join(words.split())) > LONGEST:
            raise forms.ValidationError(TOO_LONG.format(LONGEST))
        self._quote = quote_of(source, words)
        if self._quote is None:
            raise forms.ValidationError(NOT_THEIR_WORDS.format(source.speaker))
        return words

    def clean_tell(self) -> list[str]:
        chosen: list[str] = self.cleaned_data["tell"]
        if len(chosen) > MOST:
            raise forms.ValidationError(TOO_MANY.format(MOST))
        return chosen

    @property
    def parent(self) -> Response | None:
        """What it replies to, as far as it is there."""
        return self._others.parent

    @property
    def quote(self) -> QuoteOf | None:
        """What is quoted, as far as it was found."""
        return getattr(self, "_quote", None)

    @property
    def quoting_key(self) -> str:
        """What is quoted, as a draft keeps it and an address says it."""
        return self.quote.key if self.quote else ""

    @property
    def mentions(self) -> list[Response]:
        """Those that were chosen to be told."""
        chosen = set(self.cleaned_data.get("tell", ()))
        return [each for each in self._people() if each.public_id in chosen] if chosen else []

    @property
    def ticked(self) -> tuple[str, ...]:
        """The same as a draft keeps it, also while there are too many."""
        asked = "tell" in self.fields and "tell" in self.data
        sent = set(cast(QueryDict, self.data).getlist("tell")) if asked else set()
        people = self._people() if sent else ()
        return tuple(each.public_id for each in people if each.public_id in sent)

    def _initial_from(self, data: Any) -> dict[str, Any]:
        """What stands in each field of a form that was sent, to begin another form with."""
        return {
            name: field.widget.value_from_datadict(data, cast(Any, {}), self.add_prefix(name))
            for name, field in self.fields.items()
        }
