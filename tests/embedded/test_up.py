"""`manage.py up` as a person meets it: one line if it may not start, nothing left at its end."""

import http.client
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from consultation.embedded import ServiceError
from consultation.embedded.locks import FileLock
from consultation.embedded.neighbour import note_site
from consultation.management.commands.up import refuse_taken_port
from tests.embedded.conftest import ROOT, processes_of, wait_until

pytestmark = pytest.mark.slow


@pytest.fixture
def port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number: int = free.getsockname()[1]
        return number


@pytest.fixture
def up(var: Path, port: int) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Start `manage.py up` on its own folder and port, with the environment added to."""
    started: list[subprocess.Popen[str]] = []

    def start(**more: str) -> subprocess.Popen[str]:
        told = {**os.environ, "SOUNDINGS_VAR": str(var), "PORT": str(port), **more}
        told |= {"DJANGO_SETTINGS_MODULE": "consultation.settings.dev", "SOUNDINGS_SAMPLE": "false"}
        words = [sys.executable, "manage.py", "up"]
        started.append(
            subprocess.Popen(
                words, cwd=ROOT, env=told, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
            )
        )
        return started[-1]

    yield start
    for one in started:
        one.terminate()
        one.communicate()


def test_a_taken_port_is_one_line_and_nothing_starts(
    var: Path, port: int, up: Callable[..., subprocess.Popen[str]]
) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()
        said, wrong = (refused := up()).communicate()
    assert (refused.returncode, said) == (1, "")
    assert wrong.startswith(f"Port {port} on 127.0.0.1 cannot be used (address already in use).")
    assert wrong.count("\n") == 1
    assert not (var / "embedded" / "postgres").exists()


def test_a_second_run_beside_the_first_is_one_line(
    var: Path, up: Callable[..., subprocess.Popen[str]]
) -> None:
    (var / "embedded").mkdir(parents=True)
    first = FileLock(var / "embedded" / "up.lock")
    assert first.try_hold()
    note_site(first, "http://127.0.0.1:8000", {})
    _, wrong = (second := up()).communicate()
    first.close()
    assert second.returncode == 1
    assert wrong == (
        f"Soundings already runs from this folder: http://127.0.0.1:8000/ (process {os.getpid()})\n"
    )


@pytest.mark.parametrize("value", ["many", "0", "70000"])
def test_a_port_that_is_none_is_refused(value: str) -> None:
    with pytest.raises(ServiceError, match=f"PORT is '{value}'"):
        refuse_taken_port("127.0.0.1", value)


def test_an_address_that_is_none_is_refused() -> None:
    with pytest.raises(ServiceError, match="no such address"):
        refuse_taken_port("256.0.0.1", "8000")


def test_the_site_comes_up_and_leaves_nothing_when_killed(
    var: Path, port: int, up: Callable[..., subprocess.Popen[str]]
) -> None:
    run = up()
    assert run.stdout
    lines = [
        line for line in iter(run.stdout.readline, "Ctrl-C ends everything.\n") if line.strip()
    ]
    assert f"Soundings is at http://localhost:{port}/\n" in lines
    page = http.client.HTTPConnection("127.0.0.1", port)
    page.request("GET", "/")
    assert page.getresponse().status == 200
    run.kill()
    run.communicate()
    assert wait_until(lambda: not processes_of(var))
