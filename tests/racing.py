"""Two at once, on real connections."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from threading import Event
from typing import Any

from django.db import connection, connections, transaction

LONGEST_WAIT = 10  # seconds: only a broken rule waits so long

_WAITERS = """
    SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock'
"""


@contextmanager
def still_open(act: Callable[[], object]) -> Iterator[None]:
    """Do it in a transaction on another connection, which commits at the end of the block."""
    done, commit = Event(), Event()

    def run() -> None:
        try:
            with transaction.atomic():
                act()
                done.set()
                assert commit.wait(timeout=LONGEST_WAIT)
        finally:
            done.set()
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(run)
        assert done.wait(timeout=LONGEST_WAIT)
        try:
            yield
        finally:
            commit.set()
            running.result(timeout=LONGEST_WAIT)


def begun(act: Callable[[], Any]) -> "Future[Any]":
    """Begin it on another connection and return once it waits for a lock, or is done."""

    def run() -> Any:
        try:
            return act()
        finally:
            connections.close_all()

    pool = ThreadPoolExecutor(1)
    running = pool.submit(run)
    pool.shutdown(wait=False)
    while wait([running], timeout=0.02).not_done and not _somebody_waits():
        pass
    return running


def _somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(_WAITERS)
        (waiting,) = cursor.fetchone()
    return bool(waiting)
