"""What every form of the papers' desk shares: the draft it was made of, and what differs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from django import forms
from django.db import models

from consultation.lib.clock import in_words
from papers.models import Paper

MARKDOWN = "Paragraphs, **bold**, lists, links and tables, in Markdown."


@dataclass(frozen=True)
class Difference:
    """A field whose saved and typed values are not the same."""

    label: str
    saved: str
    typed: str


def missing(sentence: str) -> dict[str, str]:
    """Return the `error_messages` that ask for a field by what it is."""
    return {"required": sentence}


class PartForm(forms.Form):
    """A form for something that is not there yet."""

    def arguments(self) -> dict[str, Any]:
        """Return what the action is called with."""
        return dict(self.cleaned_data)


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
        fields = {name: self.cleaned_data[name] for name in self.part_fields}
        return {**fields, "expected_version": self.cleaned_data["version"]}

    def differences(self, saved: dict[str, Any]) -> list[Difference]:
        """Set what is saved beside what was typed, where they differ."""
        pairs = (
            (str(self[name].label), saved[name], self.cleaned_data.get(name))
            for name in self.part_fields
        )
        texts = ((label, _as_text(old), _as_text(new)) for label, old, new in pairs)
        return [Difference(*text) for text in texts if text[1] != text[2]]

    def take_version(self, version: int) -> None:
        """Let the next press of the button mean: I have seen the other version, save mine."""
        typed = {name: self.data[name] for name in self.data}
        self.data = {**typed, "version": str(version)}


def _as_text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return in_words(value)
    if isinstance(value, date):
        return f"{value.day} {value:%B} {value.year}"
    if isinstance(value, Iterable) and not isinstance(value, str):
        return "\n".join(str(item) for item in value)
    return str(value)
