"""What an act costs: CPU of this process and of its database session, queries, bytes."""

import gc
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from typing import Final

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.lines import Line

RUNS: Final = 11  # an odd number: its median is one of them
SECONDS: Final = 4.0  # after which no further run begins, as long as there are three

Act = Callable[[], object]


@dataclass(frozen=True)
class Cost:
    """CPU in milliseconds, statements sent, bytes answered."""

    milliseconds: float
    queries: int
    size: int


def cost_of(client: Client, url: str, *, runs: int = RUNS) -> Cost:
    """Return what one page costs once everything that is kept between requests is kept."""
    queries, size = page_of(client, url)
    (milliseconds,) = cpu_of([lambda: client.get(url)], runs=runs)
    return Cost(milliseconds, queries, size)


def page_of(client: Client, url: str) -> tuple[int, int]:
    """Return the queries and the bytes of a page; raise if it does not answer 200."""
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(url)
    if answer.status_code != 200:
        raise RuntimeError(f"{url} answered {answer.status_code}")
    return len(captured), len(answer.content)


def cpu_of(acts: Sequence[Act], *, runs: int = RUNS, seconds: float = SECONDS) -> list[float]:
    """Return the median CPU of each act in milliseconds.

    They are run in turn, so that a machine that is busy for a while is busy for all of them.
    """
    times: list[list[float]] = [[] for _ in acts]
    for act in acts:
        act()
    last = time.monotonic() + seconds
    gc.collect()
    for done in range(runs):
        if done >= 3 and time.monotonic() > last:
            break
        for act, kept in zip(acts, times, strict=True):
            begun = _spent()
            act()
            kept.append(_spent() - begun)
    return [median(kept) * 1_000 for kept in times]


def _spent() -> float:
    return time.process_time() + _session_seconds()


def _session_seconds() -> float:
    """CPU seconds of our session in PostgreSQL, where the kernel tells (Linux); 0 elsewhere."""
    connection.ensure_connection()
    session = connection.connection.info.backend_pid
    try:
        return int(Path(f"/proc/{session}/schedstat").read_text().split()[0]) / 1e9
    except OSError:
        return 0.0


def at_most(work: str, size: str, cost: float, against: tuple[str, float], goal: float) -> Line:
    """Return the line of a CPU cost that may be so many times another of the same run."""
    name, floor = against
    return Line(
        work=work,
        size=size,
        figure=f"{cost:.1f} ms",
        against=f"{name}, {floor:.1f} ms",
        ratio=f"{cost / floor:.2f}",
        goal=f"at most {goal:g} times",
        met=cost <= goal * floor,
    )


def same_queries(line: Line, counts: Sequence[int], most: int) -> Line:
    """Return the line with the goal that all counts are one number, which is at most that."""
    met = len(set(counts)) == 1 and max(counts) <= most
    return replace(line, goal=f"the same, at most {most}", met=met)
