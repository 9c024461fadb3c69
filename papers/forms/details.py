"""A paper's own details, and its publishing."""

from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from papers.actions.details import LONGEST_SLUG, RESERVED_SLUGS
from papers.fields import (
    DayField,
    LineField,
    ListField,
    LongChoice,
    MarkdownField,
    MomentField,
    ProseField,
)
from papers.forms.versions import MARKDOWN, PartForm, VersionedForm, missing
from papers.models import Paper

# The fieldsets of the page: what they are called, what they are for, and their fields.
GROUPS = (
    (
        "The paper",
        "What it is, and what it is called.",
        ("title", "slug", "kind", "language", "summary", "author", "topics", "dated_on"),
    ),
    (
        "Why you ask",
        "Shown beside the paper, so that people know that they are meant and what is still open.",
        ("audience", "open_to_change"),
    ),
    (
        "Time to answer, and what follows",
        "",
        ("opens_at", "closes_at", "short_notice_reason", "response_due_on", "next_steps"),
    ),
    ("Responses and contact", "", ("moderation", "results_shown", "contact")),
    ("Other papers", "", ("follows", "related")),
)
NEEDED = "Needed before the paper can be published."
NEEDED_TO_DISCUSS = "Needed before a discussion paper can be published."


@dataclass(frozen=True)
class Group:
    """A fieldset of the page."""

    id: str
    legend: str
    words: str
    fields: list[forms.BoundField]


class PaperForm(PartForm):
    """The details of a new paper."""

    template_name_div = "papers/_grouped_form.html"

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
    language = forms.ChoiceField(
        choices=Paper.Language.choices,
        initial=Paper.Language.ENGLISH,
        widget=forms.RadioSelect,
        help_text="Of the paper’s text. Screen readers speak it with the voice of that language.",
        error_messages=missing("Choose the language of the paper."),
    )
    summary = MarkdownField(
        max_length=2_000,
        rows=6,
        required=False,
        help_text=f"Three to five lines. {MARKDOWN} {NEEDED}",
    )
    author = LineField(
        max_length=160,
        required=False,
        help_text="Who speaks: a team or a role, with your organisation.",
    )
    topics = ListField(most=12, longest=40, required=False, help_text="One a line.")
    audience = MarkdownField(
        label="Who is asked",
        max_length=2_000,
        rows=4,
        required=False,
        help_text="Whose answers you need, such as prison staff, employers, people with "
        "convictions and their families. Name them, so that they know.",
    )
    open_to_change = MarkdownField(
        label="What can still change",
        max_length=2_000,
        rows=4,
        required=False,
        help_text="What is not decided yet, and what is. Asking makes sense at a formative stage.",
    )
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
    results_shown = forms.ChoiceField(
        label="When readers see the results of choices",
        choices=Paper.ResultsShown.choices,
        initial=Paper.ResultsShown.ALWAYS,
        widget=forms.RadioSelect,
        help_text="How often each option was chosen, of questions that offer some. Seen before "
        "one answers, results can sway the answer.",
        error_messages=missing("Choose when readers see the results."),
    )
    short_notice_reason = ProseField(
        label="Why it is open for less than twelve weeks",
        max_length=1_000,
        rows=3,
        required=False,
        help_text="Only when it is. In words that hold before someone who had too little time.",
    )
    response_due_on = DayField(
        label="You publish what you heard by",
        required=False,
        help_text="A day that readers can hold you to; within twelve weeks of closing is good "
        "practice.",
    )
    follows = forms.ModelChoiceField(
        label="Follows",
        queryset=Paper.objects.order_by("title"),
        required=False,
        empty_label="No other paper",
        help_text="The earlier paper that this one continues.",
    )
    related = forms.ModelMultipleChoiceField(
        label="Related papers",
        queryset=Paper.objects.order_by("title"),
        required=False,
        widget=LongChoice,
        help_text="Shown at the end of both papers once both are published.",
    )
    contact = MarkdownField(
        max_length=2_000,
        required=False,
        rows=4,
        help_text=f"Who readers can write to, by role. {NEEDED}",
    )
    next_steps = MarkdownField(
        label="What happens next",
        max_length=4_000,
        required=False,
        rows=5,
        help_text="What you will do with the answers after closing, and by when.",
    )

    @property
    def groups(self) -> list[Group]:
        """The fieldsets, without the fields that this form does not have."""
        shown = (
            Group(
                f"group-{place}", legend, words, [self[name] for name in names if self._has(name)]
            )
            for place, (legend, words, names) in enumerate(GROUPS, start=1)
        )
        return [group for group in shown if group.fields]

    def _has(self, name: str) -> bool:
        field = self.fields.get(name)
        if isinstance(field, forms.ModelChoiceField):
            # The first paper of all has no other to follow.
            return bool(field.queryset is not None and field.queryset.exists())
        return field is not None

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
        "title", "slug", "kind", "language", "summary", "author", "topics", "dated_on",
        "audience", "open_to_change", "opens_at", "closes_at", "short_notice_reason",
        "response_due_on", "next_steps", "moderation", "results_shown", "contact", "follows",
        "related",
    )  # fmt: skip

    def __init__(self, *args: Any, paper: Paper, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["slug"].required = True
        self.fields["slug"].help_text = "The end of the paper’s web address."
        for name in ("follows", "related"):
            others = cast("forms.ModelChoiceField[Paper]", self.fields[name])
            others.queryset = Paper.objects.exclude(pk=paper.pk).order_by("title")
        if paper.current_edition_id is not None:
            self._keep_what_publishing_fixed()

    def _keep_what_publishing_fixed(self) -> None:
        for name in ("slug", "kind", "language"):
            self.fields[name].disabled = True
            self.fields[name].help_text = "Fixed since the paper was published."
        # Readers plan by these: “Dates and life” changes them, and says why.
        del self.fields["opens_at"], self.fields["closes_at"]

    @classmethod
    def initial_of(cls, part: models.Model, paper: Paper) -> dict[str, Any]:
        saved = super().initial_of(part, paper)
        return {**saved, "related": list(paper.related.order_by("title"))}


class PublishForm(VersionedForm):
    """A note for readers on what changed; the version is the draft that was looked at."""

    part_fields = ("note",)

    note = LineField(
        label="Note for readers",
        max_length=300,
        required=False,
        help_text="What this edition changes, in a sentence. It is shown beside the edition.",
    )
