"""What people type to answer for an organisation."""

from django import forms

from accounts.forms.people import OrganisationNameField
from consultation.lib.text import StorableText


class OrganisationForm(forms.Form):
    """The name to look for in the register or, where it is not there, to propose."""

    organisation = OrganisationNameField(
        label="Name of the organisation",
        help_text="Its full name, as it is registered.",
    )


class JoinRequestForm(forms.Form):
    words = forms.CharField(
        label="A word to those who decide",
        help_text="So that they know who you are, for example what you do there. They see your "
        "name and these words, not your email address.",
        required=False,
        max_length=500,  # as the column
        validators=[StorableText()],
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "max_length": "Use at most %(limit_value)d characters; these are %(show_value)d."
        },
    )
