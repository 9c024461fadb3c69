"""A document as a row of units: what is placed, or not, as a whole."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from papers.importing.blocks import Block, BlockKind, Document

# A question named in the middle of a paragraph, as text from a PDF or an e-mail has it.
_NAMED_INSIDE = re.compile(
    r"(?:(?<=[.!?:”\"])[ \t]+|\n[ \t]*)"
    r"(?=(?:Question|QUESTION|Questions|QUESTIONS|Cwestiwn|Q\.?)[ ]?\d{1,3}\s*(?:[:.)–—-]|\n|$))"
)
# A line that begins with a number of its own.
_NUMBERED_LINE = re.compile(r"\n(?=[ \t]*(?:\(?\d{1,3}[.)]|\([ivx]{1,5}\)|Q\.?\s?\d{1,3}\b)[ \t])")
_LEADING_NUMBER = re.compile(r"\s*(\(?\d{1,3}[.)]|\([ivx]{1,5}\))\s+")
_TELLS_WHAT_WAS_ASKED = re.compile(
    r"(?:(?:we|i|they)\s+(?:were\s+)?(?:then\s+|also\s+|next\s+)?asked|asked|you\s+ask(?:ed)?"
    r"|the\s+(?:paper|consultation|chair|committee|panel)\s+ask(?:s|ed))\b[^.]*[.:?]$",
    re.IGNORECASE,
)
_TITLE_NUMBER = re.compile(r"\s*(\(?\d{1,2}[.):]?)\s+(?=\w)")
_NUMBERED_TITLE = re.compile(r"\d{1,2}\s+[A-Z][^.;:!?]{2,60}$")  # “3 Homes”, in plain text
_COUNTED_TITLE = re.compile(r"\(?(?:\d{1,2}|[A-Z]|[IVX]{1,5})\)?[.)]?\s+(?=[A-Z])")  # “B. Nights”
# What heads a letter: “Dear Minister”, “3rd June”.
_LETTERHEAD = re.compile(
    r"dear\b|to\s+whom\b|(?:\w+day,?\s+)?\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:jan|feb|mar|apr|may"
    r"|june?|july?|aug|sep|oct|nov|dec)\w*,?(?:\s+\d{4})?$",
    re.IGNORECASE,
)
_SENTENCE_INSIDE = re.compile(r"[a-z]{2}[.!]\s+[A-Z]")
_SENTENCE_ENDS = (".", ",", ";", ":", "!")
_TITLE_LENGTH = 90
_TITLE_WORDS = 16
_QUESTION_LENGTH, _QUESTION_WORDS = 200, 30  # a question stands above its answer at any length
_DIGITS = re.compile(r"\d+")
_NUMBERED_PAGE = re.compile(r"\bpage\s*\d|[|•·–—-]\s*\d{1,3}$", re.IGNORECASE)
LONGEST_RUNNING = 150
FEW_HEADINGS = 2  # the document's title and a part's
LOOKS = 7  # the level of what only looks like a heading: below every real one


@dataclass(frozen=True)
class Unit:
    """A stretch of one block: `text` without its list marker.

    `level` is a heading's, 0 for what is none; what is wholly bold and short is a heading too.
    `row` tells the cells of one row of a table from those of others. `is_running` marks what stands
    at the head or foot of every page.
    """

    text: str
    marker: str = ""
    level: int = 0
    is_item: bool = False
    row: tuple[int, int] | None = None
    is_running: bool = False

    @property
    def is_title(self) -> bool:
        return self.level > 0

    @property
    def written(self) -> str:
        """The text as an answer holds it."""
        return f"{self.marker} {self.text}".strip() if self.marker else self.text


def units_of(document: Document) -> list[Unit]:
    """Cut the document at its blocks, its cells, and where a question is named inside one."""
    units = [
        unit for index, block in enumerate(document.blocks) for unit in _of_block(index, block)
    ]
    units = _with_running_lines(units)
    headings = sum(unit.level > 0 for unit in units)
    return units if headings > FEW_HEADINGS else _with_titles(units)


def _with_running_lines(units: list[Unit]) -> list[Unit]:
    """Mark what is repeated, but for its number: “Alder Trust | page 2”; the title once more."""
    seen = Counter(_DIGITS.sub("0", unit.text) for unit in units)
    titles = {unit.text for unit in units[:1] if len(unit.text.split()) > 2}
    return [
        replace(unit, is_running=True, level=0)
        if unit.row is None
        and len(unit.text) <= LONGEST_RUNNING
        and (
            (_NUMBERED_PAGE.search(unit.text) and seen[_DIGITS.sub("0", unit.text)] > 1)
            or (place and unit.text in titles and seen[_DIGITS.sub("0", unit.text)] > 2)
        )
        else unit
        for place, unit in enumerate(units)
    ]


def _with_titles(units: list[Unit]) -> list[Unit]:
    """Take lines that look like headings for headings, in a text that has hardly any other."""
    if not units:
        return []
    stands_above = [*(_stands_above(one, below) for one, below in pairwise(units)), False]
    return [
        replace(unit, level=LOOKS)
        if is_above and not unit.level and _looks_like_title(unit)
        else unit
        for unit, is_above in zip(units, stands_above, strict=True)
    ]


def _stands_above(unit: Unit, below: Unit) -> bool:
    """Say whether what follows a line may be its text: it is longer, or a sentence."""
    if _kind_of(unit) == _kind_of(below) != "" or below.text[:1].islower():
        return False
    if below.is_item:
        return True
    is_sentence = below.text.endswith((".", "!", "”", '"')) and len(below.text.split()) > 1
    return is_sentence or len(below.text) > len(unit.text) * 1.2


def _looks_like_title(unit: Unit) -> bool:
    text = unit.text
    if unit.row or unit.is_running or _LETTERHEAD.match(unit.written) or (
        unit.is_item and not _is_counter(unit.marker)
    ):
        return False  # a cell, or what follows a bullet
    if _is_question(text) or (len(text) <= _TITLE_LENGTH and _TELLS_WHAT_WAS_ASKED.match(text)):
        return True
    words = _COUNTED_TITLE.sub("", text, count=1).split()
    return (
        len(text) <= _TITLE_LENGTH
        and 0 < len(words) <= _TITLE_WORDS
        and (text[0].isupper() or text[0].isdigit())
        and not text.endswith(_SENTENCE_ENDS)
        and not _SENTENCE_INSIDE.search(text)
    )


def _kind_of(unit: Unit) -> str:
    """Return what a list's marker counts with: digits, letters or bullets; nothing for no list."""
    if not unit.is_item:
        return ""
    sign = next(filter(str.isalnum, unit.marker), "•")
    return "1" if sign.isdigit() else "a" if sign.isalpha() else sign


def _is_counter(marker: str) -> bool:
    """Say whether a list's marker counts: “4.”, “(b)”, and no bullet."""
    return any(character.isalnum() for character in marker)


def counts_parts(unit: Unit) -> bool:
    """Say whether a heading counts the writer's own parts: “B. Nights”, “IV. Costs”."""
    return unit.is_title and bool(_COUNTED_TITLE.match(unit.written))


def _is_question(text: str) -> bool:
    """Say whether a line is one question, as people repeat it in their own words."""
    is_short = len(text) <= _QUESTION_LENGTH and len(text.split()) <= _QUESTION_WORDS
    return is_short and text[:1].isupper() and text.endswith("?") and text.count("?") == 1


def _of_block(index: int, block: Block) -> Iterator[Unit]:
    if block.kind == BlockKind.TABLE and block.rows:
        for place, row in enumerate(block.rows):
            cells = (cell.strip() for cell in row)
            yield from (Unit(cell, row=(index, place)) for cell in cells if cell)
        return
    pieces = [
        line
        for stretch in _NAMED_INSIDE.split(block.text)
        for line in _NUMBERED_LINE.split(stretch)
        if line.strip()
    ]
    if not pieces and block.marker:
        yield Unit("", block.marker, is_item=True)
    for place, piece in enumerate(pieces):
        text, marker = piece.strip(), block.marker if place == 0 else ""
        is_titled = block.kind == BlockKind.HEADING or _NUMBERED_TITLE.match(text)
        leading = _TITLE_NUMBER if is_titled else _LEADING_NUMBER
        if not marker and (found := leading.match(text)):
            marker, text = found[1], text[found.end() :]
        yield Unit(text, marker, _level(block, text), block.kind == BlockKind.LIST_ITEM)


def _level(block: Block, text: str) -> int:
    if block.kind == BlockKind.HEADING:
        return max(1, block.level)
    if block.bold and len(text) <= _TITLE_LENGTH and not text.endswith((";", ",")):
        return LOOKS
    return 0
