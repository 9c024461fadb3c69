from django import forms

from consultation.exports.policy import Scope


class ExportForm(forms.Form):
    """What an export holds besides what anyone may read."""

    everything = forms.BooleanField(required=False)

    @property
    def scope(self) -> Scope:
        """The scope asked for; whether it may be had is the action's to say."""
        return Scope.EVERYTHING if self.cleaned_data["everything"] else Scope.PUBLISHED
