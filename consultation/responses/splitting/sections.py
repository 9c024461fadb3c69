"""Headed parts that name no question: laid beside the questions by heading and text."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from consultation.responses.splitting.finding import Found
from consultation.responses.splitting.framing import Frame
from consultation.responses.splitting.headings import counts_parts
from consultation.responses.splitting.openings import speaks_of_the_paper
from consultation.responses.splitting.parting import Parting
from consultation.responses.splitting.paths import BEFORE, Costs, one_to_one
from consultation.responses.splitting.pieces import Piece
from consultation.responses.splitting.rows import Reading, Row
from consultation.responses.splitting.shapes import MatchedBy
from consultation.responses.splitting.units import LOOKS, Unit
from consultation.responses.splitting.weighing import Weighing, added
from consultation.responses.splitting.words import Wordbook
from consultation.responses.splitting.writers import is_named, names_in, says_who

MOST_SECTIONS = 120
FEWEST_SECTIONS = 0.3  # to a question: with fewer headings, each stands above several answers
EVEN = 0.7  # of the best worth, that one part to each question in order has to reach
PREFACE = 0.6  # what a first part loses that tells who writes
TITLE, TEXT = 3.0, 0.5  # what its heading says of a part, and how its text opens
KNOWN = 3.0  # what a part gains with the question that it names
FREELY = 0.8  # of its worth, what another order than the paper's keeps
PLACE = 0.3  # what a part loses far from where its question would be expected
FIRST = 0.5  # what a first part loses as an introduction: its heading would say that it is one
STEPS = Costs(stay=0.35, go_on=0.0, leave_out=0.12, jump=0.4)


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
    besides = {number for one in found if one for number in (*one.questions[1:], *one.unanswered)}
    numbers = [asked.number for asked in book.questions if asked.number not in besides]
    known = {place: one.questions[0] for place, one in enumerate(found) if one and one.questions}
    everything = _sections(units, frame, known)
    weighing = Weighing([f"{one.title} {one.text}" for one in everything], book)
    # A heading above those of the answers groups them, or is the document's own.
    level = max(units[place].level for place in frame.titles)
    sections = [one for one in everything if one.first in known or units[one.first].level == level]
    gains = [
        {known[one.first]: KNOWN} if one.first in known else _gain(one, weighing)
        for one in sections
    ]  # fmt: skip
    if _introduces(units, sections[0]) and sections[0].first not in known:
        gains[0] = {number: gain - PREFACE for number, gain in gains[0].items()}
    row = Row(sections, gains, numbers, _costs, PLACE, FIRST, STEPS.leave_out, FREELY)
    reading = row.reading()
    after = len(sections) - reading.end
    way = [*[BEFORE] * reading.begin, *_best_way(row, reading), *[BEFORE] * after]
    taken = dict(zip((one.first for one in sections), way, strict=True))
    parting = Parting(units, found, weighing, frozenset(numbers).difference(way))
    for section in everything:
        number = taken.get(section.first, BEFORE)
        if section.first in known:
            continue
        if number == BEFORE:
            found[section.first] = None if known else Found((), 0, 1.0, MatchedBy.ORDER)
        else:
            gain = gains[sections.index(section)].get(number, 0.0)
            parting.give(section, number, round(0.35 + 0.45 * max(0.0, gain), 2))


def _costs(_piece: Piece, _share: float) -> Costs:
    return STEPS


def _introduces(units: Sequence[Unit], section: Piece) -> bool:
    """Say whether a first heading stands above who writes, as a document's title does."""
    if section.first + 1 >= len(units):
        return False
    below, names = units[section.first + 1], names_in(units[: section.first + 1])
    return is_named(below, names) or says_who(below) or speaks_of_the_paper(below)


def _best_way(row: Row, reading: Reading) -> Sequence[int]:
    """Return a question for each part between: one each in turn, where that fits nearly as well."""
    gains = row.gains[reading.begin : reading.end]
    _, best = one_to_one(gains, row.numbers)
    if len(gains) == len(row.numbers) and _are_even(gains, row.numbers, best):
        return row.numbers
    return _with_the_last(reading.way, row.numbers)


def _with_the_last(way: Sequence[int], numbers: Sequence[int]) -> list[int]:
    """Give the only part without a question the only question without one."""
    left = [number for number in numbers if number not in way]
    is_last = len(left) == way.count(BEFORE) == 1
    return [left[0] if is_last and number == BEFORE else number for number in way]


def _are_even(gains: Sequence[Mapping[int, float]], numbers: Sequence[int], best: float) -> bool:
    """Say whether as many parts as questions may well have one each, in the paper's order."""
    worth = sum(gain.get(number, 0.0) for gain, number in zip(gains, numbers, strict=True))
    return worth >= EVEN * best


def _gain(section: Piece, weighing: Weighing) -> dict[int, float]:
    """Return how much a part is about each question; its heading says most."""
    title, text = weighing.raw(section.title), weighing.opening(section.text)
    return weighing.sure(added((title, TITLE), (text, TEXT)))


def _sections(units: Sequence[Unit], frame: Frame, known: Iterable[int]) -> list[Piece]:
    begins = sorted({*frame.titles[:MOST_SECTIONS], *known})
    return [
        Piece(
            place,
            " ".join(units[one].text for one in range(place + 1, end) if one not in frame.asides),
            units[place].text,
        )
        for place, end in pairwise([*begins, max(frame.end, *begins)])
    ]
