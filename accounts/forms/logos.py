"""An organisation's logo as it is uploaded."""

from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError

from accounts.forms.people import NameField
from accounts.models import Organisation
from consultation.lib.pictures import MadePicture, PictureRefusedError, Use, make_picture
from consultation.lib.text import StorableText

LOGO: Final = Use("a logo", least=64, most=480)


class LogoForm(forms.Form):
    """A logo and the words for it; of a logo that is there, the words may change alone."""

    file = forms.FileField(
        label="Image",
        max_length=255,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        help_text="JPEG, PNG or WebP. It is made smaller where it is larger than 480 pixels, and "
        "nothing else that stands in the file is kept.",
        error_messages={
            "required": "Choose an image.",
            "max_length": "The name of this file is too long. Give it a shorter one.",
        },
    )
    alt = NameField(
        label="Words for who cannot see it",
        max_length=200,  # as the column
        validators=[StorableText(multiline=False)],
        help_text="What the logo shows, with the words in it. Such as: A lighthouse above the "
        "words “Northfield Resettlement Trust”.",
        error_messages={"required": "Say what the logo shows: some readers cannot see it."},
    )

    def __init__(self, organisation: Organisation, *, refused: str = "", **how: Any) -> None:
        super().__init__(initial={"alt": organisation.logo_alt}, **how)
        field = self.fields["file"]
        field.required = bool(refused) or not organisation.logo
        if organisation.logo:
            field.label = "Another image"
        if refused:
            field.error_messages["required"] = refused

    def clean_file(self) -> MadePicture | None:
        upload = self.cleaned_data["file"]
        if not upload:
            return None
        try:
            return make_picture(upload, LOGO)
        except PictureRefusedError as error:
            raise ValidationError(str(error)) from None
