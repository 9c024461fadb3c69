"""Where a section or a question is to stand."""

from typing import Any, cast

from django import forms

from papers.editing.structure import PlaceChoices
from papers.forms.versions import VersionedForm, missing


class PlaceForm(VersionedForm):
    """A place in the order as it was when the page was opened (`version`)."""

    part_fields = ("place",)

    place = forms.ChoiceField(
        label="Where to",
        error_messages={
            **missing("Choose where it is to stand."),
            "invalid_choice": "That place is not there any more. Choose another.",
        },
    )

    def __init__(self, *args: Any, places: PlaceChoices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ChoiceField", self.fields["place"]).choices = places
