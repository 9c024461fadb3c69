"""What every form of the papers' desk shares: the draft it was made of, and what differs."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any, ClassVar, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.http import QueryDict

from consultation.lib.clock import day_in_words, in_words
from consultation.lib.marking import Difference, Pieces, marked, marked_in_short
from papers.models import Paper

Marking = Callable[[str, str], tuple[Pieces, Pieces]]
MARKDOWN = "Paragraphs, **bold**, lists, links and tables, in Markdown."


def missing(sentence: str) -> dict[str, str]:
    """Return the `error_messages` that ask for a field by what it is."""
    return {"required": sentence}


class PartForm(forms.Form):
    """A form for something that is not there yet."""

    def arguments(self) -> dict[str, Any]:
        """Return what the action is called with."""
        return dict(self.cleaned_data)

    def typed(self) -> dict[str, Any]:
        """Return what was sent for each field, wrong or not, as JSON can hold it.

        Files cannot be kept, and what is fixed or hidden was not typed.
        """
        return {
            name: field.widget.value_from_datadict(self.data, self.files, self.add_prefix(name))
            for name, field in self.fields.items()
            if not (field.disabled or field.widget.is_hidden or field.widget.needs_multipart_form)
        }

    def begin_with(self, values: dict[str, Any]) -> None:
        """Show these values, not yet judged, instead of what is saved or what was sent."""
        self.initial = {**self.initial, **values}
        self.is_bound = False

    def differences(self, saved: dict[str, Any], typed: dict[str, Any]) -> list[Difference]:
        """Set what is saved beside what was typed, whole, field by field, where they differ."""
        return self._between(saved, typed, marked)

    def _between(
        self, saved: dict[str, Any], typed: dict[str, Any], mark: Marking
    ) -> list[Difference]:
        pairs = (
            (
                str(self[name].label),
                _in_words(field, saved.get(name)),
                _in_words(field, typed[name]),
            )
            for name, field in self.fields.items()
            if name in typed and not field.widget.is_hidden
        )
        return [Difference(label, *mark(old, new)) for label, old, new in pairs if old != new]

    def unsaved_differences(self, typed: dict[str, Any]) -> list[Difference]:
        """Set what the form begins with beside `typed()` of an earlier time."""
        known = {name: field for name, field in self.fields.items() if name in typed}
        begins = {name: self.get_initial_for_field(field, name) for name, field in known.items()}
        cleaned = {name: _cleaned(field, typed[name]) for name, field in known.items()}
        return self._between(begins, cleaned, marked_in_short)


class VersionedForm(PartForm):
    """A form for something that others may be changing as well."""

    version = forms.IntegerField(
        widget=forms.HiddenInput,
        min_value=0,
        max_value=2**31 - 1,
        error_messages=missing("The form does not say which draft it was made of. Open it again."),
    )
    part_fields: ClassVar[tuple[str, ...]] = ()

    @classmethod
    def initial_of(cls, part: models.Model, paper: Paper) -> dict[str, Any]:
        saved = {name: getattr(part, name) for name in cls.part_fields}
        return {**saved, "version": paper.draft_version}

    def arguments(self) -> dict[str, Any]:
        fields = {name: self.cleaned_data[name] for name in self.part_fields if name in self.fields}
        return {**fields, "expected_version": self.cleaned_data["version"]}

    def take_version(self, version: int) -> None:
        """Let the next press of the button mean: I have seen the other version, save mine."""
        data = cast(QueryDict, self.data).copy()
        data["version"] = str(version)
        self.data = data


def _cleaned(field: forms.Field, value: object) -> object:
    """Return the value as a save would store it, or as it is where a save would refuse it."""
    try:
        return field.clean(value)
    except ValidationError:
        return value


def _in_words(field: forms.Field, value: object) -> str:
    if isinstance(field, forms.ChoiceField) and isinstance(value, str):
        return str(dict(cast(Any, field).choices).get(value, value))
    return _as_text(value)


def _as_text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return in_words(value)
    if isinstance(value, date):
        return day_in_words(value)
    if isinstance(value, Iterable) and not isinstance(value, str):
        return "\n".join(str(item) for item in value)
    return str(value)
