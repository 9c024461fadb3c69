"""Keying in answers that came on paper, by phone or as a document."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, cast

from django import forms
from django.http import QueryDict

from accounts.models import Organisation
from accounts.profile import Region
from consultation.lib.clock import LONDON, database_now
from consultation.lib.text import StorableText, normalise
from consultation.responses.actions.answering import LONGEST
from consultation.responses.actions.entering import Entered, EntryDetails
from consultation.responses.choosing import NO_CHOICE, Ask, Choice
from consultation.responses.fields import as_entered, choice_field
from consultation.responses.models import Answer, Response, Submission
from papers.content import QuestionContent
from papers.fields import DayField, LineField, ProseField
from papers.models import Wording

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

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "entry-%s", **kwargs})
        self.found: Organisation | None = None

    @classmethod
    def initial_of(cls, entry: Submission) -> dict[str, Any]:
        """What is saved of an entry, as the form shows it."""
        saved = {name: getattr(entry, name) for name in cls.base_fields if name != "organisation"}
        if entry.organisation is not None:
            saved |= {"organisation": entry.organisation.name, "respondent_name": ""}
        return saved

    def clean_received_on(self) -> Any:
        day = self.cleaned_data["received_on"]
        if day > database_now().astimezone(LONDON).date():
            raise forms.ValidationError("This day has not come yet. Check the date.")
        return day

    def clean_organisation(self) -> str:
        name: str = self.cleaned_data["organisation"]
        if name:
            self.found = _named(name)
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
        return cleaned

    @property
    def details(self) -> EntryDetails:
        """What was filled in, once it is found valid."""
        return EntryDetails(**{**self.cleaned_data, "organisation": self.found})


def _named(name: str) -> Organisation:
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

    @property
    def details(self) -> EntryDetails:
        columns = {name: self.cleaned_data[name] for name in EntryForm.base_fields}
        return EntryDetails(**{**columns, "organisation": self.found})


class AnswersForm(forms.Form):
    """One text, and a choice where the question offers any, for every question of the paper."""

    def __init__(
        self,
        *args: Any,
        questions: Sequence[QuestionContent],
        wordings: Mapping[int, Wording],
        answers: Mapping[int, Answer],
        language: str,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **{"auto_id": "answer-%s", **kwargs})
        self._wordings = wordings
        self.rows: list[tuple[QuestionContent, list[forms.BoundField]]] = []
        for question in questions:
            self._ask(question, answers.get(question.id), language)

    def _ask(self, question: QuestionContent, answer: Answer | None, language: str) -> None:
        names = [f"body-{question.number}"]
        ask = Ask.of(question, self._wordings[question.id].options, language)
        if ask.options:
            names.insert(0, f"choice-{question.number}")
            field = choice_field(ask)
            field.initial = as_entered(ask, answer.choice) if answer else None
            self.fields[names[0]] = field
        self.fields[names[-1]] = forms.CharField(
            label="Words with the choice" if ask.options else "Answer",
            required=False,
            strip=False,
            initial=answer.body if answer else "",
            widget=forms.Textarea(attrs={"rows": 6}),
            validators=[StorableText()],
        )
        self.rows.append((question, [self[name] for name in names]))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for question, _ in self.rows:
            name = f"body-{question.number}"
            over = len(normalise(cleaned.get(name, ""))) - LONGEST
            if over > 0:
                self.add_error(
                    name, f"This is {over:,} characters too long; the most is {LONGEST:,}."
                )
        return cleaned

    @property
    def entered(self) -> dict[int, Entered]:
        """What was typed, by the id of the question, once it is found valid."""
        return {
            question.id: Entered(
                self._wordings[question.id],
                self.cleaned_data[f"body-{question.number}"],
                self._chosen(question),
            )
            for question, _ in self.rows
        }

    def _chosen(self, question: QuestionContent) -> Choice:
        choice: Choice = self.cleaned_data.get(f"choice-{question.number}") or NO_CHOICE
        return choice


class VersionForm(forms.Form):
    """The version of the entry that the page was opened with."""

    version = forms.IntegerField(min_value=1, max_value=2_000_000_000, widget=forms.HiddenInput)

    @classmethod
    def sent(cls, data: QueryDict) -> int:
        """Return the version that a page sends; 0, which is none, where it sends nonsense."""
        form = cls(data)
        version: int = form.cleaned_data["version"] if form.is_valid() else 0
        return version
