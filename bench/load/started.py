"""A site of its own, started as `make run` starts it, and gone afterwards."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
START_SECONDS: Final = 120
# What would lead it to services, mail or data of somebody else's.
NOT_TOLD: Final = ("DATABASE_URL", "REDIS_URL", "EMAIL_URL", "SITE_URL", "HOST", "MEDIA_ROOT")


class NotStartedError(Exception):
    """The site did not come up; its sentence says where to look."""


@dataclass(frozen=True)
class Site:
    """Where it listens, and what its commands must be told."""

    port: int
    environment: dict[str, str]

    def manage(self, *words: str) -> None:
        """Run a command of the site beside it."""
        subprocess.run(  # noqa: S603
            [sys.executable, "manage.py", *words],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.DEVNULL,
            check=True,
        )


@contextmanager
def started_site() -> Iterator[Site]:
    """Run an empty site on a free port of loopback, its data in a folder that goes with it."""
    (ROOT / "var").mkdir(exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="load-", dir=ROOT / "var"))
    folder.chmod(0o711)  # where we are root, the database is somebody else
    port = free_port()
    told = {name: value for name, value in os.environ.items() if name not in NOT_TOLD}
    told |= {"SOUNDINGS_VAR": str(folder), "SOUNDINGS_SAMPLE": "false", "PORT": str(port)}
    running = subprocess.Popen(
        [sys.executable, "manage.py", "up", "--end-with-parent"],
        cwd=ROOT,
        env=told,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        _await_address(running, folder)
        yield Site(port, told)
    finally:
        running.send_signal(signal.SIGTERM)
        running.communicate(timeout=60)
        shutil.rmtree(folder, ignore_errors=True)


def _await_address(running: "subprocess.Popen[str]", folder: Path) -> None:
    said: list[str] = []
    for line in running.stdout or ():
        said.append(line.strip())
        if line.startswith("Soundings is at"):
            return
    raise NotStartedError(f"The site did not start: {' '.join(said)} (see {folder / 'log'})")


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port: int = trial.getsockname()[1]
        return port
