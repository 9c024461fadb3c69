"""Tables that hold questions: “No. | Question | Your answer”, and forms to fill in."""

from papers.importing.interpreting import labels, options
from papers.importing.interpreting.asks import ask_of
from papers.importing.interpreting.cutting import Asked, claim_cuts, cut
from papers.importing.interpreting.draft import Draft, Passage, Zone, plain
from papers.importing.interpreting.sentences import Span, trimmed
from papers.importing.interpreting.style import NOT_ASKING
from papers.importing.pieces import Role

_ASKS_ABOVE = frozenset(
    {"question", "questions", "consultation question", "consultation questions"}
)


def read_table(draft: Draft, passage: Passage) -> list[Asked]:
    """Claim the questions of a table, a row each; an empty list where it is a table of facts."""
    rows = _cells(passage)
    if not rows or passage.zone in NOT_ASKING:
        return []
    head = [plain(passage.slice(cell)) for cell in rows[0]]
    column = next((place for place, name in enumerate(head) if name in _ASKS_ABOVE), None)
    if column is not None:
        why = "The head of a table of questions"
        for cell in rows[0]:
            draft.claim(passage, cell, Role.FURNITURE, why)
        rows = rows[1:]
    elif (column := _column_that_asks(passage, rows)) is None:
        return []
    return [asked for row in rows if (asked := _read_row(draft, passage, row, column))]


def _cells(passage: Passage) -> list[list[Span]]:
    """Where each cell stands in the text; nothing where the text is not its cells, joined."""
    rows: list[list[Span]] = []
    at = 0
    for row in passage.block.rows:
        spans: list[Span] = []
        for cell in row:
            if cell and not passage.text.startswith(cell, at):
                return []
            reached = min(at, len(passage.text))
            spans.append(trimmed(passage.text, reached, reached + len(cell)))
            at += len(cell) + 1
        rows.append(spans)
    return rows


def _column_that_asks(passage: Passage, rows: list[list[Span]]) -> int | None:
    """The column in which most rows ask, or, in a form about the respondent, the first."""
    width = min(len(row) for row in rows)
    for column in range(width):
        asking = sum(1 for row in rows if ask_of(passage.slice(row[column])) is not None)
        if asking and asking * 2 > len(rows):
            return column
    others_blank = all(span.start == span.end for row in rows for span in row[1:])
    if passage.zone is Zone.ABOUT_YOU and others_blank and width:
        return 0
    return None


def _read_row(draft: Draft, passage: Passage, row: list[Span], column: int) -> Asked | None:
    if column >= len(row) or row[column].start == row[column].end:
        return None
    asked = Asked(draft.new_group("q"), passage)
    start = row[column].start
    number = _number(draft, passage, row, column, asked)
    label = labels.any_label(passage.text[start : start + 60])
    if not number and label is not None:
        _claim_label(draft, passage, Span(start, start + label.end), label.number, asked)
        start += label.end
    cuts = cut(passage, start, must_ask=True, end=row[column].end)
    claim_cuts(draft, passage, cuts, asked)
    for other in row[column + 1 :]:
        _claim_other(draft, passage, other, asked)
    return asked


def _number(draft: Draft, passage: Passage, row: list[Span], column: int, asked: Asked) -> str:
    for cell in row[:column]:
        written = passage.slice(cell)
        label = labels.any_label(written) or labels.any_label(written + ".")
        if label is not None and len(written) <= 20:
            _claim_label(draft, passage, cell, label.number, asked)
            return label.number
        draft.claim(passage, cell, Role.CONTEXT, "Stands beside the question", group=asked.group)
    return ""


def _claim_label(draft: Draft, passage: Passage, span: Span, number: str, asked: Asked) -> None:
    asked.number = number
    why = f"The label of question {number}, kept as its number"
    draft.claim(passage, span, Role.QUESTION_LABEL, why, group=asked.group, number=number)


def _claim_other(draft: Draft, passage: Passage, cell: Span, asked: Asked) -> None:
    found = options.written_in_line(passage.text, cell)
    for option in found:
        asked.options.append(passage.slice(option))
        why = "One of the answers offered"
        draft.claim(passage, option, Role.OPTION, why, group=asked.group)
    if found:
        draft.claim(passage, cell, Role.FURNITURE, "The marks between the options of a question")
    else:
        draft.claim(passage, cell, Role.CONTEXT, "Stands beside the question", group=asked.group)
