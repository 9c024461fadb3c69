"""Text without marks: paragraphs by blank line or by line, lists, and lines wrapped by hand."""

import re
from dataclasses import dataclass

from papers.importing.blocks import BlockKind, Document
from papers.importing.building import Blocks, Text, add_with_addresses
from papers.importing.encodings import decode
from papers.importing.limits import MOST_BLOCKS, MOST_CHARACTERS
from papers.importing.marks import is_drawn, split_marker
from papers.importing.refusals import too_long

# Lines longer than this were not wrapped by hand; lines that are all shorter than the
# narrowest were ended on purpose.
WIDEST_WRAP = 100
NARROWEST_WRAP = 50
TAB = 4
# A row of a table drawn with spaces: two wide gaps, one wider, or boxes to tick.
COLUMNS = re.compile(r"\S {3,60}\S[^\n]*\S {3,60}\S|\S {6,60}\S|\[ {0,2}\]")
UNDERLINE = re.compile(r"(={3,}|-{3,})[ \t]*")


@dataclass
class _Line:
    text: str
    indent: int
    marker: str
    page: int | None


def read_plain(data: bytes) -> Document:
    """Paragraphs and list items; what looks like a heading is left for the interpreter to judge."""
    text = decode(data)
    if len(text) > MOST_CHARACTERS:
        raise too_long("characters", len(text), MOST_CHARACTERS)
    if text.count("\n") > 4 * MOST_BLOCKS:
        raise too_long("lines", text.count("\n"), 4 * MOST_BLOCKS)
    found = Blocks()
    width = _wrap_width(text)
    page = 1 if "\f" in text else None
    for number, sheet in enumerate(text.split("\f")):
        for chunk in _chunks(sheet):
            _read_chunk(chunk, width, None if page is None else page + number, found)
    return Document(blocks=found.finished(), format="plain", left_out=tuple(found.left_out))


def _wrap_width(text: str) -> int:
    """The column at which the author's lines were wrapped; 0 when each line is a paragraph."""
    lengths = sorted(len(line.rstrip()) for line in text.split("\n") if line.strip())
    if not lengths:
        return 0
    # A long address in a wrapped text is let stand out.
    widest = lengths[int((len(lengths) - 1) * 0.97)]
    return widest if NARROWEST_WRAP <= widest <= WIDEST_WRAP else 0


def _chunks(sheet: str) -> list[list[str]]:
    chunks: list[list[str]] = [[]]
    for line in sheet.split("\n"):
        if line.strip():
            chunks[-1].append(line)
        elif chunks[-1]:
            chunks.append([])
    return [chunk for chunk in chunks if chunk]


def _read_chunk(chunk: list[str], width: int, page: int | None, found: Blocks) -> None:
    place = 0
    while place < len(chunk):
        after = chunk[place + 1] if place + 1 < len(chunk) else ""
        if is_drawn(chunk[place]):
            found.leave_out(chunk[place], "a line drawn across the page")
            place += 1
        elif UNDERLINE.fullmatch(after.strip()) and len(chunk[place]) <= WIDEST_WRAP:
            _add_heading(chunk[place], after, page, found)
            place += 2
        else:
            place = _read_paragraph(chunk, place, width, page, found)


def _add_heading(line: str, under: str, page: int | None, found: Blocks) -> None:
    heading = Text()
    heading.add(line)
    found.add(heading.block(BlockKind.HEADING, level=1 if "=" in under else 2, page=page))
    found.leave_out(under, "the line under a heading")


def _read_paragraph(
    chunk: list[str], place: int, width: int, page: int | None, found: Blocks
) -> int:
    """Add the paragraph or item that begins at `place`; return where the next one does."""
    first = _line(chunk[place], page)
    lines = [first.text]
    last = chunk[place]
    place += 1
    while place < len(chunk) and _goes_on(first, last, chunk[place], width):
        last = chunk[place]
        lines.append(last.strip(" \t"))
        place += 1
    _add(first, " ".join(lines), found)
    return place


def _line(written: str, page: int | None) -> _Line:
    bare = written.expandtabs(TAB).lstrip(" ")
    indent = len(written.expandtabs(TAB)) - len(bare)
    marker, text = split_marker(written.strip(" \t"))
    return _Line(text, indent, marker, page)


def _goes_on(first: _Line, last: str, line: str, width: int) -> bool:
    """Whether `line` carries on: the one before had no room left for its first word."""
    if not width or is_drawn(line) or COLUMNS.search(line.strip()) or COLUMNS.search(last.strip()):
        return False
    after = _line(line, None)
    if after.marker:
        return False
    word = after.text.split(maxsplit=1)[0]
    hanging = bool(first.marker) and after.indent > first.indent and after.text[:1].islower()
    return hanging or len(last.rstrip()) + 1 + len(word) > width


def _add(line: _Line, text: str, found: Blocks) -> None:
    written = Text()
    add_with_addresses(written, text)
    kind = BlockKind.LIST_ITEM if line.marker else BlockKind.PARAGRAPH
    depth = min(line.indent // TAB, 8) if line.marker else 0
    found.add(written.block(kind, depth=depth, marker=line.marker, page=line.page))
