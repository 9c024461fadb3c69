"""Headings between known ones: where as many are left as questions, each has its place."""

from collections.abc import Sequence

from consultation.responses.splitting.edges import is_closing_title
from consultation.responses.splitting.finding import Found
from consultation.responses.splitting.shapes import MatchedBy
from consultation.responses.splitting.units import Unit

BETWEEN = 0.6


def fill_between(
    units: Sequence[Unit], found: Sequence[Found | None], numbers: Sequence[int]
) -> list[Found | None]:
    """Return what was found, and the headings that can only be the questions left out."""
    filled = list(found)
    marks = [place for place, one in enumerate(found) if one and one.questions]
    for before, after in zip([None, *marks], [*marks, None], strict=True):
        left = _left_out(found, before, after, numbers)
        titles = _titles(units, found, before, after)
        if left and len(titles) == len(left) and not (before is None and after is None):
            for place, number in zip(titles, left, strict=True):
                end = len(units[place].text)
                filled[place] = Found((number,), end, BETWEEN, MatchedBy.ORDER)
    return filled


def _left_out(
    found: Sequence[Found | None], before: int | None, after: int | None, numbers: Sequence[int]
) -> list[int]:
    """Return the questions between two that follow one another in the document."""
    last = found[before] if before is not None else None
    following = found[after] if after is not None else None
    low = max(last.questions) if last else 0
    high = min(following.questions) if following else max(numbers, default=0) + 1
    answered = {number for one in found if one for number in one.questions}
    return [number for number in numbers if low < number < high and number not in answered]


def _titles(
    units: Sequence[Unit], found: Sequence[Found | None], before: int | None, after: int | None
) -> list[int]:
    """Return the headings between that ask, or stand as high as those that name questions."""
    start = 0 if before is None else before + 1
    stop = len(units) if after is None else after
    level = units[before if before is not None else after or 0].level
    return [
        place
        for place in range(start, stop)
        if units[place].is_title
        and units[place].level == level
        and found[place] is None
        and not is_closing_title(units[place])
        and (before is not None or units[place].text.endswith("?"))
    ]
