"""Headings and page lines that a text shows by their looks alone."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from consultation.responses.splitting.edges import is_letter_end
from consultation.responses.splitting.marks import bare_number, mark_of
from consultation.responses.splitting.units import COUNTED, LOOKS, TITLE_LENGTH, Unit

_TELLS_WHAT_WAS_ASKED = re.compile(
    r"(?:(?:we|i|they)\s+(?:were\s+)?(?:then\s+|also\s+|next\s+)?asked|asked|you\s+ask(?:ed)?"
    r"|the\s+(?:paper|consultation|chair|committee|panel)\s+ask(?:s|ed))\b[^.]*[.:?]$",
    re.IGNORECASE,
)
# What heads a letter: “Dear Minister”, “3rd June”.
_LETTERHEAD = re.compile(
    r"dear\b|to\s+whom\b|(?:\w+day,?\s+)?\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:jan|feb|mar|apr|may"
    r"|june?|july?|aug|sep|oct|nov|dec)\w*,?(?:\s+\d{4})?$",
    re.IGNORECASE,
)
_SENTENCE_INSIDE = re.compile(r"[a-z]{2}[.!]\s+[A-Z]")
_SENTENCE_ENDS = (".", ",", ";", "!")
_TEXT_ENDS = (".", "!", "”", '"')
_MOST_WORDS = 16
_QUESTION_LENGTH, _QUESTION_WORDS = 200, 30  # a question stands above its answer at any length
_LONGEST_SIGNATURE = 8  # lines
_FEWEST_COLONS = 4  # lines that end in a colon are headings where there are so many

_DIGITS = re.compile(r"\d+")
_CAPITALS = re.compile(r"\b[A-Z]\w+")
_NUMBERED_PAGE = re.compile(r"\bpage\s*\d|[|•·–—-]\s*\d{1,3}$", re.IGNORECASE)
_LONGEST_RUNNING = 150


def with_running_lines(units: Iterable[Unit]) -> list[Unit]:
    """Mark what pages repeat, but for its number: “Alder Trust | page 2”."""
    units = list(units)
    seen = Counter(_DIGITS.sub("0", unit.text) for unit in units)
    return [
        replace(unit, is_running=True, level=0)
        if _may_run(unit, seen[_DIGITS.sub("0", unit.text)])
        else unit
        for unit in units
    ]


def _may_run(unit: Unit, times: int) -> bool:
    """Say whether a line so often repeated is a page's head or foot, and no answer or heading."""
    if times < 2 or unit.row or unit.is_item or len(unit.text) > _LONGEST_RUNNING:
        return False
    is_name = len(_CAPITALS.findall(unit.text)) > 1 and unit.text[-1].isalpha()
    runs = bool(_NUMBERED_PAGE.search(unit.text)) or (times > 2 and is_name)
    return runs and mark_of(unit.text) is None


def with_headings(units: Sequence[Unit]) -> list[Unit]:
    """Take lines that look like headings for headings, in a text that has hardly any other."""
    standing = [place for place, unit in enumerate(units) if not unit.is_running]
    above = {one for one, below in pairwise(standing) if _stands_above(units[one], units[below])}
    above -= {one for before, one in pairwise(standing) if _goes_on(units[before], units[one])}
    end = _signed_from(units)
    titles = {place for place in above if place < end and _looks_like_heading(units[place])}
    with_colon = {place for place in titles if units[place].text.endswith(":")}
    if len(with_colon) < _FEWEST_COLONS:
        titles -= with_colon
    return [
        replace(unit, level=unit.level or LOOKS) if place in titles else unit
        for place, unit in enumerate(units)
    ]


def _signed_from(units: Sequence[Unit]) -> int:
    """Return where a letter is signed, if nothing but names and addresses follows."""
    least = max(0, len(units) - _LONGEST_SIGNATURE)
    ends = [place for place in range(least, len(units)) if is_letter_end(units[place])]
    is_last = bool(ends) and all(len(unit.text) <= 2 * TITLE_LENGTH for unit in units[ends[0] :])
    return ends[0] if is_last else len(units)


def _stands_above(unit: Unit, below: Unit) -> bool:
    """Say whether what follows a line may be its text: it is longer, or a sentence."""
    if _kind_of(unit) == _kind_of(below) != "" or below.text[:1].islower():
        return False
    if below.is_item:
        return not unit.text.endswith(":")
    leads_in = below.text.endswith(":") and not unit.text.endswith(":")  # to a list
    is_sentence = leads_in or (below.text.endswith(_TEXT_ENDS) and len(below.text.split()) > 1)
    return is_sentence or len(below.text) > len(unit.text) * 1.2


def _goes_on(before: Unit, unit: Unit) -> bool:
    """Say whether a unit is the next of a list, and not the heading of what is below it."""
    one, two = bare_number(before.marker), bare_number(unit.marker)
    return one is not None and two == one + 1


def _looks_like_heading(unit: Unit) -> bool:
    text = unit.heading
    is_bullet = unit.is_item and not _counts(unit.marker)
    if not text or unit.row or is_bullet or _LETTERHEAD.match(unit.written):
        return False
    if _is_question(text) or (len(text) <= TITLE_LENGTH and _TELLS_WHAT_WAS_ASKED.match(text)):
        return True
    words = text.split()
    return (
        len(text) <= TITLE_LENGTH
        and 0 < len(words) <= _MOST_WORDS
        and text[0].isalnum()
        and not text.endswith(_SENTENCE_ENDS)
        and not _SENTENCE_INSIDE.search(text)
    )


def _is_question(text: str) -> bool:
    """Say whether a line is one question, as people repeat it in their own words."""
    is_short = len(text) <= _QUESTION_LENGTH and len(text.split()) <= _QUESTION_WORDS
    return is_short and text[:1].isupper() and text.endswith("?") and text.count("?") == 1


def _kind_of(unit: Unit) -> str:
    """Return what a list's marker counts with: digits, letters or bullets; nothing for no list."""
    if not unit.is_item:
        return ""
    sign = next(filter(str.isalnum, unit.marker), "•")
    return "1" if sign.isdigit() else "a" if sign.isalpha() else sign


def _counts(marker: str) -> bool:
    """Say whether a list's marker counts: “4.”, “(b)”, and no bullet."""
    return any(character.isalnum() for character in marker)


def counts_parts(unit: Unit) -> bool:
    """Say whether a heading counts the writer's own parts: “B. Nights”, “IV. Costs”."""
    return unit.is_title and bool(COUNTED.match(unit.written))
