"""What owners and staff type about an organisation."""

from collections.abc import Callable
from typing import Any, Final, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.http import QueryDict

from accounts.forms.people import OrganisationNameField
from accounts.identifiers import charity_number, company_number, email_domain, web_address
from accounts.models import Organisation
from accounts.profile import Kind, LedBy, Region, Serves, Size, Specialism
from consultation.lib.marking import Difference, marked
from consultation.lib.text import StorableText, normalise

MOST_DOMAINS: Final = 10  # as the column
NOT_SAID: Final = ("", "Not said")


class IdentifierField(forms.CharField):
    """A line that is stored in one way, whichever way it was typed."""

    def __init__(self, read: Callable[[str], str], **options: Any) -> None:
        super().__init__(required=False, **options)
        self.read = read

    def to_python(self, value: Any) -> str:
        try:
            return self.read(super().to_python(value) or "")
        except ValueError as error:
            raise ValidationError(str(error)) from None


class DomainsField(forms.CharField):
    """E-mail domains, one a line."""

    widget = forms.Textarea(attrs={"rows": "3", "spellcheck": "false"})

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]
        typed = (super().to_python(value) or "").replace(",", "\n").split("\n")
        domains = list(dict.fromkeys(_domain(line) for line in typed if line.strip()))
        if len(domains) > MOST_DOMAINS:
            raise ValidationError(f"Enter at most {MOST_DOMAINS} domains.")
        return domains

    def prepare_value(self, value: Any) -> str:
        return value if isinstance(value, str) else "\n".join(value or [])


class TextField(forms.CharField):
    """Plain paragraphs, measured as they will be stored."""

    widget = forms.Textarea(attrs={"rows": "5"})

    def __init__(self, **options: Any) -> None:
        super().__init__(validators=[StorableText()], **options)

    def to_python(self, value: Any) -> str:
        return normalise(super().to_python(value) or "")


def _one_of(choices: type[TextChoices], label: str) -> forms.ChoiceField:
    offered = [NOT_SAID, *choices.choices]
    return forms.ChoiceField(label=label, choices=offered, required=False)


def _some_of(choices: type[TextChoices], label: str, hint: str) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        help_text=hint,
        choices=choices.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "ticks"}),
    )


class VersionedForm(forms.Form):
    """A form that says which version of an organisation somebody looked at."""

    version = forms.IntegerField(
        widget=forms.HiddenInput,
        min_value=0,
        max_value=2**31 - 1,
        error_messages={"required": "The form does not say what it was made of. Open it again."},
    )

    def take_version(self, version: int) -> None:
        """Let the next press of the button mean: I have seen the other version, save mine."""
        data = cast(QueryDict, self.data).copy()
        data["version"] = str(version)
        self.data = data


class ProfileForm(VersionedForm):
    """An organisation as its owners see it; what only staff may change is left out."""

    name = OrganisationNameField(label="Name")
    charity_number = IdentifierField(
        charity_number, help_text="Such as 1234567, SC012345 or NIC100001."
    )
    company_number = IdentifierField(
        company_number, help_text="The 8 characters at Companies House."
    )
    website = IdentifierField(web_address, help_text="Such as https://www.northfield.example.")
    about = TextField(
        label="In a few sentences",
        required=False,
        max_length=600,  # as the column
        help_text="What the organisation does, for readers who do not know it. Plain text.",
    )
    region = _one_of(Region, "Works in")
    size = _one_of(Size, "Yearly income")
    specialisms = _some_of(Specialism, "What it does", "Tick what it spends most of its time on.")
    serves = _some_of(Serves, "Whom it serves", "Tick all that apply.")
    led_by = _some_of(
        LedBy, "Who leads it", "Tick those who make up most of its trustees or senior staff."
    )

    def __init__(self, organisation: Organisation, *, only: frozenset[str], **how: Any) -> None:
        super().__init__(initial=self._saved(organisation), **how)
        for name in set(self.fields) - only - {"version"}:
            del self.fields[name]

    def arguments(self) -> dict[str, Any]:
        """Return what `change_organisation` is called with."""
        values = dict(self.cleaned_data)
        return {"expected_version": values.pop("version"), **values}

    def differences_from(self, saved: Organisation) -> list[Difference]:
        """Set what is saved beside what was typed, field by field, where they differ."""
        pairs = (
            (str(self[name].label), in_words(field, getattr(saved, name)), self._typed(name))
            for name, field in self.fields.items()
            if name != "version"
        )
        return [Difference(label, *marked(old, new)) for label, old, new in pairs if old != new]

    def _typed(self, name: str) -> str:
        return in_words(self.fields[name], self.cleaned_data[name])

    @classmethod
    def _saved(cls, organisation: Organisation) -> dict[str, Any]:
        return {name: getattr(organisation, name) for name in cls.base_fields}


class RegisterForm(ProfileForm):
    """An organisation as staff see it."""

    kind = forms.ChoiceField(label="Takes part as", choices=Kind.choices)
    email_domains = DomainsField(
        label="Its e-mail domains",
        required=False,
        help_text="One a line, such as northfield.example. Who decides on a request to join sees "
        "whether the person’s confirmed address is at one of them.",
    )
    field_order = ("name", "kind", "charity_number", "company_number", "email_domains")


class DeclineForm(VersionedForm):
    reason = TextField(
        label="The reason",
        max_length=500,  # as the column
        help_text="Who proposed it, and its owners, read it word for word.",
        error_messages={"required": "Say why: who proposed it is told."},
    )


def in_words(field: forms.Field, value: Any) -> str:
    """Say a field's value as the form shows it."""
    if isinstance(field, forms.MultipleChoiceField):
        return "\n".join(_words(field, code) for code in value)
    if isinstance(field, forms.ChoiceField):
        return _words(field, value)
    return "\n".join(value) if isinstance(value, list) else str(value)


def _words(field: forms.ChoiceField, code: str) -> str:
    return str(dict(cast(Any, field).choices).get(code, code)) if code else ""


def _domain(line: str) -> str:
    try:
        return email_domain(line)
    except ValueError as error:
        raise ValidationError(str(error)) from None
