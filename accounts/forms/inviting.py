"""What owners type about who answers for their organisation."""

from typing import Final

from allauth.account.adapter import get_adapter
from django import forms

from accounts.models import Membership

OFFERED: Final = [
    (role.value, f"{role.word}: a member who also signs off formal answers")
    if role == Membership.Role.APPROVER
    else (role.value, role.label)
    for role in Membership.Role
]


class RoleField(forms.ChoiceField):
    def __init__(self) -> None:
        super().__init__(
            label="Role",
            choices=OFFERED,
            initial=Membership.Role.MEMBER,
            widget=forms.RadioSelect,
            error_messages={
                "required": "Choose a role.",
                "invalid_choice": "Choose one of these roles.",
            },
        )


class InviteForm(forms.Form):
    email = forms.EmailField(
        label="Email address",
        help_text="We send an invitation that holds for 14 days and can be accepted once.",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": "Enter the address of the person you want to invite.",
            "invalid": "Enter an address like name@example.org.",
        },
    )
    role = RoleField()

    def clean_email(self) -> str:
        """Return it in lower case; raises ValidationError for one that no mail could carry."""
        return str(get_adapter().clean_email(self.cleaned_data["email"])).lower()


class RoleForm(forms.Form):
    role = RoleField()
