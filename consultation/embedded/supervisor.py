"""Runs programs side by side: each with its log, started again when it dies, all ended in order."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from .errors import ServiceError
from .keeper import open_log
from .processes import end_with_parent, give_way, send, wait_for_end
from .warden import Warden

QUICK_SECONDS: Final = 10
QUICK_DEATHS: Final = 3
FIRST_WAIT_SECONDS: Final = 1
END_SECONDS: Final = 7
_WORTH_SAYING: Final = re.compile(r"\b(ERROR|CRITICAL|FATAL|PANIC)\b|^keeper: ")


@dataclass
class Program:
    """One program to keep running."""

    name: str
    words: list[str]
    log: Path
    gives_way: bool = False
    process: subprocess.Popen[bytes] | None = None
    started: float = 0
    quick_deaths: int = 0
    start_after: float = 0
    read_to: int = field(default=0)


class Supervisor:
    """Keeps programs running until told to end; `say` prints one line for a person."""

    def __init__(
        self, environment: Mapping[str, str], folder: Path, say: Callable[[str], None]
    ) -> None:
        self._environment = dict(environment)
        self._folder = folder
        self._say = say
        self._programs: list[Program] = []
        self._watched: list[Program] = []
        self._warden = Warden()

    def start(self, name: str, words: list[str], log: Path, *, gives_way: bool = False) -> None:
        """Start a program in a session of its own; the first started is the first ended.

        One that gives way runs while the others leave the processor something to do.
        """
        program = Program(name, words, log, gives_way)
        self._programs.append(program)
        self._start(program)

    def listen_to(self, name: str, log: Path) -> None:
        """Repeat what a log we do not write says of trouble."""
        listened = Program(name, [], log)
        listened.read_to = log.stat().st_size if log.exists() else 0
        self._watched.append(listened)

    def look(self) -> None:
        """Start again what died and repeat what went wrong; raise once one dies again and again."""
        for program in self._programs:
            self._look_at(program)
        for watched in (*self._programs, *self._watched):
            self._repeat_errors(watched)

    def end(self) -> None:
        """End every program in order, each at once if it will not; leave nothing behind."""
        last = time.monotonic() + END_SECONDS
        for position, program in enumerate(self._programs):
            self._end_one(program, last - (len(self._programs) - position - 1) * 0.5)
        self._warden.dismiss()

    def _start(self, program: Program) -> None:
        with open_log(program.log) as log:
            program.read_to = log.tell()
            program.process = subprocess.Popen(  # noqa: S603
                program.words,
                preexec_fn=end_with_parent,  # noqa: PLW1509 `up` has one thread
                env=self._environment,
                cwd=self._folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        if program.gives_way:
            give_way(program.process.pid)
        self._warden.watch(program.process.pid)
        program.started = time.monotonic()

    def _look_at(self, program: Program) -> None:
        now = time.monotonic()
        if program.process is None:
            if now >= program.start_after:
                self._start(program)
            return
        code = program.process.poll()
        if code is None:
            return
        self._bury(program)
        quick = now - program.started < QUICK_SECONDS
        program.quick_deaths = program.quick_deaths + 1 if quick else 1
        if program.quick_deaths >= QUICK_DEATHS:
            raise ServiceError(
                f"{program.name} {_ending(code)} {QUICK_DEATHS} times in a row: "
                f"{_last_line(program.log)} ({program.log} has the rest)"
            )
        wait = FIRST_WAIT_SECONDS * 2 ** (program.quick_deaths - 1)
        program.start_after = now + wait
        self._say(f"{program.name} {_ending(code)}; starting it again in {wait} s")

    def _bury(self, program: Program) -> None:
        """Forget a dead program, and end what its own children left running."""
        if program.process:
            send(program.process.pid, signal.SIGKILL, group=True)
            self._warden.forget(program.process.pid)
            program.process = None

    def _end_one(self, program: Program, last: float) -> None:
        process = program.process
        if process is None:
            return
        process.send_signal(signal.SIGTERM)
        if not wait_for_end(process, last - time.monotonic()):
            send(process.pid, signal.SIGKILL, group=True)
            process.wait()
        self._bury(program)

    def _repeat_errors(self, program: Program) -> None:
        try:
            size = program.log.stat().st_size
        except OSError:
            return
        if size <= program.read_to:
            program.read_to = min(size, program.read_to)
            return
        with program.log.open("rb") as log:
            log.seek(program.read_to)
            whole = log.read().rpartition(b"\n")[0] + b"\n"
        program.read_to += len(whole) if whole != b"\n" else 0
        for line in whole.decode(errors="replace").splitlines():
            if _WORTH_SAYING.search(line):
                self._say(f"{program.name} | {line}")


def python_words(*words: str) -> list[str]:
    """Return the command that runs a Python module or file with this interpreter."""
    return [sys.executable, *words]


def run_once(words: list[str], environment: Mapping[str, str], folder: Path, log: Path) -> str:
    """Run a program to its end, return what it printed, raise with its last line if it failed."""
    with open_log(log) as errors:
        done = subprocess.run(  # noqa: S603
            words,
            preexec_fn=end_with_parent,
            env=dict(environment),
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=errors,
            check=False,
        )
        errors.write(done.stdout)
    if done.returncode != 0:
        name = log.stem
        raise ServiceError(
            f"{name} {_ending(done.returncode)}: {_last_line(log)} ({log} has the rest)"
        )
    return done.stdout.decode(errors="replace")


def _ending(code: int) -> str:
    if code < 0:
        return f"was ended by {signal.Signals(-code).name}"
    return f"ended by itself (exit code {code})"


def _last_line(log: Path) -> str:
    with log.open("rb") as written:
        written.seek(max(0, os.fstat(written.fileno()).st_size - 4096))
        lines = [line.strip() for line in written.read().decode(errors="replace").splitlines()]
    return next((line for line in reversed(lines) if line), "it said nothing")
