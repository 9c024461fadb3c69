"""An annex that repeats the questions of the text: the same ones, asked once."""

import re
from difflib import SequenceMatcher

from papers.importing.interpreting.cutting import Asked
from papers.importing.interpreting.draft import Draft, plain
from papers.importing.pieces import Role

_WORD = re.compile(r"\w+")
_SAME = 0.82


def link_repeats(draft: Draft, asked: list[Asked]) -> list[Asked]:
    """Give a repeated question the group of its first asking; return the questions asked once."""
    first: list[Asked] = []
    by_number: dict[str, Asked] = {}
    by_words: dict[str, Asked] = {}
    for one in asked:
        key = _key(one.text)
        earlier = by_words.get(key) if len(key) > 12 else None
        numbered = by_number.get(one.number) if one.number else None
        if earlier is None and numbered is not None and _alike(numbered, one):
            earlier = numbered
        if earlier is not None and earlier.last < one.passage.index:
            _mark_repeat(draft, one, earlier)
            continue
        first.append(one)
        by_words.setdefault(key, one)
        if one.number:
            by_number.setdefault(one.number, one)
    return first


def _key(text: str) -> str:
    return " ".join(_WORD.findall(plain(text[:600])))


def _alike(earlier: Asked, later: Asked) -> bool:
    a, b = _key(earlier.text), _key(later.text)
    if a.startswith(b[:60]) or b.startswith(a[:60]):
        return bool(a and b)
    return SequenceMatcher(None, a, b, autojunk=False).ratio() >= _SAME


def _mark_repeat(draft: Draft, repeat: Asked, first: Asked) -> None:
    name = f"question {first.number}" if first.number else "a question above"
    for passage in draft.passages[repeat.passage.index : repeat.last + 1]:
        passage.pieces = [
            piece
            if piece.group != repeat.group
            else type(piece)(
                piece.block,
                piece.start,
                piece.end,
                Role.REPEATED_QUESTION,
                f"Repeats {name}, and is counted once",
                group=first.group,
            )
            for piece in passage.pieces
        ]
