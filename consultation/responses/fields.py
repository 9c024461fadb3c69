"""The choice in the composer: radio buttons, boxes to tick, or a place for each option."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from django import forms
from django.utils.datastructures import MultiValueDict

from consultation.responses.choosing import (
    DONT_KNOW,
    NO_CHOICE,
    NOT_OFFERED,
    RANKING,
    SCALE,
    Ask,
    Choice,
    fault_of_choice,
)

# What stands for "don't know" among the places of the options.
UNKNOWN: Final = "dont_know"
LABELS: Final = {
    "single": "Choose one",
    "multiple": "Choose all that apply",
    SCALE: "Choose a step on the scale",
    RANKING: "Put in order",
    "recommendation": "Do you agree?",
}
# Steps of a scale with longer words than this stand one below another on every screen.
LONGEST_IN_A_ROW: Final = 12


def choice_field(ask: Ask) -> forms.Field:
    """Return the field for a question that offers something to choose; it cleans to a Choice."""
    if ask.kind == RANKING:
        return RankingField(ask)
    return SeveralField(ask) if ask.kind == "multiple" else OneField(ask)


class _ChoiceField(forms.Field):
    """What the kinds share; the words of the options stand in the paper's own language."""

    def __init__(self, ask: Ask, **kwargs: Any) -> None:
        self.ask = ask
        template = "responses/_choice_field.html"
        super().__init__(required=False, label=LABELS[ask.kind], template_name=template, **kwargs)

    @property
    def lang(self) -> str:
        own = self.ask.language != "en" and self.ask.kind != "recommendation"
        return self.ask.language if own else ""

    def checked(self, choice: Choice) -> Choice:
        """Return the choice, or raise what is wrong with it."""
        if fault := fault_of_choice(self.ask, choice):
            raise forms.ValidationError(fault)
        return choice

    def _chosen(self, values: Iterable[str]) -> Choice:
        known = dict(_offered(self.ask))
        chosen = [value for value in values if value]
        if any(value not in known for value in chosen):
            raise forms.ValidationError(NOT_OFFERED)
        places = tuple(sorted({int(value) for value in chosen if value != UNKNOWN}))
        return self.checked(Choice(places, UNKNOWN in chosen))


class OneField(_ChoiceField):
    """One of the options, or "don't know"."""

    widget = forms.RadioSelect

    def __init__(self, ask: Ask) -> None:
        super().__init__(ask)
        self.widget.choices = _offered(ask)
        steps = [*ask.options, *([DONT_KNOW] if ask.has_dont_know else [])]
        self.in_a_row = ask.kind == SCALE and max(map(len, steps)) <= LONGEST_IN_A_ROW

    def clean(self, value: str | None) -> Choice:
        return self._chosen([value or ""])


class SeveralField(_ChoiceField):
    """Any of the options, or "don't know"."""

    widget = forms.CheckboxSelectMultiple
    in_a_row = False

    def __init__(self, ask: Ask) -> None:
        super().__init__(ask)
        self.widget.choices = _offered(ask)

    def clean(self, value: Sequence[str] | None) -> Choice:
        return self._chosen(value or [])


class RankingWidget(forms.MultiWidget):
    """A list of places beside each option, and a box for "don't know"."""

    template_name = "responses/_ranking.html"
    use_fieldset = True

    def __init__(self, ask: Ask) -> None:
        self.ask = ask
        places = [("", "No place"), *_places(len(ask.options))]
        selects = [forms.Select(choices=places) for _ in ask.options]
        super().__init__([*selects, *([forms.CheckboxInput()] if ask.has_dont_know else [])])

    def decompress(self, value: None) -> list[Any]:  # noqa: ARG002
        return [None for _ in self.widgets]

    def value_from_datadict(
        self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str
    ) -> list[Any]:
        values: list[Any] = super().value_from_datadict(data, files, name)
        return values

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        parts = context["widget"]["subwidgets"]
        context["rows"] = list(zip(self.ask.options, parts, strict=False))
        context["dont_know"] = parts[-1] if self.ask.has_dont_know else None
        context["dont_know_label"] = DONT_KNOW
        context["lang"] = self.ask.language if self.ask.language != "en" else ""
        return context


class RankingField(_ChoiceField):
    """A place for as many options as one likes, from the first place down."""

    is_ranking = True

    def __init__(self, ask: Ask) -> None:
        super().__init__(
            ask,
            widget=RankingWidget(ask),
            help_text="Begin with 1st. You need not give every line a place.",
        )

    def clean(self, value: Sequence[Any] | None) -> Choice:
        values = list(value or [])
        is_dont_know = bool(values.pop()) if self.ask.has_dont_know and values else False
        given = {option: str(place) for option, place in enumerate(values) if place}
        allowed = dict(_places(len(self.ask.options)))
        if any(place not in allowed for place in given.values()):
            raise forms.ValidationError(NOT_OFFERED)
        places = {self.ask.options[option]: int(place) for option, place in given.items()}
        if fault := _fault_of_places(places):
            raise forms.ValidationError(fault)
        in_order = sorted(given, key=lambda option: int(given[option]))
        return self.checked(Choice(tuple(in_order), is_dont_know) if values else NO_CHOICE)


def as_entered(ask: Ask, choice: Choice) -> Any:
    """Return what stands in the field of this ask where this was chosen."""
    if ask.kind == RANKING:
        order = {option: str(place) for place, option in enumerate(choice.places, start=1)}
        places: list[Any] = [order.get(option, "") for option in range(len(ask.options))]
        return [*places, choice.is_dont_know] if ask.has_dont_know else places
    chosen = [str(place) for place in choice.places] + [UNKNOWN] * choice.is_dont_know
    return chosen if ask.kind == "multiple" else "".join(chosen[:1])


def as_sent(ask: Ask, choice: Choice) -> list[tuple[str, str]]:
    """Return the fields of a composer in which this was chosen, as a browser sends them."""
    if not ask.options or fault_of_choice(ask, choice):
        return []
    entered = as_entered(ask, choice)
    if ask.kind == RANKING:
        values = ["on" if value is True else value or "" for value in entered]
        return [(f"choice_{place}", value) for place, value in enumerate(values) if value]
    values = entered if isinstance(entered, list) else [entered]
    return [("choice", value) for value in values if value]


def ordinal(number: int) -> str:
    """Return `1st`, `2nd`, `3rd`, `4th` … `11th` … `21st`."""
    is_teen = number % 100 in {11, 12, 13}
    ending = "th" if is_teen else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _places(count: int) -> list[tuple[str, str]]:
    return [(str(place), ordinal(place)) for place in range(1, count + 1)]


def _offered(ask: Ask) -> list[tuple[str, str]]:
    offered = [(str(place), text) for place, text in enumerate(ask.options)]
    return [*offered, *([(UNKNOWN, DONT_KNOW)] if ask.has_dont_know else [])]


def _fault_of_places(places: Mapping[str, int]) -> str:
    """Say who shares a place, or which was left out before another; empty when all is well."""
    taken = set(places.values())
    for place in sorted(taken):
        sharing = [f"“{option}”" for option, given in places.items() if given == place]
        if len(sharing) > 1:
            named = f"{', '.join(sharing[:-1])} and {sharing[-1]}"
            return f"You gave {ordinal(place)} place to {named}. Give it to one of them."
    missing = [place for place in range(1, max(taken, default=0)) if place not in taken]
    if missing:
        return f"You gave {ordinal(max(taken))} place, but not {ordinal(missing[0])}."
    return ""
