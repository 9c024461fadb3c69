"""Numbers without the word “question”: which of them count the questions, and which a list."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import ceil

from consultation.responses.splitting.marks import CARDINALS, bare_number, number_said
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
# “Seven: …”, “Seven – …”
_WORDED = re.compile(rf"[*_]*({'|'.join(CARDINALS)})[*_]*\s*(?:[:–—-]|$|\n)\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Counted:
    """That the unit at this place has a number of its own, written in `text[:length]`."""

    place: int
    number: int
    length: int = 0


def numbers_counted(
    units: Sequence[Unit],
    named: Sequence[Sequence[int]],
    book: Wordbook,
    spoken: Collection[int] = (),
) -> list[Counted]:
    """Return the numbers that stand for questions; `named` are those that each unit names.

    `spoken` are questions that sentences name besides.

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
    enough = max(2, ceil(ENOUGH * len(known)))
    fitting = _between_known(candidates, named)[:MOST_CANDIDATES]
    chain = _numbered_titles(fitting, units, book)
    if len(chain) < enough:
        chain = _best_chain(_without_titles(fitting, units), units, book)
    if len(fitting) > len(chain) and _is_in_own_order(fitting, units, book, enough):
        return fitting
    if len(_answered(chain, named)) >= enough:
        return chain
    backwards = _best_chain(fitting[::-1], units, book)[::-1]
    if len(backwards) >= max(3, MOST * len(known)):
        return backwards
    return _beside_titles(candidates, units, named, book, enough - len(spoken))


def _beside_titles(
    candidates: Sequence[Counted],
    units: Sequence[Unit],
    named: Sequence[Sequence[int]],
    book: Wordbook,
    enough: int,
) -> list[Counted]:
    """Return the numbers that count on to headings which take up the other questions."""
    named = _with_titles(units, named, candidates, book)
    fitting = _without_titles(_between_known(candidates, named), units)[:MOST_CANDIDATES]
    chain = _best_chain(fitting, units, book)
    is_theirs = bool(chain) and chain[0].number == 1 and True in _verdicts(chain, units, book)
    return chain if is_theirs and len(_answered(chain, named)) >= enough else []


def _without_titles(candidates: Sequence[Counted], units: Sequence[Unit]) -> list[Counted]:
    return [one for one in candidates if not units[one.place].is_title]


def _answered(chain: Sequence[Counted], named: Sequence[Sequence[int]]) -> set[int]:
    return {one.number for one in chain} | {numbers[0] for numbers in named if numbers}


def numbers_between(
    units: Sequence[Unit], named: Sequence[Sequence[int]], book: Wordbook
) -> list[Counted]:
    """Return the numbers without a word among questions that are named: “Q5”, “Six:”, “Q7”.

    One counts where its question is missing there, and no list has begun.
    """
    missing = {asked.number for asked in book.questions} - {one for each in named for one in each}
    candidates = {
        place: one
        for place, unit in enumerate(units)
        if missing and not named[place] and (one := _counted(unit, place))
    }
    fitting = {one.place for one in _between_known(list(candidates.values()), named)}
    taken: list[Counted] = []
    last, is_list = 0, False
    for place, numbers in enumerate(named):
        one = candidates.get(place)
        if numbers:
            last, is_list = numbers[-1], False
        elif one and last:
            fits = place in fitting and one.number in missing and one.number > last
            is_list = is_list or not fits
            if not is_list:
                taken.append(one)
                last = one.number
    return taken


def _with_titles(
    units: Sequence[Unit],
    named: Sequence[Sequence[int]],
    candidates: Sequence[Counted],
    book: Wordbook,
) -> list[Sequence[int]]:
    """Return what units name, and what headings without a number take up."""
    numbered = {one.place for one in candidates}
    return [
        (up[0],)
        if not numbers and unit.is_title and place not in numbered
        and (up := book.taken_up(unit.text))
        else numbers
        for place, (unit, numbers) in enumerate(zip(units, named, strict=True))
    ]  # fmt: skip


def _counted(unit: Unit, place: int) -> Counted | None:
    if unit.marker:
        number = bare_number(unit.marker)
        return Counted(place, number) if number else None
    if unit.row or not (found := _LABEL.match(unit.text) or _WORDED.match(unit.text)):
        return None
    return Counted(place, number_said(found[1]), found.end())


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
