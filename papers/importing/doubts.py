"""What an editor should look at twice, each with its reason in a sentence."""

from collections.abc import Iterator
from dataclasses import dataclass

from papers.importing.blocks import Document
from papers.importing.drafts import LONGEST_ASK, LONGEST_TITLE
from papers.importing.imported import ImportedPaper
from papers.importing.interpreting.asks import ask_of
from papers.importing.pieces import BY_HAND, Interpretation, Piece, Role

_TEXT = frozenset({Role.PROSE, Role.LIST_ITEM, Role.HEADING, Role.NOTE, Role.HOW_TO_RESPOND})
_CHOOSING = frozenset({"single", "multiple", "ranking"})
_LONG_FURNITURE = 240


@dataclass(frozen=True)
class _Seen:
    """What is known of the whole document when one piece is judged."""

    offered: frozenset[str]
    most_are_numbered: bool
    closes_on: str | None
    claims: dict[int, tuple[tuple[int, int], ...]]


def doubts_of(
    document: Document, interpretation: Interpretation, found: ImportedPaper
) -> dict[str, list[str]]:
    """The reasons to look at a piece, by its key; only pieces that have any."""
    seen = _seen(interpretation, found)
    doubts: dict[str, list[str]] = {}
    for piece in interpretation.pieces:
        text = document.blocks[piece.block].text[piece.start : piece.end].strip()
        if text and (reasons := list(_reasons(piece, text, seen))):
            doubts[piece.key] = reasons
    return doubts


def _seen(interpretation: Interpretation, found: ImportedPaper) -> _Seen:
    pieces = interpretation.pieces
    asked = [question for question in found.questions if question.kind != "about_you"]
    numbered = sum(bool(question.number) for question in asked)
    claims: dict[int, tuple[tuple[int, int], ...]] = {}
    for claim in interpretation.claims:
        claims[claim.block] = (*claims.get(claim.block, ()), (claim.start, claim.end))
    return _Seen(
        offered=frozenset(piece.group for piece in pieces if piece.role is Role.OPTION),
        most_are_numbered=numbered * 2 > len(asked) > 1,
        closes_on=found.closes_on,
        claims=claims,
    )


def _reasons(piece: Piece, text: str, seen: _Seen) -> Iterator[str]:
    # What an editor has decided is doubted no more, save where the desk has no room for it.
    if piece.why != BY_HAND:
        yield from _of_role(piece, text, seen)
    if piece.role is Role.QUESTION and len(text) > LONGEST_ASK:
        yield f"Longer than the {LONGEST_ASK:,} characters that an ask may have: split it."
    if piece.role is Role.HEADING and len(text) > LONGEST_TITLE:
        yield f"Longer than the {LONGEST_TITLE} characters that a heading may have."


def _of_role(piece: Piece, text: str, seen: _Seen) -> Iterator[str]:
    if piece.role is Role.QUESTION:
        yield from _of_question(piece, text, seen)
    elif piece.role in _TEXT and "?" in text:
        yield "Holds a question mark, and is not taken for a question."
    elif piece.role is Role.FURNITURE and (len(text) > _LONG_FURNITURE or "?" in text):
        yield "A long text, or one with a question mark, would be left out."
    elif piece.role is Role.CLOSING_DATE and seen.closes_on is None:
        yield "The closing date cannot be read: give it on the last page."
    claims = seen.claims.get(piece.block, ())
    if any(start < piece.end and piece.start < end for start, end in claims):
        yield "Gives a figure and names no source for it."


def _of_question(piece: Piece, text: str, seen: _Seen) -> Iterator[str]:
    if piece.kind == "about_you":
        return
    if ask_of(text) is None:
        yield "Does not read like a question."
    if piece.kind in _CHOOSING and piece.group not in seen.offered:
        yield "Offers a choice, and there is nothing to choose from: it would be an open question."
    if seen.most_are_numbered and not piece.number:
        yield "Most questions of this paper have a number, and this has none."
