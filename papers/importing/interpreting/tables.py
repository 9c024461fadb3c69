"""Tables that hold questions: “No. | Question | Your answer”, and forms to fill in."""

from dataclasses import dataclass

from papers.importing.interpreting import labels, options
from papers.importing.interpreting import vocabulary as words
from papers.importing.interpreting.asks import ask_of, follows_up, is_unmarked_question
from papers.importing.interpreting.cutting import Asked, claim_cuts, cut, option_cuts
from papers.importing.interpreting.draft import Draft, Passage, Zone, plain
from papers.importing.interpreting.headings import zone_of
from papers.importing.interpreting.sentences import Span, trimmed
from papers.importing.interpreting.style import NOT_ASKING
from papers.importing.pieces import Role

_HEAD = "The head of a table of questions"
_BESIDE = "Stands beside the question"
_LONGEST_NUMBER = 20
_LONGEST_LABEL = 90


@dataclass(frozen=True)
class _Table:
    """The rows that ask, and the column in which they do."""

    rows: list[list[Span]]
    column: int
    is_form: bool = False


def read_table(draft: Draft, passage: Passage) -> list[Asked]:
    """Claim the questions of a table, a row each; an empty list where it is a table of facts."""
    rows = cells_of(passage)
    if not rows or passage.zone in NOT_ASKING:
        return []
    table = _with_head(draft, passage, rows) or _without_head(draft, passage, rows)
    if table is None:
        return []
    found: list[Asked] = []
    for row in table.rows:
        asked = _read_row(draft, passage, row, table, found[-1] if found else None)
        if asked is not None:
            found.append(asked)
    return found


def cells_of(passage: Passage) -> list[list[Span]]:
    """Where each cell stands in the text; nothing where the text is not its cells, joined."""
    rows: list[list[Span]] = []
    # The text has no room at its head for a first cell that is blank.
    joined = "\n".join("\t".join(row) for row in passage.block.rows)
    at = len(joined.lstrip()) - len(joined) if passage.text[:1].strip() else 0
    for row in passage.block.rows:
        spans: list[Span] = []
        for cell in row:
            if cell and (at < 0 or not passage.text.startswith(cell, at)):
                return []
            reached = max(0, min(at, len(passage.text)))
            spans.append(trimmed(passage.text, reached, reached + len(cell)))
            at += len(cell) + 1
        rows.append(spans)
    return rows


def _with_head(draft: Draft, passage: Passage, rows: list[list[Span]]) -> _Table | None:
    """A table whose first row says which column asks, or that it is about the respondent."""
    for column, cell in enumerate(rows[0]):
        head = plain(passage.slice(cell))
        is_form = zone_of(head) is Zone.ABOUT_YOU and len(head) < _LONGEST_LABEL
        if is_form or words.QUESTION_COLUMN.match(head):
            for one in rows[0]:
                draft.claim(passage, one, Role.FURNITURE, _HEAD)
            return _Table(rows[1:], column, is_form)
    return None


def _without_head(draft: Draft, passage: Passage, rows: list[list[Span]]) -> _Table | None:
    """A table in one of whose columns most rows ask, or a form about the respondent."""
    for column in range(min(len(row) for row in rows)):
        filled = [row for row in rows if row[column].start < row[column].end]
        asking = sum(1 for row in filled if _row_asks(passage, row, column))
        if asking and asking * 2 > len(filled):
            return _Table(_below_head(draft, passage, rows, column), column)
    if _is_form(passage, rows):
        return _Table(rows, 0, is_form=True)
    return None


def _below_head(
    draft: Draft, passage: Passage, rows: list[list[Span]], column: int
) -> list[list[Span]]:
    """The rows without a first one that asks nothing, offers nothing and bears no number."""
    head = rows[0]
    written = [passage.slice(cell) for cell in head]
    numbered = any(labels.any_label(one) or one.strip().isdigit() for one in written)
    if len(rows) == 1 or len(head) == 1 or numbered or _row_asks(passage, head, column):
        return rows
    for cell in head:
        draft.claim(passage, cell, Role.FURNITURE, _HEAD)
    return rows[1:]


def _row_asks(passage: Passage, row: list[Span], column: int) -> bool:
    written = passage.slice(row[column])
    if ask_of(written) is not None:
        return True
    label = labels.question_label(written)
    label = label if label and written[label.end :].strip() else None
    beside = any(labels.question_label(passage.slice(cell) + ".") for cell in row[:column])
    unmarked = is_unmarked_question(written) or is_unmarked_question(written.rstrip(" :") + " it")
    return bool(label or beside) or (unmarked and len(row) > 1)


def _is_form(passage: Passage, rows: list[list[Span]]) -> bool:
    """Whether the first column names what the respondent is to write beside it."""
    filled = [row for row in rows if row and row[0].start < row[0].end]
    to_fill = all(_waits(passage, cell) for row in filled for cell in row[1:])
    if not filled or not to_fill:
        return False
    if passage.zone is Zone.ABOUT_YOU:
        return True
    known = sum(1 for row in filled if words.ABOUT_YOU.match(plain(passage.slice(row[0]))))
    return known >= 2 and known * 2 >= len(filled) and any(len(row) > 1 for row in filled)


def _waits(passage: Passage, cell: Span) -> bool:
    """Whether the cell is left for the answer: blank, or nothing but answers to choose from."""
    written = passage.slice(cell)
    if not written.strip("_ .…\t\n\xa0") or options.box_at_head(written):
        return True
    return bool(options.written_in_line(passage.text, cell))


def _read_row(
    draft: Draft, passage: Passage, row: list[Span], table: _Table, above: Asked | None
) -> Asked | None:
    column = table.column
    if column >= len(row) or row[column].start == row[column].end:
        return None
    numbered = any(cell.start < cell.end for cell in row[:column])
    if above is not None and above.number and not numbered and _leans(passage, row[column]):
        _claim_row(draft, passage, row, table, above)
        return None
    if above is not None and all(options.is_choice(passage.slice(cell)) for cell in row):
        claim_cuts(
            draft, passage, option_cuts(passage, row, Span(row[0].start, row[-1].end)), above
        )
        return None
    asked = Asked(draft.new_group("q"), passage, is_about_you=table.is_form)
    _claim_row(draft, passage, row, table, asked)
    return asked


def _leans(passage: Passage, cell: Span) -> bool:
    """Whether a row without a number carries on the row above."""
    written = passage.slice(cell)
    return labels.any_label(written) is None and follows_up(written)


def _claim_row(
    draft: Draft, passage: Passage, row: list[Span], table: _Table, asked: Asked
) -> None:
    column = table.column
    start = row[column].start
    number = _number(draft, passage, row, column, asked)
    label = labels.any_label(passage.text[start : start + 60])
    if not number and label is not None and not asked.has_text:
        _claim_label(draft, passage, Span(start, start + label.end), label.number, asked)
        start += label.end
    cuts = cut(passage, start, must_ask=True, end=row[column].end)
    claim_cuts(draft, passage, cuts, asked)
    for other in row[column + 1 :]:
        _claim_other(draft, passage, other, asked)


def _number(draft: Draft, passage: Passage, row: list[Span], column: int, asked: Asked) -> str:
    for cell in row[:column]:
        written = passage.slice(cell)
        label = labels.any_label(written) or labels.any_label(written + ".")
        if label is not None and len(written) <= _LONGEST_NUMBER:
            _claim_label(draft, passage, cell, label.number, asked)
            return label.number
        draft.claim(passage, cell, Role.CONTEXT, _BESIDE, group=asked.group)
    return ""


def _claim_label(draft: Draft, passage: Passage, span: Span, number: str, asked: Asked) -> None:
    asked.number = number
    why = f"The label of question {number}, kept as its number"
    draft.claim(passage, span, Role.QUESTION_LABEL, why, group=asked.group, number=number)


def _claim_other(draft: Draft, passage: Passage, cell: Span, asked: Asked) -> None:
    found = options.written_after_ask(passage.text, cell)
    if not found and options.is_choice(passage.slice(cell)):
        found = [cell]
    if found:
        claim_cuts(draft, passage, option_cuts(passage, found, cell), asked)
    else:
        draft.claim(passage, cell, Role.CONTEXT, _BESIDE, group=asked.group)
