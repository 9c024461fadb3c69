"""What goes in and what comes out."""

from dataclasses import dataclass
from enum import StrEnum


class MatchedBy(StrEnum):
    """What tied a text to its question."""

    NUMBER = "number"
    WORDS = "words"
    ORDER = "order"


@dataclass(frozen=True)
class Asked:
    """A question as the paper asks it; `parts` are its further asks.

    The paper may put a recommendation to its readers; its number stands among the questions'.
    """

    number: int
    text: str
    parts: tuple[str, ...] = ()
    is_recommendation: bool = False


@dataclass(frozen=True)
class Answer:
    """What the document says to one question; `confidence` is between 0 and 1."""

    question: int
    text: str
    confidence: float
    matched_by: MatchedBy

    def as_json(self) -> dict[str, object]:
        return {
            "question": self.question,
            "text": self.text,
            "confidence": round(self.confidence, 2),
            "matched_by": str(self.matched_by),
        }


@dataclass(frozen=True)
class Unplaced:
    """A stretch of the document that answers nothing, and why it was taken so."""

    text: str
    why: str


@dataclass(frozen=True)
class Placed:
    """One stretch of the document, in its order: what it answers, or why it answers nothing."""

    text: str
    questions: tuple[int, ...] = ()
    confidence: float = 0.0
    matched_by: MatchedBy | None = None
    why: str = ""


@dataclass(frozen=True)
class Split:
    """A document in pieces. `coverage` is the share of its letters that stand somewhere: 1.0.

    `placed` is the same once more, stretch by stretch, for a person to go through.
    """

    answers: tuple[Answer, ...]
    unplaced: tuple[Unplaced, ...]
    coverage: float
    placed: tuple[Placed, ...] = ()

    def as_json(self) -> dict[str, object]:
        return {
            "answers": [answer.as_json() for answer in self.answers],
            "unplaced": [{"text": one.text, "why": one.why} for one in self.unplaced],
            "coverage": self.coverage,
        }
