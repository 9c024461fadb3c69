"""Folders of their own for services, and programs that use them and are killed."""

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from consultation import embedded
from consultation.embedded.processes import pause

ROOT = Path(__file__).resolve().parents[2]
USER = """
import sys; sys.path.insert(0, {root!r})
from pathlib import Path
from consultation import embedded
with embedded.running(Path({var!r}), fast=True):
    print("in use", flush=True)
    sys.stdin.readline()
"""


def wait_until(true: Callable[[], object], seconds: float = 10) -> bool:
    """Return whether it came true in time; the wait is for another process, not for a clock."""
    last = time.monotonic() + seconds
    while not true() and time.monotonic() < last:
        pause()
    return bool(true())


def processes_of(var: Path) -> list[str]:
    """Return the command lines of live processes that belong to the folder."""
    places = [str(var.resolve()), *(str(f) for f in socket_folders(var))]
    found = []
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            line = entry.read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            continue
        if any(place in line for place in places):
            found.append(line)
    return found


def servers_of(var: Path) -> list[int]:
    """Return the process numbers of the folder's PostgreSQL servers.

    A server's own children bear its command line until they have named themselves.
    """
    found = {}
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            line = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
            parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
        if "bin/postgres " in line and str(var.resolve()) in line:
            found[int(entry.name)] = parent
    return [number for number, parent in found.items() if parent not in found]


def socket_folders(var: Path) -> list[Path]:
    from consultation.embedded.paths import socket_folder

    return [socket_folder(var, name) for name in (embedded.POSTGRES, embedded.VALKEY)]


def query(var: Path, statement: str) -> list[tuple[object, ...]]:
    with psycopg.connect(embedded.database_url(var), autocommit=True) as connection:
        asked = connection.execute(statement.encode())
        return asked.fetchall() if asked.description else []


class Using:
    """Another process that uses the services of a folder until told otherwise."""

    def __init__(self, var: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", USER.format(root=str(ROOT), var=str(var))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def is_in(self) -> bool:
        return self.process.stdout is not None and self.process.stdout.readline() == b"in use\n"

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.communicate()

    def leave(self) -> int:
        self.process.communicate(b"\n")
        return self.process.returncode


@pytest.fixture
def var(tmp_path: Path) -> Iterator[Path]:
    """Give a folder for services, and see to it that nothing runs there afterwards."""
    folder = tmp_path / "var"
    yield folder
    assert wait_until(lambda: not processes_of(folder)), processes_of(folder)
    for sockets in socket_folders(folder):
        if sockets.exists() and not sockets.is_relative_to(tmp_path):
            sockets.rmdir() if not any(sockets.iterdir()) else None


@pytest.fixture
def using(var: Path) -> Iterator[Callable[[], Using]]:
    """Start other processes that use the services; all have ended afterwards."""
    started: list[Using] = []

    def start() -> Using:
        started.append(Using(var))
        return started[-1]

    yield start
    for one in started:
        if one.process.poll() is None:
            one.leave()
