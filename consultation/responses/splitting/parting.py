"""A headed part that answers two questions: given to both, or parted where its paragraphs are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from consultation.responses.splitting.bearing import signs_of_an_end
from consultation.responses.splitting.edges import ENOUGH_SIGNS
from consultation.responses.splitting.finding import Found
from consultation.responses.splitting.pieces import Piece, pieces_of
from consultation.responses.splitting.shapes import MatchedBy
from consultation.responses.splitting.units import Unit
from consultation.responses.splitting.weighing import Weighing

BY_PLACE = 0.5
NEARLY = 0.5
SECOND = 0.15  # how much more a paragraph has to be about the question that no part answers


@dataclass(frozen=True)
class Parting:
    """Gives parts to their questions in `found`; `free` are the questions that no part answers."""

    units: Sequence[Unit]
    found: list[Found | None]
    weighing: Weighing
    free: frozenset[int]

    def both(self, section: Piece, number: int) -> tuple[int, ...]:
        """Return the two questions that the part's heading joins, if no other part answers one."""
        both = self.weighing.both(section.title)
        return both if number in both and self.free.issuperset({*both} - {number}) else ()

    def give(self, section: Piece, number: int, sure: float) -> None:
        """Give the part to its question, and to a second one that it answers as well."""
        if both := self.both(section, number):
            self._part(section, both, sure)
            return
        self._begin(section, (number,), sure)
        for other in sorted({number - 1, number + 1} & self.free):
            self._add_second(section, number, other)

    def _begin(self, section: Piece, questions: tuple[int, ...], sure: float) -> None:
        length = len(section.title)
        self.found[section.first] = Found(questions, length, sure, MatchedBy.WORDS)

    def _part(self, section: Piece, both: tuple[int, ...], sure: float) -> None:
        """Part what stands under a heading of two questions, where its paragraphs are apart."""
        pieces = self._pieces(section)
        gains = [self.weighing.opening(one.text) for one in pieces]
        way = [max(both, key=gain.__getitem__) for gain in gains]
        if sorted(set(way)) != sorted(both) or way != sorted(way):
            self._begin(section, both, sure)
            return
        self._begin(section, (way[0],), sure)
        self._turn(pieces, way, sure)

    def _add_second(self, section: Piece, own: int, other: int) -> None:
        """Find in the part an answer to the question beside its own."""
        pieces = self._pieces(section)
        gains = [self.weighing.sure(self.weighing.opening(one.text)) for one in pieces]
        if self._names_both(section, own, other) and len(pieces) > 1:
            way = _in_turn(gains, *sorted((own, other)))
            if way[0] != own:
                self._begin(section, (way[0],), BY_PLACE)
            self._turn(pieces, way, BY_PLACE)
            return
        way = [other if gain[other] - gain[own] >= SECOND else own for gain in gains]
        if set(way) != {own, other}:
            return
        if way[0] == other:
            self._begin(section, (other,), BY_PLACE)
        self._turn(pieces, way, BY_PLACE)

    def _names_both(self, section: Piece, own: int, other: int) -> bool:
        """Say whether the heading is about the other question nearly as much as about its own."""
        raw = self.weighing.raw(section.title)
        return raw[other] > NEARLY * raw[own] > 0

    def _turn(self, pieces: Sequence[Piece], way: Sequence[int], sure: float) -> None:
        for (before, number), piece in zip(pairwise(way), pieces[1:], strict=True):
            if number != before:
                self.found[piece.first] = Found((number,), 0, sure, MatchedBy.WORDS)

    def _pieces(self, section: Piece) -> list[Piece]:
        title = self.units[section.first]
        stop = section.first + 1
        while stop < len(self.units) and not (
            self.units[stop].is_title and self.units[stop].level <= title.level
        ):
            stop += 1
        pieces = pieces_of(self.units, range(section.first + 1, stop), 0)
        while len(pieces) > 1 and signs_of_an_end(pieces[-1].text) >= ENOUGH_SIGNS:
            pieces.pop()  # what ends the letter turns to no other question
        return pieces


def _in_turn(gains: Sequence[Mapping[int, float]], first: int, then: int) -> list[int]:
    """Return the question of each paragraph, where the first answers one and the last the next."""
    before = [0.0, *accumulate(gain[first] - gain[then] for gain in gains)]
    cut = max(range(1, len(gains)), key=before.__getitem__)
    return [first] * cut + [then] * (len(gains) - cut)
