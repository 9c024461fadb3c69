"""Statements that make many rows, a batch a transaction."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

from django.db import connection, transaction

BATCH: Final = 10_000

_SORT_IN: Final = """
    SELECT gin_clean_pending_list(pg_class.oid)
    FROM pg_index
    JOIN pg_class ON pg_class.oid = pg_index.indexrelid
    JOIN pg_am ON pg_am.oid = pg_class.relam AND pg_am.amname = 'gin'
    WHERE pg_index.indrelid = %s::regclass
"""


def in_batches(number: int, make: Callable[[int], None]) -> None:
    """Call `make` with the size of each batch, inside a transaction of its own."""
    for size in _sizes(number):
        with transaction.atomic():
            make(size)


def execute(statements: Sequence[str], values: Mapping[str, Any]) -> None:
    """Run the statements one after another."""
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement, values)


def analyse(*tables: str) -> None:
    """Tell the planner what has come in; else it plans for the tables as they were.

    What GIN indexes have put aside on the way in is sorted into them: read row by row, it makes
    them dearer than they will be once autovacuum has passed.
    """
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(_SORT_IN, [table])
            cursor.execute(f"ANALYZE {connection.ops.quote_name(table)}")


def _sizes(number: int) -> Iterator[int]:
    for done in range(0, number, BATCH):
        yield min(BATCH, number - done)
