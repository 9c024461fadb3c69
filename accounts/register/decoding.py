"""From bytes to text: the encodings that spreadsheets write, and what is no text at all."""

import codecs
from typing import Final

from accounts.register.refusals import FileRefusedError

AGAIN: Final = "In your spreadsheet choose “Save as”, then “CSV UTF-8”, and send that file."
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_KINDS: Final = (
    (b"PK\x03\x04", "an Excel or OpenDocument workbook"),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook"),
    (b"%PDF-", "a PDF"),
    (b"\x1f\x8b", "a compressed file"),
)
SHOWN_AS: Final = {
    "utf-8": "UTF-8",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "windows-1252": "Windows-1252",
}


def decode(data: bytes) -> tuple[str, str]:
    """Return the text and the name of its encoding; raises FileRefusedError."""
    for beginning, kind in _KINDS:
        if data.startswith(beginning):
            raise FileRefusedError(f"This is {kind}, not a CSV file. {AGAIN}")
    text, encoding = _decoded(data)
    if (place := text.find("\x00")) >= 0:
        line = text.count("\n", 0, place) + 1
        raise FileRefusedError(
            f"Line {line} holds a null character, so this is no text, or a damaged one. {AGAIN}"
        )
    return text, SHOWN_AS[encoding]


def _decoded(data: bytes) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data.removeprefix(mark), encoding), encoding
    if guess := _unmarked_utf_16(data):
        return _strictly(data, guess), guess
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        _refuse_mixed(data, error)
        return _strictly(data, "windows-1252"), "windows-1252"


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise FileRefusedError(
            f"Line {_line_of(data, error)} holds bytes that are no text in "
            f"{SHOWN_AS[encoding]}. {AGAIN}"
        ) from None


def _unmarked_utf_16(data: bytes) -> str:
    """Guess by where the null bytes of its headings stand; empty when it is not UTF-16."""
    even, odd = data[:200:2].count(0), data[1:200:2].count(0)
    if not even and odd > 8:
        return "utf-16-le"
    return "utf-16-be" if not odd and even > 8 else ""


def _refuse_mixed(data: bytes, error: UnicodeDecodeError) -> None:
    """Refuse what is UTF-8 but for a few bytes: another reading would spoil every accent in it."""
    lenient = data.decode("utf-8", "surrogateescape")
    if any(character > "\x7f" and not "\udc80" <= character <= "\udcff" for character in lenient):
        raise FileRefusedError(
            f"Line {_line_of(data, error)} holds bytes that are not UTF-8, while the rest of the "
            f"file is. {AGAIN}"
        )


def _line_of(data: bytes, error: UnicodeDecodeError) -> int:
    return data.count(b"\n", 0, error.start) + 1
