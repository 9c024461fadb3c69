"""The pieces of a document that stand or fall together: a paragraph with its list."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from consultation.responses.splitting.edges import is_page_number
from consultation.responses.splitting.openings import speaks_of_the_paper
from consultation.responses.splitting.units import SHORT, Unit
from consultation.responses.splitting.writers import is_named, names_in, speaks_of_self


@dataclass(frozen=True)
class Piece:
    """Units that stand or fall together: a paragraph with its list, or a heading with its text."""

    first: int
    text: str
    title: str = ""
    is_prefatory: bool = False
    tells_who: bool = False


def pieces_of(
    units: Sequence[Unit], places: Sequence[int], asked: int, begins: Collection[int] = ()
) -> list[Piece]:
    """Return the pieces of the units at these places; at one of `begins` a piece begins anyhow."""
    joined: list[list[int]] = []
    names = names_in(units[: places[0]] if places else ())
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
    return [
        Piece(
            one[0],
            " ".join(units[place].text for place in one),
            is_prefatory=any(speaks_of_the_paper(units[place]) for place in one[:3]),
            tells_who=any(
                speaks_of_self(units[place]) or is_named(units[place], names) for place in one[:3]
            ),
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
