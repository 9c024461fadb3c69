"""A piece taken for something else; what belonged to it goes along, or is text again."""

from dataclasses import replace

from papers.importing.blocks import Document
from papers.importing.interpreting import options
from papers.importing.interpreting.labels import any_label
from papers.importing.pieces import BY_HAND, Interpretation, Piece, QuestionKind, Role
from papers.importing.revising.working import HEADS, LABELS, TEXT, RevisionRefusedError, Working

OF_QUESTION = frozenset({Role.PART, Role.OPTION, Role.CONTEXT})
OF_CALL = frozenset({Role.CALL, Role.CALL_AUDIENCE})
_ONE_ONLY = frozenset({Role.TITLE, Role.DATE})
_LABEL_OF = {
    Role.QUESTION: Role.QUESTION_LABEL,
    Role.PART: Role.PART_LABEL,
    Role.RECOMMENDATION: Role.RECOMMENDATION_LABEL,
}


def relabel(
    document: Document, interpretation: Interpretation, key: str, role: Role
) -> tuple[Interpretation, str]:
    """Return the interpretation with the piece as `role`, and the key that the piece has then.

    A label right before it is part of it again, unless the new role has labels too.
    Raises RevisionRefusedError.
    """
    work = Working(document, interpretation)
    place = work.place_of(key)
    piece = work.pieces[place]
    if role in TEXT:
        role = role if role in (Role.CLOSING_DATE, Role.HOW_TO_RESPOND) else work.text_role(piece)
    if piece.role is role:
        # “It is right”: looked at, and doubted no more.
        work.pieces[place] = replace(piece, why=BY_HAND)
    elif role in OF_QUESTION:
        _join_question(work, place, role)
    elif role in HEADS:
        _stand_alone(work, place, role)
    elif role in OF_CALL:
        _join_call(work, place, role)
    elif role is Role.QUESTION_LABEL:
        _number_question(work, place)
    else:
        place = _leave(work, place, role)
    return work.finished(), work.pieces[place].key


def set_kind(
    document: Document, interpretation: Interpretation, key: str, kind: QuestionKind
) -> tuple[Interpretation, str]:
    """Let a question be answered otherwise; RevisionRefusedError if the piece is none."""
    work = Working(document, interpretation)
    place = work.place_of(key)
    if work.pieces[place].role is not Role.QUESTION:
        raise RevisionRefusedError("Only a question has a kind: make this a question first.")
    work.pieces[place] = replace(work.pieces[place], kind=kind.value, why=BY_HAND)
    return work.finished(), key


def set_level(
    document: Document, interpretation: Interpretation, key: str, level: int
) -> tuple[Interpretation, str]:
    """Let a piece be a heading of that level."""
    interpretation, key = relabel(document, interpretation, key, Role.HEADING)
    work = Working(document, interpretation)
    place = work.place_of(key)
    work.pieces[place] = replace(work.pieces[place], level=level, why=BY_HAND)
    return work.finished(), key


def _stand_alone(work: Working, place: int, role: Role) -> None:
    """A question or a recommendation of its own, with its number if one stands before it."""
    piece = work.pieces[place]
    label = work.label_before(place)
    leads = piece.role in HEADS
    group = piece.group if leads else work.new_group()
    number = work.pieces[label].number if label is not None else piece.number
    if leads:
        _let_go(work, piece, keep=label)
    if label is not None:
        found = work.pieces[label]
        work.pieces[label] = replace(found, role=_LABEL_OF[role], group=group)
    kind = str(options.kind_of(work.text_of(piece), ())) if role is Role.QUESTION else ""
    work.put(place, role, group=group, number=number, kind=kind)


def _join_question(work: Working, place: int, role: Role) -> None:
    """Part of the question before it; a question that joins another brings what it has."""
    piece = work.pieces[place]
    own = piece.group if piece.role in OF_QUESTION else ""
    group = own or _question_to_join(work, place, role)
    label = work.label_before(place)
    if piece.role is Role.QUESTION:
        for other in work.members(piece.group):
            moved = replace(work.pieces[other], group=group)
            if moved.role is Role.QUESTION_LABEL:
                moved = replace(moved, role=Role.PART_LABEL)
            work.pieces[other] = moved
    elif piece.role is Role.RECOMMENDATION:
        _let_go(work, piece, keep=label)
    if label is not None:
        work.pieces[label] = replace(work.pieces[label], role=Role.PART_LABEL, group=group)
    work.put(place, role, group=group)
    if role is Role.OPTION:
        _choose_kind(work, group)


def _question_to_join(work: Working, place: int, role: Role) -> str:
    try:
        return work.question_before(place)
    except RevisionRefusedError:
        if role is not Role.CONTEXT:
            raise
        return work.question_after(place)


def _choose_kind(work: Working, group: str) -> None:
    """An open question that is given options becomes one to choose from."""
    pieces = [(other, work.pieces[other]) for other in work.members(group)]
    offered = [work.text_of(piece) for _, piece in pieces if piece.role is Role.OPTION]
    for place, piece in pieces:
        if piece.role is Role.QUESTION and piece.kind in ("", QuestionKind.OPEN.value):
            kind = options.kind_of(work.text_of(piece), offered)
            work.pieces[place] = replace(piece, kind=kind.value)


def _join_call(work: Working, place: int, role: Role) -> None:
    """Part of the call that it touches, or a call of its own."""
    piece = work.pieces[place]
    if piece.role in OF_CALL:
        group = piece.group
    else:
        around = work.pieces[max(place - 1, 0) : place + 2]
        group = next((p.group for p in around if p.role in OF_CALL), "") or work.new_group()
        _let_go(work, piece)
    work.put(place, role, group=group, stays=piece.stays and piece.role in OF_CALL)


def _number_question(work: Working, place: int) -> None:
    group = work.question_after(place)
    written = work.text_of(work.pieces[place]).strip()
    found = any_label(written) or any_label(f"{written}.")
    number = found.number if found else written[:20]
    work.put(place, Role.QUESTION_LABEL, group=group, number=number)
    for other in work.members(group):
        if work.pieces[other].role is Role.QUESTION:
            work.pieces[other] = replace(work.pieces[other], number=number)


def _leave(work: Working, place: int, role: Role) -> int:
    """Neither asked nor recommended: text, a heading, a detail, or left out."""
    piece = work.pieces[place]
    label = work.label_before(place)
    if piece.role in HEADS:
        _let_go(work, piece, keep=label, out=role is Role.FURNITURE)
    if role in _ONE_ONLY:
        _unseat(work, role)
    start = piece.start
    if label is not None:
        start = work.pieces[label].start
    level = _level_at(work, place) if role is Role.HEADING else 0
    work.put(place, role, level=level)
    work.pieces[place] = replace(work.pieces[place], start=start)
    if label is not None:
        del work.pieces[label]
        place -= 1
    return place


def _let_go(work: Working, head: Piece, *, keep: int | None = None, out: bool = False) -> None:
    """What belonged to a question that is none any more: text again, or left out with it."""
    for other in work.members(head.group):
        piece = work.pieces[other]
        if other == keep or piece.key == head.key or piece.role is Role.REPEATED_QUESTION:
            continue
        is_label = piece.role in LABELS
        work.put(other, Role.FURNITURE if out or is_label else work.text_role(piece))


def _unseat(work: Working, role: Role) -> None:
    """A paper has one title and one date: the ones before are a heading and text."""
    for place, piece in enumerate(work.pieces):
        if piece.role is role and role is Role.TITLE:
            work.put(place, Role.HEADING, level=1)
        elif piece.role is role:
            work.put(place, work.text_role(piece))


def _level_at(work: Working, place: int) -> int:
    """As deep as the heading before it."""
    before = (piece for piece in reversed(work.pieces[:place]) if piece.role is Role.HEADING)
    return next((piece.level or 1 for piece in before), 1)
