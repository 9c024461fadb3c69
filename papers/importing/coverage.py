"""How much of a document its result holds, counted and not assumed."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from papers.importing.blocks import Document
from papers.importing.interpreting.sentences import Span


@dataclass(frozen=True)
class Placed:
    """`block.text[start:end]` was put into the result within `into`."""

    block: int
    start: int
    end: int
    into: str


@dataclass(frozen=True)
class Coverage:
    share: float
    missed: tuple[tuple[int, Span], ...]


def letters_of(text: str) -> int:
    """How many characters the text has that are not white space."""
    return sum(1 for character in text if not character.isspace())


def measure(document: Document, placed: Iterable[Placed], markers: str) -> Coverage:
    """Compare the document with what was truly placed: text, list marks and what was left out.

    A stretch counts only if the field that it was put into holds its very words. `markers` are
    the list marks that the result holds.
    """
    spans: dict[int, list[Span]] = defaultdict(list)
    for one in placed:
        written = document.blocks[one.block].text[one.start : one.end].strip()
        if written in one.into:
            spans[one.block].append(Span(one.start, one.end))
    total = held = 0
    missed: list[tuple[int, Span]] = []
    for index, block in enumerate(document.blocks):
        gaps = [gap for gap in _gaps(spans[index], len(block.text)) if _any(block.text, gap)]
        lost = sum(letters_of(block.text[gap.start : gap.end]) for gap in gaps)
        size = letters_of(block.text)
        total, held = total + size, held + size - lost
        missed += [(index, gap) for gap in gaps]
    marks = sum(letters_of(block.marker) for block in document.blocks)
    left_out = sum(letters_of(left.text) for left in document.left_out)
    total, held = total + marks + left_out, held + min(marks, letters_of(markers)) + left_out
    return Coverage(held / total if total else 1.0, tuple(missed))


def _gaps(spans: list[Span], length: int) -> list[Span]:
    gaps: list[Span] = []
    reached = 0
    for span in sorted(spans, key=lambda span: span.start):
        if span.start > reached:
            gaps.append(Span(reached, span.start))
        reached = max(reached, span.end)
    if reached < length:
        gaps.append(Span(reached, length))
    return gaps


def _any(text: str, span: Span) -> bool:
    return bool(text[span.start : span.end].strip())
