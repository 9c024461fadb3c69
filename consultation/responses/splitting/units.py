"""A document as a row of units: what is placed, or not, as a whole."""

import re
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
_TITLE_LENGTH = 90
LOOKS = 7  # the level of what only looks like a heading: below every real one


@dataclass(frozen=True)
class Unit:
    """A stretch of one block: `text` without its list marker.

    `level` is a heading's, 0 for what is none; what is wholly bold and short is a heading too.
    `row` tells the cells of one row of a table from those of others.
    """

    text: str
    marker: str = ""
    level: int = 0
    is_item: bool = False
    row: tuple[int, int] | None = None

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
    return units if any(unit.level for unit in units) else _with_titles(units)


def _with_titles(units: list[Unit]) -> list[Unit]:
    """Take lines that look like headings for headings, in a text that has no other."""
    if not units:
        return []
    longer = [len(after.text) > len(unit.text) * 1.2 for unit, after in pairwise(units)]
    return [
        replace(unit, level=LOOKS if is_followed and _looks_like_title(unit) else 0)
        for unit, is_followed in zip(units, [*longer, False], strict=True)
    ]


def _looks_like_title(unit: Unit) -> bool:
    text = unit.text
    if len(text) <= _TITLE_LENGTH and _TELLS_WHAT_WAS_ASKED.match(text):
        return True
    return (
        not (unit.is_item or unit.row or not (unit.marker or "0").isdigit())
        and len(text) <= _TITLE_LENGTH
        and len(text.split()) <= 9
        and text[:1].isupper()
        and not text.endswith((".", ",", ";", ":", "!"))
    )


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
