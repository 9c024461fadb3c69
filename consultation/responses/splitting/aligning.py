"""Answers that name no question: put beside the questions in order, by what they are about."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from consultation.responses.splitting.edges import end_of_answers, is_introduction
from consultation.responses.splitting.finding import Found
from consultation.responses.splitting.shapes import MatchedBy
from consultation.responses.splitting.units import Unit
from consultation.responses.splitting.words import Wordbook, sentences_of

BY_PLACE = 0.6
BY_SUBJECT = 0.45
# What going on to another question costs, beside what a stretch gains by being about it.
STEP = 0.02
MOST_STRETCHES = 2_000
# How much of a question a stretch has to take up to be about it at all.
ABOUT_NOTHING = 0.06


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
        for stretch, asked in zip(stretches, numbers, strict=True):
            found[stretch.first] = Found((asked,), 0, BY_PLACE, MatchedBy.ORDER)
        return found
    previous: int | None = None
    for stretch, number in zip(stretches, _aligned(stretches, numbers, book), strict=True):
        if number is not None and number != previous:
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


def _about(stretch: _Stretch, book: Wordbook) -> dict[int, float]:
    """Say how much of each question a stretch takes up; its first sentence says it best."""
    first = next(iter(sentences_of(stretch.text)), "")
    return book.subject(first, stretch.text)


def _aligned(
    stretches: Sequence[_Stretch], numbers: Sequence[int], book: Wordbook
) -> list[int | None]:
    """Return a question for each stretch, never going back, so that most of it is about them.

    What stands at the beginning and is about none of them introduces the writer: None.
    """
    states: list[int | None] = [None, *numbers]
    worth: list[float] = []
    came_from: list[list[int]] = []
    for row, stretch in enumerate(stretches):
        about = _about(stretch, book)
        before = worth or [0.0] + [-STEP * at for at in range(len(numbers))]
        best = 0
        now: list[float] = []
        links: list[int] = []
        for at, state in enumerate(states):
            # Passing over a question costs a step, as does going on to one.
            if before[at] >= before[best] - STEP * (at - best):
                best = at
            gain = ABOUT_NOTHING if state is None else about[state]
            now.append(before[best] - STEP * (at - best) + gain)
            links.append(best if row else at)
        worth = now
        came_from.append(links)
    at = max(range(len(states)), key=lambda one: worth[one])
    chosen = [at]
    for links in reversed(came_from[1:]):
        at = links[at]
        chosen.append(at)
    return [states[one] for one in reversed(chosen)]
