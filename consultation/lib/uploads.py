"""Files on their way in: bounded while they arrive, so that no upload can fill the disk.

The handlers stand in FILE_UPLOAD_HANDLERS. What they refuse is left out of `request.FILES`, and
`refused_file` says why, so that the form comes back with everything else that was typed.
"""

import logging
from typing import Any, NoReturn

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import (
    FileUploadHandler,
    SkipFile,
    TemporaryFileUploadHandler,
)
from django.http import HttpRequest

logger = logging.getLogger(__name__)

NO_ROOM = (
    "The file could not be stored: the server has no room for it just now. Nothing was saved. "
    "Please tell whoever runs this site."
)


def too_large(most: int) -> str:
    """Return the sentence for a file of more than `most` bytes."""
    return f"This file is too large: keep to {most // 1024**2} MB."


class BoundedUpload(FileUploadHandler):
    """Counts the files of one request, and drops what goes past the limit as it arrives."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.received = 0
        self.refused: dict[str, str] = {}

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:  # noqa: ARG002
        self.received += len(raw_data)
        if self.received > settings.UPLOAD_MAX_BYTES:
            self.refused[self.field_name or ""] = too_large(settings.UPLOAD_MAX_BYTES)
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> UploadedFile | None:  # noqa: ARG002
        return None


class TemporaryUpload(TemporaryFileUploadHandler):
    """Django's own, but a full disk is a refusal in words and no server error."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.refused: dict[str, str] = {}

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        try:
            super().new_file(*args, **kwargs)
        except OSError as error:
            self._refuse(error)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        try:
            super().receive_data_chunk(raw_data, start)
        except OSError as error:
            self._refuse(error)

    def _refuse(self, error: OSError) -> NoReturn:
        logger.error("an upload could not be kept: %s", error)
        self.refused[self.field_name or ""] = NO_ROOM
        raise SkipFile


def refused_file(request: HttpRequest, field: str) -> str:
    """Return why the file of a field was dropped on its way in; empty if it was not."""
    reasons: list[str] = [
        handler.refused[field]
        for handler in request.upload_handlers
        if isinstance(handler, BoundedUpload | TemporaryUpload) and field in handler.refused
    ]
    return reasons[0] if reasons else ""
