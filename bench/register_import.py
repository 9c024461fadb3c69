"""The import of 5,000 organisations: read, shown, applied, and sent again."""

import csv
import time
from collections.abc import Callable, Iterator
from io import StringIO
from typing import Final

from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.actions.importing import apply_register_import, comparison_of, keep_register_import
from accounts.models import Organisation, RegisterImport
from accounts.register.reading import read_register
from bench.lines import Line

LINES: Final = 5_000
GOAL_SECONDS: Final = 30


def register_import() -> Iterator[Line]:
    """Yield each run beside the floor: the same rows from `csv` into one bulk insert, unchecked."""
    first, changed = _file("London"), _file("Wales")
    floor, _ = _timed(lambda: _insert_unchecked(first))
    Organisation.objects.all().delete()
    for what, data in (("new", first), ("changed", changed), ("as they are", changed)):
        seconds, queries = _timed(lambda data=data: _import(data))  # type: ignore[misc]
        yield Line(
            work=f"import, all {what}",
            size=f"{LINES:,} lines, {queries} queries",
            figure=f"{seconds:.2f} s",
            against=f"csv and one bulk insert, {floor:.2f} s",
            ratio=f"{seconds / floor:.1f}",
            goal=f"under {GOAL_SECONDS} s",
            met=seconds < GOAL_SECONDS,
        )
    Organisation.objects.all().delete()


def _import(data: bytes) -> RegisterImport:
    """Do what staff do: send the file, look at the preview, apply it."""
    kept = keep_register_import(actor=None, file_name="bench.csv", read=read_register(data))
    kept.refresh_from_db()
    shown = comparison_of(kept, actor=None).fingerprint
    return apply_register_import(actor=None, register_import=kept, shown=shown)


def _timed(act: Callable[[], object]) -> tuple[float, int]:
    with CaptureQueriesContext(connection) as captured:
        begun = time.perf_counter()
        act()
        seconds = time.perf_counter() - begun
    return seconds, len(captured)


def _file(region: str) -> bytes:
    out = StringIO(newline="")
    written = csv.writer(out)
    written.writerow(
        ["Name", "Charity number", "Website", "Income", "Region", "Specialisms", "Serves", "About"]
    )
    for number in range(LINES):
        written.writerow(
            [
                f"Fictional Trust {number}",
                1_000_000 + number,
                f"trust-{number}.example",
                number * 1_000,
                region,
                "Housing and homelessness; Employment",
                "People in prison; Women",
                "Housing and work for people leaving prison.",
            ]
        )
    return out.getvalue().encode()


def _insert_unchecked(data: bytes) -> None:
    rows = csv.DictReader(StringIO(data.decode(), newline=""))
    Organisation.objects.bulk_create(
        [
            Organisation(
                name=row["Name"], slug=f"trust-{place}", charity_number=row["Charity number"]
            )
            for place, row in enumerate(rows)
        ],
        batch_size=1_000,
    )
