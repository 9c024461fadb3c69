"""A query written with Django's querysets, made into SQL once.

Where one statement asks for much, Django spends longer writing it than PostgreSQL answering it, and
writes the same each time. Here it is written at first use; each use after that fills in values.
The rules stay in querysets, where everybody finds them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import Any, Final

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Expression, Field, QuerySet
from django.db.models.sql.compiler import SQLCompiler


@dataclass(frozen=True)
class _Written:
    """A statement, its values in order with a `Given` for each hole, and what reads its rows."""

    statement: str
    values: tuple[Any, ...]
    compiler: SQLCompiler


class Given(Expression):
    """Stands in a queryset for a value that each use gives by this name.

    The value is never NULL, and never the list of an `IN`: those are written into the statement.
    """

    def __init__(self, name: str, field: "Field[Any, Any]") -> None:
        super().__init__(output_field=field)
        self.name: Final = name

    def as_sql(self, _compiler: SQLCompiler, _connection: Any) -> tuple[str, list[Any]]:
        """Write a placeholder, with this object in the place of its value."""
        return "%s", [self]


class CompiledQuery:
    """Rows of a `values_list`, whose statement is written once in the life of a process."""

    def __init__(self, written: Callable[[], "QuerySet[Any, tuple[Any, ...]]"]) -> None:
        self._written_by: Final = written
        self._written: _Written | None = None
        self._lock: Final = Lock()

    def rows(self, **given: Any) -> list[tuple[Any, ...]]:
        """Return the rows for these values. One query; raises KeyError for a name not given."""
        written = self._once_written()
        filled = [given[each.name] if isinstance(each, Given) else each for each in written.values]
        with connection.cursor() as cursor:
            cursor.execute(written.statement, filled)
            found = cursor.fetchall()
        return [tuple(row) for row in written.compiler.results_iter(results=[found])]

    def _once_written(self) -> _Written:
        """Write it, one thread at a time: a compiler is not made for two at once."""
        with self._lock:
            if self._written is None:
                compiler = self._written_by().query.get_compiler(using=DEFAULT_DB_ALIAS)
                statement, values = compiler.as_sql()
                self._written = _Written(statement, tuple(values), compiler)
            return self._written
