"""Undoing: each change is kept as the stretch of pieces that it replaced."""

from dataclasses import dataclass, replace
from typing import Any

from papers.importing.pieces import Interpretation, Piece

# Steps are small, and their number bounded: a long review does not grow its row for ever.
MOST_STEPS = 50


@dataclass(frozen=True)
class Step:
    """`pieces[start:end]` of the later state were `before`; `key` is the piece that was changed."""

    start: int
    end: int
    before: Interpretation
    key: str

    def to_json(self) -> dict[str, Any]:
        pieces = self.before.to_json()["pieces"]
        return {"start": self.start, "end": self.end, "pieces": pieces, "key": self.key}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Step":
        before = Interpretation.from_json({"pieces": data["pieces"], "sources": [], "claims": []})
        return cls(data["start"], data["end"], before, data["key"])


def steps_after(
    steps: list[dict[str, Any]], old: Interpretation, new: Interpretation, key: str
) -> list[dict[str, Any]]:
    """The steps that lead back, with this change as the last of them."""
    start = _same_beginning(old.pieces, new.pieces)
    same_end = _same_beginning(old.pieces[start:][::-1], new.pieces[start:][::-1])
    before = Interpretation(old.pieces[start : len(old.pieces) - same_end])
    step = Step(start, len(new.pieces) - same_end, before, key)
    return [*steps, step.to_json()][-MOST_STEPS:]


def step_back(interpretation: Interpretation, step: Step) -> Interpretation:
    pieces = interpretation.pieces
    restored = (*pieces[: step.start], *step.before.pieces, *pieces[step.end :])
    return replace(interpretation, pieces=restored)


def _same_beginning(one: tuple[Piece, ...], other: tuple[Piece, ...]) -> int:
    for place, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return place
    return min(len(one), len(other))
