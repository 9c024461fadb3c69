"""A peer's scratch environment: made once, of pinned versions, and used again by the next run."""

import hashlib
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from bench.made_site import VAR

INSTALL_SECONDS: Final = 300
MEASURE_SECONDS: Final = 240
HERE: Final = Path(__file__).parent
ROOT: Final = HERE.parents[1]


class PeerMissingError(Exception):
    """The peer is not there to be measured; its sentence says why."""


@dataclass(frozen=True)
class Peer:
    """A folder here with the peer's `requirements.txt` and programs."""

    name: str

    def ask(self, program: str, question: dict[str, Any]) -> Any:
        """Run a program of the peer in its environment; it reads JSON and answers in JSON.

        Raises PeerMissingError when it cannot be installed, or does not answer in time.
        """
        python = self._made()
        # Nothing of the site's own settings may reach it.
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        try:
            done = subprocess.run(  # noqa: S603
                [str(python), "-m", f"bench.peers.{self.name}.{program}"],
                input=json.dumps(question),
                capture_output=True,
                text=True,
                timeout=MEASURE_SECONDS,
                env=kept,
                cwd=ROOT,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise PeerMissingError(
                f"{self.name} gave no answer in {MEASURE_SECONDS} seconds."
            ) from None
        if done.returncode:
            raise PeerMissingError(f"{self.name} failed: {_last_line(done.stderr)}")
        return json.loads(done.stdout)

    def _made(self) -> Path:
        """Return the Python of its environment, made now if there is none of these versions."""
        wanted = HERE / self.name / "requirements.txt"
        version = hashlib.sha256(wanted.read_bytes() + sys.version.encode()).hexdigest()[:12]
        place = VAR / "peers" / f"{self.name}-{version}"
        python, ready = place / "bin" / "python", place / "ready"
        if not ready.exists():
            uv = [sys.executable, "-m", "uv", "--quiet"]
            _install([*uv, "venv", "--clear", "--python", sys.executable, str(place)])
            _install([*uv, "pip", "install", "--python", str(python), "-r", str(wanted)])
            ready.touch()
        return python


def _install(words: list[str]) -> None:
    try:
        subprocess.run(words, capture_output=True, text=True, timeout=INSTALL_SECONDS, check=True)  # noqa: S603
    except subprocess.CalledProcessError as error:
        raise PeerMissingError(f"It could not be installed: {_last_line(error.stderr)}") from None
    except subprocess.TimeoutExpired:
        raise PeerMissingError(
            f"It could not be installed in {INSTALL_SECONDS} seconds; is there a network?"
        ) from None


def _last_line(words: str) -> str:
    lines = words.strip().splitlines()
    return lines[-1] if lines else "it said nothing"
