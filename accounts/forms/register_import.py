"""A file of organisations, read as it is sent, so that what is wrong stands beside the field."""

from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from accounts.register.reading import LARGEST_FILE, MOST_LINES, read_register
from accounts.register.refusals import FileRefusedError
from accounts.register.shapes import ReadFile

ENDINGS: Final = ".csv,.tsv,.txt,text/csv"


class RegisterFileForm(forms.Form):
    """`refused` says why a file was dropped on its way in; a valid form has it `read`."""

    file = forms.FileField(
        label="A CSV file",
        allow_empty_file=True,
        max_length=255,
        widget=forms.FileInput(attrs={"accept": ENDINGS}),
        help_text=f"As Excel, LibreOffice, Numbers or a database saves it: up to {MOST_LINES:,} "
        f"organisations and {LARGEST_FILE // 1024**2} MB.",
        error_messages={
            "required": "Choose a file.",
            "max_length": "The name of this file is too long. Give it a shorter one.",
        },
    )

    def __init__(self, *args: Any, refused: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if refused:
            self.fields["file"].error_messages["required"] = refused

    @property
    def read(self) -> ReadFile:
        read: ReadFile = self.cleaned_data["read"]
        return read

    @property
    def file_name(self) -> str:
        file: UploadedFile = self.cleaned_data["file"]
        return file.name or ""

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        try:
            self.cleaned_data["read"] = read_register(file.read(LARGEST_FILE + 1))
        except FileRefusedError as refusal:
            raise ValidationError(str(refusal)) from None
        return file
