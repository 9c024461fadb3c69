"""A paper's own details, and its publishing."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError

from papers.actions.details import LONGEST_SLUG, RESERVED_SLUGS
from papers.fields import DayField, LineField, ListField, MomentField, ProseField
from papers.forms.versions import MARKDOWN, PartForm, VersionedForm, missing
from papers.models import Paper

NEEDED = "Needed before the paper can be published."
NEEDED_TO_DISCUSS = "Needed before a discussion paper can be published."


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


class PublishForm(VersionedForm):
    """A note for readers on what changed; the version is the draft that was looked at."""

    part_fields = ("note",)

    note = LineField(
        label="Note for readers",
        max_length=300,
        required=False,
        help_text="What this edition changes, in a sentence. It is shown beside the edition.",
    )
