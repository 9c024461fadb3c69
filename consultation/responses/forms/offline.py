"""Keying in answers that came on paper, by phone or as a document."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any, Final, Self, cast

from django import forms
from django.http import QueryDict

from accounts.models import Organisation
from accounts.profile import Region
from consultation.lib.clock import day_in_words
from consultation.lib.marking import Difference, marked
from consultation.responses.actions.entries import check_day
from consultation.responses.actions.not_entered import ReceivedError
from consultation.responses.models import Response, Submission
from consultation.responses.offline.details import EntryDetails
from papers.fields import DayField, LineField, ProseField
from papers.models import Paper

CLOSE_NAMES: Final = 5
LONGEST_NAME: Final = 50  # as long as a name shown beside a response
CHANNELS: Final = (
    (Response.Channel.EMAIL.value, "By email, or as a document"),
    (Response.Channel.OFFLINE.value, "On paper, by phone or in a meeting"),
)


class EntryForm(forms.Form):
    """Whose answers they are, how they came, and what was agreed to be published."""

    organisation = LineField(
        label="Organisation",
        required=False,
        max_length=120,
        help_text="Its name as the register has it. Empty for a person.",
    )
    respondent_name = LineField(
        label="Name of the person",
        required=False,
        max_length=LONGEST_NAME,
        help_text="As it is to be shown: a first name or a role is enough. "
        "Empty for an organisation.",
    )
    channel = forms.ChoiceField(
        label="How did it come?",
        choices=CHANNELS,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how it came."},
    )
    received_on = DayField(
        label="When did it reach you?",
        error_messages={"required": "Say when it reached you."},
    )
    provenance = ProseField(
        label="Where is the original, and who took it down?",
        rows=3,
        max_length=1_000,
        help_text="For example: letter, in the file of the paper; or a phone call, with your "
        "role. Readers do not see this.",
        error_messages={"required": "Say where the original is, or who took it down."},
    )
    consent = forms.ChoiceField(
        label="What did they agree to be published?",
        choices=Submission.Consent.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what they agreed to."},
    )
    consent_words = ProseField(
        label="How did they agree?",
        rows=2,
        max_length=1_000,
        required=False,
        help_text="For example: a tick on the form, or said on the phone and noted. "
        "Needed if anything is published.",
    )
    connection = forms.ChoiceField(
        label="What ties them to the matter",
        required=False,
        choices=[
            ("", "Not said"),
            (Submission.Connection.LIVED, "Lived experience of the justice system"),
            (Submission.Connection.FAMILY, "Someone close to them has it"),
            (Submission.Connection.WORKS, "Works or volunteers in the field"),
            (Submission.Connection.RESEARCH, "Studies or researches it"),
            (Submission.Connection.PUBLIC, "A member of the public"),
        ],
    )
    region = forms.ChoiceField(
        label="Region", required=False, choices=[("", "Not said"), *Region.choices]
    )
    may_contact = forms.BooleanField(label="They may be asked about their answers", required=False)

    def __init__(self, *args: Any, paper: Paper | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "entry-%s", **kwargs})
        self.answered = paper
        self.found: Organisation | None = None

    @staticmethod
    def initial_of(details: EntryDetails) -> dict[str, Any]:
        """The details as the form shows them."""
        named = details.organisation.name if details.organisation else ""
        return {**details.__dict__, "organisation": named}

    def clean_organisation(self) -> str:
        name: str = self.cleaned_data["organisation"]
        if name:
            self.found = find_organisation(name)
        return name

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        name, person = cleaned.get("organisation"), cleaned.get("respondent_name")
        if name and person:
            self.add_error(
                "respondent_name",
                "Name the organisation or the person, not both: an organisation’s answers are "
                "shown with its name alone.",
            )
        is_private = cleaned.get("consent") == Submission.Consent.PRIVATE
        if not (name or person or "organisation" in self.errors):
            self.add_error("respondent_name", "Say whose answers these are.")
        if cleaned.get("consent") and not is_private and not cleaned.get("consent_words"):
            self.add_error("consent_words", "Say how they agreed to be published.")
        if self.answered is not None and not self.errors:
            self._check_day(self.answered)
        return cleaned

    def _check_day(self, paper: Paper) -> None:
        try:
            check_day(paper, self.details)
        except ReceivedError as error:
            self.add_error("received_on", str(error))

    @property
    def details(self) -> EntryDetails:
        """What was filled in, once it is found valid."""
        filled = {name: self.cleaned_data[name] for name in EntryForm.base_fields}
        return EntryDetails(**{**filled, "organisation": self.found})


def find_organisation(name: str) -> Organisation:
    """Return the verified organisation of this name, or say which names are close to it."""
    found = Organisation.objects.listed().called(name).first()
    if found is not None:
        return found
    close = Organisation.objects.listed().named_like(name)[:CLOSE_NAMES]
    names = "; ".join(each.name for each in close)
    like = f" Close to it: {names}." if names else " Add it to the register first."
    raise forms.ValidationError(
        f"The register has no verified organisation of exactly this name.{like}"
    )


class NewEntryForm(EntryForm):
    """The same, of a paper that is chosen here."""

    paper = forms.ChoiceField(
        label="Paper",
        error_messages={
            "required": "Choose the paper they answer.",
            "invalid_choice": "This paper takes no answers. Choose another.",
        },
    )
    field_order = ("paper",)

    def __init__(self, *args: Any, papers: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["paper"]).choices = [("", "Choose a paper"), *papers]

    def clean_paper(self) -> str:
        slug: str = self.cleaned_data["paper"]
        self.answered = Paper.objects.filter(slug=slug).first()
        return slug


class SavedEntryForm(EntryForm):
    """The same, of an entry that others key in as well: what was opened comes along."""

    def __init__(self, *args: Any, saved: EntryDetails, **kwargs: Any) -> None:
        super().__init__(*args, initial=self.initial_of(saved), **kwargs)
        for field in self.fields.values():
            field.show_hidden_initial = True

    @property
    def seen(self) -> EntryDetails:
        """What each field held when the page was opened."""
        held = {name: self._seen(name, field) for name, field in self.fields.items()}
        name = held["organisation"]
        named = Organisation.objects.called(name).first() if name else None
        return EntryDetails(**{**held, "organisation": named})

    def facing(self, saved: EntryDetails, settled: EntryDetails) -> Self:
        """Return the form with what is settled in it, as if it had been opened on what is saved."""
        data = cast(QueryDict, self.data).copy()
        before, after = self.initial_of(saved), self.initial_of(settled)
        for name in self.fields:
            data[self[name].html_initial_name] = str(before[name])
            data[name] = str(after[name] or "")
        return type(self)(data, saved=saved, paper=self.answered)

    def _seen(self, name: str, field: forms.Field) -> Any:
        widget = field.hidden_widget()
        held = widget.value_from_datadict(self.data, self.files, self[name].html_initial_name)
        try:
            return field.to_python(held)
        except forms.ValidationError:
            # No page of ours says this: then it is not known, and whatever differs is shown.
            return None

    def differences(
        self, saved: EntryDetails, typed: EntryDetails, names: Collection[str]
    ) -> list[Difference]:
        """What stands in these fields, saved and typed, in words."""
        return [
            Difference(
                str(self.fields[name].label) if name != "organisation" else "Whose answers",
                *marked(self._in_words(name, saved), self._in_words(name, typed)),
            )
            for name in self.fields
            if name in names
        ]

    def _in_words(self, name: str, details: EntryDetails) -> str:
        if name == "organisation":
            return details.respondent
        value = getattr(details, name)
        if isinstance(value, bool):
            return "Yes" if value else "No"
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            return str(dict(cast(Iterable[tuple[str, str]], field.choices)).get(value, value))
        return day_in_words(value) if isinstance(value, date) else str(value)


class VersionForm(forms.Form):
    """The version of the entry that the page was opened with."""

    version = forms.IntegerField(min_value=1, max_value=2_000_000_000, widget=forms.HiddenInput)

    @classmethod
    def sent(cls, data: QueryDict) -> int:
        """Return the version that a page sends; 0, which is none, where it sends nonsense."""
        form = cls(data)
        version: int = form.cleaned_data["version"] if form.is_valid() else 0
        return version
