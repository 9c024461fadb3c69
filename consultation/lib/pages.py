"""Paging by cursor: every page costs one query of the same cost, however deep it lies.

A cursor holds the ordering columns of the row it stands at, so that rows which come or go
between two clicks neither repeat nor skip another. It is sealed: an order may rest on columns that
readers are not shown. And it is of one list: none can be held against the rows of another to see
where it would stand among them.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final, Generic, Literal, TypeVar, get_args

from django.core.exceptions import ValidationError
from django.db.models import Field, Model, Q, QuerySet
from django.http import Http404

from consultation.lib.sealing import NotSealedHereError, seal, unseal

M = TypeVar("M", bound=Model)
T = TypeVar("T")
Where = Literal["after", "before", "from"]
LONGEST_CURSOR: Final = 1_000


class BadCursor(Http404):
    """The cursor is none of ours: whoever brought it finds no page there."""


@dataclass(frozen=True)
class Page(Generic[T]):
    """One page in list order; `previous` and `next` are cursors, or None at an end."""

    items: list[T]
    previous: str | None
    next: str | None
    newest_first: bool

    @property
    def newer(self) -> str | None:
        return self.previous if self.newest_first else self.next

    @property
    def older(self) -> str | None:
        return self.next if self.newest_first else self.previous


@dataclass(frozen=True)
class _List:
    """What a cursor is of: rows of a model in an order, and of those perhaps a part."""

    model: type[Model]
    order: tuple[str, ...]
    part: str

    @property
    def purpose(self) -> str:
        return f"cursor {self.model._meta.label} {','.join(self.order)} {self.part}"

    def cursor(self, where: Where, item: object) -> str:
        values = [_value_of(item, name.lstrip("-")) for name in self.order]
        packed = json.dumps([where, *values], separators=(",", ":"), ensure_ascii=False)
        return seal(packed.encode(), purpose=self.purpose)

    def cursor_at(self, where: Where, items: Sequence[object]) -> str | None:
        return self.cursor(where, items[0]) if items else None


def page_of(
    queryset: QuerySet[M],
    *,
    order: tuple[str, ...],
    size: int,
    cursor: str | None = None,
    part: str = "",
) -> Page[M]:
    """The page of `size` rows at `cursor`, or the first.

    `order` names columns of the model itself, or annotations of the queryset, never null and unique
    together; `-` before a name sorts it downwards. `part` says which rows of the model these are
    where their order is not for readers to know. One query, and a second only where the rows
    before a cursor are gone. Raises `BadCursor`.
    """
    listed = _List(queryset.model, order, part)
    where, bound = _read(cursor, queryset, listed) if cursor else ("from", None)
    backwards = where == "before"
    rows = queryset.order_by(*(_reversed(order) if backwards else order))
    if bound is not None:
        rows = rows.filter(_beyond(order, bound, where))
    found = list(rows[: size + 1])
    if backwards and not found:
        return page_of(queryset, order=order, size=size, part=part)
    more, items = len(found) > size, found[:size]
    if backwards:
        items.reverse()
    return Page(
        items=items,
        previous=listed.cursor_at("before", items[:1])
        if _any_before(where, cursor, more)
        else None,
        next=listed.cursor_at("after", items[-1:]) if backwards or more else None,
        newest_first=order[0].startswith("-"),
    )


def rows_of(
    queryset: QuerySet[M],
    columns: Sequence[str],
    *,
    order: tuple[str, ...],
    size: int,
    cursor: str | None = None,
) -> Page[Any]:
    """The same page as named rows of these columns, those of `order` among them.

    For a page so long that making its models would cost more than reading it.
    """
    rows: QuerySet[Any] = queryset.values_list(*columns, named=True)
    return page_of(rows, order=order, size=size, cursor=cursor)


def cursor_from(item: Model, *, order: tuple[str, ...], part: str = "") -> str:
    """The cursor of the page that begins with `item`: where a permalink lands."""
    return _List(type(item), order, part).cursor("from", item)


def _any_before(where: Where, cursor: str | None, more: bool) -> bool:
    return more if where == "before" else cursor is not None


def _read(cursor: str, queryset: QuerySet[M], listed: _List) -> tuple[Where, list[Any]]:
    if len(cursor) > LONGEST_CURSOR:
        raise BadCursor("The cursor is too long.")
    try:
        where, *values = json.loads(unseal(cursor, purpose=listed.purpose))
    except NotSealedHereError as error:
        raise BadCursor("The cursor is none of ours, or of another list.") from error
    if where not in get_args(Where) or len(values) != len(listed.order):
        raise BadCursor("The cursor is of an earlier shape.")
    return where, [
        _value(_column(queryset, name.lstrip("-")), value)
        for name, value in zip(listed.order, values, strict=True)
    ]


def _value(column: "Field[Any, Any]", written: str) -> Any:
    try:
        value = column.to_python(written)
    except ValidationError as error:
        raise BadCursor("The cursor is of a column as it was.") from error
    return value.astimezone(UTC) if isinstance(value, datetime) else value


def _beyond(order: tuple[str, ...], bound: list[Any], where: Where) -> Q:
    """Rows past the bound in the direction of reading; `from` keeps the row itself."""
    signed, *others = order
    value, *other_values = bound
    name = signed.lstrip("-")
    side = "gt" if signed.startswith("-") == (where == "before") else "lt"
    if not others:
        return Q(**{f"{name}__{side}{'e' if where == 'from' else ''}": value})
    # The first clause alone is what an index on these columns can begin from.
    return Q(**{f"{name}__{side}e": value}) & (
        Q(**{f"{name}__{side}": value})
        | (Q(**{name: value}) & _beyond(tuple(others), other_values, where))
    )


def _reversed(order: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name[1:] if name.startswith("-") else f"-{name}" for name in order)


def _column(queryset: QuerySet[M], name: str) -> "Field[Any, Any]":
    annotation = queryset.query.annotations.get(name)
    return _plain(annotation.output_field if annotation else _field(queryset.model, name), name)


def _field(model: type[Model], name: str) -> object:
    return model._meta.get_field(name)


def _plain(found: object, name: str) -> "Field[Any, Any]":
    if not isinstance(found, Field) or found.is_relation or found.null:
        raise TypeError(f"{name} is no column to page by: it must be a plain one, never null.")
    return found


def _value_of(item: object, name: str) -> str:
    """The item's value as a cursor holds it: as its column writes it, an annotation's as it is."""
    if not isinstance(item, Model):  # a named row
        return str(getattr(item, name))
    if name in item.__dict__ and not any(name == f.name for f in item._meta.get_fields()):
        return str(item.__dict__[name])
    return _plain(_field(type(item), name), name).value_to_string(item)
