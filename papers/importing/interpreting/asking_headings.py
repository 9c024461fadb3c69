"""Numbered headings that are the questions themselves, told from what stands under them."""

import re

from papers.importing.blocks import BlockKind
from papers.importing.interpreting import options
from papers.importing.interpreting.asks import ask_of, follows_up
from papers.importing.interpreting.draft import Draft, Passage
from papers.importing.interpreting.labels import LabelKind
from papers.importing.interpreting.sentences import Span

_DIGITS = re.compile(r"\d+")
_LEAST = 2
_SHARE = 0.6
_LONGEST_ANSWER = 60


def asking_headings(draft: Draft) -> frozenset[int]:
    """The numbered headings of a questionnaire: most ask, and what follows waits or offers.

    “1. What is a park?” over a paragraph that says it is a heading; over boxes, a follow-up or
    the next number it is a question, and so are its neighbours.
    """
    found: set[int] = set()
    for run in _runs(draft):
        asking = [passage for passage in run if _asks(passage)]
        waiting = [passage for passage in run if _waits(draft, passage)]
        if min(len(asking), len(waiting)) >= max(_LEAST, _SHARE * len(run)):
            found.update(passage.index for passage in run)
    return frozenset(found)


def _runs(draft: Draft) -> list[list[Passage]]:
    """Headings whose numbers follow each other."""
    runs: list[list[Passage]] = []
    last = 0
    for passage in draft.passages:
        number = _number(passage)
        if not number:
            continue
        if not runs or number not in (last, last + 1):
            runs.append([])
        runs[-1].append(passage)
        last = number
    return runs


def _number(passage: Passage) -> int:
    if passage.block.kind is not BlockKind.HEADING and not passage.block.bold:
        return 0
    label = passage.label
    if label is None or label.kind not in (LabelKind.NUMBER, LabelKind.BARE):
        return 0
    digits = _DIGITS.search(label.number)
    return int(digits.group()) if digits else 0


def _asks(passage: Passage) -> bool:
    start = passage.label.end if passage.label else 0
    return any(ask_of(passage.slice(span)) for span in passage.sentences_from(start))


def _waits(draft: Draft, passage: Passage) -> bool:
    """Whether what follows is answers, a follow-up, room to write or the next question."""
    following = draft.following(passage)
    if not following:
        return True
    after = following[0]
    if _number(after) or not after.text.strip(" \t\n._…-–—:|"):
        return True
    if after.is_item:
        return len(after.text) <= _LONGEST_ANSWER and not after.text.rstrip().endswith(".")
    if options.box_at_head(after.text[:12]) or follows_up(after.text):
        return True
    return bool(options.written_after_ask(after.text, Span(0, len(after.text))))
