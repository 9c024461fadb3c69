"""What in a document can hold answers: without its head, its end and the parts set aside."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from consultation.responses.splitting.concepts import forms_of_answer, forms_of_question
from consultation.responses.splitting.edges import end_of_answers, is_page_number
from consultation.responses.splitting.headings import counts_parts
from consultation.responses.splitting.openings import HEAD, is_aside_title, is_introduction
from consultation.responses.splitting.units import LOOKS, SHORT, Unit
from consultation.responses.splitting.words import Wordbook
from consultation.responses.splitting.writers import is_head_line

FEWEST_TITLES = 3  # of a level that parts a document
ENOUGH = 0.6  # headings to a question
LONGEST_END = 0.35  # of a letter, that may follow its end: an annex, a list of names


@dataclass(frozen=True)
class Frame:
    """Where answers may stand: `places` in order; `titles` are those of the headings above them.

    `asides` are the places between that introduce, sum up or close; `end` is one past the last.
    """

    places: tuple[int, ...]
    titles: tuple[int, ...]
    asides: frozenset[int]
    end: int


def frame_of(units: Sequence[Unit], book: Wordbook) -> Frame:
    """Return what is left to place when head, end and asides are taken away."""
    begin = _after_introduction(units)
    end = end_of_answers(list(units), _last_title(units, begin), longest=LONGEST_END)
    asides = _asides(units, begin, end, book)
    places = tuple(place for place in range(begin, end) if place not in asides)
    answering = _answering_level(units[begin:end], len(book.questions))
    titles = tuple(
        one
        for one in places
        if units[one].is_title and units[one].level <= answering and not is_page_number(units[one])
    )
    return Frame(places, titles, frozenset(asides), end)


def _after_introduction(units: Sequence[Unit]) -> int:
    """Return where the head ends; a line of it may say anything, if what follows introduces."""
    after = 0
    for place, unit in enumerate(units):
        if is_introduction(unit, place):
            if not place and _has_peers(units):
                break
            after = place + 1
        elif place >= HEAD or not is_head_line(unit):
            break
    return after


def _has_peers(units: Sequence[Unit]) -> bool:
    """Say whether the first line is a heading among others as high, and not the title of all."""
    first = units[0]
    same = sum(unit.level == first.level for unit in units)
    is_part = 0 < first.level < LOOKS or counts_parts(first) or first.heading.endswith("?")
    return is_part and same > 1 and not is_aside_title(first)


def _last_title(units: Sequence[Unit], begin: int) -> int:
    """Return where the last heading of an answer stands: no letter ends before it."""
    titles = [
        place
        for place in range(begin, len(units))
        if units[place].is_title
        and not is_aside_title(units[place])
        and (units[place].level < LOOKS or _is_followed(units, place))
    ]
    return titles[-1] + 1 if len(titles) > 1 else begin


def _is_followed(units: Sequence[Unit], place: int) -> bool:
    """Say whether text stands below a line: a name at a letter's end has none."""
    return place + 1 < len(units) and len(units[place + 1].text) > SHORT


def _asides(units: Sequence[Unit], begin: int, end: int, book: Wordbook) -> set[int]:
    """Return the places under headings that introduce, sum up or close, and ask nothing."""
    places: set[int] = set()
    level = 0
    answering = _answering_level(units[begin:end], len(book.questions))
    for place in range(begin, end):
        unit = units[place]
        is_aside = 0 < unit.level <= answering and is_aside_title(unit)
        is_aside = is_aside and not _answers_else(unit, book)
        if is_aside and book.taken_up(unit.text) is None:
            level = unit.level
        elif unit.is_title and unit.level <= level:
            level = 0
        if level:
            places.add(place)
    return places


def _answers_else(unit: Unit, book: Wordbook) -> bool:
    """Say whether “Any other comments” is an answer, because the paper asks for some."""
    if "#else" not in forms_of_answer(unit.text):
        return False
    return any("#else" in forms_of_question(asked.text) for asked in book.questions)


def _answering_level(units: Sequence[Unit], asked: int) -> int:
    """Return the level of the headings that answers stand under; deeper ones part an answer.

    A few headings above many, about as many as questions, group answers; so do headings with
    another right below.
    """
    titles = [unit for unit in units if unit.is_title and not is_aside_title(unit)]
    counts = Counter(unit.level for unit in titles)
    groups = Counter(
        unit.level for unit, below in pairwise(units) if 0 < unit.level < below.level < LOOKS
    )
    enough = [level for level in sorted(counts) if counts[level] >= FEWEST_TITLES]
    for level, deeper in pairwise(enough):
        is_grouping = groups[level] >= FEWEST_TITLES or counts[level] < ENOUGH * asked
        if not (is_grouping and counts[deeper] >= ENOUGH * asked):
            return level
    return enough[-1] if enough else max(counts, default=0)
