"""One change as a page sends it, and the change made."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from papers.importing.blocks import Document
from papers.importing.pieces import Interpretation, Piece, QuestionKind, Role
from papers.importing.revising.cutting import join_with_next, split_at
from papers.importing.revising.moving import move
from papers.importing.revising.relabelling import relabel, set_kind, set_level

Revised = tuple[Interpretation, str]
# What each deed makes of its argument; ValueError for what it does not know.
_ARGUMENTS: Final[dict[str, Callable[[str], Any]]] = {
    "role": Role,
    "kind": QuestionKind,
    "level": {"1": 1, "2": 2, "3": 3}.__getitem__,
    "split": int,
    "move": {"up": "up", "down": "down"}.__getitem__,
}


@dataclass(frozen=True)
class Change:
    """What to do to one piece, and how the piece looked to whoever wants it."""

    deed: str
    value: Any
    key: str
    end: int
    role: Role

    @classmethod
    def parse(cls, sent: str) -> "Change":
        """Read `deed:value:handle`; ValueError on anything that no page of ours sends."""
        try:
            deed, value, handle = sent.split(":")
            key, end, role = handle.split(".")
            if deed == "join":
                return cls(deed, None, key, int(end), Role(role))
            return cls(deed, _ARGUMENTS[deed](value), key, int(end), Role(role))
        except KeyError as error:
            raise ValueError(sent) from error

    def is_made(self, piece: Piece) -> bool:
        """Whether the piece is already what this would make of it: a second click."""
        return (self.deed, self.value) in {
            ("role", piece.role),
            ("kind", piece.kind),
            ("level", piece.level),
        }

    def fits(self, piece: Piece) -> bool:
        """Whether the piece is still as it was shown."""
        return (self.end, self.role) == (piece.end, piece.role)

    def apply(self, document: Document, found: Interpretation) -> Revised:
        """Return what is changed and the key to go on from; RevisionRefusedError."""
        if self.deed == "role":
            return relabel(document, found, self.key, self.value)
        if self.deed == "kind":
            return set_kind(document, found, self.key, self.value)
        if self.deed == "level":
            return set_level(document, found, self.key, self.value)
        if self.deed == "split":
            return split_at(document, found, self.key, self.value)
        if self.deed == "move":
            return move(document, found, self.key, self.value)
        return join_with_next(document, found, self.key)


def handle_of(piece: Piece) -> str:
    """The piece's key with what it was when it was shown."""
    return f"{piece.key}.{piece.end}.{piece.role}"
