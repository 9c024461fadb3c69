"""Using the services of a folder: those that run, or ones started for as long as they are needed.

The rule: whoever uses a server shares its `users.lock`; a keeper (keeper.py) holds the server. Who
comes first starts the keeper, who leaves last stops it, and both happen behind `door.lock`, so that
nobody comes in while a server goes down. Killed users leave by the kernel's hand, and the keeper,
which looks ten times a second, then stops by itself.
"""

import contextlib
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from .errors import ServiceError
from .keeper import START_SECONDS
from .locks import FileLock, is_held
from .paths import POSTGRES, VALKEY, log_file, service_folder, settle_sockets
from .processes import pause, send
from .warden import program_words

ALL: Final = (POSTGRES, VALKEY)


class Use:
    """One process's use of one service."""

    def __init__(self, var: Path, name: str, *, fast: bool) -> None:
        self._var = var.resolve()
        self.name = name
        self._fast = fast
        self._folder = service_folder(var, name)
        self._users: FileLock | None = None
        self.lock = self._folder / "keeper.lock"
        self._keeper: subprocess.Popen[bytes] | None = None
        self._starting: subprocess.Popen[bytes] | None = None
        self._door: FileLock | None = None

    def begin(self) -> None:
        """Come in, and start a keeper if there is none; `await_ready` must follow."""
        self._door = FileLock(self._folder / "door.lock")
        self._door.hold()
        if self._users is None:
            self._users = FileLock(self._folder / "users.lock")
            self._users.share()
        if self.is_kept():
            self._close_door()
            return
        pace = "fast" if self._fast else "safe"
        with log_file(self._var, self.name).open("ab") as log:
            self._starting = subprocess.Popen(  # noqa: S603
                [*program_words("keeper"), self.name, str(self._var), pace],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=log,
                start_new_session=True,
            )

    def await_ready(self) -> bool:
        """Wait for the keeper we started, if we did; return whether we did."""
        keeper, self._starting = self._starting, None
        if keeper is None or keeper.stdout is None:
            return False
        try:
            with keeper.stdout as told:
                line = told.readline().decode(errors="replace").strip()
        finally:
            self._close_door()
        self._keeper = keeper
        if line != "ready":
            keeper.wait()
            log = log_file(self._var, self.name)
            raise ServiceError(
                line.removeprefix("error ") or f"{self.name} did not start; see {log}."
            )
        return True

    def is_kept(self) -> bool:
        return is_held(self.lock)

    def end(self) -> None:
        """Leave; the last one to leave waits until the server has stopped."""
        self._close_door()
        if self._users is None:
            return
        door = FileLock(self._folder / "door.lock")
        door.hold()
        self._users.release()
        if self._users.try_hold():
            self._stop_keeper()
        self._users.close()
        self._users = None
        door.close()
        if self._keeper and self._keeper.poll() is None and is_held(self.lock):
            # It stays for others, and is not ours to wait for: Python would warn of it.
            self._keeper.returncode = 0
        elif self._keeper:
            self._keeper.wait()

    def _stop_keeper(self) -> None:
        held = FileLock(self.lock)
        last = time.monotonic() + START_SECONDS
        while not held.try_hold():
            noted = held.noted()
            if noted.isdigit():
                send(int(noted), signal.SIGTERM)
            if time.monotonic() > last:
                break
            pause()
        held.close()

    def _close_door(self) -> None:
        if self._door:
            self._door.close()
            self._door = None


class Services:
    """The services one process uses."""

    def __init__(self, var: Path, uses: list[Use]) -> None:
        self.var = var.resolve()
        self._uses = uses

    def ensure(self) -> list[str]:
        """Start again what is no longer kept; return the names of what was started."""
        return _start([use for use in self._uses if not use.is_kept()])


@contextlib.contextmanager
def running(var: Path, names: tuple[str, ...] = ALL, *, fast: bool = False) -> Iterator[Services]:
    """Use the services of a folder, started if they do not run, stopped if nobody else uses them.

    `fast` starts a database that may be lost on a power cut: for tests. Raises ServiceError with
    one line to print.
    """
    _make_folders(var, names)
    uses = [Use(var, name, fast=fast) for name in names]
    try:
        _start(uses)
        yield Services(var, uses)
    finally:
        for use in uses:
            use.end()


def _start(uses: list[Use]) -> list[str]:
    """Start all at once; always in one order, so that two processes cannot block each other."""
    for use in uses:
        use.begin()
    return [use.name for use in uses if use.await_ready()]


def _make_folders(var: Path, names: tuple[str, ...]) -> None:
    try:
        for name in names:
            service_folder(var, name).mkdir(parents=True, exist_ok=True)
            log_file(var, name).parent.mkdir(parents=True, exist_ok=True)
        settle_sockets(var)
    except OSError as error:
        raise ServiceError(
            f"{error.filename or var} cannot be written: {error.strerror}."
        ) from None
