"""What a file is, told by its bytes; what readers' computers are told it is called."""

import zipfile
from io import BytesIO

import pytest
from pytest_django.fixtures import Settings

from papers.files.file_kinds import KINDS, UnknownFileError, kind_of
from papers.files.receiving import FileRefusedError, receive, safe_name
from tests.papers.uploads import PDF, image, package, upload

WORD = KINDS["docx"].content_type
ODT = KINDS["odt"].content_type
TYPES = '<Override ContentType="{}.main+xml"/>'

KNOWN = {
    "pdf": PDF,
    "docx": package({"[Content_Types].xml": TYPES.format(WORD), "word/document.xml": "<w/>"}),
    "xlsx": package({"[Content_Types].xml": TYPES.format(KINDS["xlsx"].content_type)}),
    "pptx": package({"[Content_Types].xml": TYPES.format(KINDS["pptx"].content_type)}),
    "odt": package({"mimetype": ODT}),
    "rtf": b"{\\rtf1 Words}",
    "png": image(),
    "jpg": image(kind="JPEG"),
    "webp": image(kind="WEBP"),
    "txt": "Éclair, a café’s words".encode(),
}


def spoilt(method: int) -> bytes:
    """A Word file whose list of parts says nothing any more, packed in this way."""
    whole = package({"[Content_Types].xml": TYPES.format(WORD)}, method)
    start = whole.index(b"[Content_Types].xml") + len("[Content_Types].xml")
    return whole[: start + 9] + b"\xff" * 12 + whole[start + 21 :]


def locked() -> bytes:
    """A Word file that says that its list of parts is encrypted."""
    whole = bytearray(package({"[Content_Types].xml": TYPES.format(WORD)}))
    for header, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        whole[whole.index(header) + flags] |= 1
    return bytes(whole)


MACROS = {"[Content_Types].xml": TYPES.format(WORD), "word/vbaProject.bin": "x"}
REFUSED = {
    "empty": b"",
    "an archive": package({"one.pdf": "x", "two.exe": "MZ"}),
    "macros": package(MACROS),
    "damaged": b"PK\x03\x04 and then nothing of a package",
    "damaged: stored": spoilt(zipfile.ZIP_STORED),
    "damaged: deflated": spoilt(zipfile.ZIP_DEFLATED),
    "damaged: bzip2": spoilt(zipfile.ZIP_BZIP2),
    "damaged: lzma": spoilt(zipfile.ZIP_LZMA),
    "locked with a password": locked(),
    "older Office": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    "program": b"MZ\x90\x00" + b"\0" * 60,
    "web page": b"\n<!DOCTYPE html><script>alert(1)</script>",
    "drawing": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "film": b"\0\0\0\x20ftypisom\0\0\0\0",
    "what this file is": b"\x00\x01\x02\x03 bytes of no kind",
}


@pytest.mark.parametrize("ending", KNOWN)
def test_a_file_is_known_by_its_bytes(ending: str) -> None:
    assert kind_of(BytesIO(KNOWN[ending]), "a lie.exe").ending == ending


@pytest.mark.parametrize("what", REFUSED)
def test_what_it_is_not_is_said(what: str) -> None:
    with pytest.raises(UnknownFileError) as refused:
        kind_of(BytesIO(REFUSED[what]), "paper.pdf")
    said = str(refused.value)
    assert said.endswith(".")
    assert said.startswith(("This", "Nobody"))


@pytest.mark.parametrize("what", ["damaged: stored", "damaged: deflated", "locked with a password"])
def test_what_was_spoilt_is_told_from_what_is_locked(what: str) -> None:
    with pytest.raises(UnknownFileError, match=what.partition(":")[0]):
        kind_of(BytesIO(REFUSED[what]), "paper.docx")


def test_a_table_is_told_from_text_by_its_name() -> None:
    assert kind_of(BytesIO(b"a,b\n1,2\n"), "Figures.CSV").ending == "csv"


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Our report.pdf", "Our report.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\editor\\Report.PDF", "Report.pdf"),
        ("report\u202efdp.exe", "reportfdp.exe.pdf"),
        ("..", "file.pdf"),
        (".pdf", "file.pdf"),
        ("a/b?.pdf", "b.pdf"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
        ("\u3164.pdf", "file.pdf"),
        ("Adroddiad â llun.pdf", "Adroddiad â llun.pdf"),
    ],
)
def test_a_name_holds_no_path_and_no_trick(name: str, kept: str) -> None:
    assert safe_name(name, KINDS["pdf"]) == kept


def test_an_ending_that_lies_is_put_right() -> None:
    assert receive(upload(PDF, "report.html")).file_name == "report.html.pdf"
    assert receive(upload(PDF, "report.html")).content_type == "application/pdf"


@pytest.mark.parametrize(("encoding", "said"), [("utf-8", "utf-8"), ("cp1252", "windows-1252")])
def test_a_text_says_how_it_is_written(encoding: str, said: str) -> None:
    text = ("Café, " * 30_000).encode(encoding)
    assert receive(upload(text, "notes.txt")).content_type == f"text/plain; charset={said}"


def test_a_kind_the_house_does_not_take(settings: Settings) -> None:
    settings.ATTACHMENT_TYPES = ["pdf", "docx"]
    with pytest.raises(FileRefusedError, match=r"CSV file. What can be attached: PDF, Word"):
        receive(upload(b"a,b\n", "figures.csv"))


def test_a_file_over_the_limit(settings: Settings) -> None:
    settings.ATTACHMENT_MAX_BYTES = 1024**2
    with pytest.raises(FileRefusedError, match="keep to 1 MB"):
        receive(upload(PDF + b" " * 1024**2))
