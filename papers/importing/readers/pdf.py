"""PDF files with a text layer: pypdf gives the pieces of each page, `pdf_lines` joins them."""

import io
from collections.abc import Iterator
from typing import Any

from pypdf import PageObject, PdfReader, overwrite_configuration
from pypdf.errors import DependencyError, PyPdfError
from pypdf.generic import DictionaryObject

from papers.importing.archives import BROKEN
from papers.importing.blocks import Document
from papers.importing.building import Blocks
from papers.importing.limits import LARGEST_FILE, LARGEST_STREAM, MOST_PAGES, MOST_PIECES
from papers.importing.readers.pdf_blocks import add_paragraphs
from papers.importing.readers.pdf_lines import Line, LinkArea, Piece, lines_of, without_running
from papers.importing.refusals import DocumentRefusedError, too_long

PICTURES = (
    "This PDF holds pictures of pages, with no text in them. "
    "Import the document that it was made from, or a copy with its text recognised."
)
LOCKED = "This PDF is locked with a password. Save a copy without one and import that."
# What a damaged file makes of a reader that trusts the types it finds.
DAMAGE: tuple[type[Exception], ...] = (
    PyPdfError,
    ValueError,
    KeyError,
    IndexError,
    TypeError,
    AttributeError,
    OSError,
)
DAMAGE += (AssertionError, NotImplementedError, OverflowError, ArithmeticError, StopIteration)
LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0: None}


def read_pdf(data: bytes) -> Document:
    """Paragraphs, headings and list items by page; running headers and page numbers left out."""
    overwrite_configuration(
        maximum_declared_stream_length=LARGEST_FILE,
        zlib_maximum_output_length=LARGEST_STREAM,
        lzw_maximum_output_length=LARGEST_STREAM,
        run_length_maximum_output_length=LARGEST_STREAM,
        array_based_stream_maximum_output_length=LARGEST_STREAM,
    )
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise DocumentRefusedError(LOCKED)
        if (pages := len(reader.pages)) > MOST_PAGES:
            raise too_long("pages", pages, MOST_PAGES)
        sheets = list(_sheets(reader))
    except DependencyError as error:
        raise DocumentRefusedError(LOCKED) from error
    except DAMAGE as error:
        raise DocumentRefusedError(BROKEN) from error
    if not any(sheets):
        raise DocumentRefusedError(PICTURES)
    found = Blocks()
    add_paragraphs(without_running(sheets, found), found)
    return _document(reader, found)


def _sheets(reader: PdfReader) -> Iterator[list[Line]]:
    left = MOST_PIECES
    for number, page in enumerate(reader.pages, start=1):
        pieces = _pieces(page)
        left -= len(pieces)
        if left < 0:
            raise too_long("pieces of text", MOST_PIECES - left, MOST_PIECES)
        yield lines_of(pieces, _link_areas(page), number)


def _pieces(page: PageObject) -> list[Piece]:
    pieces: list[Piece] = []

    def visit(text: str, place: list[float], inner: list[float], font: Any, size: float) -> None:
        if not text.strip():
            if pieces and text:
                pieces[-1].ends_line = pieces[-1].ends_line or "\n" in text
                pieces[-1].text += " "
            return
        across = inner[4] * place[0] + inner[5] * place[2] + place[4]
        up = inner[4] * place[1] + inner[5] * place[3] + place[5]
        scale = abs(inner[3] * place[3]) or abs(inner[1] * place[2]) or 1.0
        pieces.append(
            Piece(text.translate(LIGATURES), across, up, float(size or 0) * scale, _is_bold(font))
        )

    page.extract_text(visitor_text=visit)
    return pieces


def _is_bold(font: Any) -> bool:
    name = str(font.get("/BaseFont", "")).lower() if isinstance(font, DictionaryObject) else ""
    return any(weight in name for weight in ("bold", "black", "heavy", "demi"))


def _link_areas(page: PageObject) -> list[LinkArea]:
    areas = []
    for reference in page.get("/Annots") or ():
        annotation = reference.get_object()
        action = annotation.get("/A") if isinstance(annotation, DictionaryObject) else None
        action = action.get_object() if action is not None else None
        rectangle = annotation.get("/Rect") if action else None
        if isinstance(action, DictionaryObject) and "/URI" in action and rectangle:
            left, low, right, high = (float(side) for side in rectangle)
            areas.append(
                LinkArea(
                    min(left, right), min(low, high), max(left, right), max(low, high),
                    str(action["/URI"]),
                )
            )  # fmt: skip
    return areas


def _document(reader: PdfReader, found: Blocks) -> Document:
    try:
        about = reader.metadata
        title, author = (about.title or "", about.author or "") if about else ("", "")
        created = about.creation_date.isoformat() if about and about.creation_date else ""
        language = str(reader.root_object.get("/Lang") or "")
    except DAMAGE:
        title = author = created = language = ""
    return Document(
        blocks=found.finished(),
        format="pdf",
        title=title.strip(),
        author=author.strip(),
        created=created,
        language=language,
        left_out=tuple(found.left_out),
    )
