"""A query written with Django's querysets, made into SQL once.

Where one statement asks for much, Django spends longer writing it than PostgreSQL answering it, and
writes the same each time. Here it is written at first use; each use after that fills in values.
The rules stay in querysets, where everybody finds them.
"""

from collections.abc import Callable
from functools import cached_property
from typing import Any, Final

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Expression, Field, QuerySet
from django.db.models.sql.compiler import SQLCompiler

_Written = tuple[str, tuple[Any, ...]]


class Given(Expression):
    """Stands in a queryset for a value that each use gives by this name.

    It takes the place of one value: there is none for a list, and none that may be NULL.
    """

    def __init__(self, name: str, field: "Field[Any, Any]") -> None:
        super().__init__(output_field=field)
        self.name: Final = name

    def as_sql(self, _compiler: SQLCompiler, _connection: Any) -> tuple[str, list[Any]]:
        """Leave a hole; what stands in the values is this object itself."""
        return "%s", [self]


class CompiledQuery:
    """Rows of a `values_list`, whose statement is written once in the life of a process."""

    def __init__(self, written: Callable[[], "QuerySet[Any, tuple[Any, ...]]"]) -> None:
        self._written_by: Final = written

    @cached_property
    def _compiler(self) -> SQLCompiler:
        compiler: SQLCompiler = self._written_by().query.get_compiler(using=DEFAULT_DB_ALIAS)
        return compiler

    @cached_property
    def _statement(self) -> _Written:
        statement, values = self._compiler.as_sql()
        return statement, tuple(values)

    def rows(self, **given: Any) -> list[tuple[Any, ...]]:
        """Return the rows for these values. One query; raises KeyError for a name not given."""
        statement, values = self._statement
        filled = [given[each.name] if isinstance(each, Given) else each for each in values]
        with connection.cursor() as cursor:
            cursor.execute(statement, filled)
            found = cursor.fetchall()
        return [tuple(row) for row in self._compiler.results_iter(results=[found])]
