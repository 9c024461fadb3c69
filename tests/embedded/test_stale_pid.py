"""What a dead server leaves behind does not stop the next one, whoever now has its number."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from consultation import embedded
from consultation.embedded.processes import process_state
from tests.embedded.conftest import query, wait_until

pytestmark = pytest.mark.slow


@pytest.fixture
def gone() -> int:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    return ended.pid


@pytest.fixture
def zombie() -> Iterator[int]:
    # Not waited for until the test is over.
    ended = subprocess.Popen([sys.executable, "-c", ""])
    assert wait_until(lambda: process_state(ended.pid) == "zombie")
    yield ended.pid
    ended.wait()


@pytest.fixture
def stranger() -> Iterator[int]:
    alive = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    yield alive.pid
    alive.communicate(b"\n")


@pytest.mark.parametrize("holder", ["gone", "zombie", "stranger"])
def test_a_stale_pid_file_does_not_stop_a_start(
    var: Path, holder: str, request: pytest.FixtureRequest
) -> None:
    with embedded.running(var, (embedded.POSTGRES,), fast=True):
        data = Path(str(query(var, "show data_directory")[0][0]))
        sockets = Path(str(query(var, "show unix_socket_directories")[0][0]).strip('"'))
        left = (data / "postmaster.pid").read_text().splitlines()
    pid = str(request.getfixturevalue(holder))
    for lock in (data / "postmaster.pid", sockets / ".s.PGSQL.5432.lock"):
        lock.write_text("\n".join([pid, *left[1:]]) + "\n")
    with embedded.running(var, (embedded.POSTGRES,), fast=True):
        assert query(var, "select 1") == [(1,)]


def test_a_half_made_data_folder_is_made_again(var: Path) -> None:
    making = var / "embedded" / "postgres" / "making"
    making.mkdir(parents=True)
    (making / "PG_VERSION").write_text("18\n")
    with embedded.running(var, (embedded.POSTGRES,), fast=True):
        assert query(var, "select 1") == [(1,)]


def test_the_state_of_a_process_is_known(gone: int, stranger: int) -> None:
    assert process_state(gone) == "gone"
    assert process_state(stranger).startswith("python")
