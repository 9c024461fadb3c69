"""The embedded PostgreSQL: made once, started in the foreground, stopped cleanly."""

import os
import pwd
import shutil
import signal
import subprocess
import time
from pathlib import Path
from typing import IO, Final

from .errors import ServiceError
from .identity import Identity, choose_identity
from .paths import (
    POSTGRES,
    log_file,
    make_private_folder,
    postgres_program,
    service_folder,
    socket_folder,
)
from .processes import ON_LINUX, pause, process_state, processes_at, send

# Worth losing on a power cut: tests only.
_FAST: Final = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "max_connections=300",
)


class Postgres:
    """One server over one data folder."""

    name = POSTGRES
    stop_signal = signal.SIGINT
    kill_signal = signal.SIGQUIT

    def __init__(self, var: Path, *, fast: bool) -> None:
        self._folder = service_folder(var, POSTGRES)
        self._data = self._folder / "data"
        self._sockets = socket_folder(var, POSTGRES)
        self._log = log_file(var, POSTGRES)
        self._fast = fast
        self._pid = 0

    def start(self, log: IO[bytes]) -> subprocess.Popen[bytes]:
        """Start the server, making its data folder first if there is none."""
        identity = self._settle()
        self._clear_the_way()
        server = self._run(identity, [str(postgres_program("postgres")), *self._options()], log)
        self._pid = server.pid
        return server

    def is_ready(self) -> bool:
        """Return whether the server says in its own file that it takes connections."""
        lines = self._pid_lines()
        return len(lines) > 7 and lines[0] == str(self._pid) and lines[7].strip() == "ready"

    def _options(self) -> list[str]:
        quoted = str(self._sockets).replace('"', '""')
        settings = [
            f'unix_socket_directories="{quoted}"',
            "logging_collector=off",
            "log_min_messages=warning",
            # A refused statement holds what people typed, and its detail an address.
            "log_min_error_statement=panic",
            "log_error_verbosity=terse",
            # A paper that opens fills empty tables within minutes; until they are looked at the
            # planner takes them for empty. The default is once a minute.
            "autovacuum_naptime=10s",
            *(_FAST if self._fast else ()),
        ]
        # -h '': no TCP at all.
        words = ["-D", str(self._data), "-h", ""]
        return words + [word for setting in settings for word in ("-c", setting)]

    def _settle(self) -> Identity:
        owners = (os.geteuid(), *((_nobody(),) if os.geteuid() == 0 else ()))
        # Ours to open: whoever the server is must pass through, and finds no list of what is in it.
        for folder in (self._folder.parent, self._folder):
            folder.chmod(0o711)
        make_private_folder(self._sockets, owners)
        program = postgres_program("postgres")
        if (self._data / "PG_VERSION").exists():
            folders = (self._data, self._sockets)
            return choose_identity(program, folders, self._data.stat().st_uid)
        return self._make_data(owners)

    def _make_data(self, owners: tuple[int, ...]) -> Identity:
        """Make the data folder under another name, so that a half-made one is never started."""
        making = self._folder / "making"
        shutil.rmtree(making, ignore_errors=True)
        make_private_folder(making, owners)
        program = postgres_program("postgres")
        identity = choose_identity(program, (making, self._sockets), None)
        # The C library of macOS knows no C.UTF-8; the database's own locale is the same either way.
        locale = "C.UTF-8" if ON_LINUX else "C"
        words = ["-D", str(making), "-U", "soundings", "-A", "trust", "-E", "UTF8"]
        words += ["--locale-provider=builtin", f"--locale={locale}", "--builtin-locale=C.UTF-8"]
        words += ["--no-sync"] if self._fast else []
        with self._log.open("ab") as log:
            made = self._run(identity, [str(postgres_program("initdb")), *words], log)
            single = [str(program), "--single", "-D", str(making), "postgres"]
            if made.wait() != 0 or self._say(identity, single, "CREATE DATABASE soundings;", log):
                raise ServiceError(f"PostgreSQL could not be set up; {self._log} says why.")
        making.rename(self._data)
        return identity

    def _run(self, identity: Identity, words: list[str], log: IO[bytes]) -> subprocess.Popen[bytes]:
        inside = self._data if self._data.exists() else self._folder / "making"
        return subprocess.Popen(  # noqa: S603
            words,
            preexec_fn=identity.prepare(inside),  # noqa: PLW1509 the keeper has one thread
            env=_clean_environment(),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )

    def _say(self, identity: Identity, words: list[str], statement: str, log: IO[bytes]) -> int:
        told = subprocess.run(  # noqa: S603
            words,
            preexec_fn=identity.prepare(self._folder / "making"),
            env=_clean_environment(),
            input=statement.encode(),
            stdout=log,
            stderr=log,
            check=False,
        )
        return told.returncode

    def _clear_the_way(self) -> None:
        """Wait out a server that is still going down, then drop what a dead one left behind.

        PostgreSQL itself takes any living process of the noted number for a server, a zombie and a
        stranger included; and a socket's lock file is judged the same way.
        """
        waited_since = time.monotonic()
        told = 0
        while others := self._others():
            waited = time.monotonic() - waited_since
            if waited > 20:
                raise ServiceError(f"Another PostgreSQL (process {others[0]}) uses {self._data}.")
            if waited > 3 and told < waited:
                told += 5
                for pid in others:
                    send(pid, signal.SIGINT)
            pause()
        (self._data / "postmaster.pid").unlink(missing_ok=True)
        for left in self._sockets.iterdir():
            left.unlink()

    def _others(self) -> list[int]:
        if ON_LINUX:
            return processes_at(self._data, "postgres")
        first = self._pid_lines()[:1]
        pid = int(first[0]) if first and first[0].strip().isdigit() else 0
        return [pid] if pid and process_state(pid) == "postgres" else []

    def _pid_lines(self) -> list[str]:
        try:
            return (self._data / "postmaster.pid").read_text(errors="replace").splitlines()
        except OSError:
            return []


def _nobody() -> int:
    try:
        return pwd.getpwnam("nobody").pw_uid
    except KeyError:
        return 0


def _clean_environment() -> dict[str, str]:
    # A PGDATA or PGPORT of the person's own must not move our server.
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C"}
