"""The small notation in which Word, OpenDocument and PDF documents are kept, one line a block.

    @header text      said of the file: title, author, header, footer, hyphenate
    = text            the title on the page; == the subtitle; #, ##, ### headings
    ! text            a paragraph wholly in bold, as many authors make their headings
    - text            a bullet; two blanks before it for each step of depth
    {Question %1} x   numbered by the word processor: %1, %a or %i; {!%1.} begins again at one
    | a | b |         a row of a table; [] text: a paragraph in a box, a table of one cell
    > text            a quotation; --- a new page; anything else a paragraph

Within a line: **bold**, [anchor](address), ^[footnote].
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import groupby


class Kind(StrEnum):
    TITLE = "title"
    SUBTITLE = "subtitle"
    HEADING = "heading"
    BOLD = "bold"
    BULLET = "bullet"
    NUMBERED = "numbered"
    ROW = "row"
    BOX = "box"
    QUOTE = "quote"
    BREAK = "break"
    PARAGRAPH = "paragraph"


LISTS = (Kind.BULLET, Kind.NUMBERED)


@dataclass(frozen=True)
class Span:
    text: str
    bold: bool = False
    url: str = ""
    note: str = ""


@dataclass(frozen=True)
class Line:
    kind: Kind
    text: str = ""
    depth: int = 0  # of a list item, from 0; of a heading, from 1
    label: str = ""  # "Question %1", as a word processor keeps it
    number: int = 0  # what the label counts to here
    restarts: bool = False

    @property
    def spans(self) -> list[Span]:
        return list(spans_of(self.text))

    @property
    def cells(self) -> list[str]:
        return [cell.strip() for cell in self.text.strip().strip("|").split("|")]

    @property
    def marker(self) -> str:
        """Return the mark as a reader sees it: “•” or “Question 3”."""
        return written(self.label, self.number) if self.label else "•"


@dataclass(frozen=True)
class Script:
    lines: list[Line]
    said: dict[str, str] = field(default_factory=dict)

    def runs(self) -> Iterator[tuple[Kind, list[Line]]]:
        """Yield neighbours of one kind together; bullets and numbers make one list."""
        for kind, lines in groupby(self.lines, lambda line: _family(line.kind)):
            yield kind, list(lines)


def _family(kind: Kind) -> Kind:
    return Kind.BULLET if kind in LISTS else kind


SPAN = re.compile(
    r"\*\*(?P<bold>[^*]+)\*\*|\[(?P<anchor>[^\]]*)\]\((?P<url>[^)]*)\)|\^\[(?P<note>[^\]]*)\]"
)


def spans_of(text: str) -> Iterator[Span]:
    at = 0
    for found in SPAN.finditer(text):
        if found.start() > at:
            yield Span(text[at : found.start()])
        if found["bold"] is not None:
            yield Span(found["bold"], bold=True)
        elif found["note"] is not None:
            yield Span("", note=found["note"])
        else:
            yield Span(found["anchor"] or "", url=found["url"] or "")
        at = found.end()
    if at < len(text):
        yield Span(text[at:])


ROMAN = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")


def written(label: str, number: int) -> str:
    letter = chr(ord("a") + number - 1)
    return label.replace("%1", str(number)).replace("%a", letter).replace("%i", ROMAN[number])


PREFIXES = (
    ("== ", Kind.SUBTITLE, 0),
    ("= ", Kind.TITLE, 0),
    ("### ", Kind.HEADING, 3),
    ("## ", Kind.HEADING, 2),
    ("# ", Kind.HEADING, 1),
    ("! ", Kind.BOLD, 0),
    ("[] ", Kind.BOX, 0),
    ("> ", Kind.QUOTE, 0),
    ("---", Kind.BREAK, 0),
)
LIST_LINE = re.compile(r"(?P<indent> *)(?:-|\{(?P<again>!?)(?P<label>[^}]+)\}) (?P<text>.*)")


def read_script(source: str) -> Script:
    said: dict[str, str] = {}
    lines: list[Line] = []
    for raw in source.splitlines():
        if raw.startswith("@"):
            name, _, value = raw[1:].partition(" ")
            said[name] = value
        elif raw.strip():
            lines.append(_line(raw))
    return Script(_counted(lines), said)


def _line(raw: str) -> Line:
    if raw.startswith("|"):
        return Line(Kind.ROW, raw)
    for prefix, kind, depth in PREFIXES:
        if raw.startswith(prefix):
            return Line(kind, raw.removeprefix(prefix), depth)
    if item := LIST_LINE.fullmatch(raw):
        kind = Kind.NUMBERED if item["label"] else Kind.BULLET
        depth = len(item["indent"]) // 2
        return Line(kind, item["text"], depth, item["label"] or "", restarts=bool(item["again"]))
    return Line(Kind.PARAGRAPH, raw)


def _counted(lines: list[Line]) -> list[Line]:
    """Number the lines as a word processor does: a deeper count ends when a shallower goes on."""
    counts: dict[tuple[int, str], int] = {}
    counted = []
    for line in lines:
        if line.kind in LISTS:
            counts = {key: count for key, count in counts.items() if key[0] <= line.depth}
        if line.kind is not Kind.NUMBERED:
            counted.append(line)
            continue
        key = (line.depth, line.label)
        number = 1 if line.restarts else counts.get(key, 0) + 1
        counts[key] = number
        counted.append(
            Line(line.kind, line.text, line.depth, line.label, number, restarts=number == 1)
        )
    return counted
