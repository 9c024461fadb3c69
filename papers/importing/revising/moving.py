"""A piece moved: a question among the questions, a text among the texts, a part to its question."""

from collections.abc import Callable
from dataclasses import replace
from typing import Literal

from papers.importing.blocks import Document
from papers.importing.pieces import BY_HAND, Interpretation, Piece, Role
from papers.importing.revising.working import (
    HEADS,
    LABELS,
    TEXT,
    RevisionRefusedError,
    Working,
)

Direction = Literal["up", "down"]
# Where a unit lands in the pieces around it, read onwards from where it stood.
Past = Callable[[list[Piece], int], int | None]
_OF_QUESTION = frozenset({Role.PART, Role.OPTION, Role.CONTEXT})
_FIRST = "This is the first already."
_LAST = "This is the last already."


def move(
    document: Document, interpretation: Interpretation, key: str, direction: Direction
) -> tuple[Interpretation, str]:
    """Move a piece one step. Raises RevisionRefusedError where there is no step to go.

    A question goes past its neighbour in the section, or into the next section; what belongs to a
    question goes to the next one; a text or a heading goes past the text beside it.
    """
    work = Working(document, interpretation)
    place = work.place_of(key)
    piece = work.pieces[place]
    if piece.role in LABELS:
        raise RevisionRefusedError("A number goes with its question: move the question.")
    if piece.role in _OF_QUESTION:
        _change_question(work, place, direction)
    elif piece.role in HEADS and piece.stays:
        raise RevisionRefusedError("This stands within a text: move the text around it.")
    elif piece.role in HEADS:
        _move_unit(work, _question_unit(work, piece), direction, _past_questions)
    elif piece.role in TEXT or piece.role is Role.HEADING:
        _move_unit(work, _text_unit(work, place), direction, _past_text)
    else:
        raise RevisionRefusedError("This has its place in the details: it need not be moved.")
    return work.finished(), key


def _change_question(work: Working, place: int, direction: Direction) -> None:
    piece = work.pieces[place]
    own = [other for other in work.members(piece.group) if work.pieces[other].role in HEADS]
    at = own[0] if own else place
    group = work.question_before(at) if direction == "up" else work.question_after(at)
    label = work.label_before(place)
    for moved in (place, *([] if label is None else [label])):
        work.pieces[moved] = replace(work.pieces[moved], group=group, why=BY_HAND)


def _question_unit(work: Working, piece: Piece) -> list[int]:
    places = work.members(piece.group) or [work.place_of(piece.key)]
    return [
        other
        for other in places
        if work.pieces[other].role is not Role.REPEATED_QUESTION and not work.pieces[other].stays
    ]


def _text_unit(work: Working, place: int) -> list[int]:
    """The piece with those that make one paragraph with it."""
    first = last = place
    while first > 0 and _are_one(work.pieces[first - 1], work.pieces[first]):
        first -= 1
    while last + 1 < len(work.pieces) and _are_one(work.pieces[last], work.pieces[last + 1]):
        last += 1
    return list(range(first, last + 1))


def _move_unit(work: Working, unit: list[int], direction: Direction, past: Past) -> None:
    """Take the unit out and put it back past what comes next; up is down, read backwards."""
    moved = [work.pieces[place] for place in unit]
    taken = set(unit)
    rest = [piece for place, piece in enumerate(work.pieces) if place not in taken]
    if direction == "down":
        at = sum(place not in taken for place in range(unit[-1]))
        target = _refuse_none(past(rest, at), _LAST)
    else:
        at = sum(place not in taken for place in range(unit[0], len(work.pieces)))
        target = len(rest) - _refuse_none(past(rest[::-1], at), _FIRST)
    work.pieces = [*rest[:target], *moved, *rest[target:]]


def _refuse_none(target: int | None, sentence: str) -> int:
    if target is None:
        raise RevisionRefusedError(sentence)
    return target


def _past_questions(rest: list[Piece], at: int) -> int | None:
    """Past the next question of the section, else just over the section's edge."""
    for place in range(at, len(rest)):
        if rest[place].role is Role.HEADING:
            return place + 1
        if rest[place].role in HEADS and not rest[place].stays:
            return _end(rest, place, _are_of_one_question)
    return None


def _past_text(rest: list[Piece], at: int) -> int | None:
    for place in range(at, len(rest)):
        if rest[place].role is Role.HEADING or _is_text(rest[place]):
            return _end(rest, place, _are_one)
    return None


def _end(rest: list[Piece], place: int, are_one: Callable[[Piece, Piece], bool]) -> int:
    while place + 1 < len(rest) and are_one(rest[place], rest[place + 1]):
        place += 1
    return place + 1


def _are_of_one_question(one: Piece, other: Piece) -> bool:
    return bool(one.group) and one.group == other.group


def _are_one(one: Piece, other: Piece) -> bool:
    """Whether two pieces make one paragraph, in whichever order they are met."""
    before, after = (one, other) if one.start < other.start else (other, one)
    touches = (before.block, before.end) == (after.block, after.start)
    return touches and _is_text(before) and _is_text(after) and not after.seam


def _is_text(piece: Piece) -> bool:
    return piece.role in TEXT or piece.stays
