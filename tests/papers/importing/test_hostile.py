"""Files made to harm: each refused in one sentence, for less than 2 s of CPU and 200 MB."""

import io
import re
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader, PdfWriter

from papers.importing.confining import read_confined
from papers.importing.refusals import DocumentRefusedError
from tests.papers.importing.measuring import measured
from tests.papers.importing.packages import docx, odt, page, paragraph, pdf, pdf_pages, zipped

MANY = 300_000
MEGABYTES_50 = 50 * 1024 * 1024
DEEP = 5_000


def nested(open_tag: str, close_tag: str, inside: str, times: int = DEEP) -> str:
    return open_tag * times + inside + close_tag * times


def with_doctype(subset: str, inside: str) -> bytes:
    document = (
        f'<?xml version="1.0"?><!DOCTYPE w:document [{subset}]><w:document xmlns:w='
        '"http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f"<w:body>{paragraph(inside)}</w:body></w:document>"
    )
    return zipped({"word/document.xml": document})


def lying_bomb() -> bytes:
    """100 kB that unpack to 100 MB, and say that they are 100 bytes."""
    bomb = zipped({"word/document.xml": b"<a>" + b" " * (100 * 1024 * 1024)})
    size = (100 * 1024 * 1024 + 3).to_bytes(4, "little")
    assert bomb.count(size) == 2
    return bomb.replace(size, (100).to_bytes(4, "little"))


def many_entries() -> bytes:
    return zipped({"word/document.xml": "<a/>", **{f"{n}.txt": "" for n in range(5_000)}})


def slipping(name: str) -> bytes:
    return zipped({"word/document.xml": "<a/>", name: "owned"})


def locked_entry() -> bytes:
    plain = bytearray(docx(paragraph("Words.")))
    with zipfile.ZipFile(io.BytesIO(plain)) as archive:
        start = archive.start_dir
    plain[start + 8] |= 1
    return bytes(plain)


def encrypted_pdf() -> bytes:
    writer = PdfWriter(PdfReader(io.BytesIO(pdf_pages([page((700, 12, "Words."))]))))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def bursting_pdf() -> bytes:
    return pdf_pages([b"BT (a) Tj ET " + b" " * (100 * 1024 * 1024)])


def circling_pdf() -> bytes:
    return pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 9>>",
            b"<</Type/Pages/Kids[2 0 R]/Count 9/Parent 2 0 R>>",
        ]
    )


def echoing_pdf() -> bytes:
    """Twenty forms, each drawing the next ten times."""
    forms = [f"/X{n} {n + 4} 0 R".encode() for n in range(1, 21)]
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/Resources<</XObject<<%s>>>>/Contents 4 0 R>>" % b"".join(forms),
        b"<</Length 6>>stream\n/X1 Do\nendstream",
    ]
    for number in range(1, 21):
        content = b"/X%d Do " % (number + 1) * 10
        objects.append(
            b"<</Subtype/Form/Resources<</XObject<<%s>>>>/Length %d>>stream\n%s\nendstream"
            % (b"".join(forms), len(content), content)
        )
    return pdf(objects)


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha" * 50}">' for n in range(12))
CELL = "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"
ODT_CELL = (
    "<table:table><table:table-row><table:table-cell>",
    ("</table:table-cell></table:table-row></table:table>"),
)
NOISE = bytes(range(256)) * 4096

REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "bomb.docx": (lying_bomb, "unpacks|damaged"),
    "entries.docx": (many_entries, "unpacks"),
    "slip.docx": (lambda: slipping("../../owned.txt"), "damaged"),
    "absolute.docx": (lambda: slipping("/tmp/owned.txt"), "damaged"),
    "windows.docx": (lambda: slipping("..\\owned.txt"), "damaged"),
    "locked.docx": (locked_entry, "password"),
    "xxe-file.docx": (
        lambda: with_doctype('<!ENTITY x SYSTEM "file:///etc/passwd">', "&amp;x;"),
        "declares",
    ),
    "xxe-http.docx": (
        lambda: with_doctype('<!ENTITY % x SYSTEM "http://127.0.0.1:9/x"> %x;', "a"),
        "declares",
    ),
    "laughs.docx": (lambda: with_doctype(LAUGHS, "&l11;"), "declares"),
    "laughs.odt": (
        lambda: zipped(
            {
                "mimetype": "application/vnd.oasis.opendocument.text",
                "content.xml": f"<!DOCTYPE a [{LAUGHS}]><a>&l11;</a>",
            }
        ),
        "declares",
    ),
    "hidden-laughs.docx": (
        lambda: zipped(
            {"word/document.xml": f"<!DOCTYPE a [{LAUGHS}]><a>&l11;</a>".encode("utf-16")}
        ),
        "declares",
    ),
    "nested.docx": (lambda: docx(nested(*CELL, paragraph("a"))), "nests"),
    "nested.odt": (lambda: odt(nested(*ODT_CELL, "<text:p>a</text:p>")), "nests"),
    "nested.html": (lambda: nested("<table><tr><td>", "</td></tr></table>", "a").encode(), "nests"),
    "unclosed.html": (lambda: b"<html><body>" + b"<div>a" * 100_000, "nests|tags"),
    "many.docx": (lambda: docx(paragraph("a") * MANY), "Split"),
    "many.odt": (lambda: odt("<text:p>a</text:p>" * MANY), "Split"),
    "many.html": (lambda: b"<html><body>" + b"<p>a</p>" * MANY, "Split"),
    "many.md": (lambda: b"a\n\n" * MANY, "Split"),
    "many.txt": (lambda: b"a\n\n" * MANY, "Split"),
    "many.pdf": (lambda: pdf_pages([page((700, 12, "a")) * 6_000] * 50), "Split"),
    "pages.pdf": (lambda: pdf_pages([page((700, 12, "a"))] * 3_000), "Split"),
    "brackets.md": (lambda: b"[" * 100_000, "nests"),
    "spread-brackets.md": (lambda: b"[a" * 100_000, "Split"),
    "quotes.md": (lambda: b">" * 100_000, "nests"),
    "spread-quotes.md": (lambda: b"> " * 100_000 + b"a", "nests"),
    "images.md": (lambda: b"![a](" * 19_000, ""),
    "encrypted.pdf": (encrypted_pdf, "password"),
    "bursting.pdf": (bursting_pdf, "damaged|Split"),
    "circling.pdf": (circling_pdf, "damaged|pictures"),
    "echoing.pdf": (echoing_pdf, "damaged|Split|pictures"),
    "pictures.pdf": (lambda: pdf_pages([b"0 0 100 100 re f"]), "pictures of pages"),
    "broken.pdf": (lambda: b"%PDF-1.7\n" + NOISE, "damaged|pictures"),
    "program.docx": (lambda: b"\x7fELF" + NOISE, "not a document"),
    "program.txt": (lambda: b"MZ\x90\x00" + NOISE, "not a document"),
    "nul.txt": (lambda: b"What works?\x00\x00 Tell us.", "not a document"),
    "cut.docx": (lambda: docx(paragraph("Words."))[:-200], "damaged"),
    "archive.docx": (lambda: zipped({"paper.txt": "Words."}), "an archive"),
    "sheet.docx": (lambda: zipped({"xl/workbook.xml": "<a/>"}), "spreadsheet"),
    "old.doc": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + NOISE, "older Word"),
    "rich.doc": (lambda: b"{\\rtf1\\ansi Words.}", "Rich Text"),
    "picture.pdf": (lambda: b"\x89PNG\r\n\x1a\n" + NOISE, "a picture"),
    "empty.docx": (lambda: b"", "no text"),
    "blank.txt": (lambda: b" \n\t\n\xc2\xa0 \n", "no text"),
    "empty-body.docx": (lambda: docx(""), "no text"),
    "large.txt": (lambda: b"Words. " * (MEGABYTES_50 // 7), "larger than 20 MB"),
    "large.md": (lambda: b"Words. " * (MEGABYTES_50 // 7), "larger than 20 MB"),
    "large.html": (lambda: b"<html>" + b" " * MEGABYTES_50, "larger than 20 MB"),
    "large.docx": (lambda: b"PK\x03\x04" + b" " * MEGABYTES_50, "larger than 20 MB"),
    "large.odt": (lambda: b"PK\x03\x04" + b" " * MEGABYTES_50, "larger than 20 MB"),
    "large.pdf": (lambda: b"%PDF-1.7\n" + b" " * MEGABYTES_50, "larger than 20 MB"),
    "long.txt": (lambda: b"Words. " * (19 * 1024 * 1024 // 7), "Split"),
    "long.md": (lambda: b"Words. " * (19 * 1024 * 1024 // 7), "Split"),
    "long.html": (lambda: b"<html><p>" + b"Words. " * (19 * 1024 * 1024 // 7), "Split"),
    "spaces.txt": (lambda: b"a" + b" " * 1_900_000 + b"b\n" + b"-" * 60_000, ""),
}


@pytest.mark.parametrize("name", REFUSED)
def test_it_costs_little_and_is_refused_in_one_sentence(name: str, tmp_path: Path) -> None:
    make, said = REFUSED[name]
    file = tmp_path / name
    file.write_bytes(make())
    reading = measured(file)
    assert re.search(said, reading.refusal)
    assert bool(said) is (reading.blocks == 0)
    assert "\n" not in reading.refusal
    assert len(reading.refusal) < 200
    assert reading.cpu < 2.0
    assert reading.memory < 200
    assert list(tmp_path.iterdir()) == [file]


LINE = "We want to hear from everybody who has worked with people in prison, or been there."
HONEST: dict[str, Callable[[], bytes]] = {
    "60-pages.docx": lambda: docx(paragraph(LINE * 4) * 1_200),
    "60-pages.odt": lambda: odt(f"<text:p>{LINE * 4}</text:p>" * 1_200),
    "50-pages.pdf": lambda: pdf_pages([page(*((800 - 15 * n, 11, LINE) for n in range(50)))] * 50),
}


@pytest.mark.parametrize("name", HONEST)
def test_a_long_paper_is_read_within_the_limits(name: str, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_bytes(HONEST[name]())
    reading = measured(file)
    assert (reading.refusal, reading.blocks > 0) == ("", True)
    assert reading.cpu < 2.0


@pytest.mark.parametrize("name", ["empty.docx", "nul.txt"])
def test_a_refusal_leaves_no_folder_behind(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    usual = tempfile.mkdtemp

    def making(*args: Any, **kwargs: Any) -> str:
        made.append(usual(*args, **kwargs))
        return made[-1]

    monkeypatch.setattr(tempfile, "mkdtemp", making)
    with pytest.raises(DocumentRefusedError):
        read_confined(REFUSED[name][0](), name)
    assert made
    assert not [path for path in made if Path(path).exists()]
