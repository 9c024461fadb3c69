"""Which words of two texts differ; pure, and bounded whatever it is given."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

# Words compared with one another take time that grows with their product; longer texts are first
# compared line by line, and words only inside the lines that changed. difflib's own rule for words
# that are everywhere (`autojunk`) keeps a repetitive text from growing with the cube.
MOST_WORDS: Final = 1_500
MOST_LINES: Final = 2_000
# How many shared characters are left on each side of a mark.
AROUND: Final = 90
WORD: Final = re.compile(r"(?:\w+|[^\w\s])\s*|\s+")


@dataclass(frozen=True)
class Piece:
    """A stretch of text; `is_marked` when the other text does not have it."""

    text: str
    is_marked: bool


Pieces = tuple[Piece, ...]


@dataclass(frozen=True)
class Difference:
    """A field whose two values are not the same: what is saved, and what is typed or was there."""

    label: str
    saved: Pieces
    typed: Pieces


@dataclass(frozen=True)
class _Stretch:
    """The same place in both texts: equal there but for spaces, or not."""

    old: str
    new: str
    is_equal: bool


def marked(old: str, new: str) -> tuple[Pieces, Pieces]:
    """Return both texts in pieces, with what only one of them has marked in it."""
    return _sides(_stretches(old, new))


def marked_in_short(old: str, new: str) -> tuple[Pieces, Pieces]:
    """The same, with what both texts share cut down to the words around each mark."""
    stretches = _stretches(old, new)
    last = len(stretches) - 1

    def cut(stretch: _Stretch, place: int) -> _Stretch:
        if not stretch.is_equal:
            return stretch
        ends = (place == 0, place == last)
        return _Stretch(_fold(stretch.old, *ends), _fold(stretch.new, *ends), True)

    return _sides([cut(stretch, place) for place, stretch in enumerate(stretches)])


def _fold(text: str, is_first: bool, is_last: bool) -> str:
    before = "" if is_first else text[:AROUND]
    after = "" if is_last else text[-AROUND:]
    return text if len(text) <= 2 * AROUND else f"{before} … {after}"


def _sides(stretches: list[_Stretch]) -> tuple[Pieces, Pieces]:
    return (
        tuple(Piece(stretch.old, not stretch.is_equal) for stretch in stretches if stretch.old),
        tuple(Piece(stretch.new, not stretch.is_equal) for stretch in stretches if stretch.new),
    )


def _stretches(old: str, new: str) -> list[_Stretch]:
    olds, news = WORD.findall(old), WORD.findall(new)
    if max(len(olds), len(news)) <= MOST_WORDS:
        return _compared(olds, news)
    lines, others = old.splitlines(keepends=True), new.splitlines(keepends=True)
    if max(len(lines), len(others)) > MOST_LINES:
        return [_Stretch(old, new, old == new)]
    return _merged(
        finer for stretch in _compared(lines, others) for finer in _inside_lines(stretch)
    )


def _inside_lines(stretch: _Stretch) -> list[_Stretch]:
    olds, news = WORD.findall(stretch.old), WORD.findall(stretch.new)
    if stretch.is_equal or max(len(olds), len(news)) > MOST_WORDS:
        return [stretch]
    return _compared(olds, news)


def _compared(old: list[str], new: list[str]) -> list[_Stretch]:
    """Compare words or lines; how many spaces follow one makes no difference."""
    olds, news = ([item.rstrip(" ") for item in items] for items in (old, new))
    codes = SequenceMatcher(None, olds, news).get_opcodes()
    return [
        _Stretch("".join(old[a:b]), "".join(new[c:d]), tag == "equal") for tag, a, b, c, d in codes
    ]


def _merged(stretches: Iterable[_Stretch]) -> list[_Stretch]:
    """Join neighbours of one kind."""
    merged: list[_Stretch] = []
    for stretch in stretches:
        if merged and merged[-1].is_equal == stretch.is_equal:
            before = merged[-1]
            merged[-1] = _Stretch(
                before.old + stretch.old, before.new + stretch.new, stretch.is_equal
            )
        else:
            merged.append(stretch)
    return merged
