"""The site that runs from a folder: what a command beside it must know to be part of it."""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from .locks import FileLock, is_held

# Where the site is, where its rows are and where its mail goes: a command that guessed would fill
# another database. The lock's file, which may hold a password so, is its owner's alone (0600).
SHARED: Final = (
    *("SITE_URL", "DATABASE_URL", "REDIS_URL"),
    *("EMAIL_URL", "SOUNDINGS_MAILBOX", "SOUNDINGS_SAMPLE"),
)


def site_lock(var: Path) -> Path:
    """Return the lock that the running site of this folder holds."""
    return var / "embedded" / "up.lock"


def note_site(lock: FileLock, address: str, environment: Mapping[str, str]) -> None:
    """Leave word, in the lock, of the address and of what its programs are told."""
    shared = {name: environment[name] for name in SHARED if environment.get(name)}
    lock.note(json.dumps({"address": address, "process": os.getpid(), "environment": shared}))


def noted_site(lock: FileLock) -> str:
    """Return who holds the lock, for a person: its address and process."""
    try:
        note = json.loads(lock.noted())
        return f"{note['address']}/ (process {note['process']})"
    except (ValueError, KeyError, TypeError):
        return "it is just starting"


def site_beside(var: Path) -> dict[str, str]:
    """Return the environment that the running site's programs share; empty where none runs."""
    place = site_lock(var)
    try:
        if not is_held(place):
            return {}
        return {str(k): str(v) for k, v in json.loads(place.read_text())["environment"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}
