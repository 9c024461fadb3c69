"""Questions left out between known ones: named in short, or the only ones a heading can mean."""

import re
from collections.abc import Sequence
from itertools import pairwise

from consultation.responses.splitting.beginning import add_remarks_before
from consultation.responses.splitting.concepts import asks_who, forms_of_answer, forms_of_question
from consultation.responses.splitting.edges import is_closing_title
from consultation.responses.splitting.finding import Found
from consultation.responses.splitting.shapes import Asked, MatchedBy
from consultation.responses.splitting.units import Unit
from consultation.responses.splitting.words import Wordbook
from consultation.responses.splitting.writers import says_who

BETWEEN = 0.6
IN_SHORT = 0.75
GUESSED = 0.5
LONGEST_IN_SHORT = 120
_REASONS = re.compile(
    r"(?:please\s+)?(?:explain|give\s+(?:your\s+|the\s+)?reasons|say\s+why|tell\s+us\s+why|why\b"
    r"|what\s+are"
    r"\s+your\s+reasons|add\s+any\s+comments)\b.{0,80}$",
    re.IGNORECASE,
)


def fill_between(
    units: Sequence[Unit], found: Sequence[Found | None], book: Wordbook
) -> list[Found | None]:
    """Return what was found, and what can only be the questions left out."""
    filled = list(found)
    _add_in_short(units, filled, book)
    _add_by_place(units, filled, book)
    add_remarks_before(units, filled, book, _missing(filled, book))
    return filled


def add_unasked(
    units: Sequence[Unit], found: Sequence[Found | None], book: Wordbook
) -> list[Found | None]:
    """Add the answers that people give without naming a question: who they are, their reasons."""
    filled = list(found)
    answered = {number for one in found if one for number in one.questions}
    for asked in book.questions:
        if asked.number in answered:
            continue
        if asks_who(asked.text):
            _add_who(units, filled, asked)
        elif _REASONS.match(asked.text):
            _add_reasons(units, filled, asked)
    return filled


def _add_in_short(units: Sequence[Unit], filled: list[Found | None], book: Wordbook) -> None:
    marks = [place for place, one in enumerate(filled) if one and one.questions]
    looks = {_look(units[place]) for place in marks}
    is_run_in = looks == {(0, False)}  # then any heading stands as high as what names a question
    missing = _missing(filled, book)
    for before, after in _gaps(marks) if missing else []:
        left = set(_left_out(filled, before, after, missing))
        for place in range(0 if before is None else before + 1, after or len(units)):
            number = _meant(units[place], book) if left and filled[place] is None else None
            if number in left and (
                _look(units[place]) in looks or (is_run_in and units[place].is_title)
            ):
                left = {one for one in left if one > number}
                end = len(units[place].text)
                filled[place] = Found((number,), end, IN_SHORT, MatchedBy.WORDS)


def _look(unit: Unit) -> tuple[int, bool]:
    return unit.level, unit.row is not None


def _meant(unit: Unit, book: Wordbook) -> int | None:
    """Return the question that a short line, which asks or is a heading or a cell, stands for."""
    is_asking = unit.text.endswith("?")
    if len(unit.text) > LONGEST_IN_SHORT or not (is_asking or unit.is_title or unit.row):
        return None
    if up := book.taken_up(unit.text):
        return up[0]
    if "#else" in forms_of_answer(unit.text) and (is_asking or unit.is_title):
        last = book.questions[-1] if book.questions else None
        return last.number if last and "#else" in forms_of_question(last.text) else None
    return None


def _add_by_place(units: Sequence[Unit], filled: list[Found | None], book: Wordbook) -> None:
    """Where as many headings as questions are left, each has its place.

    Before the first known question and after the last, a heading has to ask or to take one up.
    """
    missing = _missing(filled, book)
    marks = [place for place, one in enumerate(filled) if one and one.questions]
    found = list(filled)
    for before, after in _gaps(marks) if missing else []:
        left = _left_out(found, before, after, missing)
        titles = _titles(units, found, before, after) if left else []
        is_between = before is not None and after is not None
        if (
            left
            and len(titles) == len(left)
            and (is_between or all(_takes_up(units[place], left, book) for place in titles))
        ):
            for place, number in zip(titles, left, strict=True):
                end = len(units[place].text)
                filled[place] = Found((number,), end, BETWEEN, MatchedBy.ORDER)


def _gaps(marks: Sequence[int]) -> list[tuple[int | None, int | None]]:
    return list(pairwise([None, *marks, None])) if marks else []


def _left_out(
    found: Sequence[Found | None], before: int | None, after: int | None, missing: Sequence[int]
) -> list[int]:
    """Return the questions between two that follow one another in the document."""
    last = found[before] if before is not None else None
    following = found[after] if after is not None else None
    low = max(last.questions) if last else 0
    high = min(following.questions) if following else None
    if high is not None and high <= low and following and following.is_spoken:
        high = None  # a sentence may go back to a question
    return [number for number in missing if low < number and (high is None or number < high)]


def _missing(found: Sequence[Found | None], book: Wordbook) -> list[int]:
    """Return the questions that nothing in the document has been found to name."""
    answered = {number for one in found if one for number in (*one.questions, *one.unanswered)}
    return [one.number for one in book.questions if one.number not in answered]


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
    ]


def _takes_up(unit: Unit, left: Sequence[int], book: Wordbook) -> bool:
    likeness = book.likeness(unit.text)
    return unit.text.endswith("?") or any(likeness[number] > 0 for number in left)


def _add_who(units: Sequence[Unit], filled: list[Found | None], asked: Asked) -> None:
    """Take what says who writes, before the first answer, for the answer to who they are."""
    first = next((place for place, one in enumerate(filled) if one and one.questions), 0)
    for place in range(first):
        unit = units[place]
        if not unit.is_title and says_who(unit):
            filled[place] = Found((asked.number,), 0, GUESSED, MatchedBy.WORDS)
            if filled[place + 1] is None:
                filled[place + 1] = Found((), 0, 1.0, MatchedBy.ORDER)
            return


def _add_reasons(units: Sequence[Unit], filled: list[Found | None], asked: Asked) -> None:
    """Take what follows the first paragraph of the answer before for its reasons."""
    for place, one in enumerate(filled):
        if one is None or asked.number - 1 not in one.questions:
            continue
        says = bool(units[place].text[one.end :].strip())
        start = place + (1 if says else 2)
        if start < len(units) and not any(filled[place + 1 : start + 1]):
            sure = min(one.confidence, GUESSED)
            filled[start] = Found((asked.number,), 0, sure, MatchedBy.ORDER)
        return
