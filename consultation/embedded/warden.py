"""A small process that ends what its parent leaves behind when it is killed without warning.

The kernel of Linux can end a direct child with its parent; it cannot reach a grandchild (a web
worker, a pool process), and macOS cannot do either. The warden holds the other end of a pipe: when
that closes with process groups still on its list, it ends them.
"""

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from .processes import pause, send

PATIENCE = 6.0


class Warden:
    """The parent's side: says what to watch, and what no longer."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(  # noqa: S603
            program_words("warden"),
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def watch(self, pid: int, number: int = signal.SIGTERM, *, group: bool = True) -> None:
        """Have a process, or the group it leads, sent a signal when we are gone."""
        self._say(f"+ {pid} {int(number)} {int(group)}")

    def forget(self, pid: int) -> None:
        self._say(f"- {pid}")

    def dismiss(self) -> None:
        """End the warden; what it still watches ends too."""
        if self._process.stdin:
            with contextlib.suppress(OSError):
                self._process.stdin.close()
        self._process.wait()

    def _say(self, line: str) -> None:
        if self._process.stdin:
            with contextlib.suppress(OSError):
                self._process.stdin.write(line.encode() + b"\n")
                self._process.stdin.flush()


def program_words(module: str) -> list[str]:
    """Return the command that runs a module of this package without importing the site's own.

    The package that holds this one loads Celery, which a keeper has no use for: half a second.
    """
    holder = str(Path(__file__).resolve().parents[1])
    package = Path(__file__).resolve().parent.name
    line = (
        f"import sys; sys.path.append({holder!r}); "
        f"from {package}.{module} import main; sys.exit(main(sys.argv[1:]))"
    )
    return [sys.executable, "-c", line]


def main(_words: list[str]) -> int:
    """Read the list until the parent is gone, then end what is on it."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    watched: dict[int, tuple[int, bool]] = {}
    for line in sys.stdin:
        sign, pid, *rest = line.split()
        if sign == "+":
            watched[int(pid)] = (int(rest[0]), rest[1] == "1")
        else:
            watched.pop(int(pid), None)
    _end(watched)
    return 0


def _end(watched: dict[int, tuple[int, bool]]) -> None:
    for pid, (number, group) in watched.items():
        send(pid, number, group=group)
    last = time.monotonic() + PATIENCE
    while watched and time.monotonic() < last:
        watched = {pid: how for pid, how in watched.items() if _is_there(pid, group=how[1])}
        pause()
    for pid, (_, group) in watched.items():
        send(pid, signal.SIGKILL, group=group)


def _is_there(pid: int, *, group: bool) -> bool:
    try:
        (os.killpg if group else os.kill)(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
