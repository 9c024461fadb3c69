"""Statements to grade in a table: one question, the heads its answers, the rows its parts."""

from papers.importing.interpreting import options
from papers.importing.interpreting.asks import ask_of
from papers.importing.interpreting.cutting import Asked, claim_cuts, option_cuts
from papers.importing.interpreting.draft import Draft, Passage
from papers.importing.interpreting.sentences import Span
from papers.importing.interpreting.style import NOT_ASKING
from papers.importing.interpreting.tables import cells_of
from papers.importing.pieces import Role

_LEAST_ANSWERS = 2
_LEAST_ROWS = 2
_LONGEST_ANSWER = 40
_EMPTY = " \t\n\xa0._…☐□○◯❑[]()1234567890"


def is_grid(passage: Passage) -> bool:
    """Whether the first row offers answers, and the rest state something and leave room."""
    rows = cells_of(passage)
    if len(rows) <= _LEAST_ROWS - 1 or passage.zone in NOT_ASKING:
        return False
    heads = [passage.slice(cell) for cell in rows[0][1:]]
    if len(heads) < _LEAST_ANSWERS or not all(0 < len(head) <= _LONGEST_ANSWER for head in heads):
        return False
    answers = sum(1 for head in heads if options.is_choice(head))
    asks = sum(1 for row in rows[1:] if passage.slice(row[0]).endswith("?"))
    blank = all(not passage.slice(cell).strip(_EMPTY) for row in rows[1:] for cell in row[1:])
    if asks * 2 > len(rows):
        return False  # each is a question of its own
    return blank and answers * 2 >= len(heads) and all(passage.slice(row[0]) for row in rows[1:])


def take_answer_row(draft: Draft, passage: Passage, above: Asked | None) -> bool:
    """Give “Very | Fairly | Not” over a row of boxes to the question right above it."""
    rows = cells_of(passage)
    if above is None or not rows or not _is_right_above(draft, passage, above):
        return False
    heads = [cell for cell in rows[0] if cell.start < cell.end]
    written = [passage.slice(head) for head in heads]
    if len(heads) < _LEAST_ANSWERS or not all(map(_may_head, written)):
        return False
    boxed = any(options.box_at_head(one) for one in written)
    chosen = all(options.is_choice(one) for one in written)
    room = len(rows) > 1 and _is_blank(passage, rows[1:])
    if not (room or (len(rows) == 1 and (boxed or chosen))):
        return False
    for head, one in zip(heads, written, strict=True):
        start = head.start + options.box_at_head(one)
        found = options.written_in_line(passage.text, head) or [Span(start, head.end)]
        claim_cuts(draft, passage, option_cuts(passage, found, head), above)
    draft.claim_all(passage, Role.FURNITURE, "Room to write an answer in")
    return True


def _is_blank(passage: Passage, rows: list[list[Span]]) -> bool:
    return all(not passage.slice(cell).strip(_EMPTY) for row in rows for cell in row)


def _may_head(written: str) -> bool:
    ends = written.endswith(("?", ".", ":"))
    return len(written) <= _LONGEST_ANSWER and not ends and bool(written.strip(_EMPTY))


def read_grid(draft: Draft, passage: Passage, above: Asked | None) -> Asked | None:
    """Give the grid to the question right above it, or make it one of its own.

    Returns the question that is new; none where the one above takes the grid.
    """
    rows = cells_of(passage)
    asked = above if above is not None and _is_right_above(draft, passage, above) else None
    new = None
    corner = rows[0][0]
    if asked is None:
        if ask_of(passage.slice(corner)) is None:
            return None
        asked = new = Asked(draft.new_group("q"), passage, text=passage.slice(corner))
        asked.has_text = True
        why = "Asks, at the head of a table of statements"
        draft.claim(passage, corner, Role.QUESTION, why, group=asked.group)
    elif corner.start < corner.end:
        draft.claim(passage, corner, Role.FURNITURE, "The head of a table of statements")
    _claim_rows(draft, passage, rows, asked)
    return new


def _is_right_above(draft: Draft, passage: Passage, above: Asked) -> bool:
    before = draft.before(passage)
    return before is not None and above.last == before.index


def _claim_rows(draft: Draft, passage: Passage, rows: list[list[Span]], asked: Asked) -> None:
    for head in rows[0][1:]:
        why = "One of the answers offered for each statement"
        draft.claim(passage, head, Role.OPTION, why, group=asked.group)
        asked.options.append(passage.slice(head))
    for row in rows[1:]:
        why = "A statement to grade"
        draft.claim(passage, row[0], Role.PART, why, group=asked.group)
        for cell in row[1:]:
            draft.claim(passage, cell, Role.FURNITURE, "Room to write an answer in")
    asked.last = passage.index
