from django import forms

from consultation.digests.models import Subscription


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
