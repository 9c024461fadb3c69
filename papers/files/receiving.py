"""What a file has to pass before it is kept: its size, its kind, its name, the virus scanner."""

from codecs import getincrementaldecoder
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from consultation.lib.text import name_on_one_line, without_unstorable
from consultation.lib.uploads import too_large
from papers.files.file_kinds import FileKind, UnknownFileError, kind_of, words_for
from papers.files.scanning import FileNotCleanError, check_clean

LONGEST_NAME: Final = 120
# They part a path, or mean something to a shell, to Windows or to an address.
NOT_IN_A_NAME: Final = str.maketrans(dict.fromkeys("\\/:*?\"<>|#%&{}$!`'", " "))


class FileRefusedError(Exception):
    """Why a file is not kept; `str()` is the sentence to show."""


@dataclass(frozen=True)
class ReceivedFile:
    """A file that may be kept, and what readers are told of it; `size` in bytes."""

    file: UploadedFile
    file_name: str
    content_type: str
    size: int


def receive(file: UploadedFile) -> ReceivedFile:
    """Look at an upload from every side; raises FileRefusedError."""
    size = file.size or 0
    if size > settings.ATTACHMENT_MAX_BYTES:
        raise FileRefusedError(too_large(settings.ATTACHMENT_MAX_BYTES))
    try:
        kind = kind_of(file, file.name or "")
    except UnknownFileError as error:
        raise FileRefusedError(str(error)) from None
    if kind.ending not in settings.ATTACHMENT_TYPES:
        allowed = ", ".join(words_for(settings.ATTACHMENT_TYPES))
        raise FileRefusedError(f"This is a {kind.words} file. What can be attached: {allowed}.")
    try:
        check_clean(file)
    except FileNotCleanError as error:
        raise FileRefusedError(str(error)) from None
    return ReceivedFile(file, safe_name(file.name or "", kind), _served_as(file, kind), size)


def safe_name(name: str, kind: FileKind) -> str:
    """Return a name for readers' computers: no path, nothing unseen, the ending it has in truth."""
    last = name.replace("\\", "/").rpartition("/")[2]
    seen = name_on_one_line(without_unstorable(last)).translate(NOT_IN_A_NAME)
    path = PurePosixPath(" ".join(seen.split()).strip(". "))
    ending = path.suffix.lower().removeprefix(".")
    stem = path.stem if kind.fits(ending) else path.name
    stem = "" if kind.fits(stem.lower()) else stem
    cut = stem[: LONGEST_NAME - len(kind.ending) - 1].strip(". ")
    return f"{cut or 'file'}.{ending if kind.fits(ending) else kind.ending}"


def _served_as(file: UploadedFile, kind: FileKind) -> str:
    """Return the media type, with the encoding of a text so that accents survive."""
    if not kind.content_type.startswith("text/"):
        return kind.content_type
    decoder = getincrementaldecoder("utf-8")()
    try:
        for chunk in file.chunks():
            decoder.decode(chunk)
    except UnicodeDecodeError:
        encoding = "windows-1252"
    else:
        encoding = "utf-8"
    file.seek(0)
    return f"{kind.content_type}; charset={encoding}"
