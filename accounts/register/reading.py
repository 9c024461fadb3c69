"""A CSV file taken apart: which lines can be taken, and what is wrong with the others."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from typing import Final

from accounts.register.columns import Column, Recognised, count_known, recognise
from accounts.register.decoding import AGAIN, decode
from accounts.register.refusals import FileRefusedError
from accounts.register.shapes import Line, ReadFile, RefusedLine, Value
from consultation.lib.cells import unguarded
from consultation.lib.text import in_words, unstorable_characters

# Bounds that hold memory and time whatever is sent; a register of the whole sector fits.
LARGEST_FILE: Final = 8 * 1024**2
MOST_LINES: Final = 20_000
MOST_CELLS: Final = 500
LONGEST_LINE: Final = 100_000
SEPARATORS: Final = (",", ";", "\t", "|")
MOST_KEPT: Final = 1_000  # characters of a refused cell
TOO_MANY_CELLS: Final = (
    "It has more cells than there are columns. Put quotation marks around a cell that has a "
    "separator in it."
)


@dataclass(frozen=True)
class _Row:
    """One record, which may go over several lines; `fault` where its quotation marks are wrong."""

    first: int
    last: int
    cells: list[str]
    fault: str = ""


def read_register(data: bytes) -> ReadFile:
    """Return what the file says; raises FileRefusedError where none of it can be read."""
    if len(data) > LARGEST_FILE:
        raise FileRefusedError(
            f"This file is too large: keep to {LARGEST_FILE // 1024**2} MB, or send it in parts."
        )
    text, encoding = decode(data)
    rows = _rows(text, _separator_of(text))
    header = next(rows, None)
    if header and header.cells[:1] == ["sep="]:
        header = next(rows, None)
    if header is None:
        raise FileRefusedError("This file is empty.")
    recognised = recognise(header.cells)
    lines: list[Line] = []
    refused: list[RefusedLine] = []
    for count, row in enumerate(rows, start=1):
        if count > MOST_LINES:
            raise FileRefusedError(
                f"This file has more than {MOST_LINES:,} lines. Send it in parts."
            )
        read = _read(row, recognised)
        lines.append(read) if isinstance(read, Line) else refused.append(read)
    if not lines and not refused:
        raise FileRefusedError("This file names its columns, and no organisation.")
    return ReadFile(tuple(lines), tuple(refused), recognised.ignored, encoding)


def _separator_of(text: str) -> str:
    """Return what stands between the cells: what Excel says it is, else what most headings need.

    Excel may say so in a line before them, “sep=;”.
    """
    beginning = text[:LONGEST_LINE].lstrip("\r\n")
    said = beginning[:5].removeprefix("sep=")
    if said in SEPARATORS:
        return said
    known = {mark: count_known(_headings(beginning, mark)) for mark in SEPARATORS}
    return max(SEPARATORS, key=lambda mark: known[mark])


def _headings(beginning: str, separator: str) -> list[str]:
    try:
        return next(csv.reader(StringIO(beginning, newline=""), delimiter=separator), [])
    except csv.Error:
        return []


def _rows(text: str, separator: str) -> Iterator[_Row]:
    """Yield the records that hold anything; raises FileRefusedError past the bounds."""
    reader = csv.reader(_bounded(text, separator), delimiter=separator, strict=True)
    while True:
        first = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield _Row(first, reader.line_num, [], _fault(error, first, reader.line_num))
            continue
        if any(map(str.strip, cells)):
            yield _Row(first, reader.line_num, cells)


def _bounded(text: str, separator: str) -> Iterator[str]:
    for number, line in enumerate(StringIO(text, newline=""), start=1):
        if len(line) > LONGEST_LINE:
            raise FileRefusedError(
                f"Line {number} has {len(line):,} characters. Is this a list of organisations, "
                f"one a line? {AGAIN}"
            )
        if line.count(separator) >= MOST_CELLS:
            raise FileRefusedError(
                f"Line {number} has more than {MOST_CELLS} cells. Remove the columns that are "
                "not needed."
            )
        yield line


def _fault(error: csv.Error, first: int, last: int) -> str:
    """Return what is wrong with one record; raises FileRefusedError where no end of it is seen."""
    message = str(error)
    if "unexpected end of data" in message or "field limit" in message:
        raise FileRefusedError(
            f"A quotation mark is opened on line {first} and never closed. "
            "Close it, or take it out, and send the file again."
        )
    lines = f" (lines {first} to {last})" if last > first else ""
    return (
        f"The quotation marks do not pair{lines}. Write a quotation mark inside a cell twice, "
        "and one on either side of the cell."
    )


def _read(row: _Row, recognised: Recognised) -> Line | RefusedLine:
    if row.fault:
        return RefusedLine(row.first, {}, row.fault)
    typed = {
        column.field: _typed(row.cells[place], recognised)
        for place, column in recognised.columns.items()
        if place < len(row.cells)
    }
    values: dict[str, Value] = {}
    faults = _too_many_cells(row, recognised)
    for column in recognised.columns.values():
        cell = typed.get(column.field, "")
        try:
            if value := _value(column, cell):
                values[column.field] = value
        except ValueError as error:
            faults.append(f"{column.heading}: {error}")
    if faults:
        kept = {field: cell[:MOST_KEPT] for field, cell in typed.items() if cell}
        return RefusedLine(row.first, kept, " ".join(faults))
    return Line(row.first, values)


def _typed(cell: str, recognised: Recognised) -> str:
    """Return what stands in a cell; in a file of ours, without what guards it from formulas."""
    return (unguarded(cell) if recognised.is_ours else cell).strip()


def _value(column: Column, cell: str) -> Value | None:
    """Return what the cell says, None where it is empty; raises ValueError."""
    if not cell and column.field != "name":
        return None
    if found := unstorable_characters(cell, multiline=True):
        raise ValueError(f"This holds {in_words(found[:3])}, which cannot be kept. Take it out.")
    return column.read(cell)


def _too_many_cells(row: _Row, recognised: Recognised) -> list[str]:
    if any(map(str.strip, row.cells[recognised.width :])):
        return [TOO_MANY_CELLS]
    return []
