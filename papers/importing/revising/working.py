"""The pieces while they are being changed."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from papers.importing.blocks import BlockKind, Document
from papers.importing.pieces import BY_HAND, Interpretation, Piece, Role

LABELS = frozenset({Role.QUESTION_LABEL, Role.PART_LABEL, Role.RECOMMENDATION_LABEL})
MEMBERS = frozenset({Role.PART, Role.OPTION, Role.CONTEXT, Role.PART_LABEL, Role.QUESTION_LABEL})
HEADS = frozenset({Role.QUESTION, Role.RECOMMENDATION})
TEXT = frozenset(
    {
        Role.PROSE,
        Role.LIST_ITEM,
        Role.QUOTE,
        Role.TABLE,
        Role.FIGURE,
        Role.NOTE,
        Role.HOW_TO_RESPOND,
        Role.CLOSING_DATE,
    }
)
_TEXT_OF = {
    BlockKind.LIST_ITEM: Role.LIST_ITEM,
    BlockKind.QUOTE: Role.QUOTE,
    BlockKind.TABLE: Role.TABLE,
    BlockKind.FIGURE: Role.FIGURE,
    BlockKind.NOTE: Role.NOTE,
}


class RevisionRefusedError(Exception):
    """A change that cannot be made; the message is the sentence for the editor."""


class Working:
    """The pieces as a list, with what every change needs of them."""

    def __init__(self, document: Document, interpretation: Interpretation) -> None:
        self.document = document
        self.interpretation = interpretation
        self.pieces = list(interpretation.pieces)

    def finished(self) -> Interpretation:
        return replace(self.interpretation, pieces=tuple(self.pieces))

    def place_of(self, key: str) -> int:
        for place, piece in enumerate(self.pieces):
            if piece.key == key:
                return place
        raise RevisionRefusedError("This piece is not there any more. Open the page again.")

    def text_of(self, piece: Piece) -> str:
        return self.document.blocks[piece.block].text[piece.start : piece.end]

    def is_blank(self, piece: Piece) -> bool:
        return not self.text_of(piece).strip()

    def put(self, place: int, role: Role, **fields: Any) -> None:
        """Give the piece a role chosen by hand, and of the rest only what is named here."""
        piece = self.pieces[place]
        self.pieces[place] = Piece(piece.block, piece.start, piece.end, role, BY_HAND, **fields)

    def text_role(self, piece: Piece) -> Role:
        """What the piece is when it is no more than text."""
        return _TEXT_OF.get(self.document.blocks[piece.block].kind, Role.PROSE)

    def members(self, group: str) -> list[int]:
        """The places of all pieces of a question or a recommendation."""
        if not group:
            return []
        return [place for place, piece in enumerate(self.pieces) if piece.group == group]

    def label_before(self, place: int) -> int | None:
        """The place of the label that stands right before a piece, in its block and its group."""
        piece = self.pieces[place]
        if place == 0 or not piece.group:
            return None
        before = self.pieces[place - 1]
        touches = (before.block, before.end) == (piece.block, piece.start)
        is_its = before.role in LABELS and before.group == piece.group
        return place - 1 if touches and is_its else None

    def question_before(self, place: int) -> str:
        return self._nearest(reversed(self.pieces[:place]), "There is no question before this.")

    def question_after(self, place: int) -> str:
        return self._nearest(self.pieces[place + 1 :], "There is no question after this.")

    def new_group(self) -> str:
        taken = (piece.group for piece in self.pieces if piece.group.startswith("e"))
        numbers = [int(group[1:]) for group in taken if group[1:].isdigit()]
        return f"e{max(numbers, default=0) + 1}"

    def group_at(self, place: int) -> str:
        """The group of the piece, given to it now if it had none."""
        if not self.pieces[place].group:
            self.pieces[place] = replace(self.pieces[place], group=self.new_group())
        return self.pieces[place].group

    def _nearest(self, pieces: Iterable[Piece], missing: str) -> str:
        for piece in pieces:
            if piece.role is Role.QUESTION and piece.group:
                return piece.group
        raise RevisionRefusedError(missing)
