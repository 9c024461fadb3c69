"""Headings that are the questions themselves, told from their numbers and what stands by them."""

import re

from papers.importing.blocks import BlockKind
from papers.importing.interpreting import options
from papers.importing.interpreting.asks import ask_of, ends_with_question_mark, follows_up
from papers.importing.interpreting.draft import Draft, Passage
from papers.importing.interpreting.labels import LabelKind
from papers.importing.interpreting.sentences import Span
from papers.importing.interpreting.style import stands_apart

_COUNT = re.compile(r"(?P<series>[A-Z]?)(?P<count>\d+)")
# “Send us your answers to the questions in the headings above.”
_IN_HEADINGS = re.compile(
    r"\bquestions? (?:(?:that|which) (?:are|is|stand) )?(?:in|at) (?:the |our |each )?(?:section )?"
    r"head(?:ing)?s?\b|\bheadings? (?:are|is|asks?|as|gives?) (?:each |all )?(?:the |our |a )?"
    r"questions?\b|\beach heading\b[^.]{0,40}\bquestion"
)
_INVITES = re.compile(
    r"\b(?:answer|answers|respond|responses?|reply|replies|thoughts|views|comments|consider)\b"
    r"[^.?]{0,40}\b(?:these|the|our|any|each|all|two|three|four|five|six) "
    r"(?:of (?:these|the) )?(?:[a-z]+ )?questions?\b"
)
# What a paper tells of itself: “How do I respond?”, “Who is this paper for?”
_USUAL = re.compile(
    r"\b(?:how (?:do|can|to) (?:i|you|we)?\b|who (?:is|are|should|can) (?:this|we|you|it|respond)|"
    r"what (?:happens|is this|are we|will|do we mean|is changing)|why (?:are we|now|does this|is "
    r"this|this|we)|when (?:is|do|will)|what next|where (?:can|do) i)\b"
)
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
    return frozenset(found) or _invited_headings(draft)


def _invited_headings(draft: Draft) -> frozenset[int]:
    """Headings of one level that ask, in a paper that asks nowhere else and wants answers."""
    levels: dict[int, list[Passage]] = {}
    for passage in draft.passages:
        if passage.block.kind is BlockKind.HEADING:
            levels.setdefault(passage.block.level, []).append(passage)
    for headings in levels.values():
        asking = [
            one for one in headings if ends_with_question_mark(one.text) and _open(draft, one)
        ]
        others = len(headings) - len(asking)
        if len(asking) >= max(_LEAST, others) and _invites(draft):
            return frozenset(passage.index for passage in asking)
    return frozenset()


def _open(draft: Draft, heading: Passage) -> bool:
    """Whether the heading is unclaimed, and is none that every consultation has over a part."""
    return draft.is_free(heading) and not _USUAL.search(heading.words)


def _invites(draft: Draft) -> bool:
    texts = [passage for passage in draft.passages if passage.is_text]
    if any(_IN_HEADINGS.search(passage.words) for passage in texts):
        return True
    below = [passage for passage in texts if passage.block.kind is not BlockKind.HEADING]
    if any(stands_apart(passage) or _is_labelled(passage) for passage in below):
        return False
    return any(_INVITES.search(passage.words) for passage in below)


def _is_labelled(passage: Passage) -> bool:
    return passage.label is not None and passage.label.kind is LabelKind.QUESTION


def _runs(draft: Draft) -> list[list[Passage]]:
    """Headings whose numbers follow each other."""
    runs: list[list[Passage]] = []
    last = ("", 0)
    for passage in draft.passages:
        number = _number(passage)
        if number is None:
            continue
        if not runs or not _counts_on(last, number):
            runs.append([])
        runs[-1].append(passage)
        last = number
    return runs


def _counts_on(last: tuple[str, int], number: tuple[str, int]) -> bool:
    """1, 1a, 2 count on; so do A2, A3 and B1."""
    if last[0] == number[0]:
        return number[1] - last[1] in (0, 1)
    return number[1] == 1 and bool(last[0] and number[0]) and ord(number[0]) == ord(last[0]) + 1


def _number(passage: Passage) -> tuple[str, int] | None:
    """The series and the number of a line that is set as a heading or could be one."""
    label, block = passage.label, passage.block
    if label is None or label.kind not in (LabelKind.NUMBER, LabelKind.BARE):
        return None
    lettered = label.kind is LabelKind.NUMBER and not label.number.isdigit()
    if block.kind is not BlockKind.HEADING and not block.bold and not lettered:
        return None
    count = _COUNT.search(label.number)
    return (count["series"], int(count["count"])) if count else None


def _asks(passage: Passage) -> bool:
    start = passage.label.end if passage.label else 0
    return any(ask_of(passage.slice(span)) for span in passage.sentences_from(start))


def _waits(draft: Draft, passage: Passage) -> bool:
    """Whether what follows is answers, a follow-up, room to write or the next question."""
    following = draft.following(passage)
    if not following:
        return True
    after = following[0]
    if _number(after) is not None or not after.text.strip(" \t\n._…-–—:|"):
        return True
    if after.block.kind is BlockKind.HEADING:
        return after.block.level <= (passage.block.level or after.block.level)
    if after.is_item:
        return len(after.text) <= _LONGEST_ANSWER and not after.text.rstrip().endswith(".")
    if options.box_at_head(after.text[:12]) or follows_up(after.text):
        return True
    return bool(options.written_after_ask(after.text, Span(0, len(after.text))))
