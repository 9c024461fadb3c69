"""Numbers that run on through a document: where most of a sequence asks, all of it does."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from papers.importing.interpreting.draft import Draft, Passage, Zone
from papers.importing.interpreting.labels import LabelKind
from papers.importing.interpreting.opening import asks_plainly
from papers.importing.interpreting.style import ASKING, NOT_ASKING, Style

_DIGITS = re.compile(r"\d+")
_NUMBERS = (LabelKind.NUMBER, LabelKind.BARE)
_ANNOUNCED = ASKING | {Zone.ABOUT_YOU}
_LEAST = 2
_SHARE = 0.6


@dataclass
class _Sequence:
    last: int
    members: list[Passage] = field(default_factory=list)
    asking: int = 0

    def asks(self) -> bool:
        return self.asking >= _LEAST and self.asking >= _SHARE * len(self.members)


def asking_sequences(draft: Draft, style: Style) -> frozenset[int]:
    """The blocks whose number belongs to a sequence that is the paper's list of questions.

    Where questions bear labels, numbers are those of paragraphs, unless questions are announced.
    """
    found: list[_Sequence] = []
    for passage, number in _numbered(draft.passages):
        going_on = next((one for one in reversed(found[-3:]) if number - one.last in (0, 1)), None)
        if number == 1 or going_on is None:
            going_on = _Sequence(number)
            found.append(going_on)
        going_on.last = number
        going_on.members.append(passage)
        going_on.asking += _asks(draft, passage)
    asking = [p for one in found if one.asks() for p in one.members]
    return frozenset(p.index for p in asking if style is not Style.LABELLED or p.zone in _ANNOUNCED)


def asking_lists(draft: Draft) -> frozenset[int]:
    """The items of lists most of whose items ask: “When is it right to break in” asks, too."""
    found: set[int] = set()
    run: list[Passage] = []
    for passage in draft.passages:
        if run and not (passage.is_item and passage.block.marker == run[0].block.marker):
            if passage.is_item:
                continue  # a list within the list
            found |= _asking_run(run)
            run = []
        if passage.is_item:
            run.append(passage)
    return frozenset(found | _asking_run(run))


def _asking_run(run: list[Passage]) -> set[int]:
    asking = sum(1 for passage in run if asks_plainly(passage, passage.whole.start))
    enough = asking * 2 >= len(run) and asking > 0 and len(run) > 1
    return {passage.index for passage in run} if enough else set()


def _asks(draft: Draft, passage: Passage) -> bool:
    """Whether the member asks, or breaks off over the list that ends its sentence."""
    if asks_plainly(passage, passage.label.end if passage.label else 0):
        return True
    below = draft.following(passage)
    breaks_off = passage.text.rstrip().endswith(("…", "..."))
    return breaks_off and bool(below) and below[0].is_item


def _numbered(passages: Iterable[Passage]) -> Iterable[tuple[Passage, int]]:
    for passage in passages:
        label = passage.label
        if label is None or label.kind not in _NUMBERS or passage.is_heading:
            continue
        digits = _DIGITS.search(label.number)
        if digits and passage.zone not in NOT_ASKING and passage.is_text:
            yield passage, int(digits.group())
