"""The forms of a drafting room."""

import uuid
from collections.abc import Collection
from typing import Any, Final, Self, cast

from django import forms
from django.http import QueryDict
from django.utils.html import format_html
from django.utils.safestring import SafeString

from accounts.models import Membership, User
from accounts.profile import Region
from consultation.lib.sanitising import LONGEST_RESPONSE
from consultation.lib.text import StorableText, is_blank
from consultation.responses.actions.keeping_aside import NO_PAGE
from consultation.responses.choosing import NO_CHOICE, Ask
from consultation.responses.fields import as_entered
from consultation.responses.formal.merging import AnswerText
from consultation.responses.formal.rooms import OPENNESS
from consultation.responses.forms.asked import AskedForm
from consultation.responses.forms.coming_back import OPENED, ComingBackForm
from consultation.responses.models import Answer, Submission
from papers.fields import ProseField

ONESELF: Final = "me"
UNSAID: Final = "Rather not say"
LONGEST_COMMENT: Final = 4_000
WHO: Final = "Choose who answers."
NOT_YOURS: Final = (
    "You do not answer for that organisation, or not any more. Choose again who answers."
)
MEANINGS: Final = {
    Answer.Openness.PUBLIC: "It appears below the question. Anybody can read it and reply to it.",
    Answer.Openness.NAMELESS: (
        "It appears below the question as “Name withheld”. Our staff see who it is from."
    ),
    Answer.Openness.PRIVATE: "The policy team reads it. It appears nowhere on this site.",
}


class BeginForm(forms.Form):
    """Who answers: oneself, or one of one's organisations; none of them chosen beforehand."""

    respondent = forms.ChoiceField(
        label="Who answers?",
        widget=forms.RadioSelect,
        error_messages={"required": WHO, "invalid_choice": NOT_YOURS},
    )

    def __init__(
        self,
        *args: Any,
        person: User,
        memberships: Collection[Membership],
        offers_oneself: bool = True,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._memberships = {str(each.organisation.public_id): each for each in memberships}
        oneself = [(ONESELF, f"I do, for myself, shown as {person.public_name}")]
        respondent = cast(forms.ChoiceField, self.fields["respondent"])
        respondent.choices = [
            *(oneself if offers_oneself else []),
            *((key, each.organisation.name) for key, each in self._memberships.items()),
        ]
        self.offers_any = bool(respondent.choices)

    @property
    def membership(self) -> Membership | None:
        """Through what the person answers for the organisation that was chosen."""
        return self._memberships.get(self.cleaned_data["respondent"])


class RespondentForm(forms.Form):
    """Who are you, asked once for all answers; what stood in it when it was opened comes along."""

    role = forms.CharField(
        label="The role of the person who signs it",
        required=False,
        max_length=120,
        help_text="For example “Director of policy”. It stands on the copy that you are sent.",
        validators=[StorableText(multiline=False)],
    )
    connection = forms.ChoiceField(
        label="What connects you with the subject?",
        required=False,
        choices=[("", UNSAID), *Submission.Connection.choices],
        help_text="It helps us to see who we have not heard from. You need not say.",
    )
    region = forms.ChoiceField(
        label="Where do you work or live?",
        required=False,
        choices=[("", UNSAID), *Region.choices],
    )
    may_contact = forms.BooleanField(
        label="The policy team may write to us about our answers", required=False
    )

    def __init__(self, data: QueryDict | None = None, *, saved: Submission) -> None:
        if saved.organisation_id is None:
            asked = ["connection", "region", "may_contact"]
        else:
            asked = ["role", "region", "may_contact"]
        super().__init__(data, initial={each: getattr(saved, each) for each in asked})
        self.fields = {name: self.fields[name] for name in asked}
        if saved.organisation_id is None:
            self.fields["may_contact"].label = "The policy team may write to me about my answers"
        else:
            self.fields["region"].label = "Where do you work?"
        for field in self.fields.values():
            field.show_hidden_initial = True

    @property
    def seen(self) -> dict[str, Any]:
        """What each field held when the page was opened."""
        return {name: self._seen(name, field) for name, field in self.fields.items()}

    def facing(self, saved: Submission) -> Self:
        """Return the same form as if it had been opened on what is saved by now."""
        data = cast(QueryDict, self.data).copy()
        for name in self.fields:
            data[self[name].html_initial_name] = str(getattr(saved, name))
        return type(self)(data, saved=saved)

    def _seen(self, name: str, field: forms.Field) -> Any:
        held = field.hidden_widget().value_from_datadict(
            self.data, self.files, self[name].html_initial_name
        )
        return field.to_python(held)


class AnswerForm(AskedForm, ComingBackForm):
    """One answer; half of one is saved as well, and what is too much is said, not refused."""

    body = forms.CharField(
        label="Your answer",
        strip=False,
        required=False,
        help_text=(
            "Please do not name people, or places that would identify someone: the people this is "
            "about can be harmed by it."
        ),
        widget=forms.Textarea(
            attrs={
                "rows": 12,
                "data-behaviour": "word-count",
                "data-max-characters": LONGEST_RESPONSE,
            }
        ),
        validators=[StorableText()],
    )
    openness = forms.ChoiceField(
        label="Who can read this answer?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose who can read this answer."},
    )
    # The version that its writer began with; 0 before the first.
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2_000_000_000)
    asked_as = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2_000_000_000)
    # Tells this page from another of the same person: what cannot be saved is kept for each.
    page = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid.uuid4)
    # Whose form it is: what is sent after the sign-in had ended is carried for them alone.
    writer = forms.CharField(widget=forms.HiddenInput, required=False)
    # What is saved as one types stays beside the answer, for its writer alone.
    aside = forms.BooleanField(widget=forms.HiddenInput, required=False)
    # Put together as if begun with nothing: where it differs from what is saved, both are shown.
    has_seen_nothing = (("version", "0"),)

    def __init__(self, *args: Any, ask: Ask, is_organisations: bool, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "answer-%s", **kwargs})
        self._put_question(ask)
        whose = "our" if is_organisations else "my"
        openness = cast(forms.ChoiceField, self.fields["openness"])
        openness.choices = [(each, _openness(each, whose)) for each in OPENNESS]
        if ask.options:
            self.fields["body"].label = "In your words"
            self.order_fields(["choice", "body", "openness"])

    def clean_page(self) -> uuid.UUID:
        return self.cleaned_data["page"] or NO_PAGE

    def stays_aside(self) -> None:
        """Keep what is typed on beside the answer, until its writer says that it is to go in."""
        self._put_back("aside", "True")

    @property
    def typed(self) -> AnswerText:
        """What was written, once the form is found valid."""
        cleaned = self.cleaned_data
        body = "" if is_blank(cleaned["body"]) else cleaned["body"]
        return AnswerText(body, cleaned.get("choice", NO_CHOICE), cleaned["openness"])


def initial_of(
    text: AnswerText, ask: Ask, *, version: int, asked_as: int, **more: Any
) -> dict[str, Any]:
    """Return what the form shows of an answer."""
    return {
        **more,
        "body": text.body,
        "choice": as_entered(ask, text.choice),
        "openness": text.openness,
        "version": version,
        OPENED: str(version),
        "asked_as": asked_as,
    }


def _openness(openness: Answer.Openness, whose: str) -> SafeString:
    name = OPENNESS[openness].format(whose)
    words = '<span>{} <span class="option-means">{}</span></span>'
    return format_html(words, name, MEANINGS[openness])


class CommentForm(forms.Form):
    """A word to the other drafters."""

    comment = ProseField(
        label="Your comment",
        max_length=LONGEST_COMMENT,
        widget=forms.Textarea(
            attrs={
                "rows": 3,
                "data-behaviour": "word-count",
                "data-max-characters": LONGEST_COMMENT,
            }
        ),
        error_messages={
            "required": "Write your comment first.",
            "max_length": "This comment is too long; the most is 4,000 characters.",
        },
    )
    token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    about = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=1, max_value=2_000_000_000
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "comment-%s", **kwargs})
