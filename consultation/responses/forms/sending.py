"""The forms that send a formal answer, put it before somebody, or bring it back."""

import uuid
from collections.abc import Collection
from typing import Any, Final, cast

from django import forms

from accounts.models import Membership, User
from papers.fields import ProseField

MOST_WORDS: Final = 4_000


class SendForm(forms.Form):
    """What its sender read: nothing else is sent."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2_000_000_000)
    # Whether the page showed it as one that waits for sign-off.
    asked = forms.BooleanField(widget=forms.HiddenInput, required=False)
    # "<id of a question>:<version of its answer>", a space between each.
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20_000)
    # The ids of the questions whose answers stay behind.
    left_out = forms.CharField(widget=forms.HiddenInput, required=False, max_length=10_000)

    @property
    def seen_versions(self) -> dict[int, int]:
        """The versions of the answers that the page showed; what is not two numbers is none."""
        pairs = (each.split(":") for each in self.data.get("seen", "").split()[:1_000])
        return {
            int(pair[0]): int(pair[1])
            for pair in pairs
            if len(pair) == 2 and all(map(_is_number, pair))
        }

    @property
    def leaving_out(self) -> set[int]:
        found = self.cleaned_data["left_out"].split()
        return {int(each) for each in found if _is_number(each)}


class AskForm(forms.Form):
    """Whom to ask: one of those who may sign off, other than who asks."""

    approver = forms.ChoiceField(
        label="Who signs it off?",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose who signs it off.",
            "invalid_choice": "That person cannot sign off any more. Choose somebody else.",
        },
    )

    def __init__(
        self, *args: Any, signers: Collection[Membership], asker: User, **kwargs: Any
    ) -> None:
        super().__init__(*args, **{"auto_id": "ask-%s", **kwargs})
        others = (signer for signer in signers if signer.user_id != asker.pk)
        self._signers = {str(signer.user.public_id): signer for signer in others}
        field = cast(forms.ChoiceField, self.fields["approver"])
        field.choices = [(key, _named(signer)) for key, signer in self._signers.items()]
        self.offers_any = bool(self._signers)

    @property
    def chosen(self) -> User:
        return self._signers[self.cleaned_data["approver"]].user


class SendBackForm(forms.Form):
    """Why it is not signed off, for its drafters."""

    words = ProseField(
        label="What should they change?",
        help_text="Your words stand among the drafters’ comments.",
        max_length=MOST_WORDS,
        widget=forms.Textarea(
            attrs={"rows": 4, "data-behaviour": "word-count", "data-max-characters": MOST_WORDS}
        ),
        error_messages={
            "required": "Say what they should change.",
            "max_length": "This is too long; the most is 4,000 characters.",
        },
    )
    token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "back-%s", **kwargs})


def _named(signer: Membership) -> str:
    return f"{signer.user.public_name} ({signer.role_word.lower()})"


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 16
