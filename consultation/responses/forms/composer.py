"""The composer."""

import uuid
from typing import Any, Final, Self, cast

from django import forms
from django.forms.utils import ErrorDict
from django.http import QueryDict

from accounts.models import Membership, User
from consultation.lib.sanitising import LONGEST_RESPONSE
from consultation.lib.text import StorableText, is_blank, normalise
from consultation.responses.choosing import (
    NO_CHOICE,
    NOTHING_SAID,
    NOTHING_WRITTEN,
    Ask,
    Choice,
    Chosen,
    fault_of_choice,
    fault_of_words,
    in_words,
)
from consultation.responses.drafts.drafting import ONESELF, Writing, capacity_key, stamp_of
from consultation.responses.fields import as_entered
from consultation.responses.forms.asked import AskedForm
from consultation.responses.forms.coming_back import OPENED, ComingBackForm
from consultation.responses.forms.quoting import NOBODY, Others, QuotingForm, draw_with
from consultation.responses.models import Draft
from consultation.responses.threads.placing import Capacity

WHO: Final = "Choose whether you answer as yourself or for an organisation."
NOT_YOURS: Final = (
    "You do not answer for that organisation, or not any more. "
    "Your text is kept below: choose again who you answer as."
)


class ResponseForm(AskedForm, ComingBackForm, QuotingForm):
    """One response; who it is for is asked only of people who answer for an organisation."""

    too_long_also = "post it in two parts"  # what else to do with a text that is too long
    capacity = forms.ChoiceField(
        label="Who are you answering as?",
        widget=forms.RadioSelect,
        error_messages={"required": WHO, "invalid_choice": NOT_YOURS},
    )
    shows_name = forms.BooleanField(
        required=False,
        help_text="Only counts if you answer for an organisation. Readers then see its name alone, "
        "unless you tick this. Moderators always see who posted.",
    )
    body = forms.CharField(
        label="What you want to say",
        strip=False,
        help_text="Two sentences are enough.",
        widget=forms.Textarea(
            attrs={
                "rows": 9,
                "data-behaviour": "word-count",
                "data-max-characters": LONGEST_RESPONSE,
            }
        ),
        validators=[StorableText()],
        error_messages={"required": NOTHING_WRITTEN},
    )
    token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    asked_as = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2_000_000_000)
    to = forms.CharField(widget=forms.HiddenInput, required=False, max_length=16)
    # The draft that the form was opened with, and for whom it was made (`drafting`, `carrying`).
    draft = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    writer = forms.CharField(widget=forms.HiddenInput, required=False, max_length=200)
    has_seen_nothing: tuple[tuple[str, str], ...] = (("draft", ""),)
    # What was chosen in another tab, where that stands beside this form.
    theirs_chosen: Chosen | None = None

    def __init__(
        self,
        *args: Any,
        person: User | None,
        ask: Ask,
        others: Others = NOBODY,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **{"auto_id": "response-%s", **kwargs})
        self._ask_who(person)
        self._put_question(ask)
        draw_with(self.fields["body"], "responses/_body_field.html")
        self.fields["body"].required = not ask.options
        self._ask_whom(others)
        self.order_fields(["capacity", "shows_name", "choice", "quoted", "body", "tell"])

    def _ask_who(self, person: User | None) -> None:
        """Offer oneself and one's organisations, none of them chosen beforehand.

        Neither a name nor an organisation's word is given away by a click too few.
        """
        self._memberships = {
            str(membership.organisation.public_id): membership
            for membership in _memberships_of(person)
        }
        # One who was removed meanwhile must not be heard as themself instead.
        sent = self.data.get("capacity", ONESELF) if person else ONESELF
        if person is None or not (self._memberships or sent != ONESELF):
            del self.fields["capacity"], self.fields["shows_name"]
            return
        capacity = cast(forms.ChoiceField, self.fields["capacity"])
        capacity.choices = [
            (ONESELF, f"As myself, shown as {person.public_name}"),
            *((key, _for(membership)) for key, membership in self._memberships.items()),
        ]
        self.fields["shows_name"].label = f"Show my name as well: {person.public_name}"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        nothing = not self.errors and not cleaned.get("body") and not self.choice
        if self.ask.options and nothing:
            self.add_error("choice", NOTHING_SAID)
        return cleaned

    def clean_body(self) -> str:
        body: str = self.cleaned_data["body"]
        if is_blank(body):
            if self.ask.options:
                return ""
            raise forms.ValidationError(NOTHING_WRITTEN)
        # As it will be stored: a browser sends two characters for each line break it counts as one.
        length = len(normalise(body))
        if length > LONGEST_RESPONSE:
            over = length - LONGEST_RESPONSE
            characters = "character" if over == 1 else "characters"
            raise forms.ValidationError(
                f"This is {over:,} {characters} too long; the most is {LONGEST_RESPONSE:,}. "
                f"Your text is kept below: shorten it, or {self.too_long_also}."
            )
        if fault := fault_of_words(self.ask, body):
            raise forms.ValidationError(fault)
        return body

    def begin_with(self, draft: Draft) -> None:
        """Put back what was kept, in an unsent form that asks what the draft answers."""
        place = self._memberships.keys() | {ONESELF}
        self.initial.update(
            {
                "capacity": key if (key := capacity_key(draft)) in place else "",
                "shows_name": draft.organisation_id is not None and draft.shows_name,
                "body": draft.body,
                "token": draft.client_token,
                "asked_as": draft.asked_as,
                "tell": draft.tell,
                "draft": stamp_of(draft),
                OPENED: stamp_of(draft),
            }
        )
        if self.ask.options and not fault_of_choice(self.ask, draft.choice):
            self.initial["choice"] = as_entered(self.ask, draft.choice)

    def begin_with_sent(self, data: QueryDict) -> None:
        """Put back what was sent before, in a form that has not been sent."""
        self.initial.update(self._initial_from(self._as_typed(data)))

    def fits(self, draft: Draft) -> bool:
        """Whether the draft's author still answers for whom it was written."""
        key = capacity_key(draft)
        return key in {"", ONESELF} or key in self._memberships

    def writing(self, question_id: int, *, longest: int) -> Writing | None:
        """What stands in the sent form, finished or not; None when it is no form of ours."""
        cleaned = self.cleaned_data
        if not {"token", "asked_as", "to", "draft"} <= cleaned.keys() or self.is_not_theirs:
            return None
        capacity = cleaned.get("capacity", ONESELF if "capacity" not in self.fields else "")
        membership = self._memberships.get(capacity)
        return Writing(
            question_id=question_id,
            # More than can be kept is not looked at any closer.
            body=self.data.get("body", "")[: 2 * longest],
            client_token=cleaned["token"],
            asked_as=cleaned["asked_as"],
            choice=self.choice,
            membership=membership,
            shows_name=bool(cleaned.get("shows_name")) if membership else capacity == ONESELF,
            reply_to=cleaned["to"],
            quoting=self.quoting_key,
            tell=self.ticked,
            expected=cleaned["draft"],
        )

    def with_new_token(self) -> Self:
        """The same form and text, ready to be posted as something new."""
        self._put_back("token", str(uuid.uuid4()))
        return self

    def as_first_shown(self) -> Self:
        """The same form with no word of what is wrong: it was not sent to be posted."""
        self._errors = ErrorDict()
        return self

    def with_draft(self, draft: Draft) -> Self:
        """The same form, which knows of this draft now: saving it again replaces that."""
        self._put_back("draft", stamp_of(draft))
        return self

    def beside(self, theirs: Draft, ask: Ask, kept: Draft | None = None) -> Self:
        """The same form, beside what was kept of it elsewhere; `ask` says what that answers.

        `kept` is what the form became: saving it again takes the place of `theirs`.
        """
        if kept is not None:
            self._put_back("token", str(kept.client_token))
        if ask.options:
            kind, language = ask.kind, ask.language
            self.theirs_chosen = in_words(
                theirs.choice, options=ask.options, kind=kind, language=language
            )
        return self.with_draft(theirs)

    def kept_as(self, draft: Draft) -> Self:
        """The same form, which became this draft: posting it ends that."""
        self._put_back("token", str(draft.client_token))
        return self.with_draft(draft)

    def written_for(self, mark: str) -> Self:
        """The same form, given back to whoever is signed in now."""
        self._put_back("writer", mark)
        return self

    @property
    def choice(self) -> Choice:
        """What was chosen, as far as it can be."""
        choice: Choice = getattr(self, "cleaned_data", {}).get("choice", NO_CHOICE)
        return choice

    @property
    def chosen(self) -> Chosen | None:
        """What was chosen, to be shown where it cannot be posted."""
        ask = self.ask
        return in_words(self.choice, options=ask.options, kind=ask.kind, language=ask.language)

    @property
    def is_not_theirs(self) -> bool:
        """Whether it was sent for an organisation that the person does not answer for (now)."""
        return self.has_error("capacity", "invalid_choice")

    @property
    def speaks_as(self) -> Capacity:
        """As whom it was sent, once the form is found valid."""
        membership = self._memberships.get(self.cleaned_data.get("capacity", ONESELF))
        return Capacity(membership, shows_name=bool(self.cleaned_data.get("shows_name")))


def _for(membership: Membership) -> str:
    name = membership.organisation.name
    return f"For {name}" if membership.is_confirmed else f"For {name} (shown as not yet confirmed)"


def _memberships_of(person: User | None) -> list[Membership]:
    if person is None:
        return []
    return list(
        Membership.objects.current()
        .filter(user=person)
        .select_related("organisation")
        .order_by("created_at")
    )
