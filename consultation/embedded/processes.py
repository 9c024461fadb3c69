"""What the system knows of a process, and the ties that end a child with its parent."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Final

ON_LINUX: Final[bool] = sys.platform.startswith("linux")
GIVING_WAY: Final = 10  # niceness: about a tenth of the processor beside one that wants it all
_PR_SET_PDEATHSIG: Final = 1
# Loaded once, here: between fork and exec nothing may be imported.
LIBC: Final = ctypes.CDLL(None, use_errno=True)


def end_with_parent(sent: int = signal.SIGTERM) -> None:
    """Have the kernel send this process a signal when its parent dies, `kill -9` included.

    Linux alone can do it. The kernel forgets the wish when the account changes, so ask last.
    """
    if ON_LINUX:
        LIBC.prctl(_PR_SET_PDEATHSIG, int(sent), 0, 0, 0)


def give_way(pid: int) -> None:
    """Let the leader of a session, and all that it starts, run while others leave it room.

    Where Linux shares the processor out among sessions first (`sched(7)`, autogroup), niceness
    counts inside one session alone: the session is told as well.
    """
    with contextlib.suppress(OSError):  # gone already, or not ours to say: it runs all the same
        os.setpriority(os.PRIO_PROCESS, pid, GIVING_WAY)
        if ON_LINUX:
            Path(f"/proc/{pid}/autogroup").write_text(str(GIVING_WAY))


def process_state(pid: int) -> str:
    """Return `gone`, `zombie` or the short name of the program that runs."""
    if ON_LINUX:
        try:
            line = Path(f"/proc/{pid}/stat").read_text(errors="replace")
        except OSError:
            return "gone"
        name, _, rest = line.partition("(")[2].rpartition(")")
        return "zombie" if rest.split()[0] in {"Z", "X"} else name
    # S603, S607: fixed words and a number; macOS has no /proc to read instead.
    asked = subprocess.run(  # noqa: S603
        ["ps", "-o", "stat=,comm=", "-p", str(pid)],  # noqa: S607
        capture_output=True,
        text=True,
        check=False,
    )
    state, _, command = asked.stdout.strip().partition(" ")
    if not state:
        return "gone"
    return "zombie" if state.startswith("Z") else Path(command.strip()).name


def processes_at(folder: Path, name: str) -> list[int]:
    """Return the live processes of that name whose working folder is `folder` (Linux only)."""
    found = []
    for entry in Path("/proc").glob("[0-9]*") if ON_LINUX else ():
        with contextlib.suppress(OSError):
            if (entry / "cwd").readlink() == folder and process_state(int(entry.name)) == name:
                found.append(int(entry.name))
    return found


def send(pid: int, number: int, *, group: bool = False) -> None:
    """Send a signal to a process, or to its whole group, that may already be gone."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        (os.killpg if group else os.kill)(pid, number)


def wait_for_end(process: subprocess.Popen[bytes], seconds: float) -> bool:
    """Return whether the child ended within the time."""
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(max(seconds, 0))
    return process.poll() is not None


def pause(seconds: float = 0.02) -> None:
    """Wait a moment between two looks at something that has no event to wait for."""
    time.sleep(seconds)
