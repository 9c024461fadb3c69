"""Answers that name no question: the document's pieces are laid beside the questions as a whole.

Each piece has a gain for each question, by what it is about; going on, staying, leaving one out and
going back each have a cost. The cheapest way through is found at once for the whole document, so
that a doubtful paragraph goes where its neighbours make it likely.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log

from consultation.responses.splitting.edges import (
    SHORT,
    end_of_answers,
    is_aside_title,
    is_introduction,
    is_page_number,
    says_who,
    speaks_of_the_paper,
)
from consultation.responses.splitting.finding import Found
from consultation.responses.splitting.paths import BEFORE, Costs, in_order, one_to_one
from consultation.responses.splitting.shapes import MatchedBy
from consultation.responses.splitting.units import LOOKS, Unit
from consultation.responses.splitting.weighing import Weighing, added
from consultation.responses.splitting.words import Wordbook

BY_PLACE = 0.6
BY_SUBJECT = 0.45
MOST_PIECES = 1_500
MOST_SECTIONS = 120
PLACE = 0.1
PLACE_MOST = 1.0
LEAST_GAIN = 0.08
MOVING = 0.25
LONGEST_END = 0.35  # of a letter, that may follow its end: an annex, a list of names
CUE = 0.3
LEFT_OUT = 0.45
PREFACE = (0.9, 0.9, 0.7, 0.5)  # what a piece gains as a preface, from the first on
UNTOLD = 0.3

_TURNS = re.compile(
    r"(?:turning|moving|coming)\s+(?:now\s+|on\s+|next\s+)?(?:on\s+)?to\b|as\s+(?:to|for|regards)\b|on\b"
    r"|(?:first|second|third|fourth|fifth|sixth|final|last)(?:ly)?\b|next\b|regarding\b|concerning\b"
    r"|with\s+(?:regard|respect)\s+to\b|in\s+(?:relation|answer|response)\s+to\b|when\s+it\s+comes\s+to\b"
    r"|you(?:r\s+\w+\s+question)?\s+(?:also\s+)?(?:ask|want|invite)\w*\b|the\s+paper\s+asks\b",
    re.IGNORECASE,
)
_CONTINUES = re.compile(
    r"(?:this|these|that|those|it|they|he|she|his|her|their|such|and|but|or|so|also|moreover|however"
    r"|furthermore|besides|nor|similarly|likewise|in\s+addition|for\s+(?:example|instance)|another|both"
    r"|instead|otherwise|therefore|again|one\s+(?:of|person|man|woman|member)|a\s+further|to\s+give)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class _Piece:
    """Units that stand or fall together: a paragraph with its list, or a heading with its text."""

    first: int
    text: str
    title: str = ""
    is_prefatory: bool = False
    tells_who: bool = False


def put_in_order(units: Sequence[Unit], book: Wordbook) -> list[Found | None]:
    """Return for each unit what it begins, by what the pieces are about and by their order."""
    found: list[Found | None] = [None] * len(units)
    if not book.questions:
        return found
    begin = _after_introduction(units)
    end = end_of_answers(list(units), _last_title(units, begin), longest=LONGEST_END)
    asides = _asides(units, begin, end, book)
    answering = _answering_level(units[begin:end])
    titles = [
        place
        for place in range(begin, end)
        if place not in asides and units[place].is_title and units[place].level <= answering
    ]
    for place in asides:
        if place - 1 not in asides:
            found[place] = Found((), 0, 1.0, MatchedBy.ORDER)
    if len(titles) >= max(2, 0.4 * len(book.questions)) and _say_something(units, titles, book):
        _lay_sections(units, found, (titles, asides, end), book)
    else:
        _lay_pieces(
            units, found, [place for place in range(begin, end) if place not in asides], book
        )
    return found


def _say_something(units: Sequence[Unit], titles: Sequence[int], book: Wordbook) -> bool:
    """Say whether lines that only look like headings take up what was asked, half of them."""
    guessed = [units[place].text for place in titles if units[place].level == LOOKS]
    if len(guessed) < len(titles):
        return True
    weighing = Weighing(guessed, book)
    return sum(any(weighing.raw(one).values()) for one in set(guessed)) >= 0.5 * len(guessed)


def _lay_pieces(
    units: Sequence[Unit], found: list[Found | None], places: Sequence[int], book: Wordbook
) -> None:
    """Lay paragraphs beside the questions, in order."""
    numbers = [asked.number for asked in book.questions]
    pieces = _pieces(units, places, len(numbers))[:MOST_PIECES]
    if not pieces:
        return
    weighing = Weighing([piece.text for piece in pieces], book)
    gains = [weighing.sure(weighing.opening(piece.text)) for piece in pieces]
    start = _prefatory(pieces)
    _add_place(gains, pieces, start, numbers)
    share = len(numbers) / max(1, len(pieces) - start)
    way, _ = in_order(gains, [_costs(piece, share) for piece in pieces], numbers)
    answering = sum(number != BEFORE for number in way)
    sure = BY_PLACE if answering == len(numbers) else BY_SUBJECT
    for (before, number), piece in zip(pairwise([BEFORE, *way]), pieces, strict=True):
        if number not in (BEFORE, before):
            found[piece.first] = Found((number,), 0, sure, MatchedBy.ORDER)


def _pieces(units: Sequence[Unit], places: Sequence[int], asked: int) -> list[_Piece]:
    joined: list[list[int]] = []
    apart = sum(not units[place].is_item for place in places) < 0.6 * asked
    for place in places:
        joins = (units[place].is_item and not apart) or _leads_in(units, place)
        joins |= bool(joined) and _is_line(units[joined[-1][-1]])
        if joined and joins and joined[-1][-1] == place - 1:
            joined[-1].append(place)
        else:
            joined.append([place])
    return [
        _Piece(
            one[0],
            " ".join(units[place].text for place in one),
            is_prefatory=any(speaks_of_the_paper(units[place]) for place in one[:3]),
            tells_who=any(says_who(units[place]) for place in one[:3]),
        )
        for one in joined
    ]


def _is_line(unit: Unit) -> bool:
    """Say whether the unit is a line of its own that goes with what follows: no sentence."""
    is_short = len(unit.text) <= SHORT and unit.text[:1].isupper()
    return unit.is_title or (
        is_short and not unit.is_item and not unit.row and unit.text[-1:].isalnum()
    )


def _leads_in(units: Sequence[Unit], place: int) -> bool:
    """Say whether the line before ends with a colon, or both are cells of one row."""
    above = units[place - 1] if place else None
    if above is None:
        return False
    return above.text.endswith(":") or (above.row is not None and above.row == units[place].row)


def _prefatory(pieces: Sequence[_Piece]) -> int:
    """Return how many of the first pieces speak of the writer or of the letter itself."""
    place = 0
    most = min(len(pieces) // 3, len(PREFACE))
    while place < most and (pieces[place].is_prefatory or (not place and pieces[0].tells_who)):
        place += 1
    return place


def _add_place(
    gains: Sequence[dict[int, float]], pieces: Sequence[_Piece], start: int, numbers: Sequence[int]
) -> None:
    """Add what the place of a piece in the document says; the answers are of like length, roughly."""
    lengths = [len(piece.text) ** 0.5 for piece in pieces]
    whole = sum(lengths[start:]) or 1.0
    passed = 0.0
    untold = 0.0 if start else UNTOLD
    for place, gain in enumerate(gains):
        gain[BEFORE] = PREFACE[place] if place < start else untold - 0.1 * (place - start)
        if place >= start:
            at = (passed + lengths[place] / 2) / whole
            passed += lengths[place]
            for index, number in enumerate(numbers):
                off = at - (index + 0.5) / len(numbers)
                gain[number] -= min(PLACE_MOST, PLACE * (off * 3) ** 2)


def _costs(piece: _Piece, share: float) -> Costs:
    """Return what moving costs; `share` is how many questions there are to a piece."""
    moves = min(0.85, max(0.15, share))
    stay, go_on = -MOVING * log(1 - moves), -MOVING * log(moves)
    if _TURNS.match(piece.text):
        stay, go_on = stay + CUE, max(0.0, go_on - CUE)
    elif _CONTINUES.match(piece.text):
        stay, go_on = max(0.0, stay - CUE), go_on + CUE
    return Costs(stay, go_on, LEFT_OUT)


def _lay_sections(
    units: Sequence[Unit],
    found: list[Found | None],
    where: tuple[Sequence[int], set[int], int],
    book: Wordbook,
) -> None:
    """Lay headed parts beside the questions, in order or, where that fits better, in any."""
    titles, asides, end = where
    numbers = [asked.number for asked in book.questions]
    sections = [
        _section(units, place, following, asides)
        for place, following in pairwise([*titles[:MOST_SECTIONS], end])
    ]
    # A heading above those of the answers groups them, or is the document's own.
    level = max(units[place].level for place in titles)
    weighing = Weighing([f"{one.title} {one.text}" for one in sections], book)
    gains = [
        weighing.sure(added((weighing.raw(one.title), 3.0), (weighing.opening(one.text), 0.5)))
        if units[one.first].level == level
        else {}
        for one in sections
    ]
    straight, worth = in_order(gains, [Costs(0.4, 0.0, 0.08)] * len(sections), numbers)
    freely, worth_freely = one_to_one(gains, numbers)
    way = freely if worth_freely > worth + 0.1 else straight
    for section, number, gain in zip(sections, way, gains, strict=True):
        both = weighing.both(section.title)
        sure = round(0.4 + 0.4 * gain.get(number, 0.0), 2)
        length = len(units[section.first].text)
        if number == BEFORE or (gain.get(number, 0.0) < LEAST_GAIN and not both and way != numbers):
            found[section.first] = Found((), 0, 1.0, MatchedBy.ORDER)
        elif number in both:
            _part(units, found, section, both, weighing, sure)
        else:
            found[section.first] = Found((number,), length, sure, MatchedBy.WORDS)


def _section(units: Sequence[Unit], place: int, following: int, asides: set[int]) -> _Piece:
    texts = [units[one].text for one in range(place + 1, following) if one not in asides]
    return _Piece(place, " ".join(texts), units[place].text)


def _part(
    units: Sequence[Unit],
    found: list[Found | None],
    section: _Piece,
    both: tuple[int, ...],
    weighing: Weighing,
    sure: float,
) -> None:
    """Part what stands under a heading of two questions, where its paragraphs tell them apart."""
    title = units[section.first]
    stop = section.first + 1
    while stop < len(units) and not (units[stop].is_title and units[stop].level <= title.level):
        stop += 1
    pieces = _pieces(units, range(section.first + 1, stop), 0)
    gains = [
        {
            number: value
            for number, value in weighing.sure(weighing.opening(one.text)).items()
            if number in both
        }
        for one in pieces
    ]
    way = [max(gain, key=lambda number: gain[number]) for gain in gains]
    length = len(title.text)
    if sorted(set(way)) != sorted(both) or way != sorted(way):
        found[section.first] = Found(both, length, sure, MatchedBy.WORDS)
        return
    found[section.first] = Found((way[0],), length, sure, MatchedBy.WORDS)
    for (before, number), piece in zip(pairwise(way), pieces[1:], strict=False):
        if number != before:
            found[piece.first] = Found((number,), 0, sure, MatchedBy.WORDS)


def _after_introduction(units: Sequence[Unit]) -> int:
    place = 0
    while place < len(units) and is_introduction(units[place], place):
        place += 1
    return place


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
    for place in range(begin, end):
        unit = units[place]
        if unit.is_title and is_aside_title(unit) and book.taken_up(unit.text) is None:
            level = unit.level
        elif unit.is_title and unit.level <= level:
            level = 0
        if level or is_page_number(unit):
            places.add(place)
    return places


def _answering_level(units: Sequence[Unit]) -> int:
    """Return the level of the headings that answers stand under; deeper ones part an answer."""
    levels = [unit.level for unit in units if unit.is_title and not is_aside_title(unit)]
    enough = [level for level in sorted(set(levels)) if levels.count(level) >= 3]
    return enough[0] if enough else max(levels, default=0)
