"""The pieces of a document that stand or fall together: a paragraph with its list."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from consultation.responses.splitting.edges import is_page_number
from consultation.responses.splitting.units import SHORT, Unit


@dataclass(frozen=True)
class Piece:
    """Units that stand or fall together: a paragraph with its list, or a heading with its text."""

    first: int
    text: str
    title: str = ""


def pieces_of(
    units: Sequence[Unit], places: Sequence[int], asked: int, begins: Collection[int] = ()
) -> list[Piece]:
    """Return the pieces of the units at these places; at one of `begins` a piece begins anyhow."""
    joined: list[list[int]] = []
    apart = sum(not units[place].is_item for place in places) < 0.6 * asked
    for place in places:
        if is_page_number(units[place]):
            continue
        joins = (units[place].is_item and not apart) or _leads_in(units, place)
        joins |= bool(joined) and _is_line(units[joined[-1][-1]])
        joins &= place not in begins
        if joined and joins and joined[-1][-1] == place - 1:
            joined[-1].append(place)
        else:
            joined.append([place])
    return [Piece(one[0], " ".join(units[place].text for place in one)) for one in joined]


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
