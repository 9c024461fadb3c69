"""Headed parts that name no question: laid beside the questions by heading and text."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from consultation.responses.splitting.finding import Found
from consultation.responses.splitting.framing import Frame
from consultation.responses.splitting.headings import counts_parts
from consultation.responses.splitting.paths import BEFORE, Costs, in_order, one_to_one
from consultation.responses.splitting.pieces import Piece, pieces_of
from consultation.responses.splitting.shapes import MatchedBy
from consultation.responses.splitting.units import LOOKS, Unit
from consultation.responses.splitting.weighing import Weighing, added
from consultation.responses.splitting.words import Wordbook

MOST_SECTIONS = 120
FEWEST_SECTIONS = 0.3  # to a question: with fewer headings, each stands above several answers
LEAST_GAIN = 0.08
BY_PLACE = 0.5
SECOND = 0.15  # how much more a paragraph has to be about the question that no part answers
KNOWN = 3.0  # what a part gains with the question that it names
STEPS = Costs(stay=0.4, go_on=0.0, leave_out=0.08)


def has_sections(units: Sequence[Unit], frame: Frame, book: Wordbook) -> bool:
    """Say whether there are headings enough to tell the answers apart."""
    enough = max(2, FEWEST_SECTIONS * len(book.questions))
    return len(frame.titles) >= enough and _say_something(units, frame.titles, book)


def _say_something(units: Sequence[Unit], titles: Sequence[int], book: Wordbook) -> bool:
    """Say whether lines that only look like headings take up what was asked, half of them."""
    guessed = [units[place].text for place in titles if units[place].level == LOOKS]
    counted = sum(counts_parts(units[place]) for place in titles)
    if len(guessed) < len(titles) or counted > 0.5 * len(titles):
        return True
    weighing = Weighing(guessed, book)
    return sum(any(weighing.raw(one).values()) for one in set(guessed)) >= 0.5 * len(guessed)


def lay_sections(
    units: Sequence[Unit], found: list[Found | None], frame: Frame, book: Wordbook
) -> None:
    """Lay headed parts beside the questions, in order or, where that fits better, in any.

    What was found to name its question keeps it, and the other parts are laid around it.
    """
    numbers = [asked.number for asked in book.questions]
    known = {place: one.questions[0] for place, one in enumerate(found) if one and one.questions}
    begins = sorted({*frame.titles[:MOST_SECTIONS], *known})
    sections = [
        _section(units, place, following, frame.asides)
        for place, following in pairwise([*begins, max(frame.end, *begins) if begins else 0])
    ]
    # A heading above those of the answers groups them, or is the document's own.
    level = max(units[place].level for place in frame.titles)
    weighing = Weighing([f"{one.title} {one.text}" for one in sections], book)
    gains = [
        {known[one.first]: KNOWN}
        if one.first in known
        else _gain(one, weighing)
        if units[one.first].level == level
        else {}
        for one in sections
    ]
    straight, worth = in_order(gains, [STEPS] * len(sections), numbers)
    freely, worth_freely = one_to_one(gains, numbers)
    way = freely if worth_freely > worth + 0.1 else straight
    last = _only_one_left(way, gains, numbers)
    free = set(numbers).difference(way)
    for section, number, gain in zip(sections, way, gains, strict=True):
        if section.first in known:
            continue
        both = tuple(one for one in weighing.both(section.title) if one in {number, *free})
        both = both if len(both) > 1 else ()
        sure = round(0.4 + 0.4 * gain.get(number, 0.0), 2)
        length = len(units[section.first].text)
        if last and section is sections[last[0]]:
            found[section.first] = Found((last[1],), length, BY_PLACE, MatchedBy.ORDER)
        elif number == BEFORE or not (
            gain.get(number, 0.0) >= LEAST_GAIN or both or way == numbers
        ):
            found[section.first] = None if known else Found((), 0, 1.0, MatchedBy.ORDER)
        elif number in both:
            _part(units, found, section, both, weighing, sure)
        else:
            found[section.first] = Found((number,), length, sure, MatchedBy.WORDS)
            for other in sorted({number - 1, number + 1} & free):
                _add_second(units, found, section, (number, other), weighing)


def _gain(section: Piece, weighing: Weighing) -> dict[int, float]:
    """Return how much a part is about each question; its heading says most."""
    title, text = weighing.raw(section.title), weighing.opening(section.text)
    return weighing.sure(added((title, 3.0), (text, 0.5)))


def _only_one_left(
    way: Sequence[int], gains: Sequence[Mapping[int, float]], numbers: Sequence[int]
) -> tuple[int, int] | None:
    """Return the place of the only part without a question, with the only question without one."""
    parts = [
        place
        for place, (number, gain) in enumerate(zip(way, gains, strict=True))
        if gain and gain.get(number, 0.0) < LEAST_GAIN
    ]
    placed = {number for place, number in enumerate(way) if place not in parts}
    left = [number for number in numbers if number not in placed]
    return (parts[0], left[0]) if len(parts) == len(left) == 1 else None


def _section(units: Sequence[Unit], place: int, following: int, asides: frozenset[int]) -> Piece:
    texts = [units[one].text for one in range(place + 1, following) if one not in asides]
    return Piece(place, " ".join(texts), units[place].text)


def _add_second(
    units: Sequence[Unit],
    found: list[Found | None],
    section: Piece,
    pair: tuple[int, int],
    weighing: Weighing,
) -> None:
    """Find in a part the answer to the question beside its own that no part answers."""
    own, other = pair
    pieces = pieces_of(units, range(section.first + 1, _end(units, section.first)), 0)
    gains = [weighing.sure(weighing.opening(one.text)) for one in pieces]
    leads = [gain.get(other, 0.0) - gain.get(own, 0.0) for gain in gains]
    is_second = [lead >= SECOND for lead in leads]
    if len(pieces) < 2 or all(is_second) or not any(is_second):
        return
    for place, piece in enumerate(pieces):
        if place and is_second[place] != is_second[place - 1]:
            number = other if is_second[place] else own
            found[piece.first] = Found((number,), 0, BY_PLACE, MatchedBy.WORDS)
    if is_second[0]:
        length = len(units[section.first].text)
        found[section.first] = Found((other,), length, BY_PLACE, MatchedBy.WORDS)


def _end(units: Sequence[Unit], first: int) -> int:
    """Return where the part under a heading ends."""
    stop = first + 1
    while stop < len(units) and not (
        units[stop].is_title and units[stop].level <= units[first].level
    ):
        stop += 1
    return stop


def _part(
    units: Sequence[Unit],
    found: list[Found | None],
    section: Piece,
    both: tuple[int, ...],
    weighing: Weighing,
    sure: float,
) -> None:
    """Part what stands under a heading of two questions, where its paragraphs tell them apart."""
    title = units[section.first]
    pieces = pieces_of(units, range(section.first + 1, _end(units, section.first)), 0)
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
