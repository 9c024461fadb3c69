"""The process that owns one server: starts it, starts it again, stops it when nobody uses it.

It is nobody's child for long, so the server outlives the command that happened to come first, and
not the last one. Who uses the server holds a shared lock; the kernel lets go of it for the dead.
"""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import FrameType
from typing import IO, Final, Protocol

from .errors import ServiceError
from .locks import FileLock
from .paths import POSTGRES, VALKEY, log_file, service_folder
from .postgres import Postgres
from .processes import ON_LINUX, pause, wait_for_end
from .valkey import Valkey
from .warden import Warden

START_SECONDS: Final = 60
STOP_SECONDS: Final = 5
LOOK_SECONDS: Final = 0.1
LOG_BYTES: Final = 5_000_000


class Service(Protocol):
    """What a keeper must know of a server."""

    name: str
    stop_signal: signal.Signals
    kill_signal: signal.Signals

    def start(self, log: IO[bytes]) -> subprocess.Popen[bytes]: ...

    def is_ready(self) -> bool: ...


class Keeper:
    """Keeps one server up for as long as somebody shares its lock."""

    def __init__(self, service: Service, var: Path) -> None:
        self._service = service
        folder = service_folder(var, service.name)
        self._door = FileLock(folder / "door.lock")
        self._users = FileLock(folder / "users.lock")
        self._log = open_log(log_file(var, service.name))
        self._warden = None if ON_LINUX else Warden()
        self._told_to_stop = False
        self._server: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the server and wait until it answers."""
        signal.signal(signal.SIGTERM, self._be_told)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
        server = self._server = self._service.start(self._log)
        if self._warden:
            self._warden.watch(server.pid, self._service.stop_signal, group=False)
        last = time.monotonic() + START_SECONDS
        while not self._service.is_ready():
            if server.poll() is not None:
                raise ServiceError(
                    f"{self._service.name} ended at its start; {self._log.name} says why."
                )
            if time.monotonic() > last or self._told_to_stop:
                self.stop()
                raise ServiceError(
                    f"{self._service.name} did not answer; {self._log.name} says why."
                )
            pause()

    def keep(self) -> None:
        """Return when nobody uses the server any more, or when told to stop."""
        deaths = 0
        started = time.monotonic()
        while not self._told_to_stop and not self._is_unused():
            if self._server and self._server.poll() is not None:
                deaths = deaths + 1 if time.monotonic() - started < 10 else 1
                if deaths > 3:
                    raise ServiceError(
                        f"{self._service.name} ended {deaths} times at once; giving up."
                    )
                self._write(
                    f"{self._service.name} ended ({self._server.returncode}); starting it again"
                )
                time.sleep(0.2 * deaths)
                started = time.monotonic()
                self.start()
            time.sleep(LOOK_SECONDS)

    def stop(self) -> None:
        """Stop the server cleanly, and at once if it will not."""
        server = self._server
        for number in (self._service.stop_signal, self._service.kill_signal, signal.SIGKILL):
            if server is None or server.poll() is not None:
                break
            server.send_signal(number)
            wait_for_end(server, STOP_SECONDS)
        if self._warden and server:
            self._warden.forget(server.pid)
            self._warden.dismiss()

    def _is_unused(self) -> bool:
        """Return whether nobody uses the server, with the door then held against newcomers."""
        if not self._door.try_hold():
            return False
        if self._users.try_hold():
            return True
        self._door.release()
        return False

    def _be_told(self, _number: int, _frame: FrameType | None) -> None:
        self._told_to_stop = True

    def _write(self, line: str) -> None:
        self._log.write(f"keeper: {line}\n".encode())
        self._log.flush()


def open_log(path: Path) -> IO[bytes]:
    """Open a log to be added to, with what is there set aside once it has grown large."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and path.stat().st_size > LOG_BYTES:
        path.replace(path.with_suffix(".log.1"))
    return path.open("ab")


def main(words: list[str]) -> int:
    """Keep one server; tell whoever started us, in one line, that it is ready or why not."""
    name, folder, pace = words
    var = Path(folder)
    alone = FileLock(service_folder(var, name) / "keeper.lock")
    while not alone.try_hold():
        pause()  # somebody only asks whether it is held
    alone.note(str(os.getpid()))
    services: dict[str, type[Postgres] | type[Valkey]] = {POSTGRES: Postgres, VALKEY: Valkey}
    keeper = Keeper(services[name](var, fast=pace == "fast"), var)
    os.dup2(keeper._log.fileno(), sys.stderr.fileno())
    try:
        keeper.start()
    except (ServiceError, OSError) as error:
        keeper.stop()
        return _tell(f"error {error}") or 1
    _tell("ready")
    try:
        keeper.keep()
    except ServiceError as error:
        keeper._write(str(error))
    keeper.stop()
    return 0


def _tell(line: str) -> int:
    """Say the line, then let go of the pipe: its reader must not wait for our end."""
    os.write(sys.stdout.fileno(), line.replace("\n", " ").encode() + b"\n")
    with Path(os.devnull).open("wb") as nothing:
        os.dup2(nothing.fileno(), sys.stdout.fileno())
    return 0
