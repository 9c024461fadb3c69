"""Where in a row of pieces the answers begin and end, and in what order they come."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from consultation.responses.splitting.bearing import signs_of_a_preface, signs_of_an_end
from consultation.responses.splitting.paths import BEFORE, Costs, in_order, one_to_one
from consultation.responses.splitting.pieces import Piece

NOWHERE = -9.0
PLACE_MOST = 1.0
# What stands before the first answer, or after the last, gains by what it says of its writer.
PREFACE_SIGN, PREFACE_STEP = 0.25, 0.4
END_SIGN, END_STEP = 0.3, 0.4
MOST_SIGNS = 4
FEWEST_SIGNS = 2
MOST_PREFACE, MOST_END = 6, 3  # pieces
MOST_TRIED = 200  # pieces: a longer row has no letter's introduction to find


@dataclass(frozen=True)
class Row:
    """A row of paragraphs, how much each is about each question, and the questions' numbers."""

    pieces: Sequence[Piece]
    gains: Sequence[Mapping[int, float]]
    numbers: Sequence[int]
    costs: Callable[[Piece, float], Costs]
    place: float
    first: float
    freely: float = 0.0  # what a reading in any other order keeps of its worth; 0: none is tried

    def answering(self) -> tuple[int, int]:
        """Return where the answers begin and end: what stands outside introduces or closes.

        Each cut is tried: what a paragraph gains as a preface or an end, against what it would as
        an answer where the answers are of like length.
        """
        size = len(self.pieces)
        if size > MOST_TRIED:
            return 0, size
        most = min(size // 2, MOST_PREFACE)
        begin, _ = self._best([(at, size) for at in range(most + 1)])
        least = size - min((size - begin) // 3, MOST_END)
        ends = [at for at in range(least, size) if _may_end(self.pieces[at])]
        return self._best([(begin, at) for at in (size, *reversed(ends))])

    def _best(self, cuts: Sequence[tuple[int, int]]) -> tuple[int, int]:
        return max(cuts, key=lambda cut: self._worth(*cut)) if len(cuts) > 1 else cuts[0]

    def _worth(self, begin: int, end: int) -> float:
        before = sum(
            PREFACE_SIGN * _signs_before(piece) - (PREFACE_STEP if place else self.first)
            for place, piece in enumerate(self.pieces[:begin])
        )
        after = sum(END_SIGN * _signs_after(piece) - END_STEP for piece in self.pieces[end:])
        return before + after + self.best_way(begin, end)[1]

    def way(self, begin: int, end: int) -> tuple[list[int], float]:
        """Return the question of each piece between, and what that is worth."""
        pieces = self.pieces[begin:end]
        share = len(self.numbers) / max(1, len(pieces))
        costs = [self.costs(piece, share) for piece in pieces]
        return in_order(self.placed(begin, end), costs, self.numbers)

    def best_way(self, begin: int, end: int) -> tuple[Sequence[int], float]:
        """Return the question of each piece between, out of the paper's order where that is clear.

        What the words say is weighed against the order: in a letter that keeps the paper's, they
        are worth nearly as much in turn as freely; in one that does not, about half.
        """
        straight, worth = self.way(begin, end)
        if not self.freely:
            return straight, worth
        gains = self.gains[begin:end]
        way, worth_freely = one_to_one(gains, self.numbers)
        guessed = (min(1.0, gain.get(number, 0.0)) for gain, number in zip(gains, way, strict=True))
        worth_freely -= (1 - self.freely) * sum(guessed)
        return (way, worth_freely) if worth_freely > worth else (straight, worth)

    def placed(self, begin: int, end: int) -> list[dict[int, float]]:
        """Return what each piece between gains, with what its place says."""
        return _with_place(self.gains[begin:end], self.pieces[begin:end], self.numbers, self.place)


def _signs_before(piece: Piece) -> int:
    return min(MOST_SIGNS, signs_of_a_preface(f"{piece.title} {piece.text}"))


def _signs_after(piece: Piece) -> int:
    return min(MOST_SIGNS, signs_of_an_end(f"{piece.title} {piece.text}"))


def _may_end(piece: Piece) -> bool:
    """Say whether an end may begin here: where no heading sets it off, one sign alone is none."""
    return bool(piece.title) or _signs_after(piece) >= FEWEST_SIGNS


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
