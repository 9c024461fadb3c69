"""Putting two changes of one text together: line by line, against what both began with; pure.

Where only one of them changed a line, that change stands. Where both changed the same lines, or
added at the same place, no rule can know better than the people: both stand one after the other,
what is saved first, and the merge says that it is not clean.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeVar

from consultation.responses.choosing import NO_CHOICE, Choice, carried
from papers.comparing.words import Budget, opcodes

# Steps of the comparison, at most: two long lists of the same few lines count as one change.
STEPS: Final = 300_000

T = TypeVar("T")


@dataclass(frozen=True)
class Merged:
    """A text made of two; it is clean when nobody has to look at it."""

    text: str
    is_clean: bool


@dataclass(frozen=True)
class _Edit:
    """The lines from `start` to before `end` give way to these."""

    start: int
    end: int
    lines: tuple[str, ...]

    def meets(self, start: int, end: int) -> bool:
        """Say whether it changes, or adds at the edge of, what stands there."""
        if self.start == self.end or start == end:
            return self.start <= end and start <= self.end
        return self.start < end and start < self.end


def merge(base: str, saved: str, typed: str) -> Merged:
    """Return both changes of `base` in one text."""
    if saved in (base, typed):
        return Merged(typed, is_clean=True)
    if typed == base:
        return Merged(saved, is_clean=True)
    lines = base.split("\n")
    budget = Budget(STEPS)
    edits = [_edits(lines, text.split("\n"), budget) for text in (saved, typed)]
    merged: list[str] = []
    is_clean, at = True, 0
    for start, end in _changed_places(*edits):
        merged += lines[at:start]
        one, other = (_applied(lines, changes, start, end) for changes in edits)
        found = merge_value(lines[start:end], one, other)
        is_clean = is_clean and found is not None
        merged += _both(one, other) if found is None else found
        at = end
    merged += lines[at:]
    return Merged("\n".join(merged), is_clean)


def merge_value(base: T, saved: T, typed: T) -> T | None:
    """Return what only one of them changed; None where both did, and not to the same."""
    if saved in (base, typed):
        return typed
    return saved if typed == base else None


def _edits(base: list[str], changed: list[str], budget: Budget) -> list[_Edit]:
    return [
        _Edit(a, b, tuple(changed[c:d]))
        for tag, a, b, c, d in opcodes(base, changed, budget)
        if tag != "equal"
    ]


def _changed_places(one: Sequence[_Edit], other: Sequence[_Edit]) -> list[tuple[int, int]]:
    """Return the stretches of the base that are changed, each as wide as changes meet in it."""
    places: list[tuple[int, int]] = []
    for edit in sorted([*one, *other], key=lambda each: (each.start, each.end)):
        if places and edit.meets(*places[-1]):
            start, end = places[-1]
            places[-1] = (start, max(end, edit.end))
        else:
            places.append((edit.start, edit.end))
    return places


def _applied(base: list[str], edits: Sequence[_Edit], start: int, end: int) -> list[str]:
    """Return one side's lines for this stretch of the base."""
    lines: list[str] = []
    at = start
    for edit in edits:
        if start <= edit.start and edit.end <= end and edit.meets(start, end):
            lines += [*base[at : edit.start], *edit.lines]
            at = edit.end
    return [*lines, *base[at:end]]


def _both(one: list[str], other: list[str]) -> list[str]:
    """Keep them apart as paragraphs are."""
    gap = [""] if one and other and one[-1] and other[0] else []
    return [*one, *gap, *other]


@dataclass(frozen=True)
class AnswerText:
    """All that a drafter writes of one answer."""

    body: str = ""
    choice: Choice = NO_CHOICE
    openness: str = "public"

    def carried_to(self, options: Sequence[str], *, chosen_from: Sequence[str]) -> "AnswerText":
        """Return the same for a question that is worded otherwise by now."""
        return replace(self, choice=carried(self.choice, chosen_from, options))


@dataclass(frozen=True)
class Together:
    """Two changes of an answer in one; `clashes` names what both changed, each another way."""

    text: AnswerText
    clashes: frozenset[str]


def put_together(base: AnswerText, saved: AnswerText, typed: AnswerText) -> Together:
    """Return both changes of `base`; what clashes is as it was typed, of words both."""
    words = merge(base.body, saved.body, typed.body)
    choice = merge_value(base.choice, saved.choice, typed.choice)
    openness = merge_value(base.openness, saved.openness, typed.openness)
    clashes = {"body": not words.is_clean, "choice": choice is None, "openness": openness is None}
    return Together(
        AnswerText(
            words.text,
            typed.choice if choice is None else choice,
            openness or typed.openness,
        ),
        frozenset(name for name, does_clash in clashes.items() if does_clash),
    )
