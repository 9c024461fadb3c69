"""The best way to lay a row of pieces beside the questions, all pieces at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

BEFORE = 0  # no question: what stands before the first answer
UNFIT = 0.12  # what a section has to gain to be laid beside a question out of order
TURN = 0.2  # what each step back costs


@dataclass(frozen=True)
class Costs:
    """What a piece pays to stay with the question before it, or to go on to the next.

    `leave_out` is for each question passed over, `jump` for any other way: letters wander.
    """

    stay: float
    go_on: float
    leave_out: float
    jump: float


def in_order(
    gains: Sequence[Mapping[int, float]], costs: Sequence[Costs], numbers: Sequence[int]
) -> tuple[list[int], float]:
    """Return a question for each piece, never going back, and what that is worth."""
    states = [BEFORE, *numbers]
    worth = [0.0, *(-costs[0].leave_out * at for at in range(len(numbers)))] if costs else []
    links: list[list[int]] = []
    for place, gain in enumerate(gains):
        if place:
            worth, link = _step(worth, costs[place])
            links.append(link)
        worth = [value + gain.get(state, 0.0) for value, state in zip(worth, states, strict=True)]
    if not worth:
        return [], 0.0
    # Questions left out at the end cost as much as those left out on the way.
    # But not more than a jump to the last: it would be made to save that.
    last = costs[-1]
    ends = [
        value - min(last.leave_out * (len(numbers) - at), last.jump)
        for at, value in enumerate(worth)
    ]
    at = max(range(len(states)), key=lambda one: ends[one])
    best, chosen = ends[at], [at]
    for link in reversed(links):
        at = link[at]
        chosen.append(at)
    return [states[one] for one in reversed(chosen)], best


def _step(worth: Sequence[float], costs: Costs) -> tuple[list[float], list[int]]:
    """Return the best worth of each state and where it came from, in one go from left to right."""
    now, links = [worth[0]], [0]
    ahead, source = worth[0] - costs.go_on, 0  # the best that has come this far
    anywhere = max(range(len(worth)), key=lambda at: worth[at])
    jump = (worth[anywhere] - costs.go_on - costs.jump, anywhere)  # to any question, back or on
    for at in range(1, len(worth)):
        best, link = max((worth[at] - costs.stay, at), (ahead, source), jump)
        now.append(best)
        links.append(link)
        ahead -= costs.leave_out
        if worth[at] - costs.go_on > ahead:
            ahead, source = worth[at] - costs.go_on, at
    return now, links


def one_to_one(
    gains: Sequence[Mapping[int, float]], numbers: Sequence[int]
) -> tuple[list[int], float]:
    """Return a question for each piece, none twice, in whatever order, and what that is worth.

    The surest pairs first; then two pieces change places as long as that gains.
    """
    pairs = sorted(
        (
            (gain.get(number, 0.0), -place, -number)
            for place, gain in enumerate(gains)
            for number in numbers
        ),
        reverse=True,
    )
    chosen = [BEFORE] * len(gains)
    taken: set[int] = set()
    for gain, place, number in pairs:
        if gain >= UNFIT and chosen[-place] == BEFORE and -number not in taken:
            chosen[-place] = -number
            taken.add(-number)
    _exchange(chosen, gains)
    placed = [number for number in chosen if number != BEFORE]
    turns = sum(after < before for before, after in pairwise(placed))
    return chosen, sum(
        gain.get(number, 0.0) for gain, number in zip(gains, chosen, strict=True) if number
    ) - TURN * turns


def _exchange(chosen: list[int], gains: Sequence[Mapping[int, float]]) -> None:
    def worth(place: int, number: int) -> float:
        return gains[place].get(number, 0.0) if number else 0.0

    for _ in range(4):
        is_better = False
        for one in range(len(chosen)):
            for other in range(one):
                now = worth(one, chosen[one]) + worth(other, chosen[other])
                if worth(one, chosen[other]) + worth(other, chosen[one]) > now + 1e-9:
                    chosen[one], chosen[other] = chosen[other], chosen[one]
                    is_better = True
        if not is_better:
            return
