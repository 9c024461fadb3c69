"""Going through the document once, from one question's name to the next."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, takewhile

from consultation.responses.splitting.aligning import put_around, put_in_order
from consultation.responses.splitting.cutting import units_of
from consultation.responses.splitting.edges import (
    end_of_answers,
    is_closing_title,
    is_page_number,
    leaves_unanswered,
)
from consultation.responses.splitting.filling import add_unasked, fill_between
from consultation.responses.splitting.finding import Found, find_questions
from consultation.responses.splitting.shapes import (
    Answer,
    Asked,
    MatchedBy,
    Placed,
    Split,
    Unplaced,
)
from consultation.responses.splitting.speakers import length_of_label
from consultation.responses.splitting.units import LOOKS, Unit
from consultation.responses.splitting.words import Wordbook
from papers.importing.blocks import Document

BEFORE = "It stands before the first answer."
OWN_WORDS = "It names or repeats the question."
NOT_ASKED = "It answers a question that this paper does not ask."
UNDER_ANOTHER = "It stands under a heading that is no question."
NO_ANSWER = "It introduces, sums up or closes."
AFTER = "It stands after the last answer."
UNANSWERED = "It says what is not answered."
PAGE = "It numbers a page."
SPEAKER = "It says who speaks, or that this is an answer."
NOTHING_KNOWN = "Nothing in the document tells which question this answers."


@dataclass
class _Gathered:
    """What one question has been given so far."""

    texts: list[str] = field(default_factory=list)
    confidence: float = 1.0
    matched_by: MatchedBy = MatchedBy.NUMBER


class _Walk:
    """Where each unit goes."""

    def __init__(self) -> None:
        self.gathered: dict[int, _Gathered] = {}
        self.unplaced: list[Unplaced] = []
        self.placed: list[Placed] = []
        self.letters = 0

    def leave(self, text: str, why: str) -> None:
        """Put a stretch nowhere; stretches with one reason that touch are one."""
        if not text.strip():
            return
        self.letters += letters_of(text)
        self.placed.append(Placed(text, why=why))
        if self.unplaced and self.unplaced[-1].why == why != OWN_WORDS:
            text = f"{self.unplaced.pop().text}\n\n{text}"
        self.unplaced.append(Unplaced(text, why))

    def give(self, text: str, found: Found) -> None:
        """Give a stretch to the questions it answers."""
        if not text.strip():
            return
        self.letters += letters_of(text)
        self.placed.append(Placed(text, found.questions, found.confidence, found.matched_by))
        for number in found.questions:
            one = self.gathered.setdefault(number, _Gathered(matched_by=found.matched_by))
            one.texts.append(text)
            if found.confidence <= one.confidence:
                one.confidence, one.matched_by = found.confidence, found.matched_by

    def has_text_for(self, found: Found | None) -> bool:
        """Say whether each of these questions has been given something."""
        return (
            found is not None
            and bool(found.questions)
            and self.gathered.keys() >= {*found.questions}
        )

    def answers(self) -> tuple[Answer, ...]:
        return tuple(
            Answer(number, "\n\n".join(one.texts), one.confidence, one.matched_by)
            for number, one in sorted(self.gathered.items())
        )


def split_answers(document: Document, asked: Iterable[Asked]) -> Split:
    """Split a document to the questions it answers; every letter is in an answer or listed."""
    book = Wordbook(tuple(asked))
    units = units_of(document)
    found = find_questions(units, book)
    found = _with_the_rest(units, found, book)
    found = add_unasked(units, found, book)
    walk = _Walk()
    _go_through(units, found, walk)
    for left in document.left_out:
        walk.leave(left.text, left.why)
    written = sum(letters_of(block.marker + block.text) for block in document.blocks)
    total = written + sum(letters_of(left.text) for left in document.left_out)
    coverage = walk.letters / total if total else 1.0
    return Split(walk.answers(), tuple(walk.unplaced), coverage, tuple(walk.placed))


def _with_the_rest(
    units: Sequence[Unit], found: list[Found | None], book: Wordbook
) -> list[Found | None]:
    """Return what is found, and what can be told of the rest from it."""
    sure = [one for one in found if one and not one.is_spoken and (one.end or _is_sure(one))]
    if not sure:
        spoken = [one if one and one.is_spoken else None for one in found]
        return put_in_order(units, spoken, book)
    return fill_between(units, put_around(units, found, book), book)


def _is_sure(found: Found | None) -> bool:
    """Say whether this is more than a statement that happens to use a question's words."""
    return found is not None and found.matched_by != MatchedBy.WORDS


def letters_of(text: str) -> int:
    """How many characters the text has that are not white space."""
    return sum(not character.isspace() for character in text)


def _go_through(units: Sequence[Unit], found: Sequence[Found | None], walk: _Walk) -> None:
    end = _end_of_answers(units, found)
    current: Found | None = None
    level, why = 0, BEFORE if any(found) else NOTHING_KNOWN
    for place, unit in enumerate(units):
        walk.leave(unit.speaker, SPEAKER)
        one = found[place]
        is_more = walk.has_text_for(current)
        nowhere = "" if one else _nowhere(unit, is_after=place >= end, is_more=is_more)
        if nowhere:
            walk.leave(unit.written, nowhere)
        elif one is not None:
            if not (_goes_on(found, place) and unit.level == 0):
                level = unit.level
            current, why = one, _why_nowhere(found, place)
            _begin(unit, one, walk, why)
            if one.leaves:
                current, why = None, NOTHING_KNOWN
        elif current and _ends(unit, level, is_next=_begins(found, place + 1)):
            current, why = None, UNDER_ANOTHER
            walk.leave(unit.written, why)
        elif current and current.questions:
            _give_first(unit.written, current, walk, is_first=found[place - 1] is current)
        else:
            walk.leave(unit.written, why)


def _end_of_answers(units: Sequence[Unit], found: Sequence[Found | None]) -> int:
    last = max((place for place, one in enumerate(found) if one), default=None)
    if last is None:
        return len(units)
    opener = found[last]
    says_more = opener is not None and bool(units[last].text[opener.end :].strip())
    first = last if says_more else last + 1
    if row := units[last].row:
        return _end_of_table(units, last, row[0])
    return end_of_answers(list(units), last + 1, first + 1, usual_to=first + _usual(found, units))


def _end_of_table(units: Sequence[Unit], place: int, table: int) -> int:
    """Return where what stands below a table of answers begins."""
    rows = (unit.row for unit in units[place:])
    inside = takewhile(lambda row: row is not None and row[0] == table, rows)
    return place + sum(1 for _ in inside)


def _usual(found: Sequence[Found | None], units: Sequence[Unit]) -> int:
    """Return how many paragraphs the longest of the other answers has; many where few are known."""
    marks = [place for place, one in enumerate(found) if one and one.questions]
    lengths = []
    for here, following in pairwise(marks):
        opener = found[here]
        says = opener is not None and bool(units[here].text[opener.end :].strip())
        lengths.append(following - here - 1 + says)
    return max(lengths) if len(lengths) >= 3 else len(units)


def _nowhere(unit: Unit, *, is_after: bool, is_more: bool) -> str:
    """Return why a unit is in no answer, wherever it stands; nothing if it may be in one."""
    if is_after:
        return AFTER
    if is_more and leaves_unanswered(unit):
        return UNANSWERED
    return PAGE if is_page_number(unit) else ""


def _why_nowhere(found: Sequence[Found | None], place: int) -> str:
    """Return why what begins here is in no answer, if it is not: by its number, or by its place."""
    one = found[place]
    if one and one.leaves:
        return UNANSWERED
    if one is None or one.matched_by != MatchedBy.ORDER:
        return NOT_ASKED
    if not any(other and other.questions for other in found[place:]):
        return AFTER
    is_first = not any(other and other.questions for other in found[:place])
    return BEFORE if is_first else NO_ANSWER


def _begin(unit: Unit, found: Found, walk: _Walk, why: str) -> None:
    """The question's own words go nowhere, what follows them is the answer's beginning."""
    own, rest = unit.text[: found.end], unit.text[found.end :]
    if found.end or not unit.marker:
        walk.leave(f"{unit.marker} {own}".strip(), OWN_WORDS)
    else:
        walk.leave(unit.marker, OWN_WORDS)
    if found.questions:
        _give_first(rest.strip(), found, walk, is_first=found.end > 0)
    else:
        walk.leave(rest.strip(), why)


def _give_first(text: str, found: Found, walk: _Walk, *, is_first: bool) -> None:
    """Give a stretch to the questions it answers, without the label it may begin with."""
    label = length_of_label(text, found.questions) if is_first else 0
    walk.leave(text[:label].strip(), SPEAKER)
    walk.give(text[label:], found)


def _goes_on(found: Sequence[Found | None], place: int) -> bool:
    """Say whether a question is repeated right below its own heading."""
    above, here = found[place - 1] if place else None, found[place]
    return above is not None and here is not None and above.questions == here.questions


def _begins(found: Sequence[Found | None], place: int) -> bool:
    return place < len(found) and found[place] is not None


def _ends(unit: Unit, level: int, *, is_next: bool) -> bool:
    """Say whether a heading ends the answer: it stands as high as the questions' own headings.

    A heading right before the next question groups questions; bold lines may stand in an answer.
    """
    if not unit.is_title:
        return False
    if is_next or (is_closing_title(unit) and 0 < unit.level <= (level or LOOKS)):
        return True
    return 0 < level < LOOKS and unit.level <= level
