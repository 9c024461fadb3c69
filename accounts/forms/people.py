"""What people type about themselves."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from accounts.actions import say_who_you_answer_for, welcome_person
from accounts.models import User
from consultation.lib.text import StorableText, name_on_one_line


def _say_something(value: str) -> None:
    if not any(character.isalnum() for character in value):
        raise ValidationError("Use at least one letter or digit.")


class NameField(forms.CharField):
    """One line, measured as it will be stored: composing characters can make text longer."""

    def to_python(self, value: Any) -> str:
        return name_on_one_line(super().to_python(value) or "")


class DisplayNameField(NameField):
    """The name others read."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            label="Name shown with your responses",
            help_text="Your own name or one you choose. Everybody can read it. "
            "Your email address is never shown.",
            max_length=50,  # as the column
            validators=[StorableText(multiline=False), _say_something],
            error_messages={"required": "Enter the name to show with your responses."},
            widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
            **options,
        )


class OrganisationNameField(NameField):
    """The organisation a person says they answer for."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            max_length=120,  # as the column
            validators=[StorableText(multiline=False), _say_something],
            error_messages={"required": "Enter the name of the organisation."},
            widget=forms.TextInput(attrs={"autocomplete": "organization"}),
            **options,
        )


class JoinForm(forms.Form):
    """What joining asks beside the address; allauth's sign-up form inherits from it."""

    display_name = DisplayNameField()
    organisation = OrganisationNameField(
        label="Which organisation do you answer for?",
        help_text="Its full name. Until we have confirmed it, readers see "
        "“not yet confirmed” beside it. Leave it empty to answer for yourself.",
        required=False,
    )
    field_order = ("email", "display_name", "organisation")

    def signup(self, request: HttpRequest, user: User) -> None:  # noqa: ARG002 (allauth's call)
        """Finish the new account; allauth calls it once the person's row is there."""
        welcome_person(actor=user, display_name=self.cleaned_data["display_name"])
        if organisation := self.cleaned_data["organisation"]:
            say_who_you_answer_for(actor=user, organisation_name=organisation)


class RenameForm(forms.Form):
    display_name = DisplayNameField()


class OrganisationForm(forms.Form):
    organisation = OrganisationNameField(label="Name of the organisation")
