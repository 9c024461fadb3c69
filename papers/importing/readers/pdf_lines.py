"""The pieces of a PDF page as lines of text, and what recurs on every page taken out."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from papers.importing.building import Blocks

PAGE_NUMBER = re.compile(
    r"(?:page\s*)?[-–—|(\[]*\s*(?:\d{1,4}|[ivxl]{1,7})\s*(?:(?:of|/)\s*\d{1,4})?\s*[-–—|)\]]*", re.I
)
PRINTED = re.compile(
    r"\d{1,2}/\d{1,2}/\d{2,4}, \d{1,2}:\d{2}.{0,300}|(?:https?|file)://\S{1,1000}\s+\d+\s*/\s*\d+"
)
# A footer that says its page is one, whatever else it says.
COUNTED = re.compile(r".{0,120}\bpage\s+\d{1,4}\s+of\s+\d{1,4}", re.I)
DIGITS = re.compile(r"\d+")
# How many lines from the top and the bottom of a page may be running ones.
EDGE = 3
# Parts of the size: how far a raised figure stands off its line, how close two pieces touch.
SAME_LINE = 0.45


@dataclass
class Piece:
    """Text drawn in one go: where it begins, in points from the lower left, and how large."""

    text: str
    x: float
    y: float
    size: float
    bold: bool
    ends_line: bool = False


@dataclass(frozen=True)
class LinkArea:
    left: float
    low: float
    right: float
    high: float
    url: str

    def holds(self, piece: Piece) -> bool:
        inside = self.left - 1 <= piece.x < self.right
        return inside and self.low - 3 <= piece.y <= self.high + 1


@dataclass
class Line:
    """One line; `links` are (start, end, url) over its text."""

    text: str
    x: float
    y: float
    size: float
    bold: bool
    page: int
    links: list[tuple[int, int, str]] = field(default_factory=list)


def lines_of(pieces: Sequence[Piece], areas: Sequence[LinkArea], page: int) -> list[Line]:
    """The lines in the order in which they were drawn, which keeps columns apart."""
    groups: list[list[Piece]] = []
    for piece in pieces:
        if groups and _same_line(groups[-1], piece):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return [line for group in groups if (line := _line(group, areas, page)).text.strip()]


def _same_line(group: list[Piece], piece: Piece) -> bool:
    largest = max(group[0].size, piece.size, 1.0)
    return abs(group[0].y - piece.y) < SAME_LINE * largest and piece.x >= group[-1].x - largest


def _line(group: list[Piece], areas: Sequence[LinkArea], page: int) -> Line:
    text = ""
    links = []
    for piece in group:
        written = piece.text.replace("\n", " ").lstrip() if not text else piece.text
        written = written.replace("\n", " ")
        if text.endswith(" ") and written.startswith(" "):
            written = written.lstrip()
        area = next((area for area in areas if area.holds(piece)), None)
        if area is not None:
            start = len(text) + len(written) - len(written.lstrip())
            links.append((start, len(text) + len(written.rstrip()), area.url))
        text += written
    text = text.rstrip()
    links = [(start, min(end, len(text)), url) for start, end, url in links if start < len(text)]
    first = group[0]
    lettered = [piece for piece in group if any(c.isalnum() for c in piece.text)]
    return Line(
        text=text,
        x=first.x,
        y=first.y,
        size=round(max(piece.size for piece in group), 1),
        bold=bool(lettered) and all(piece.bold for piece in lettered),
        page=page,
        links=_joined(links),
    )


def _joined(links: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """One link where one address covers pieces that follow one another."""
    found: list[tuple[int, int, str]] = []
    for start, end, url in links:
        if found and found[-1][2] == url and start - found[-1][1] <= 1:
            found[-1] = (found[-1][0], end, url)
        else:
            found.append((start, end, url))
    return found


def without_running(sheets: Sequence[list[Line]], found: Blocks) -> list[Line]:
    """Every page's lines but running headers and page numbers, which `found` lists as left out."""
    seen = Counter(key for lines in sheets for key in {_key(line) for line in _edges(lines)})
    often = max(min(3, len(sheets)), len(sheets) // 3, 2)
    kept = []
    for lines in sheets:
        edges = {id(line) for line in _edges(lines)}
        for line in lines:
            if id(line) in edges and seen[_key(line)] >= often:
                number = PAGE_NUMBER.fullmatch(line.text.strip())
                found.leave_out(line.text, "page number" if number else "running header")
            elif id(line) in edges and _is_page_number(line, lines):
                found.leave_out(line.text, "page number")
            elif id(line) in edges and PRINTED.fullmatch(line.text.strip()):
                found.leave_out(line.text, "written in the margin by the browser that printed it")
            else:
                kept.append(line)
    return kept


def _edges(lines: list[Line]) -> list[Line]:
    by_height = sorted(lines, key=lambda line: line.y)
    edge = max(1, min(EDGE, len(lines) // 4))
    return by_height[:edge] + by_height[-edge:]


def _key(line: Line) -> tuple[str, int]:
    """What is the same of a running line on every page: its words and its height."""
    return DIGITS.sub("#", line.text.strip()), round(line.y / 4)


def _is_page_number(line: Line, lines: list[Line]) -> bool:
    ends = {min(other.y for other in lines), max(other.y for other in lines)}
    text = line.text.strip()
    return line.y in ends and bool(PAGE_NUMBER.fullmatch(text) or COUNTED.fullmatch(text))
