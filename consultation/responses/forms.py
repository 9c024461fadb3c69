"""The composer."""

import uuid
from typing import Any, Final, Self, cast

from django import forms

from accounts.models import Membership, User
from consultation.lib.text import StorableText, normalise

LONGEST: Final = 20_000
MYSELF: Final = "me"


class ResponseForm(forms.Form):
    """One response; who it is for is asked only of people who answer for an organisation."""

    capacity = forms.ChoiceField(label="Answering as", widget=forms.RadioSelect)
    body = forms.CharField(
        label="What you want to say",
        strip=False,
        help_text=(
            "Plain text; *italic*, **bold**, lists, &gt; quotes and links work. Please do not name "
            "people, or places that would identify someone: the people this is about can be "
            "harmed by it."
        ),
        widget=forms.Textarea(
            attrs={"rows": 9, "data-behaviour": "word-count", "data-max-characters": LONGEST}
        ),
        validators=[StorableText()],
        error_messages={"required": "Write your response first. Two sentences are enough."},
    )
    token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    asked_as = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2_000_000_000)
    to = forms.CharField(widget=forms.HiddenInput, required=False, max_length=16)

    def __init__(self, *args: Any, person: User | None, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "response-%s", **kwargs})
        self._memberships = {
            str(membership.organisation.public_id): membership
            for membership in _memberships_of(person)
        }
        if self._memberships:
            capacity = cast(forms.ChoiceField, self.fields["capacity"])
            capacity.choices = [
                (MYSELF, f"Myself, shown as {person.public_name if person else ''}"),
                *(
                    (key, f"For {membership.organisation.name}")
                    for key, membership in self._memberships.items()
                ),
            ]
            capacity.initial = next(iter(self._memberships))
        else:
            del self.fields["capacity"]

    def clean_body(self) -> str:
        body: str = self.cleaned_data["body"]
        if not body.strip():
            raise forms.ValidationError("Write your response first. Two sentences are enough.")
        # As it will be stored: a browser sends two characters for each line break it counts as one.
        length = len(normalise(body))
        if length > LONGEST:
            over = length - LONGEST
            raise forms.ValidationError(
                f"This is {over:,} characters too long; the most is {LONGEST:,}. "
                "Your text is kept below: shorten it, or post it in two parts."
            )
        return body

    def with_new_token(self) -> Self:
        """The same form and text, ready to be posted as something new."""
        self.data = {**dict(self.data.items()), "token": str(uuid.uuid4())}
        return self

    @property
    def membership(self) -> Membership | None:
        """The membership answered for; None for oneself."""
        return self._memberships.get(self.cleaned_data.get("capacity", MYSELF))


def _memberships_of(person: User | None) -> list[Membership]:
    if person is None:
        return []
    return list(
        Membership.objects.current()
        .filter(user=person)
        .select_related("organisation")
        .order_by("created_at")
    )
