"""The copy of what the site holds about a person: one archive, to be read and to be reused."""

import json
import tempfile
import zipfile
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import IO, Final

from django.conf import settings
from django.template.loader import get_template

from accounts.holdings import Holding, Row, registered_holdings
from accounts.models import User
from consultation.lib.clock import database_now, in_words
from consultation.lib.text import with_plain_spaces, without_unstorable

# So many bytes of the readable page stay in memory before it goes to disk.
_IN_MEMORY: Final = 1024**2


def write_copy(person: User, out: IO[bytes]) -> int:
    """Write the archive (ZIP) to a file and return how many rows it holds.

    The rows are read one after another, each once; however many there are, memory holds a few.
    """
    at = database_now()
    total = 0
    with (
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive,
        tempfile.SpooledTemporaryFile(_IN_MEMORY, "w+b") as page,
    ):
        holdings = registered_holdings()
        _draw(page, "head", {"site_name": settings.SITE_NAME, "at": at, "holdings": holdings})
        counts = []
        for holding in holdings:
            count = _write_holding(archive, page, holding, person)
            counts.append((holding, count))
            total += count
        _draw(page, "foot", {})
        _copy_page(archive, page)
        facts = {"site_name": settings.SITE_NAME, "at": at, "counts": counts}
        readme = get_template("rights/README.txt").render(facts)
        archive.writestr("README.txt", with_plain_spaces(readme))
    return total


def file_name(at: datetime) -> str:
    """Return the name the archive is saved under."""
    return f"{settings.SITE_NAME.lower()}-your-data-{at:%Y-%m-%d}.zip"


def _write_holding(
    archive: zipfile.ZipFile, page: IO[bytes], holding: Holding, person: User
) -> int:
    """Write the rows as JSON Lines, and beside it as a part of the page."""
    count = 0
    _draw(page, "holding", {"holding": holding})
    with archive.open(f"{holding.name}.jsonl", "w") as file:
        for count, row in enumerate(holding.rows(person), 1):
            file.write(as_line(row))
            if count == 1:
                _draw(page, "rows", {"holding": holding, "columns": tuple(row)})
            cells = [(name, readable(value)) for name, value in row.items()]
            name = "long_row" if holding.is_long else "row"
            _draw(page, name, {"cells": cells, "number": count, "holding": holding})
    _draw(page, "holding_end", {"holding": holding, "count": count})
    return count


def as_line(row: Row) -> bytes:
    """Return a row as one line of JSON (UTF-8), times in ISO 8601."""
    return json.dumps(row, ensure_ascii=False, default=_in_json).encode() + b"\n"


def readable(value: object) -> str:
    """Return a value as a person reads it; characters that no page can hold are left out."""
    if value is None or value == "" or value in ([], {}):
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return in_words(value)
    if isinstance(value, Mapping):
        return _listed(value, [f"{name}: {readable(each)}" for name, each in value.items()])
    if isinstance(value, Iterable) and not isinstance(value, str):
        parts = list(value)
        return _listed(parts, [readable(each) for each in parts])
    return without_unstorable(str(value))


def _listed(value: Mapping[str, object] | list[object], lines: list[str]) -> str:
    """Return what has parts a line each; as JSON where the parts have parts of their own."""
    parts = value.values() if isinstance(value, Mapping) else value
    if any(isinstance(each, Mapping | list | tuple) and each for each in parts):
        written = json.dumps(value, ensure_ascii=False, default=_in_json, indent=1)
        return without_unstorable(written)
    return "\n".join(without_unstorable(line) for line in lines)


def _in_json(value: object) -> str:
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    return str(value)


def _draw(page: IO[bytes], name: str, context: dict[str, object]) -> None:
    page.write(get_template(f"rights/{name}.html").render(context).encode())


def _copy_page(archive: zipfile.ZipFile, page: IO[bytes]) -> None:
    page.seek(0)
    with archive.open("index.html", "w") as file:
        while piece := page.read(_IN_MEMORY):
            file.write(piece)
