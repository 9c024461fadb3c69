"""What people type about themselves."""

from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from accounts.actions import join_person
from accounts.models import Organisation, User
from accounts.organisations.naming import reads_as_the_house
from consultation.lib.text import StorableText, name_on_one_line

OWN_NAME: Final = "own"
OTHER_NAME: Final = "other"


def _be_nobody_else(value: str) -> None:
    """Readers must be able to tell a person from an organisation of the register."""
    if Organisation.objects.listed().called(value).exists():
        raise ValidationError(
            "This is the name of an organisation. Enter a name for yourself: once you belong to "
            "the organisation, you choose for each response whether you answer for it."
        )


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
            max_length=50,  # as the column
            validators=[StorableText(multiline=False), _say_something, _be_nobody_else],
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
    """What joining asks beside the address: nothing; allauth's sign-up form inherits from it.

    How one is shown is asked on the first page after it (`WelcomeForm`).
    """

    def signup(self, request: HttpRequest, user: User) -> None:  # noqa: ARG002 (allauth's call)
        """Finish the new account; allauth calls it once the person's row is there."""
        join_person(actor=user)


class NameForm(forms.Form):
    """How a person is shown."""

    shown_as = forms.ChoiceField(
        label="How do you want to be shown?",
        choices=[(OWN_NAME, "By my own name"), (OTHER_NAME, "By another name that I choose")],
        widget=forms.RadioSelect,
        help_text="Everybody can read the name beside your responses, and search engines can find "
        "it. Choose another name if being found could harm you or somebody else. The policy team "
        "sees that it is not your own, and your email address. Nobody else sees the address.",
        error_messages={
            "required": "Choose whether you are shown by your own name or by another.",
            "invalid_choice": "Choose whether you are shown by your own name or by another.",
        },
    )
    display_name = DisplayNameField()

    def clean_display_name(self) -> str:
        """Refuse a new name that reads as the policy team's; who has one already keeps it."""
        name: str = self.cleaned_data["display_name"]
        if name != self.initial.get("display_name") and reads_as_the_house(name):
            raise ValidationError(
                "Readers would take this for the policy team’s. Enter a name that is your own, "
                "or another that you choose."
            )
        return name

    @property
    def answer(self) -> dict[str, Any]:
        """What was typed, as the actions take it."""
        return {
            "display_name": self.cleaned_data["display_name"],
            "uses_pseudonym": self.cleaned_data["shown_as"] == OTHER_NAME,
        }


class RulesForm(forms.Form):
    """That a person took note of the version of the house rules they were shown."""

    agrees = forms.BooleanField(
        label="I have read the house rules and will keep to them",
        error_messages={"required": "Tick the box once you have read the house rules."},
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2_000_000_000)


class WelcomeForm(RulesForm, NameForm):
    """Both, before somebody takes part for the first time."""

    field_order = ("shown_as", "display_name", "agrees")
