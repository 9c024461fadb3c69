"""Numbers without the word “question”: which of them count the questions, and which a list."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from consultation.responses.splitting.marks import bare_number
from consultation.responses.splitting.openings import is_aside_title
from consultation.responses.splitting.units import Unit
from consultation.responses.splitting.weighing import Weighing, added
from consultation.responses.splitting.words import Wordbook

MOST_CANDIDATES = 400
ENOUGH = 0.6  # of the questions: a list within an answer counts up as well, but not that far
MOST = 0.8  # of the questions, counted down
NO_END = 1_000_000
# “4 – …”, “No. 4: …”, “Point 4. …”, “A4”; alone on a line, or with a sign after it.
_LABEL = re.compile(
    r"[*_]*(?:(?:no|number|point|item|proposal|ans|a)\.?\s*)?#?\s*[(\[]?(\d{1,3})[)\]]?"
    r"(?:[*_]*\s*(?:[.:)|–—-]\s+|[.:)]?\s*$|\s*\n)|(?<=#\d)\s+|(?<=#\d\d)\s+)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Counted:
    """That the unit at this place has a number of its own, written in `text[:length]`."""

    place: int
    number: int
    length: int = 0


def numbers_counted(
    units: Sequence[Unit], named: Sequence[Sequence[int]], book: Wordbook
) -> list[Counted]:
    """Return the numbers that stand for questions; `named` are those that each unit names.

    Of all rising rows of numbers the one counts whose texts are most about their questions: a
    list within an answer begins with 1 again. Numbers in another order count where there is one
    of each, and the texts agree.
    """
    known = {asked.number for asked in book.questions}
    candidates = [
        one
        for place, unit in enumerate(units)
        if not named[place] and (one := _counted(unit, place)) and one.number in known
    ]
    candidates = _between_known(candidates, named)[:MOST_CANDIDATES]
    enough = max(2, ceil(ENOUGH * len(known)))
    chain = _numbered_titles(candidates, units, book)
    if len(chain) < enough:
        items = [one for one in candidates if not units[one.place].is_title]
        chain = _best_chain(items, units, book)
    answered = {one.number for one in chain} | {numbers[0] for numbers in named if numbers}
    if len(candidates) > len(chain) and _is_in_own_order(candidates, units, book, enough):
        return candidates
    if len(answered) >= enough:
        return chain
    backwards = _best_chain(candidates[::-1], units, book)[::-1]
    return backwards if len(backwards) >= max(3, MOST * len(known)) else []


def _counted(unit: Unit, place: int) -> Counted | None:
    if unit.marker:
        number = bare_number(unit.marker)
        return Counted(place, number) if number else None
    if unit.row or not (found := _LABEL.match(unit.text)):
        return None
    return Counted(place, int(found[1]), found.end())


def _between_known(candidates: Sequence[Counted], named: Sequence[Sequence[int]]) -> list[Counted]:
    """Return those that count on from the question before and stand before the next one's.

    Between questions known by their words, other numbers count what an answer lists.
    """
    low: list[int] = []
    last = 0
    for numbers in named:
        last = numbers[-1] if numbers else last
        low.append(last)
    following = [0] * len(named)
    ahead = NO_END
    for place in range(len(named) - 1, -1, -1):
        ahead = named[place][0] if named[place] else ahead
        following[place] = ahead
    return [one for one in candidates if low[one.place] < one.number < following[one.place]]


def _numbered_titles(
    candidates: Sequence[Counted], units: Sequence[Unit], book: Wordbook
) -> list[Counted]:
    """Return the numbered headings, if they count the questions and not parts of their own."""
    counted = [unit for place, unit in enumerate(units) if unit.is_title and _counted(unit, place)]
    if any(is_aside_title(unit) for unit in counted):
        return []
    chain = _best_chain([one for one in candidates if units[one.place].is_title], units, book)
    verdicts = _verdicts(chain, units, book)
    if not verdicts or verdicts.count(True) < verdicts.count(False):
        return []
    # Numbers that stop short of the paper's, above another subject, are the writer's own.
    is_short = chain[-1].number < max(asked.number for asked in book.questions)
    return [] if is_short and verdicts[-1] is False else chain


def _is_in_own_order(
    candidates: Sequence[Counted], units: Sequence[Unit], book: Wordbook, enough: int
) -> bool:
    """Say whether the numbers are the questions', though not in the paper's order."""
    numbers = [one.number for one in candidates]
    is_rising = numbers == sorted(numbers)
    if is_rising or not enough <= len(set(numbers)) == len(numbers):
        return False
    verdicts = _verdicts(candidates, units, book)
    return verdicts.count(True) > verdicts.count(False)


def _verdicts(chain: Sequence[Counted], units: Sequence[Unit], book: Wordbook) -> list[bool | None]:
    """Say of each text if it is about the question of its number; nothing where it is not told."""
    texts = [_with_next(units, one.place) for one in chain]
    weighing = Weighing(texts, book)
    verdicts: list[bool | None] = []
    for one, text in zip(chain, texts, strict=True):
        about = added((weighing.raw(units[one.place].text), 3.0), (weighing.opening(text), 0.5))
        best = max(about.values())
        is_other = best > 1.5 * about[one.number]
        verdicts.append(False if is_other else True if best == about[one.number] else None)
    return verdicts


def _best_chain(
    candidates: Sequence[Counted], units: Sequence[Unit], book: Wordbook
) -> list[Counted]:
    """Return the rising row of numbers that is worth most."""
    best: list[tuple[float, int]] = []  # what a chain that ends here is worth, and its last link
    for index, one in enumerate(candidates):
        own = 1 + 2 * book.likeness(_with_next(units, one.place)).get(one.number, 0.0)
        before = [
            (best[earlier][0], earlier)
            for earlier in range(index)
            if candidates[earlier].number < one.number
        ]
        worth, link = max(before, default=(0.0, -1))
        # A chain that leaves questions out is worth less than one that does not.
        last = candidates[link].number if link >= 0 else 0
        best.append((worth + own - 0.3 * (one.number - last - 1), link))
    chain: list[Counted] = []
    at = max(range(len(best)), key=lambda index: best[index][0], default=-1)
    while at >= 0:
        chain.append(candidates[at])
        at = best[at][1]
    return chain[::-1]


def _with_next(units: Sequence[Unit], place: int) -> str:
    return " ".join(unit.text for unit in units[place : place + 2])[:1_500]
