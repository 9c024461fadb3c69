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


def marked(old: str, new: str) -> tuple[Pieces, Pieces]:
    """Return both texts in pieces, with what only one of them has marked in it."""
    olds, news = WORD.findall(old), WORD.findall(new)
    if max(len(olds), len(news)) <= MOST_WORDS:
        return _joined(olds, news)
    return _by_lines(old.splitlines(keepends=True), new.splitlines(keepends=True))


def folded(pieces: Pieces) -> Pieces:
    """Return the pieces with what both texts share cut down to the words around each mark."""
    last = len(pieces) - 1
    return tuple(
        piece if piece.is_marked else Piece(_fold(piece.text, place == 0, place == last), False)
        for place, piece in enumerate(pieces)
    )


def _fold(text: str, is_first: bool, is_last: bool) -> str:
    before = "" if is_first else text[:AROUND]
    after = "" if is_last else text[-AROUND:]
    return text if len(text) <= 2 * AROUND else f"{before} … {after}"


def _by_lines(old: list[str], new: list[str]) -> tuple[Pieces, Pieces]:
    if max(len(old), len(new)) > MOST_LINES:
        return (Piece("".join(old), True),), (Piece("".join(new), True),)
    olds: list[Piece] = []
    news: list[Piece] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new).get_opcodes():
        before, after = "".join(old[a:b]), "".join(new[c:d])
        if tag == "equal":
            olds.append(Piece(before, False))
            news.append(Piece(after, False))
            continue
        words = WORD.findall(before), WORD.findall(after)
        if max(map(len, words)) <= MOST_WORDS:
            one, other = _joined(*words)
            olds += one
            news += other
        else:
            olds.append(Piece(before, True))
            news.append(Piece(after, True))
    return _merged(olds), _merged(news)


def _joined(old: list[str], new: list[str]) -> tuple[Pieces, Pieces]:
    olds: list[Piece] = []
    news: list[Piece] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new).get_opcodes():
        olds.append(Piece("".join(old[a:b]), tag != "equal"))
        news.append(Piece("".join(new[c:d]), tag != "equal"))
    return _merged(olds), _merged(news)


def _merged(pieces: Iterable[Piece]) -> Pieces:
    """Join neighbours of one kind, with the space between two marked words marked as well."""
    merged: list[Piece] = []
    for piece in pieces:
        if not piece.text:
            continue
        if merged and (merged[-1].is_marked == piece.is_marked):
            merged[-1] = Piece(merged[-1].text + piece.text, piece.is_marked)
        else:
            merged.append(piece)
    return tuple(merged)
