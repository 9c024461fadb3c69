"""Programs side by side: their deaths, their errors, their end, and the end of their children."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from consultation.embedded import ServiceError
from consultation.embedded.processes import GIVING_WAY, process_state
from consultation.embedded.supervisor import Program, Supervisor, python_words, run_once
from tests.embedded.conftest import ROOT, wait_until

WAITS = """
import pathlib, signal, sys
def end(*_):
    with open("ended", "a") as log: log.write(sys.argv[1] + "\\n")
    sys.exit()
signal.signal(signal.SIGTERM, end)
pathlib.Path(sys.argv[1]).touch()
signal.pause()
"""
DEAF = "import signal, pathlib; signal.signal(15, signal.SIG_IGN); pathlib.Path('deaf').touch(); "
HAS_CHILD = """
import pathlib, subprocess, sys
child = subprocess.Popen([sys.executable, "-c", "import signal; signal.pause()"])
pathlib.Path("child.new").write_text(str(child.pid)); pathlib.Path("child.new").rename("child")
child.wait()
"""
OWNER = """
import sys; sys.path.insert(0, {root!r})
from pathlib import Path
from consultation.embedded.supervisor import Supervisor
import os, signal
owner = Supervisor(os.environ, Path({folder!r}), print)
owner.start("one", [sys.executable, "-c", {program!r}], Path("one.log"))
signal.pause()
"""


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def supervisor(tmp_path: Path, said: list[str]) -> Iterator[Supervisor]:
    made = Supervisor(os.environ, tmp_path, said.append)
    yield made
    made.end()


@pytest.fixture
def start(supervisor: Supervisor, tmp_path: Path) -> Callable[[str, str], None]:
    """Start a Python program under a name, its log being `<name>.log`."""

    def run(name: str, program: str) -> None:
        supervisor.start(name, python_words("-c", program, name), tmp_path / f"{name}.log")

    return run


def test_programs_end_in_the_order_they_started(
    supervisor: Supervisor, start: Callable[[str, str], None], tmp_path: Path
) -> None:
    names = ["web", "beat", "worker"]
    for name in names:
        start(name, WAITS)
    assert wait_until(lambda: all((tmp_path / name).exists() for name in names))
    supervisor.end()
    assert (tmp_path / "ended").read_text().split() == names


def test_a_program_that_will_not_end_is_ended(
    supervisor: Supervisor,
    start: Callable[[str, str], None],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("consultation.embedded.supervisor.END_SECONDS", 0.5)
    start("web", DEAF + "signal.pause()")
    assert wait_until((tmp_path / "deaf").exists)
    web = supervisor._programs[0].process
    assert web
    supervisor.end()
    assert process_state(web.pid) == "gone"


def test_a_dead_program_is_started_again_and_said(
    supervisor: Supervisor, start: Callable[[str, str], None], said: list[str], tmp_path: Path
) -> None:
    start("web", "import sys; open('runs', 'a').write('x'); sys.exit(3)")

    def ran_twice() -> bool:
        supervisor.look()
        return (tmp_path / "runs").exists() and len((tmp_path / "runs").read_text()) == 2

    assert wait_until(ran_twice)
    # The second run may have ended, and been said, by now.
    assert said[0] == "web ended by itself (exit code 3); starting it again in 1 s"


def test_three_quick_deaths_end_the_run_with_the_reason(
    supervisor: Supervisor, start: Callable[[str, str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("consultation.embedded.supervisor.FIRST_WAIT_SECONDS", 0)
    start("web", "raise SystemExit('the port melted')")

    def look_until_it_raises() -> bool:
        supervisor.look()
        return False

    with pytest.raises(ServiceError, match="3 times in a row: the port melted"):
        wait_until(look_until_it_raises)


def test_a_program_that_gives_way_does_so_again_once_it_was_started_anew(
    supervisor: Supervisor, start: Callable[[str, str], None], tmp_path: Path
) -> None:
    start("web", WAITS)
    waits = python_words("-c", WAITS, "worker")
    supervisor.start("worker", waits, tmp_path / "worker.log", gives_way=True)
    web, worker = supervisor._programs
    assert web.process
    assert worker.process
    own = os.getpriority(os.PRIO_PROCESS, 0)
    for _ in range(2):
        assert os.getpriority(os.PRIO_PROCESS, web.process.pid) == own
        assert _niceness(worker.process.pid) == {GIVING_WAY}
        died = worker.process.pid
        worker.process.kill()
        assert wait_until(partial(_is_another, supervisor, worker, died))


def _niceness(pid: int) -> set[int]:
    """What is said of the process, and of its session where sessions share the processor."""
    said = {os.getpriority(os.PRIO_PROCESS, pid)}
    session = Path(f"/proc/{pid}/autogroup")
    return said | ({int(session.read_text().split()[-1])} if session.exists() else set())


def _is_another(supervisor: Supervisor, program: Program, died: int) -> bool:
    supervisor.look()
    return program.process is not None and program.process.pid != died


def test_errors_in_a_log_are_repeated_and_nothing_else(
    supervisor: Supervisor, start: Callable[[str, str], None], said: list[str]
) -> None:
    lines = "INFO fine\\nERROR mail was refused\\n"
    start("worker", f"print('{lines}', end='', flush=True); import signal; signal.pause()")

    def heard() -> bool:
        supervisor.look()
        return bool(said)

    assert wait_until(heard)
    assert said == ["worker | ERROR mail was refused"]


def test_children_of_a_dead_program_end_with_it(
    supervisor: Supervisor, start: Callable[[str, str], None], tmp_path: Path
) -> None:
    start("web", HAS_CHILD)
    assert wait_until((tmp_path / "child").exists)
    web = supervisor._programs[0].process
    assert web
    web.kill()
    web.wait()
    supervisor.look()
    child = int((tmp_path / "child").read_text())
    assert wait_until(lambda: process_state(child) in {"gone", "zombie"})


def test_a_killed_owner_leaves_neither_children_nor_grandchildren(tmp_path: Path) -> None:
    line = OWNER.format(root=str(ROOT), folder=str(tmp_path), program=HAS_CHILD)
    owner = subprocess.Popen([sys.executable, "-c", line], cwd=tmp_path)
    assert wait_until((tmp_path / "child").exists)
    child = int((tmp_path / "child").read_text())
    owner.send_signal(signal.SIGKILL)
    owner.wait()
    assert wait_until(lambda: process_state(child) in {"gone", "zombie"})


def test_a_command_that_fails_says_its_last_line(tmp_path: Path) -> None:
    words = python_words("-c", "raise SystemExit('no such table')")
    with pytest.raises(ServiceError, match=r"migrate .*: no such table"):
        run_once(words, os.environ, tmp_path, tmp_path / "migrate.log")


def test_a_command_that_succeeds_gives_what_it_printed(tmp_path: Path) -> None:
    words = python_words("-c", "print('done')")
    assert run_once(words, os.environ, tmp_path, tmp_path / "x.log") == "done\n"
