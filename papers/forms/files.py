"""Files that stand with a paper, looked at here so that what is wrong stands beside the field."""

from typing import Any, Final

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import models

from consultation.lib.marking import Difference
from papers.fields import LineField
from papers.files.file_kinds import words_for
from papers.files.picturing import MadePicture, PictureRefusedError, make_cover
from papers.files.receiving import FileRefusedError, ReceivedFile, receive
from papers.forms.versions import PartForm, VersionedForm, missing
from papers.models import Paper

ALT: Final = (
    "What the picture shows, in a sentence, for people who cannot see it. If it shows words, "
    "write them."
)


class UploadForm(PartForm):
    """A form with a file; `refused` says why a file was dropped on its way in."""

    def __init__(self, *args: Any, refused: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if refused:
            self.fields["file"].error_messages["required"] = refused

    def differences(self, saved: dict[str, Any], typed: dict[str, Any]) -> list[Difference]:
        """Compare the words alone: a browser gives no file back."""
        return super().differences(saved, {k: v for k, v in typed.items() if k != "file"})


class AttachmentForm(UploadForm):
    title = LineField(
        max_length=160,
        help_text="What readers see, such as: The paper as a PDF.",
        error_messages=missing("Give the file a title."),
    )
    file = forms.FileField(
        max_length=255,
        allow_empty_file=True,
        error_messages={
            **missing("Choose a file."),
            "max_length": "The name of this file is too long. Give it a shorter one.",
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = ", ".join(words_for(settings.ATTACHMENT_TYPES))
        most = settings.ATTACHMENT_MAX_BYTES // 1024**2
        self.fields["file"].help_text = f"At most {most} MB. {kinds}."

    def clean_file(self) -> ReceivedFile:
        upload: UploadedFile = self.cleaned_data["file"]
        try:
            return receive(upload)
        except FileRefusedError as error:
            raise ValidationError(str(error)) from None


class ChangedAttachmentForm(VersionedForm):
    part_fields = ("title",)

    title = AttachmentForm.base_fields["title"]


class CoverForm(VersionedForm, UploadForm):
    """A cover, or another one in its place."""

    part_fields = ("alt",)
    field_order = ("file", "alt")

    file = forms.FileField(
        label="Image",
        max_length=255,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        help_text="JPEG, PNG or WebP, wider than high. It is made smaller where it is larger than "
        "1,600 pixels, and what a camera writes into it, such as the place, is left out.",
        error_messages={
            **missing("Choose an image."),
            "max_length": "The name of this file is too long. Give it a shorter one.",
        },
    )
    alt = LineField(
        label="Words for who cannot see it",
        max_length=300,
        help_text=ALT,
        error_messages=missing("Say what the picture shows: some readers cannot see it."),
    )

    @classmethod
    def initial_of(cls, part: models.Model, paper: Paper) -> dict[str, Any]:  # noqa: ARG003
        """Begin with the words of the cover that hangs there now; `part` is the paper."""
        return {"alt": paper.cover.alt if paper.cover else "", "version": paper.draft_version}

    def clean_file(self) -> MadePicture:
        upload: UploadedFile = self.cleaned_data["file"]
        try:
            return make_cover(upload)
        except PictureRefusedError as error:
            raise ValidationError(str(error)) from None

    def arguments(self) -> dict[str, Any]:
        return {**super().arguments(), "picture": self.cleaned_data["file"]}


class CoverWordsForm(VersionedForm):
    part_fields = ("alt",)

    alt = CoverForm.base_fields["alt"]

    @classmethod
    def initial_of(cls, part: models.Model, paper: Paper) -> dict[str, Any]:
        return CoverForm.initial_of(part, paper)
