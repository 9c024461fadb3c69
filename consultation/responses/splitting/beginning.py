"""General remarks above the first question that is named: what answers one named nowhere."""

import re
from collections.abc import Sequence

from consultation.responses.splitting.bearing import signs_of_a_preface
from consultation.responses.splitting.finding import Found
from consultation.responses.splitting.openings import is_aside_title
from consultation.responses.splitting.shapes import MatchedBy
from consultation.responses.splitting.units import SHORT, Unit
from consultation.responses.splitting.weighing import Weighing
from consultation.responses.splitting.words import Wordbook

SURE = 0.5
CLEAR, AHEAD = 0.6, 0.25  # what a paragraph gains with its question, and how much more than others
MOST_SIGNS = 2.0  # of a preface: more speak of the writer, or of the letter
MOST_READ = 1_500  # paragraphs
_GENERAL = re.compile(r"(?:some\s+)?(?:general|opening|first|initial)\b", re.IGNORECASE)


def add_remarks_before(
    units: Sequence[Unit], filled: list[Found | None], book: Wordbook, missing: Sequence[int]
) -> None:
    """Take paragraphs before the first answer for those to questions that nothing else answers.

    Only what clearly takes one up: most of what stands there introduces.
    """
    first = next((place for place, one in enumerate(filled) if one), 0)
    places = [place for place in _remarks(units[:first]) if not units[place].is_item]
    if not places or not missing:
        return
    texts = [unit.text for unit in units if len(unit.text) > SHORT][:MOST_READ]
    weighing = Weighing(texts, book)
    for place in places:
        number = _taken_up(units[place].text, weighing)
        if number is not None and number in missing:
            filled[place] = Found((number,), 0, SURE, MatchedBy.WORDS)
            if filled[place + 1] is None:
                filled[place + 1] = Found((), 0, 1.0, MatchedBy.ORDER)


def _remarks(units: Sequence[Unit]) -> list[int]:
    """Return the places of the paragraphs that stand under no summary and no introduction."""
    places: list[int] = []
    is_aside = False
    for place, unit in enumerate(units):
        if unit.is_title:
            is_aside = is_aside_title(unit) and not _GENERAL.match(unit.heading)
        elif not is_aside and unit.row is None and len(unit.text) > SHORT:
            places.append(place)
    return places


def _taken_up(text: str, weighing: Weighing) -> int | None:
    """Return the one question that a paragraph is clearly about, if it is not about its writer."""
    gains = weighing.sure(weighing.opening(text))
    ranked = sorted(gains, key=lambda number: -gains[number])
    second = gains[ranked[1]] if len(ranked) > 1 else 0.0
    is_clear = gains[ranked[0]] >= CLEAR and gains[ranked[0]] - second >= AHEAD
    return ranked[0] if is_clear and signs_of_a_preface(text) <= MOST_SIGNS else None
