"""Looking for words in what responses say and in the names shown with them.

The words of a text are stored by their English stems, those of names as they are, in one vector
(`ResponseWords`). Each word that is looked for may stand in either: what Northfield said about
houses is found by “Northfield housing”.
"""

import re
from typing import Any, Final

from django.contrib.postgres.search import SearchQuery
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.sql.compiler import SQLCompiler

# A word, or a phrase in quotes; with “-” before it where it must not stand there.
_TERM: Final = re.compile(r'(-?)("[^"]*"?|\S+)')
_IN_TEXTS: Final = "websearch_to_tsquery('pg_catalog.english', %s)"
_IN_NAMES: Final = "websearch_to_tsquery('pg_catalog.simple', %s)"
# Words too common to be stored are left out: a query that asks for nothing joins as if not there.
_EITHER: Final = (
    f"CASE WHEN numnode({_IN_TEXTS}) = 0 THEN ''::tsquery ELSE {_IN_TEXTS} || {_IN_NAMES} END"
)
_TOO_COMMON: Final = f"SELECT numnode({_IN_TEXTS}) = 0 AND numnode({_IN_NAMES}) > 0"


class WordsWanted(SearchQuery):
    """All the terms, each in the text or in the names; “or” between two, “-” before one.

    Where every word is too common they are looked for in names alone: somebody is called Will.
    """

    def __init__(self, words: str) -> None:
        super().__init__(words, search_type="websearch")
        self.words = words

    def as_sql(
        self,
        compiler: SQLCompiler,  # noqa: ARG002
        connection: BaseDatabaseWrapper,  # noqa: ARG002
        *_args: Any,
        **_more: Any,
    ) -> tuple[str, list[str | int]]:
        groups = _terms(self.words)
        wanted = " || ".join(f"({' && '.join(map(_sql, group))})" for group in groups)
        params: list[str | int] = [term for group in groups for _, term in group for _ in range(3)]
        if any(is_absent for group in groups for is_absent, _ in group):
            return f"({wanted})", params
        return f"coalesce(nullif({wanted}, ''::tsquery), {_IN_NAMES})", [*params, self.words]


def are_too_common(words: str) -> bool:
    """Whether these are words, and none of them is stored of a text. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_TOO_COMMON, [words, words])
        (answer,) = cursor.fetchone()
    return bool(answer)


def _terms(words: str) -> list[list[tuple[bool, str]]]:
    """Split what is typed at each “or” into terms, and say of each whether it must be absent."""
    groups: list[list[tuple[bool, str]]] = [[]]
    for sign, term in _TERM.findall(words):
        if term.lower() == "or" and not sign:
            groups.append([])
        else:
            groups[-1].append((bool(sign), term))
    return [group for group in groups if group] or [[(False, words)]]


def _sql(term: tuple[bool, str]) -> str:
    is_absent, _ = term
    return f"!!({_EITHER})" if is_absent else f"({_EITHER})"
