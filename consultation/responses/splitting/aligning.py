"""Answers that name no question: the document is laid beside the questions as a whole.

Each piece has a gain for each question, by what it is about; going on, staying and leaving one out
each have a cost. The best way is found for the whole document at once, so that a doubtful paragraph
goes where its neighbours make it likely.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import log

from consultation.responses.splitting.edges import leaves_unanswered
from consultation.responses.splitting.finding import Found
from consultation.responses.splitting.framing import Frame, frame_of
from consultation.responses.splitting.paths import BEFORE, Costs
from consultation.responses.splitting.pieces import Piece, pieces_of
from consultation.responses.splitting.rows import Row
from consultation.responses.splitting.sections import MOST_SECTIONS, has_sections, lay_sections
from consultation.responses.splitting.shapes import MatchedBy
from consultation.responses.splitting.units import Unit
from consultation.responses.splitting.weighing import Weighing
from consultation.responses.splitting.words import Wordbook

BY_PLACE = 0.6
BY_ORDER = 0.35
BY_SUBJECT = 0.2  # at most, more where the paragraph is about the question
MOST_PIECES = 1_500
# What follows is in the unit of a gain: 1 is a paragraph that takes up a question fully. Found by
# trying them on letters of the tests with all names of questions taken out.
PLACE = 0.15  # for standing far from where the question would be expected
FIRST = -0.4  # what a first paragraph loses as an introduction: most letters have one, so it gains
MOVING = 0.18  # for how rarely a question would begin, or go on, with so many paragraphs
CUE = 0.15  # “Turning to …” begins, “This …” goes on
JUMP = 1.0  # for any other way than on: letters wander
LEFT_OUT = 0.7  # for each question passed over
KNOWN = 3.0  # what a paragraph gains with a question that it names
_TURNS = re.compile(
    r"(?:turning|moving|coming)\s+(?:now\s+|on\s+|next\s+)?(?:on\s+)?to\b|as\s+(?:to|for"
    r"|regards)\b|on\b"
    r"|(?:first|second|third|fourth|fifth|sixth|final|last)(?:ly)?\b|next\b|regarding\b"
    r"|concerning\b|with\s+(?:regard|respect)\s+to\b|in\s+(?:relation|answer|response)\s+to\b"
    r"|when\s+it\s+comes\s+to\b"
    r"|you(?:r\s+\w+\s+question)?\s+(?:also\s+)?(?:ask|want|invite)\w*\b|the\s+paper\s+asks\b",
    re.IGNORECASE,
)
_CONTINUES = re.compile(
    r"(?:this|these|that|those|it|they|he|she|his|her|their|such|and|but|or|so|also|moreover"
    r"|however|furthermore|besides|nor|similarly|likewise|in\s+addition|for\s+(?:example|instance)"
    r"|another|both"
    r"|instead|otherwise|therefore|again|one\s+(?:of|person|man|woman|member)|a\s+further"
    r"|to\s+give)\b",
    re.IGNORECASE,
)


def put_in_order(
    units: Sequence[Unit], spoken: Sequence[Found | None], book: Wordbook
) -> list[Found | None]:
    """Return for each unit what it begins, by what the pieces are about and by their order.

    A letter that says “on your first question” once does not answer that one alone: what is
    `spoken` of stays where it stands, and the rest is laid around it.
    """
    found = list(spoken)
    if not book.questions:
        return found
    frame = frame_of(units, book)
    for place in frame.asides:
        if place - 1 not in frame.asides and found[place] is None:
            found[place] = Found((), 0, 1.0, MatchedBy.ORDER)
    if has_sections(units, frame, book):
        lay_sections(units, found, frame, book)
    else:
        _lay_pieces(units, found, frame, book)
    return found


def put_around(
    units: Sequence[Unit], known: Sequence[Found | None], book: Wordbook
) -> list[Found | None]:
    """Return what is known by its words, and what the headings left among it begin."""
    found = list(known)
    frame = frame_of(units, book)
    answered = {number for one in known if one for number in one.questions}
    begun = {units[place].level for place, one in enumerate(known) if one and one.questions}
    left = [place for place in frame.titles if known[place] is None and units[place].level in begun]
    is_missing = any(asked.number not in answered for asked in book.questions)
    if left and is_missing and sum(map(bool, known)) <= MOST_SECTIONS:
        lay_sections(units, found, frame, book)
    return found


def _lay_pieces(
    units: Sequence[Unit], found: list[Found | None], frame: Frame, book: Wordbook
) -> None:
    """Lay paragraphs beside the questions, in order, around those that name theirs."""
    numbers = [asked.number for asked in book.questions]
    known = {place: one.questions for place, one in enumerate(found) if one and one.questions}
    places = [
        place
        for place in sorted({*frame.places, *known})
        if place in known or not (found[place] or leaves_unanswered(units[place]))
    ]
    pieces = pieces_of(units, places, len(numbers), known)[:MOST_PIECES]
    if not pieces:
        return
    weighing = Weighing([piece.text for piece in pieces], book)
    gains = [
        dict.fromkeys(known[piece.first], KNOWN)
        if piece.first in known
        else weighing.sure(weighing.opening(piece.text))
        for piece in pieces
    ]
    row = Row(pieces, gains, numbers, _costs, PLACE, FIRST)
    reading = row.reading()
    is_even = len(reading.way) == len(numbers) and not known
    open_to = _open_to(pieces, known, numbers)
    steps = pairwise([BEFORE, *reading.way])
    for place, (before, number) in enumerate(steps, start=reading.begin):
        piece = pieces[place]
        begins = number != before or piece.first - 1 in frame.asides
        begins |= bool(place) and pieces[place - 1].first in known and open_to[place]
        begins |= bool(found[piece.first - 1]) and piece.first - 1 not in known
        if number != BEFORE and begins and piece.first not in known:
            about = max(0.0, min(1.0, gains[place][number]))
            sure = BY_PLACE if is_even else round(BY_ORDER + BY_SUBJECT * about, 2)
            found[piece.first] = Found((number,), 0, sure, MatchedBy.ORDER)
    if reading.end < len(pieces):
        found[pieces[reading.end].first] = Found((), 0, 1.0, MatchedBy.ORDER)


def _open_to(
    pieces: Sequence[Piece], known: Mapping[int, Sequence[int]], numbers: Sequence[int]
) -> list[bool]:
    """Say of each piece if it may answer another question than the one named last before it."""
    named = {number for questions in known.values() for number in questions}
    left = [number for number in numbers if number not in named]
    highs, high = [], max(numbers) + 1
    for piece in reversed(pieces):
        highs.append(high)
        high = min(known.get(piece.first, (high,)))
    free, low = [], 0
    for piece, high in zip(pieces, reversed(highs), strict=True):
        low = max(known.get(piece.first, (low,)))
        free.append(high < low or any(low < number < high for number in left))
    return free


def _costs(piece: Piece, share: float) -> Costs:
    """Return what moving costs; `share` is how many questions there are to a piece."""
    moves = min(0.85, max(0.15, share))
    stay, go_on = -MOVING * log(1 - moves), -MOVING * log(moves)
    if _TURNS.match(piece.text):
        stay, go_on = stay + CUE, max(0.0, go_on - CUE)
    elif _CONTINUES.match(piece.text):
        stay, go_on = max(0.0, stay - CUE), go_on + CUE
    return Costs(stay, go_on, LEFT_OUT, JUMP)
