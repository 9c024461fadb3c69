"""Where in a row of pieces the answers begin and end, and in what order they come."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from consultation.responses.splitting.bearing import signs_of_a_preface, signs_of_an_end
from consultation.responses.splitting.paths import BEFORE, Costs, in_order, one_to_one
from consultation.responses.splitting.pieces import Piece

NOWHERE = -9.0
PLACE_MOST = 1.0
# What stands before the first answer, or after the last, gains by what it says of its writer.
PREFACE_SIGN, PREFACE_STEP = 0.25, 0.4
END_SIGN, END_STEP = 0.3, 0.4
MOST_SIGNS = 5
FEWEST_SIGNS = 1.5  # with which an end may begin that no heading sets off
MOST_PREFACE, MOST_END = 6, 3  # pieces
UNSURE, MOST_UNSURE = 0.2, 2  # what a first piece gains that is better listed than taken; how many
MOST_TRIED = 200  # pieces: a longer row has no letter's introduction to find


_Way = Callable[[int, int], tuple[Sequence[int], float]]


@dataclass(frozen=True)
class Reading:
    """Where the answers begin and end, the question of each piece between, and what it is worth."""

    begin: int
    end: int
    way: Sequence[int]
    worth: float


@dataclass(frozen=True)
class Row:
    """A row of pieces, how much each is about each question, and the questions' numbers."""

    pieces: Sequence[Piece]
    gains: Sequence[Mapping[int, float]]
    numbers: Sequence[int]
    costs: Callable[[Piece, float], Costs]
    place: float
    first: float
    left_out: float = 0.0  # what each question without a piece costs a reading in any order
    freely: float = 0.0  # what a reading in any other order keeps of its worth; 0: none is tried

    def reading(self) -> Reading:
        """Return the best reading: in the paper's order, or in another where that is clear.

        A letter that keeps the paper's order is worth nearly as much in turn as it is freely; one
        that does not, about half.
        """
        in_turn = self._cut(self._in_turn)
        if not self.freely:
            return self._without_unsure(in_turn)
        wandering = self._cut(self._in_any_order)
        gains = self.gains[wandering.begin : wandering.end]
        guessed = sum(
            min(1.0, gain.get(number, 0.0))
            for gain, number in zip(gains, wandering.way, strict=True)
        )
        kept = wandering.worth - (1 - self.freely) * guessed
        return wandering if kept > in_turn.worth else in_turn

    def _without_unsure(self, reading: Reading) -> Reading:
        """Leave out first pieces that say little of their question, where the next answers it."""
        begin, way = reading.begin, reading.way
        left = 0
        while (
            left < min(MOST_UNSURE, len(way) - 2)
            and way[left] == way[left + 1] != BEFORE
            and self.gains[begin + left].get(way[left], 0.0) < UNSURE
        ):
            left += 1
        return replace(reading, begin=begin + left, way=way[left:])

    def _cut(self, way: _Way) -> Reading:
        """Find where the answers begin and end: what stands outside introduces or closes.

        Each cut is tried: what a paragraph gains as a preface or an end, against what it would as
        an answer.
        """
        size = len(self.pieces)
        if size > MOST_TRIED:
            return self._read(way, 0, size)
        begins = range(min(size // 2, MOST_PREFACE) + 1)
        best = max((self._read(way, at, size) for at in begins), key=_worth_of)
        least = size - min((size - best.begin) // 3, MOST_END)
        ends = [at for at in reversed(range(least, size)) if self._may_end(at)]
        return max([best, *(self._read(way, best.begin, at) for at in ends)], key=_worth_of)

    @cached_property
    def _signs_before(self) -> list[float]:
        said = (f"{piece.title} {piece.text}" for piece in self.pieces)
        return [min(MOST_SIGNS, signs_of_a_preface(text)) for text in said]

    @cached_property
    def _signs_after(self) -> list[float]:
        said = (f"{piece.title} {piece.text}" for piece in self.pieces)
        return [min(MOST_SIGNS, signs_of_an_end(text)) for text in said]

    def _may_end(self, at: int) -> bool:
        """Say if an end may begin here: where no heading sets it off, one sign alone is none."""
        return bool(self.pieces[at].title) or self._signs_after[at] >= FEWEST_SIGNS

    def _read(self, way: _Way, begin: int, end: int) -> Reading:
        before = sum(
            PREFACE_SIGN * signs - (PREFACE_STEP if place else self.first)
            for place, signs in enumerate(self._signs_before[:begin])
        )
        after = sum(END_SIGN * signs - END_STEP for signs in self._signs_after[end:])
        between, worth = way(begin, end)
        return Reading(begin, end, between, before + worth + after)

    def _in_turn(self, begin: int, end: int) -> tuple[Sequence[int], float]:
        pieces = self.pieces[begin:end]
        share = len(self.numbers) / max(1, len(pieces))
        costs = [self.costs(piece, share) for piece in pieces]
        return in_order(self.placed(begin, end), costs, self.numbers)

    def _in_any_order(self, begin: int, end: int) -> tuple[Sequence[int], float]:
        way, worth = one_to_one(self.gains[begin:end], self.numbers)
        left = len(self.numbers) - len({*way} - {BEFORE})
        return way, worth - self.left_out * left

    def placed(self, begin: int, end: int) -> list[dict[int, float]]:
        """Return what each piece between gains, with what its place says."""
        return _with_place(self.gains[begin:end], self.pieces[begin:end], self.numbers, self.place)


def _worth_of(reading: Reading) -> float:
    return reading.worth


def _with_place(
    gains: Sequence[Mapping[int, float]],
    pieces: Sequence[Piece],
    numbers: Sequence[int],
    weight: float,
) -> list[dict[int, float]]:
    """Add what the place of a piece says: answers are of like length, roughly."""
    lengths = [len(piece.text) ** 0.5 for piece in pieces]
    whole = sum(lengths) or 1.0
    passed = 0.0
    placed: list[dict[int, float]] = []
    for gain, length in zip(gains, lengths, strict=True):
        at = (passed + length / 2) / whole
        passed += length
        off = {number: at - (index + 0.5) / len(numbers) for index, number in enumerate(numbers)}
        here = {
            number: gain.get(number, 0.0) - min(PLACE_MOST, weight * (3 * away) ** 2)
            for number, away in off.items()
        }
        placed.append({BEFORE: NOWHERE, **here})
    return placed
