"""Which files may stand with a paper, told by what is in them and never by their names."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Final

OFFICE: Final = "application/vnd.openxmlformats-officedocument"
OPEN_DOCUMENT: Final = "application/vnd.oasis.opendocument"
BEGINNING: Final = 4096
# Of a package, what is read to tell what it is.
LONGEST_PART: Final = 256 * 1024
MOST_PARTS: Final = 5_000
# What zipfile lets through of a package that is broken, or says of itself what is not so.
BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
)


@dataclass(frozen=True)
class FileKind:
    """A kind of file: its ending, its media type (RFC 6838), and what people call it."""

    ending: str
    content_type: str
    words: str
    endings: tuple[str, ...] = ()

    def fits(self, ending: str) -> bool:
        return ending == self.ending or ending in self.endings


KINDS: Final = {
    kind.ending: kind
    for kind in (
        FileKind("pdf", "application/pdf", "PDF"),
        FileKind("docx", f"{OFFICE}.wordprocessingml.document", "Word (.docx)"),
        FileKind("xlsx", f"{OFFICE}.spreadsheetml.sheet", "Excel (.xlsx)"),
        FileKind("pptx", f"{OFFICE}.presentationml.presentation", "PowerPoint (.pptx)"),
        FileKind("odt", f"{OPEN_DOCUMENT}.text", "OpenDocument text"),
        FileKind("ods", f"{OPEN_DOCUMENT}.spreadsheet", "OpenDocument spreadsheet"),
        FileKind("odp", f"{OPEN_DOCUMENT}.presentation", "OpenDocument slides"),
        FileKind("rtf", "application/rtf", "Rich Text (.rtf)"),
        FileKind("csv", "text/csv", "CSV"),
        FileKind("txt", "text/plain", "plain text", ("md", "text", "log")),
        FileKind("png", "image/png", "PNG picture"),
        FileKind("jpg", "image/jpeg", "JPEG picture", ("jpeg",)),
        FileKind("webp", "image/webp", "WebP picture"),
    )
}
_BY_TYPE: Final = {kind.content_type: kind for kind in KINDS.values()}

OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PROGRAMS: Final = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"#!")
# What a browser could take for a page, wherever in the beginning it stands.
PAGE: Final = re.compile(rb"<(?:!doctype|html|head|body|script|svg|iframe|\?xml|\?php)\b", re.I)
CONTROLS: Final = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


class UnknownFileError(Exception):
    """What the file is not; `str()` is the sentence to show."""


def kind_of(file: IO[bytes], name: str) -> FileKind:
    """Return what the file is; the name only tells a table from other plain text.

    Raises UnknownFileError with a sentence that says what to do instead.
    """
    file.seek(0)
    beginning = file.read(BEGINNING)
    file.seek(0)
    if not beginning:
        raise UnknownFileError("This file is empty: it has no bytes at all.")
    found = _of_document(beginning) or _of_picture(beginning)
    if found is None and beginning.startswith(b"PK"):
        found = _of_package(file)
    if found is None:
        _refuse_known(beginning)
        found = _of_text(beginning, name)
    file.seek(0)
    return KINDS[found]


def _of_document(beginning: bytes) -> str | None:
    if beginning.startswith(b"%PDF-"):
        return "pdf"
    return "rtf" if beginning.startswith(b"{\\rtf") else None


def _of_picture(beginning: bytes) -> str | None:
    if beginning.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if beginning.startswith(b"\xff\xd8\xff"):
        return "jpg"
    return "webp" if beginning[:4] == b"RIFF" and beginning[8:12] == b"WEBP" else None


def _of_package(file: IO[bytes]) -> str:
    try:
        with zipfile.ZipFile(file) as package:
            names = set(package.namelist())
            if len(names) > MOST_PARTS:
                raise UnknownFileError("This file has too many parts inside to be looked at.")
            found = _of_parts(package, names)
    except BROKEN:
        raise UnknownFileError(
            "This file is damaged: it cannot be unpacked. Save it again and upload that."
        ) from None
    if found is None:
        raise UnknownFileError(
            "This is an archive. People cannot see what is in it: upload the documents themselves."
        )
    return found


def _of_parts(package: zipfile.ZipFile, names: set[str]) -> str | None:
    if "[Content_Types].xml" in names:
        if any(name.lower().endswith("vbaproject.bin") for name in names):
            raise UnknownFileError(
                "This file holds macros, which can harm a reader’s computer. Save it without them."
            )
        types = _part(package, "[Content_Types].xml")
        for ending in ("docx", "xlsx", "pptx"):
            if f"{KINDS[ending].content_type}.main+xml".encode() in types:
                return ending
    if "mimetype" in names:
        kind = _BY_TYPE.get(_part(package, "mimetype").decode("ascii", "replace").strip())
        return kind.ending if kind else None
    return None


def _part(package: zipfile.ZipFile, name: str) -> bytes:
    entry = package.getinfo(name)
    if entry.flag_bits & 0x1:
        raise UnknownFileError(
            "This file is locked with a password. Take the password off and upload that."
        )
    if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise zipfile.BadZipFile("No office program packs like this.")
    with package.open(entry) as part:
        return part.read(LONGEST_PART)


def _refuse_known(beginning: bytes) -> None:
    if beginning.startswith(OLE):
        raise UnknownFileError(
            "This is an older Office file, or one locked with a password. "
            "Save it as .docx, .xlsx, .pptx or PDF, without a password, and upload that."
        )
    if beginning.startswith(PROGRAMS):
        raise UnknownFileError("This is a program, not a document.")
    if PAGE.search(beginning):
        raise UnknownFileError(
            "This is a web page or a drawing in code (HTML, SVG, XML). Save it as PDF."
        )
    if beginning[4:8] == b"ftyp":
        raise UnknownFileError(
            "This is a film, a sound or an Apple picture (HEIC). Save a picture as JPEG."
        )


def _of_text(beginning: bytes, name: str) -> str:
    if CONTROLS.search(beginning):
        raise UnknownFileError(
            "Nobody can tell what this file is. Save it as PDF, or as .docx or .xlsx."
        )
    return "csv" if name.lower().endswith(".csv") else "txt"


def words_for(endings: list[str]) -> Iterator[str]:
    """Yield what people call each of these kinds."""
    return (KINDS[ending].words for ending in endings)
