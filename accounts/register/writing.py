"""CSV files that go out: a template to fill in, and the lines that were refused."""

import csv
from collections.abc import Iterable, Iterator
from io import StringIO
from typing import Final

from accounts.register.columns import COLUMNS, OWN
from accounts.register.shapes import RefusedLine
from consultation.lib.cells import guarded

# Excel takes a file for UTF-8 by this mark alone.
_MARK: Final = "\ufeff"


def template() -> str:
    """Return the headings and one line to write over."""
    return _MARK + _written([column.heading for column in COLUMNS]) + _written(_example())


def refused_lines(refused: Iterable[RefusedLine]) -> Iterator[str]:
    """Yield the lines to put right and send again, each with its place and what is wrong."""
    yield _MARK + _written([*(column.heading for column in COLUMNS), *OWN])
    for line in refused:
        cells = [line.typed.get(column.field, "") for column in COLUMNS]
        yield _written([*cells, str(line.number), line.reason])


def _example() -> list[str]:
    return [column.example for column in COLUMNS]


def _written(cells: Iterable[str]) -> str:
    out = StringIO(newline="")
    csv.writer(out).writerow(map(guarded, cells))
    return out.getvalue()
