"""Answers that name no question: the document's pieces are laid beside the questions as a whole.

Each piece has a gain for each question, by what it is about; going on, staying, leaving one out and
going back each have a cost. The cheapest way through is found at once for the whole document, so
that a doubtful paragraph goes where its neighbours make it likely.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import log

from consultation.responses.splitting.edges import (
    end_of_answers,
    is_aside_title,
    is_introduction,
    speaks_of_itself,
)
from consultation.responses.splitting.finding import Found
from consultation.responses.splitting.shapes import MatchedBy
from consultation.responses.splitting.units import Unit
from consultation.responses.splitting.weighing import Weighing, added
from consultation.responses.splitting.words import Wordbook

BY_PLACE = 0.6
BY_SUBJECT = 0.45
MOST_PIECES = 1_500
BEFORE = 0  # the state of what stands before the first answer

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
    """Units that stand or fall together: a heading, a paragraph with its list."""

    first: int
    text: str
    title: str = ""  # the heading it stands under
    is_title: bool = False
    is_prefatory: bool = False


@dataclass(frozen=True)
class _Costs:
    """What a piece pays to stay with the question before it, to go on, to go back."""

    stay: float
    go_on: float
    leave_out: float
    go_back: float


def put_in_order(units: Sequence[Unit], book: Wordbook) -> list[Found | None]:
    """Return for each unit what it begins, by what the pieces are about and by their order."""
    found: list[Found | None] = [None] * len(units)
    begin = _after_introduction(units)
    end = end_of_answers(list(units), _last_title(units, begin))
    asides = _asides(units, begin, end, book)
    pieces = [one for one in _pieces(units, begin, end) if one.first not in asides][:MOST_PIECES]
    numbers = [asked.number for asked in book.questions]
    if not pieces or not numbers:
        return found
    previous = BEFORE
    is_even = sum(not piece.is_title for piece in pieces) == len(numbers)
    way, sure = _way_through(pieces, numbers, Weighing([one.text for one in pieces], book))
    for place in asides:
        if place - 1 not in asides:
            found[place] = Found((), 0, 1.0, MatchedBy.ORDER)
    for place, (piece, number) in enumerate(zip(pieces, way, strict=True)):
        if number != BEFORE and (number != previous or piece.is_title):
            length = len(units[piece.first].text) if piece.is_title else 0
            is_heading = piece.is_title or bool(piece.title)
            found[piece.first] = Found(
                (number,),
                length,
                round(0.4 + 0.4 * sure[place].get(number, 0), 2)
                if is_heading
                else (BY_PLACE if is_even else BY_SUBJECT),
                MatchedBy.WORDS if is_heading else MatchedBy.ORDER,
            )
        previous = number
    return found


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
        if units[place].is_title and not is_aside_title(units[place])
    ]
    return titles[-1] + 1 if len(titles) > 1 else begin


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
        if level:
            places.add(place)
    return places


def _pieces(units: Sequence[Unit], begin: int, end: int) -> list[_Piece]:
    answering = _answering_level(units[begin:end])
    pieces: list[tuple[int, str, bool, list[str]]] = []
    title = ""
    for place in range(begin, end):
        unit = units[place]
        is_title = unit.is_title and unit.level <= answering
        if is_title:
            title = unit.text
        joins = unit.is_item or (unit.is_title and not is_title) or _leads_in(units, place)
        if is_title or not pieces or pieces[-1][2] or not joins:
            pieces.append((place, "" if is_title else title, is_title, [unit.text]))
        else:
            pieces[-1][3].append(unit.text)
    return [
        _Piece(first, " ".join(texts), title, is_it, speaks_of_itself(units[first]))
        for first, title, is_it, texts in pieces
    ]


def _leads_in(units: Sequence[Unit], place: int) -> bool:
    """Say whether the line before ends with a colon, or both are cells of one row."""
    above = units[place - 1] if place else None
    if above is None:
        return False
    return above.text.endswith(":") or (above.row is not None and above.row == units[place].row)


def _answering_level(units: Sequence[Unit]) -> int:
    """Return the level of the headings that answers stand under; deeper ones part an answer."""
    levels = [unit.level for unit in units if unit.is_title and not is_aside_title(unit)]
    enough = [level for level in sorted(set(levels)) if levels.count(level) >= 3]
    return enough[0] if enough else max(levels, default=0)


def _way_through(
    pieces: Sequence[_Piece], numbers: Sequence[int], weighing: Weighing
) -> tuple[list[int], list[dict[int, float]]]:
    """Return a question for each piece, or BEFORE, and how surely it is about each."""
    states = [BEFORE, *numbers]
    gains = [_gain(piece, place, pieces, weighing) for place, piece in enumerate(pieces)]
    worth = [0.0] + [-0.1 * at for at in range(1, len(states))]
    worth[1:] = [value - 0.05 for value in worth[1:]]
    links: list[list[int]] = []
    for place, piece in enumerate(pieces):
        costs = _costs(piece, pieces, len(numbers), is_first=place == 0)
        worth, link = _step(worth, costs, is_first=place == 0)
        worth = [value + gains[place][state] for value, state in zip(worth, states, strict=True)]
        links.append(link)
    at = max(range(len(states)), key=lambda one: worth[one])
    chosen = [at]
    for link in reversed(links[1:]):
        at = link[at]
        chosen.append(at)
    return [states[one] for one in reversed(chosen)], gains


def _step(
    worth: Sequence[float], costs: _Costs, *, is_first: bool
) -> tuple[list[float], list[int]]:
    """Return the best worth of each state and where it came from, in one go from left to right."""
    if is_first:
        return list(worth), list(range(len(worth)))
    back = max(range(1, len(worth)), key=lambda at: worth[at], default=0)
    now, links = [worth[0]], [0]
    ahead, source = worth[0] - costs.go_on, 0  # the best that has come this far
    for at in range(1, len(worth)):
        options = [
            (worth[at] - costs.stay, at),
            (ahead, source),
            (worth[back] - costs.go_back, back),
        ]
        best, link = max(options)
        now.append(best)
        links.append(link)
        ahead -= costs.leave_out
        if worth[at] - costs.go_on > ahead:
            ahead, source = worth[at] - costs.go_on, at
    return now, links


def _gain(
    piece: _Piece, place: int, pieces: Sequence[_Piece], weighing: Weighing
) -> dict[int, float]:
    if piece.is_title:
        body = " ".join(one.text for one in _under(place, pieces))
        raw = added((weighing.raw(piece.text), 2.0), (weighing.raw(body), 0.5))
        gain = {number: 2 * value for number, value in weighing.sure(raw).items()}
    elif piece.title:
        raw = added((weighing.opening(piece.text), 1.0), (weighing.raw(piece.title), 1.0))
        gain = {number: 0.6 * value for number, value in weighing.sure(raw).items()}
    else:
        gain = weighing.sure(weighing.opening(piece.text))
    gain[BEFORE] = (0.3 if place < 3 else 0.1) + 0.5 * (piece.is_prefatory and place < 8)
    return gain


def _under(place: int, pieces: Sequence[_Piece]) -> list[_Piece]:
    under: list[_Piece] = []
    for piece in pieces[place + 1 :]:
        if piece.is_title:
            break
        under.append(piece)
    return under


def _costs(piece: _Piece, pieces: Sequence[_Piece], asked: int, *, is_first: bool) -> _Costs:
    if piece.is_title:
        return _Costs(stay=0.4, go_on=0.0, leave_out=0.12, go_back=0.6)
    if piece.title:
        return _Costs(stay=0.0, go_on=0.45, leave_out=0.3, go_back=1.5)
    moves = min(0.85, max(0.15, asked / len(pieces)))
    stay, go_on = -0.25 * log(1 - moves), -0.25 * log(moves)
    if _TURNS.match(piece.text):
        stay, go_on = stay + 0.2, max(0.0, go_on - 0.1)
    elif _CONTINUES.match(piece.text):
        stay, go_on = max(0.0, stay - 0.1), go_on + 0.25
    return _Costs(stay, go_on, leave_out=0.25, go_back=1.5)
