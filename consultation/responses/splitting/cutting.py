"""A document cut into units: at its blocks, its cells, and where a question is named inside one."""

import re
from collections.abc import Iterator

from consultation.responses.splitting.headings import with_headings, with_running_lines
from consultation.responses.splitting.speakers import Speakers, speakers_in
from consultation.responses.splitting.units import LOOKS, TITLE_LENGTH, Unit
from papers.importing.blocks import Block, BlockKind, Document

# A question named in the middle of a paragraph, as text from a PDF or an e-mail has it.
_NAMED_INSIDE = re.compile(
    r"(?:(?<=[.!?:”\"])[ \t]+|\n[ \t]*)"
    r"(?=(?:(?:Question|QUESTION|Questions|QUESTIONS|Cwestiwn|Q\.?)[ ]?\d{1,3}"
    r"|(?:Question|QUESTION)[ ](?i:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve))"
    r"\s*(?:[:.)–—-]|\n|$))"
)
# A line that begins with a number of its own.
_NUMBERED_LINE = re.compile(r"\n(?=[ \t]*(?:\(?\d{1,3}[.)]|\([ivx]{1,5}\)|Q\.?\s?\d{1,3}\b)[ \t])")
_LEADING_NUMBER = re.compile(r"\s*(\(?\d{1,3}[.)]|\([ivx]{1,5}\))\s+")
_TITLE_NUMBER = re.compile(r"\s*(\(?\d{1,2}[.):]?)\s+(?=\w)")
_NUMBERED_TITLE = re.compile(r"\d{1,2}\s+[A-Z][^.;:!?]{2,60}$")  # “3 Homes”, in plain text
FEW_HEADINGS = 2  # the document's title and a part's


def units_of(document: Document) -> list[Unit]:
    """Return the units of a document, with the headings that only their looks tell."""
    speakers = speakers_in(block.text for block in document.blocks)
    units = with_running_lines(
        unit
        for index, block in enumerate(document.blocks)
        for unit in _of_block(index, block, speakers)
    )
    headings = sum(unit.level > 0 for unit in units)
    return units if headings > FEW_HEADINGS else with_headings(units)


def _of_block(index: int, block: Block, speakers: Speakers) -> Iterator[Unit]:
    if block.kind == BlockKind.TABLE and block.rows:
        for place, row in enumerate(block.rows):
            cells = (cell.strip() for cell in row)
            yield from (Unit(cell, row=(index, place)) for cell in cells if cell)
        return
    pieces = [
        line
        for turn in speakers.turns(block.text)
        for stretch in _NAMED_INSIDE.split(turn)
        for line in _NUMBERED_LINE.split(stretch)
        if line.strip()
    ]
    if not pieces and block.marker:
        yield Unit("", block.marker, is_item=True)
    for place, piece in enumerate(pieces):
        text, marker = piece.strip(), block.marker if place == 0 else ""
        speaker, said = speakers.turn(text)
        if speaker:
            is_asked = speaker == speakers.asks
            yield Unit(text[said:], marker, LOOKS * is_asked, speaker=text[:said].strip())
            continue
        is_titled = block.kind == BlockKind.HEADING or _NUMBERED_TITLE.match(text)
        leading = _TITLE_NUMBER if is_titled else _LEADING_NUMBER
        if not marker and (found := leading.match(text)):
            marker, text = found[1], text[found.end() :]
        yield Unit(text, marker, _level(block, text), block.kind == BlockKind.LIST_ITEM)


def _level(block: Block, text: str) -> int:
    if block.kind == BlockKind.HEADING:
        return max(1, block.level)
    if block.bold and len(text) <= TITLE_LENGTH and not text.endswith((";", ",")):
        return LOOKS
    return 0
