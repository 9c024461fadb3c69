"""What each stretch of a document was taken for: kept in the database, and edited by hand."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

# The `why` of a piece whose role an editor chose.
BY_HAND = "Chosen on the review page"


class Role(StrEnum):
    TITLE = "title"
    AUTHOR = "author"
    DATE = "date"
    SUMMARY = "summary"
    HEADING = "heading"
    PROSE = "prose"
    LIST_ITEM = "list item"
    QUOTE = "quote"
    TABLE = "table"
    FIGURE = "figure"
    NOTE = "note"
    QUESTION_LABEL = "question number"
    QUESTION = "question"
    PART_LABEL = "part label"
    PART = "part"
    OPTION = "option"
    CONTEXT = "context"
    REPEATED_QUESTION = "repeated question"
    RECOMMENDATION_LABEL = "recommendation label"
    RECOMMENDATION = "recommendation"
    CALL = "call"
    CALL_AUDIENCE = "call audience"
    HOW_TO_RESPOND = "how to respond"
    CONTACT = "contact"
    CLOSING_DATE = "closing date"
    FURNITURE = "furniture"


class QuestionKind(StrEnum):
    OPEN = "open"
    SINGLE = "single"
    MULTIPLE = "multiple"
    SCALE = "scale"
    RANKING = "ranking"
    ABOUT_YOU = "about_you"


@dataclass(frozen=True)
class Piece:
    """One stretch, `block.text[start:end]`, and what it was taken for.

    `why` is a sentence for the editor. `group` ties a question to its label, parts, options and
    context, and a call to its audiences. `number` is a label's, `kind` a question's, `level` a
    heading's. A piece that `stays` is also left in the running text that it stands in. `seam` is
    what an editor did where it meets the piece before: "joined" them, or set them "apart".
    """

    block: int
    start: int
    end: int
    role: Role
    why: str
    group: str = ""
    number: str = ""
    kind: str = ""
    level: int = 0
    stays: bool = False
    seam: str = ""

    @property
    def key(self) -> str:
        """The name of the piece on a page: no two pieces start at one place."""
        return f"{self.block}-{self.start}"


@dataclass(frozen=True)
class SourceSlot:
    """A document that the text names; `url` is empty where it gives no link."""

    block: int
    title: str
    url: str
    anchor_text: str


@dataclass(frozen=True)
class Claim:
    """A sentence that gives a figure as evidence, and no source for it."""

    block: int
    start: int
    end: int


@dataclass(frozen=True)
class Interpretation:
    """What a whole document was taken for; the order of `pieces` is the order of the result."""

    pieces: tuple[Piece, ...]
    sources: tuple[SourceSlot, ...] = ()
    claims: tuple[Claim, ...] = ()

    def to_json(self) -> dict[str, Any]:
        return {
            "pieces": [_without_blanks(piece) for piece in self.pieces],
            "sources": [asdict(source) for source in self.sources],
            "claims": [asdict(claim) for claim in self.claims],
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Interpretation":
        return cls(
            pieces=tuple(Piece(**{**raw, "role": Role(raw["role"])}) for raw in data["pieces"]),
            sources=tuple(SourceSlot(**raw) for raw in data["sources"]),
            claims=tuple(Claim(**raw) for raw in data["claims"]),
        )


def _without_blanks(piece: Piece) -> dict[str, Any]:
    """A long document has thousands of pieces, most of which need five of the eleven fields."""
    required = {"block", "start", "end", "role", "why"}
    return {
        name: str(value) if isinstance(value, StrEnum) else value
        for name, value in vars(piece).items()
        if value or name in required
    }
