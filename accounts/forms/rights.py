"""What a lead ticks and types on a request to be erased."""

from collections.abc import Iterable
from typing import Any

from django import forms

from accounts.forms.staffing import WordsField
from accounts.models import Organisation


class EraseForm(forms.Form):
    """Which organisations asked for theirs to go too, and that the lead means it."""

    is_sure = forms.BooleanField(
        label="I have read what goes. It cannot be undone.",
        error_messages={"required": "Tick the box: an erasure cannot be undone."},
    )

    def __init__(self, *args: Any, organisations: Iterable[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = list(organisations)
        if asked:
            self.fields["also_for"] = forms.ModelMultipleChoiceField(
                queryset=Organisation.objects.filter(pk__in=[each.pk for each in asked]),
                required=False,
                label="Also what they posted for it, because the organisation asked",
                help_text="Leave these empty if the organisation did not ask: it stays its own.",
                widget=forms.CheckboxSelectMultiple,
            )
            self.order_fields(["also_for", "is_sure"])

    @property
    def also_for(self) -> list[Organisation]:
        return list(self.cleaned_data.get("also_for", ()))


class RefuseForm(forms.Form):
    words = WordsField(
        label="Why it cannot be done now",
        hint="They read it on the page of their data, and can ask again.",
        missing="Say why: they read it in your words.",
        longest=1_000,
    )
