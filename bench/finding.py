"""The pages that find people on the desk and organisations in the directory, few and many."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from statistics import median
from typing import Final

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Role, User
from bench.lines import Line
from consultation.management.volume.people import add_memberships, add_organisations, add_people
from tests.people import make_person

FEW: Final = (50, 50)
MANY: Final = (50_000, 5_000)
RUNS: Final = 15


@dataclass(frozen=True)
class _Cost:
    """What one page takes: CPU of this process in milliseconds, queries, bytes."""

    page: float
    floor: float
    queries: int
    size: int


def finding() -> Iterator[Line]:
    """Yield each page among few and among many rows, beside the floor of the same run.

    The floor sends the same statements and writes each row with an f-string.
    """
    lead = make_person("lead", Role.LEAD)
    client = Client()
    client.force_login(lead, backend="django.contrib.auth.backends.ModelBackend")
    grow(*FEW)
    few = {name: _cost(client, url) for name, url in pages().items()}
    grow(MANY[0] - FEW[0], MANY[1] - FEW[1])
    for name, url in pages().items():
        yield _line(name, few[name], _cost(client, url))


def grow(people: int, organisations: int) -> None:
    add_organisations(organisations)
    add_people(people)
    add_memberships()


def pages() -> dict[str, str]:
    """Return the pages by what they do; the rare word is found once among any number."""
    last = User.objects.latest("pk").pk
    return {
        "people, newest first": reverse("people:list"),
        "people by a rare part of an address": f"{reverse('people:list')}?q=son-{last}",
        "people by a common part of a name": f"{reverse('people:list')}?q=heron",
        "organisations on the desk": reverse("register:list"),
        "directory, first page": reverse("reading:organisations"),
        "directory by part of a name": f"{reverse('reading:organisations')}?q=harbour",
        "directory by region": f"{reverse('reading:organisations')}?region=wales",
    }


def _cost(client: Client, url: str) -> _Cost:
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(url)
    if answer.status_code != 200:
        raise RuntimeError(f"{url}: {answer.status_code}")
    statements = [query["sql"] for query in captured.captured_queries]
    return _Cost(
        page=_milliseconds(lambda: client.get(url)),
        floor=_milliseconds(lambda: _floor(statements)),
        queries=len(statements),
        size=len(answer.content),
    )


def _floor(statements: list[str]) -> str:
    written: list[str] = []
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement.replace("%", "%%"), [])
            if cursor.description:
                written += [f"<tr><td>{row}</td></tr>" for row in cursor.fetchall()]
    return "".join(written)


def _milliseconds(act: Callable[[], object]) -> float:
    times = []
    for _ in range(RUNS):
        begun = time.process_time()
        act()
        times.append(time.process_time() - begun)
    return median(times) * 1_000


def _line(name: str, few: _Cost, many: _Cost) -> Line:
    return Line(
        work=name,
        size=f"{MANY[0]:,} people, {MANY[1]:,} organisations; {many.size / 1_000:.0f} kB",
        figure=f"{many.page:.1f} ms, {many.queries} queries ({few.queries} among {FEW[0]})",
        against=f"same SQL and an f-string, {many.floor:.1f} ms",
        ratio=f"{many.page / many.floor:.1f}",
        goal="the same queries",
        met=many.queries == few.queries,
    )
