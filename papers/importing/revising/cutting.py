"""A piece cut in two, or joined with the one after it."""

from dataclasses import replace

from papers.importing.blocks import Document
from papers.importing.bodies import APART, JOINED
from papers.importing.interpreting.asks import ask_of
from papers.importing.interpreting.sentences import sentences
from papers.importing.pieces import BY_HAND, Interpretation, Piece, Role
from papers.importing.revising.working import (
    HEADS,
    LABELS,
    MEMBERS,
    TEXT,
    RevisionRefusedError,
    Working,
)

# What follows in the same block is text under it.
_OF_ONE_LINE = frozenset({Role.HEADING, Role.TITLE, Role.AUTHOR, Role.DATE})


def sentence_starts(document: Document, piece: Piece) -> list[int]:
    """Where a piece may be cut between its sentences, as offsets in its block."""
    text = document.blocks[piece.block].text[piece.start : piece.end]
    return [piece.start + span.start for span in sentences(text)[1:]]


def split_at(
    document: Document, interpretation: Interpretation, key: str, at: int
) -> tuple[Interpretation, str]:
    """Cut the piece at an offset of its block; return also the key of the second half.

    Raises RevisionRefusedError where nothing would stand on one side.
    """
    work = Working(document, interpretation)
    place = work.place_of(key)
    piece = work.pieces[place]
    inside = piece.start < at < piece.end
    first, second = replace(piece, end=at), replace(piece, start=at)
    if not inside or work.is_blank(first) or work.is_blank(second):
        raise RevisionRefusedError("Put the cursor between two words, then split.")
    work.pieces[place : place + 1] = _halves(work, first, second)
    return work.finished(), second.key


def join_with_next(
    document: Document, interpretation: Interpretation, key: str
) -> tuple[Interpretation, str]:
    """Let the piece after it be one with this piece; RevisionRefusedError at the end."""
    work = Working(document, interpretation)
    place = work.place_of(key)
    piece = work.pieces[place]
    if piece.role in LABELS:
        raise RevisionRefusedError("A number is joined with its question by making both text.")
    following = _following(work, place)
    if piece.role in (Role.DATE, Role.TABLE):
        raise RevisionRefusedError(f"A {piece.role} stands alone: make it text, then join.")
    if piece.role in (*HEADS, *MEMBERS):
        work.group_at(place)
    for other in following:
        _give_up_group(work, other, into=work.pieces[place].group)
    for other in reversed(following):
        _take(work, place, other)
    # Pieces that touch have become one; those of other blocks stay, as seams.
    _unite(work, place)
    return work.finished(), key


def _halves(work: Working, first: Piece, second: Piece) -> list[Piece]:
    first, second = replace(first, why=BY_HAND), replace(second, why=BY_HAND)
    if first.role is Role.QUESTION:
        return _halves_of_question(work, first, second)
    if first.role in _OF_ONE_LINE:
        role = work.text_role(second)
        return [first, Piece(second.block, second.start, second.end, role, BY_HAND)]
    if first.role is Role.RECOMMENDATION:
        return [first, replace(second, group=work.new_group(), number="")]
    if first.role in TEXT:
        return [first, replace(second, seam=APART)]
    return [first, replace(second, seam="")]


def _halves_of_question(work: Working, first: Piece, second: Piece) -> list[Piece]:
    """The half that asks stays the question; if both ask, the second is a further ask."""
    group = first.group or work.new_group()
    first, second = replace(first, group=group), replace(second, group=group)
    asks_first, asks_second = (
        ask_of(work.text_of(half).strip()) is not None for half in (first, second)
    )
    if asks_second and not asks_first:
        return [replace(first, role=Role.CONTEXT, kind="", number=""), second]
    role = Role.PART if asks_second else Role.CONTEXT
    return [first, replace(second, role=role, kind="", number="")]


def _following(work: Working, place: int) -> list[int]:
    """The next piece with words in it, and with a label what it labels."""
    found: list[int] = []
    for other in range(place + 1, len(work.pieces)):
        if work.is_blank(work.pieces[other]):
            continue
        found.append(other)
        if work.pieces[other].role not in LABELS:
            return found
    raise RevisionRefusedError("There is nothing after this to join it with.")


def _give_up_group(work: Working, place: int, *, into: str) -> None:
    """What belonged to a question that is swallowed goes to the one that swallows, or is text."""
    head = work.pieces[place]
    if head.role not in HEADS or not head.group or head.group == into:
        return
    for other in work.members(head.group):
        piece = work.pieces[other]
        if other == place or piece.role in (Role.QUESTION_LABEL, Role.REPEATED_QUESTION):
            continue
        if into:
            work.pieces[other] = replace(piece, group=into)
        else:
            work.put(other, work.text_role(piece))


def _take(work: Working, place: int, other: int) -> None:
    piece, taken = work.pieces[place], work.pieces[other]
    if taken.role in LABELS and taken.block != piece.block:
        work.put(other, Role.FURNITURE)
        return
    work.pieces[other] = replace(
        piece, block=taken.block, start=taken.start, end=taken.end, number="", why=BY_HAND,
        seam=JOINED,
    )  # fmt: skip


def _unite(work: Working, place: int) -> None:
    piece = work.pieces[place]
    after = place + 1
    while after < len(work.pieces):
        other = work.pieces[after]
        touches = (other.block, other.start) == (piece.block, piece.end)
        if not touches or not (other.seam == JOINED or work.is_blank(other)):
            break
        piece = replace(piece, end=other.end, why=BY_HAND)
        work.pieces[place] = piece
        del work.pieces[after]
