"""Answers that name no question: put beside the questions in order, by what they are about."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from consultation.responses.splitting.edges import end_of_answers, is_introduction
from consultation.responses.splitting.finding import Found
from consultation.responses.splitting.shapes import MatchedBy
from consultation.responses.splitting.units import Unit
from consultation.responses.splitting.words import Wordbook

BY_PLACE = 0.6
BY_SUBJECT = 0.45
# What going on to another question costs, beside what a stretch gains by being about it.
STEP = 0.05
MOST_STRETCHES = 2_000


@dataclass(frozen=True)
class _Stretch:
    """Units that belong together: a heading with what is under it, a paragraph with its list."""

    first: int
    last: int  # one past
    text: str


def put_in_order(units: Sequence[Unit], book: Wordbook) -> list[Found | None]:
    """Return for each unit what it begins, going by order alone."""
    found: list[Found | None] = [None] * len(units)
    begin = _after_introduction(units)
    end = end_of_answers(list(units), begin)
    stretches = _stretches(units, begin, end)[:MOST_STRETCHES]
    numbers = [asked.number for asked in book.questions]
    if not stretches or not numbers:
        return found
    if len(stretches) == len(numbers):
        for stretch, number in zip(stretches, numbers, strict=True):
            found[stretch.first] = Found((number,), 0, BY_PLACE, MatchedBy.ORDER)
        return found
    previous = None
    for stretch, number in zip(stretches, _aligned(stretches, numbers, book), strict=True):
        if number != previous:
            found[stretch.first] = Found((number,), 0, BY_SUBJECT, MatchedBy.ORDER)
        previous = number
    return found


def _after_introduction(units: Sequence[Unit]) -> int:
    place = 0
    while place < len(units) and is_introduction(units[place], place):
        place += 1
    return place


def _stretches(units: Sequence[Unit], begin: int, end: int) -> list[_Stretch]:
    has_titles = sum(unit.is_title for unit in units[begin:end]) >= 2
    starts = [
        place
        for place in range(begin, end)
        if (units[place].is_title if has_titles else not units[place].is_item) or place == begin
    ]
    bounds = [*starts, end]
    return [
        _Stretch(first, last, " ".join(unit.text for unit in units[first:last]))
        for first, last in pairwise(bounds)
        if first < last
    ]


def _aligned(stretches: Sequence[_Stretch], numbers: Sequence[int], book: Wordbook) -> list[int]:
    """Return a question for each stretch, never going back, so that most of it is about them."""
    about = [book.likeness(stretch.text) for stretch in stretches]
    worth = [[0.0] * len(numbers) for _ in stretches]
    came_from = [[0] * len(numbers) for _ in stretches]
    for row, likeness in enumerate(about):
        best, at = 0.0, 0
        for column, number in enumerate(numbers):
            if row:
                stay = worth[row - 1][column]
                if column and worth[row - 1][column - 1] - STEP > best:
                    best, at = worth[row - 1][column - 1] - STEP, column - 1
                before, came_from[row][column] = max((stay, column), (best, at))
            else:
                before = -STEP * column
            worth[row][column] = before + likeness[number]
    column = max(range(len(numbers)), key=lambda one: worth[-1][one])
    chosen = [column]
    for row in range(len(stretches) - 1, 0, -1):
        column = came_from[row][column]
        chosen.append(column)
    return [numbers[one] for one in reversed(chosen)]
