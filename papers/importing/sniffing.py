"""What a file is, told by what is in it; its name only tells one kind of text from another."""

import re
from enum import StrEnum
from pathlib import PurePath

from papers.importing.archives import open_package
from papers.importing.building import NOTHING_TO_READ
from papers.importing.encodings import NOT_A_DOCUMENT, decode
from papers.importing.refusals import DocumentRefusedError

ZIP = b"PK\x03\x04"
EMPTY_ZIP = b"PK\x05\x06"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
PICTURES = (
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"II*\x00",
    b"MM\x00*",
    b"BM",
    b"\x00\x00\x00\x0cjP",
)
HTML = re.compile(r"\s*(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body)\b", re.I | re.S)
TAG = re.compile(r"</?(?:p|div|h[1-6]|ul|ol|li|table|section|article|main|blockquote)\b", re.I)
MARKDOWN_HEADING = re.compile(r"^#{1,6}[ \t]{1,3}(?=[^\W\d_]|\d)", re.M)
MARKDOWN_WITHIN = re.compile(
    r"\*\*[^\s*][^*\n]{0,300}\*\*|\[[^\]\n]{1,200}\]\((?:https?:|mailto:|/|#)[^)\s]{1,500}\)"
)
OPENDOCUMENT_TEXT = b"application/vnd.oasis.opendocument.text"


class Format(StrEnum):
    DOCX = "docx"
    ODT = "odt"
    PDF = "pdf"
    HTML = "html"
    MARKDOWN = "markdown"
    PLAIN = "plain"


def format_of(data: bytes, name: str) -> Format:
    """The format to read it as; raises `DocumentRefusedError` for what is no document of these."""
    if not data.strip():
        raise DocumentRefusedError(NOTHING_TO_READ)
    if data.startswith((ZIP, EMPTY_ZIP)):
        return _package(data)
    if b"%PDF-" in data[:1024]:
        return Format.PDF
    _refuse_known(data)
    return _text(data, name)


def _package(data: bytes) -> Format:
    with open_package(data) as archive:
        names = set(archive.namelist())
        if "word/document.xml" in names or _main_part(names):
            return Format.DOCX
        if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
            with archive.open("mimetype") as stream:
                if stream.read(200).startswith(OPENDOCUMENT_TEXT) and "content.xml" in names:
                    return Format.ODT
    if any(name.startswith("xl/") for name in names):
        raise DocumentRefusedError("This is a spreadsheet. Import the paper as a .docx file.")
    if any(name.startswith("ppt/") for name in names):
        raise DocumentRefusedError("This is a slide show. Import the paper as a .docx file.")
    raise DocumentRefusedError(
        "This is an archive, not a document. Unpack it and import the paper that is in it."
    )


def _main_part(names: set[str]) -> bool:
    """Some programs number the main part: word/document2.xml."""
    return any(re.fullmatch(r"word/document\d+\.xml", name) for name in names)


def _refuse_known(data: bytes) -> None:
    if data.startswith(OLE):
        if ENCRYPTED_PACKAGE in data:
            raise DocumentRefusedError(
                "This file is locked with a password. Take the password off and import it again."
            )
        raise DocumentRefusedError(
            "This file is in an older Word format (.doc). Save it as .docx and import that."
        )
    if data.startswith(b"{\\rtf"):
        raise DocumentRefusedError(
            "This is a Rich Text (.rtf) file. Save it as .docx and import that."
        )
    webp = data[:4] == b"RIFF" and data[8:12] == b"WEBP"
    if data.startswith(PICTURES) or webp or data[4:8] == b"ftyp":
        raise DocumentRefusedError(
            "This is a picture. Import the document that it was taken from, or paste its text."
        )


def _text(data: bytes, name: str) -> Format:
    start = decode(data[: 64 * 1024])
    ending = PurePath(name).suffix.lower()
    if ending in {".md", ".markdown"}:
        return Format.MARKDOWN
    if HTML.match(start) or (ending in {".html", ".htm", ".xhtml"} and TAG.search(start)):
        return Format.HTML
    if start.lstrip().startswith("<?xml"):
        if re.search(r"<html\b", start[:2000], re.I):
            return Format.HTML
        raise DocumentRefusedError(NOT_A_DOCUMENT)
    if not ending and _looks_like_markdown(start):
        return Format.MARKDOWN
    return Format.PLAIN


def _looks_like_markdown(start: str) -> bool:
    """Whether pasted text bears two marks of Markdown that no plain text has by chance."""
    headings = sum(1 for _ in MARKDOWN_HEADING.finditer(start))
    return headings > 1 or (headings == 1 and MARKDOWN_WITHIN.search(start) is not None)
