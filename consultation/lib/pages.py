"""Paging by cursor: every page costs one query of the same cost, however deep it lies.

A cursor holds the ordering columns of the row it stands at, so that rows which come or go
between two clicks neither repeat nor skip another.
"""

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Generic, Literal, TypeVar, get_args

from django.core.exceptions import ValidationError
from django.db.models import Field, Model, Q, QuerySet

from consultation.lib.text import unstorable_characters

M = TypeVar("M", bound=Model)
T = TypeVar("T")
Where = Literal["after", "before", "from"]
LONGEST_CURSOR = 600


class BadCursor(ValueError):  # noqa: N818 (the reader brought it; nothing here went wrong)
    """The cursor is none of ours: the caller answers 404."""


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


def page_of(
    queryset: QuerySet[M], *, order: tuple[str, ...], size: int, cursor: str | None = None
) -> Page[M]:
    """The page of `size` rows at `cursor`, or the first.

    `order` names one or two columns of the model itself, or annotations of the queryset, never null
    and unique together; `-` before a name sorts it downwards. One query, and a second only where
    the rows before a cursor are gone. Raises `BadCursor`.
    """
    where, bound = _read(cursor, queryset, order) if cursor else ("from", None)
    backwards = where == "before"
    rows = queryset.order_by(*(_reversed(order) if backwards else order))
    if bound is not None:
        rows = rows.filter(_beyond(order, bound, where))
    found = list(rows[: size + 1])
    if backwards and not found:
        return page_of(queryset, order=order, size=size)
    more, items = len(found) > size, found[:size]
    if backwards:
        items.reverse()
    return Page(
        items=items,
        previous=_cursor("before", items[:1], order) if _any_before(where, cursor, more) else None,
        next=_cursor("after", items[-1:], order) if backwards or more else None,
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


def cursor_from(item: Model, *, order: tuple[str, ...]) -> str:
    """The cursor of the page that begins with `item`: where a permalink lands."""
    return _written("from", item, order)


def _any_before(where: Where, cursor: str | None, more: bool) -> bool:
    return more if where == "before" else cursor is not None


def _cursor(where: Where, items: Sequence[Model], order: tuple[str, ...]) -> str | None:
    return _written(where, items[0], order) if items else None


def _written(where: Where, item: object, order: tuple[str, ...]) -> str:
    values = [_value_of(item, name.lstrip("-")) for name in order]
    packed = json.dumps([where, *values], separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(packed).decode().rstrip("=")


def _read(cursor: str, queryset: QuerySet[M], order: tuple[str, ...]) -> tuple[Where, list[Any]]:
    if len(cursor) > LONGEST_CURSOR or not cursor.isascii():
        raise BadCursor("The cursor is too long, or not ASCII.")
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        where, *values = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
        if where not in get_args(Where) or len(values) != len(order):
            raise BadCursor("The cursor is of another list.")
        bound = [
            _value(_column(queryset, name.lstrip("-")), value)
            for name, value in zip(order, values, strict=True)
        ]
    except (binascii.Error, ValueError, TypeError, RecursionError, ValidationError) as error:
        raise BadCursor("The cursor cannot be read.") from error
    return where, bound


def _value(column: "Field[Any, Any]", written: object) -> Any:
    """The column's own value, in the range that its database type holds."""
    if not isinstance(written, str) or unstorable_characters(written, multiline=False):
        raise BadCursor("The cursor holds something that is no value of ours.")
    value = column.to_python(written)
    if value is None or (isinstance(value, datetime) and value.tzinfo is None):
        raise BadCursor("The cursor holds a value that no row has.")
    try:
        return value.astimezone(UTC) if isinstance(value, datetime) else value
    except OverflowError as error:
        raise BadCursor("The cursor holds a time out of range.") from error


def _beyond(order: tuple[str, ...], bound: list[Any], where: Where) -> Q:
    """Rows past the bound in the direction of reading; `from` keeps the row itself."""
    first, *rest = [
        (name.lstrip("-"), "gt" if name.startswith("-") == (where == "before") else "lt", value)
        for name, value in zip(order, bound, strict=True)
    ]
    name, side, value = first
    last_side = "e" if where == "from" else ""
    if not rest:
        return Q(**{f"{name}__{side}{last_side}": value})
    second, second_side, second_value = rest[0]
    # The first clause alone is what an index on both columns can begin from.
    return Q(**{f"{name}__{side}e": value}) & (
        Q(**{f"{name}__{side}": value})
        | Q(**{name: value, f"{second}__{second_side}{last_side}": second_value})
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
