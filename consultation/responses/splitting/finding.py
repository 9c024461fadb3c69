"""Where in the document a question is named, repeated or taken up."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import ceil

from consultation.responses.splitting.counting import numbers_between, numbers_counted
from consultation.responses.splitting.marks import (
    LAST,
    Mark,
    bare_number,
    mark_in_title,
    mark_of,
    mark_of_recommendation,
)
from consultation.responses.splitting.shapes import MatchedBy
from consultation.responses.splitting.units import LOOKS, Unit
from consultation.responses.splitting.words import Quote, Wordbook

_OF_ALL = re.compile(r"\(?\d{1,3}\s*(?:/|of)\s*(\d{1,3})\W*$")
_FIRST_NUMBER = re.compile(r"\(?(\d{1,3})")
LONGEST_TITLE = 150


@dataclass(frozen=True)
class Found:
    """That a unit begins the answer to these questions; `text[:end]` is the question's own.

    `is_spoken` where a sentence names them: the paragraph is theirs, the next may not be; `leaves`
    where it says that some are left out, which are `unanswered`.
    """

    questions: tuple[int, ...]
    end: int
    confidence: float
    matched_by: MatchedBy
    is_spoken: bool = False
    leaves: bool = False
    unanswered: tuple[int, ...] = ()


@dataclass(frozen=True)
class _Named:
    """The numbers a unit names, as the document counts, with the question it repeats."""

    numbers: tuple[int, ...]
    end: int
    is_spoken: bool
    quote: Quote | None
    leaves: bool = False


def find_questions(units: Sequence[Unit], book: Wordbook) -> list[Found | None]:
    """Return for each unit what it begins."""
    known = {asked.number for asked in book.questions}
    numbered = _numbered_rows(units, known) | _counted_off(units, len(known))
    named = [
        _named(unit, book) or _row_number(unit, is_numbered=place in numbered)
        for place, unit in enumerate(units)
    ]
    counted = _Counting(named, known)
    found = [counted.found(one) if one else None for one in named]
    for place, unit in enumerate(units):
        if found[place] is None and (quote := book.quoted(unit.text)):
            found[place] = _by_words(quote, unit.text, book)
    is_titled = any(one and not one.is_spoken for one in named)
    if not is_titled or counted.is_the_paper_s:
        _add_bare_numbers(units, book, found, is_titled=is_titled)
    return found


def _named(unit: Unit, book: Wordbook) -> _Named | None:
    mark = mark_of(unit.text) or _recommendation(unit, book)
    if mark is None and unit.marker and (marked := mark_of(unit.marker)):
        mark = replace(marked, end=0)
    if mark is None and (unit.is_title or _is_line_in_brackets(unit.text)):
        mark = mark_in_title(unit.text)
    if mark is None:
        return None
    rest = unit.text[mark.end :]
    quote = None if mark.is_spoken else book.quoted(rest)
    end = mark.end + (quote.end if quote else 0)
    if not mark.is_spoken and _is_rest_of_title(unit, end, book):
        end = len(unit.text)
    return _Named(mark.numbers, end, mark.is_spoken, quote, mark.leaves)


def _recommendation(unit: Unit, book: Wordbook) -> Mark | None:
    """Return the paper's own recommendations that a unit names; a writer has others of theirs."""
    own = {asked.number for asked in book.questions if asked.is_recommendation}
    mark = mark_of_recommendation(unit.text) if own else None
    return mark if mark and own.issuperset(mark.numbers) else None


def _is_line_in_brackets(text: str) -> bool:
    """Say whether a short line ends in brackets, as headings do that name questions."""
    return len(text) <= LONGEST_TITLE and text.endswith((")", "]"))


def _row_number(unit: Unit, *, is_numbered: bool) -> _Named | None:
    if not is_numbered:
        return None
    first = _FIRST_NUMBER.match(unit.text)
    number = bare_number(unit.text) or (int(first[1]) if first else 0)
    return _Named((number,), len(unit.text), is_spoken=False, quote=None) if number else None


def _numbered_rows(units: Sequence[Unit], known: set[int]) -> set[int]:
    """Return the places of the first cells of tables whose rows count the questions."""
    firsts: dict[int, list[tuple[int, int]]] = defaultdict(list)
    seen: set[tuple[int, int]] = set()
    for place, unit in enumerate(units):
        if unit.row and unit.row not in seen:
            seen.add(unit.row)
            firsts[unit.row[0]].append((place, bare_number(unit.text) or 0))
    counted: set[int] = set()
    for rows in firsts.values():
        numbers = [number for _, number in rows if number in known]
        rises = all(before < after for before, after in pairwise(numbers))
        if rises and len(numbers) >= max(2, ceil(0.6 * len(rows)), ceil(0.6 * len(known))):
            counted.update(place for place, number in rows if number in known)
    return counted


def _counted_off(units: Sequence[Unit], asked: int) -> set[int]:
    """Return the places of lines such as “3/12” and “3 of 12”, where twelve are asked."""
    return {
        place
        for place, unit in enumerate(units)
        if (found := _OF_ALL.match(unit.text)) and int(found[1]) == asked
    }


def _is_rest_of_title(unit: Unit, end: int, book: Wordbook) -> bool:
    """Say whether what follows the number says what the question is about, as headings do."""
    rest = unit.text[end:].strip()
    if unit.is_title:
        return len(rest) <= LONGEST_TITLE and not rest.endswith(".")
    is_short = len(rest.split()) <= 8 and not rest.endswith((".", "!", ";", ",", ":"))
    return bool(rest) and is_short and book.taken_up(rest) is not None


def _by_words(quote: Quote, text: str, book: Wordbook) -> Found:
    """Return what repeated questions begin: one, or several that follow each other at once."""
    numbers, end, share = [quote.number], quote.end, quote.share
    while end and (more := book.quoted(text[end:])) and more.starts_at_once:
        if not more.end or more.number in numbers:
            break
        numbers.append(more.number)
        end, share = end + more.end, min(share, more.share)
    return Found(tuple(dict.fromkeys(numbers)), end, round(0.92 * share, 2), MatchedBy.WORDS)


class _Counting:
    """How the document counts, where it repeats questions under numbers of its own."""

    def __init__(self, named: Sequence[_Named | None], known: set[int]) -> None:
        self.known = known
        self.ours = {
            one.numbers[0]: one.quote.number
            for one in named
            if one and one.quote and len(one.numbers) == 1
        }
        shifts = {ours - theirs for theirs, ours in self.ours.items()}
        self.shift = shifts.pop() if len(shifts) == 1 and len(self.ours) > 1 else 0

    @property
    def is_the_paper_s(self) -> bool:
        """Say whether each question that is repeated under a number has that number."""
        return not self.shift and all(theirs == own for theirs, own in self.ours.items())

    def found(self, named: _Named) -> Found:
        if named.leaves:
            left = self._as_asked(named)
            return Found((), 0, 1.0, MatchedBy.NUMBER, is_spoken=True, leaves=True, unanswered=left)
        if named.quote and len(named.numbers) == 1:
            same = named.quote.number == named.numbers[0]
            sure, by = (0.99, MatchedBy.NUMBER) if same else (0.85, MatchedBy.WORDS)
            return Found((named.quote.number,), named.end, sure, by)
        ours = self._as_asked(named)
        sure = 0.85 if named.is_spoken else 0.95
        if not self.is_the_paper_s:
            sure = 0.7
        return Found(ours, named.end, sure, MatchedBy.NUMBER, named.is_spoken)

    def _as_asked(self, named: _Named) -> tuple[int, ...]:
        """Return what the paper numbers the questions that are named."""
        last = max(self.known, default=0)
        theirs = (last - self.shift if number == LAST else number for number in named.numbers)
        numbers = (self.ours.get(number, number + self.shift) for number in theirs)
        return tuple(number for number in numbers if number in self.known)


def _add_bare_numbers(
    units: Sequence[Unit], book: Wordbook, found: list[Found | None], *, is_titled: bool
) -> None:
    """Take numbers without a word, “1.”, “2.” …, for the questions where they count them."""
    known = [one.questions if one and (is_titled or not one.is_spoken) else () for one in found]
    spoken = {number for one in found if one and one.is_spoken for number in one.questions}
    counted = (
        numbers_between(units, known, book)
        if is_titled
        else numbers_counted(units, known, book, spoken)
    )
    for one in counted:
        unit = units[one.place]
        quote = book.quoted(unit.text[one.length :])
        end = one.length + (quote.end if quote else 0)
        if 0 < unit.level < LOOKS and _is_rest_of_title(unit, end, book):
            end = len(unit.text)
        found[one.place] = Found((one.number,), end, 0.8, MatchedBy.NUMBER)
