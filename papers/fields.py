"""Form fields for what editors type: storable, normalised, and never cut short in silence."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from consultation.lib.text import StorableText, is_blank, normalise

YEARS = range(1900, 2101)


class LineField(forms.CharField):
    """One line of text."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.validators.append(StorableText(multiline=False))

    def to_python(self, value: Any) -> str:
        text = normalise(super().to_python(value) or "")
        # A title, a question or an option that nobody can see is none: a link without a name.
        return "" if is_blank(text) else text

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        # `maxlength` would cut a pasted text without a word; the error says it instead.
        attributes = super().widget_attrs(widget)
        attributes.pop("maxlength", None)
        return attributes


class ProseField(LineField):
    """Lines of Markdown."""

    def __init__(self, *, rows: int = 8, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(**kwargs)
        self.validators[-1] = StorableText(multiline=True)


class MarkdownField(ProseField):
    """Prose that readers see rendered; its form offers a preview."""

    takes_markdown = True


class LongChoice(forms.CheckboxSelectMultiple):
    """Boxes to tick, in a frame that scrolls when there are many."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(attrs={"class": "choices-long"}, **kwargs)


class ListField(ProseField):
    """Several short texts, one a line."""

    def __init__(self, *, most: int, longest: int, rows: int = 4, **kwargs: Any) -> None:
        super().__init__(rows=rows, **kwargs)
        self.most = most
        self.longest = longest

    def clean(self, value: Any) -> list[str]:
        lines = super().clean(value).split("\n")
        items = list(dict.fromkeys(line.strip() for line in lines if not is_blank(line)))
        if len(items) > self.most:
            raise ValidationError(f"{len(items)} lines are too many: keep to {self.most}.")
        if too_long := [item for item in items if len(item) > self.longest]:
            raise ValidationError(
                f"The line beginning “{too_long[0][:40]}” has {len(too_long[0])} characters: "
                f"keep to {self.longest}."
            )
        return items

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)


class MomentField(forms.DateTimeField):
    """A day and an hour in London."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        super().__init__(widget=widget, **kwargs)

    def to_python(self, value: Any) -> datetime | None:
        try:
            return super().to_python(value)
        except ValidationError as error:
            if error.code != "ambiguous_timezone":
                raise
            raise ValidationError(
                "The clocks change then, so this time comes twice or never. "
                "Choose one an hour earlier or later."
            ) from None

    def clean(self, value: Any) -> Any:
        moment = super().clean(value)
        if moment is not None and moment.year not in YEARS:
            raise ValidationError(f"The year has to lie between {YEARS[0]} and {YEARS[-1]}.")
        return moment


class DayField(forms.DateField):
    """A day, as printed on a document."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(widget=widget, **kwargs)

    def clean(self, value: Any) -> Any:
        day = super().clean(value)
        if day is not None and day.year not in YEARS:
            raise ValidationError(f"The year has to lie between {YEARS[0]} and {YEARS[-1]}.")
        return day
