"""What an editor types about a paper and its parts: each field is an argument of an action."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from consultation.lib.clock import in_words
from papers.actions.details import LONGEST_SLUG, RESERVED_SLUGS
from papers.fields import DayField, LineField, ListField, MomentField, ProseField
from papers.models import Paper, Question

NEEDED = "Needed before the paper can be published."
NEEDED_TO_DISCUSS = "Needed before a discussion paper can be published."
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


class PaperForm(PartForm):
    """The details of a new paper."""

    title = LineField(max_length=160, error_messages=missing("Give the paper a title."))
    slug = forms.SlugField(
        label="Address",
        max_length=LONGEST_SLUG,
        required=False,
        error_messages=missing("Give the paper an address."),
        help_text="The end of the paper’s web address, such as good-rehabilitation. "
        "Made from the title when you leave it empty; fixed once the paper is published.",
    )
    kind = forms.ChoiceField(
        choices=Paper.Kind.choices,
        initial=Paper.Kind.DISCUSSION,
        widget=forms.RadioSelect,
        error_messages=missing("Choose the kind of paper."),
    )
    summary = ProseField(
        max_length=2_000, required=False, help_text=f"Three to five lines. {MARKDOWN} {NEEDED}"
    )
    author = LineField(
        max_length=160,
        required=False,
        help_text="Who speaks: a team or a role, with your organisation.",
    )
    topics = ListField(most=12, longest=40, required=False, help_text="One a line.")
    opens_at = MomentField(
        label="Opens",
        required=False,
        help_text=f"London time. From then on people can respond. {NEEDED_TO_DISCUSS}",
    )
    closes_at = MomentField(
        label="Closes", required=False, help_text=f"London time. {NEEDED_TO_DISCUSS}"
    )
    dated_on = DayField(
        label="Date of the submission",
        required=False,
        help_text="For a formal submission only. Needed before it can be published.",
    )
    moderation = forms.ChoiceField(
        label="When responses appear",
        choices=Paper.Moderation.choices,
        initial=Paper.Moderation.FIRST,
        widget=forms.RadioSelect,
        error_messages=missing("Choose when responses appear."),
    )
    follows = forms.ModelChoiceField(
        label="Follows",
        queryset=Paper.objects.order_by("title"),
        required=False,
        empty_label="No other paper",
        help_text="The earlier paper that this one continues.",
    )
    contact = ProseField(
        max_length=2_000,
        required=False,
        rows=4,
        help_text=f"Who readers can write to, by role. {NEEDED}",
    )
    next_steps = ProseField(
        label="What happens next",
        max_length=4_000,
        required=False,
        rows=5,
        help_text="What you will do with the answers after closing, and by when.",
    )

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"]
        if slug in RESERVED_SLUGS:
            raise ValidationError(
                f"“{slug}” is the address of another page. Choose a different one."
            )
        return slug

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        opens_at, closes_at = cleaned.get("opens_at"), cleaned.get("closes_at")
        if opens_at and closes_at and closes_at <= opens_at:
            self.add_error("closes_at", "Choose a closing date after the opening date.")
        return cleaned


class ChangedPaperForm(PaperForm, VersionedForm):
    """The details of a paper that is there; its address and kind are fixed by publishing."""

    part_fields = (
        "title", "slug", "kind", "summary", "author", "topics", "opens_at", "closes_at",
        "dated_on", "moderation", "follows", "contact", "next_steps",
    )  # fmt: skip

    def __init__(self, *args: Any, paper: Paper, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["slug"].required = True
        self.fields["slug"].help_text = "The end of the paper’s web address."
        follows = cast("forms.ModelChoiceField[Paper]", self.fields["follows"])
        follows.queryset = Paper.objects.exclude(pk=paper.pk).order_by("title")
        if paper.current_edition_id is not None:
            for name in ("slug", "kind"):
                self.fields[name].disabled = True
                self.fields[name].help_text = "Fixed since the paper was published."


class SectionForm(PartForm):
    title = LineField(
        label="Heading", max_length=160, error_messages=missing("Give the section a heading.")
    )
    body = ProseField(label="Text", max_length=100_000, rows=18, required=False, help_text=MARKDOWN)


class ChangedSectionForm(SectionForm, VersionedForm):
    part_fields = ("title", "body")


class QuestionForm(PartForm):
    kind = forms.ChoiceField(
        choices=Question.Kind.choices,
        initial=Question.Kind.OPEN,
        widget=forms.RadioSelect,
        error_messages=missing("Choose the kind of question."),
    )
    text = ProseField(
        label="The ask",
        max_length=1_000,
        rows=3,
        help_text="One clear question.",
        error_messages=missing("Write what the question asks."),
    )
    parts = ListField(
        label="Further asks",
        most=20,
        longest=1_000,
        required=False,
        help_text="What else you would like to hear in the same answer, one a line.",
    )
    context = ProseField(
        label="Why you ask", max_length=20_000, rows=8, required=False, help_text=MARKDOWN
    )


class ChangedQuestionForm(QuestionForm, VersionedForm):
    part_fields = ("kind", "text", "parts", "context")


class SourceForm(PartForm):
    title = LineField(max_length=300, error_messages=missing("Give the source a title."))
    publisher = LineField(max_length=160, required=False)
    date = LineField(max_length=40, required=False, help_text="In words, such as April 2015.")
    url = forms.URLField(label="Link", max_length=500, required=False, assume_scheme="https")


class CallForm(PartForm):
    audience = LineField(
        max_length=160,
        help_text="Whom you want to talk to, such as Prison governors.",
        error_messages=missing("Name the audience you want to talk to."),
    )
    text = ProseField(
        max_length=2_000,
        rows=5,
        help_text="What about, and how to take it up.",
        error_messages=missing("Write the text of the call."),
    )


class PublishForm(VersionedForm):
    """A note for readers on what changed; the version is the draft that was looked at."""

    part_fields = ("note",)

    note = LineField(
        label="Note for readers",
        max_length=300,
        required=False,
        help_text="What this edition changes, in a sentence. It is shown beside the edition.",
    )
