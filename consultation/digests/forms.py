from django import forms
from django.http import QueryDict

from consultation.digests.models import NoticeSettings, Pace, Subscription


class SubscriptionForm(forms.Form):
    """How often the policy team's digest comes."""

    frequency = forms.ChoiceField(
        label="How often do you want the digest?",
        help_text="It comes at 7 am in London. Nothing new, no mail.",
        choices=Subscription.Frequency.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose how often you want the digest.",
            "invalid_choice": "Choose how often you want the digest.",
        },
    )


def _pace_field(label: str, help_text: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        help_text=help_text,
        choices=Pace.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": f"Choose how soon we write: {label.lower()}.",
            "invalid_choice": f"Choose how soon we write: {label.lower()}.",
        },
    )


class NoticeSettingsForm(forms.Form):
    """How soon a person is mailed about what is new for them."""

    replies = _pace_field("Replies to you", "Somebody replies to something you said.")
    mentions = _pace_field(
        "Mentions of you", "Somebody who replies in a thread asks that you be told."
    )
    follows = _pace_field("What you follow", "Somebody speaks in a thread, question or paper.")

    @classmethod
    def of(cls, settings: NoticeSettings, data: QueryDict | None = None) -> "NoticeSettingsForm":
        """Return the form as the person has it, or as they sent it."""
        initial = {name: getattr(settings, name) for name in cls.base_fields}
        return cls(data, initial=initial, prefix="notices")
