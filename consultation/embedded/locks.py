"""File locks the kernel frees when their holder dies, however it dies."""

import fcntl
import os
from pathlib import Path


class FileLock:
    """One open description of a lock file; a second one in the same process contends with it."""

    def __init__(self, path: Path) -> None:
        # Not inherited by programs we start: a child must not keep its parent's lock.
        self._file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)

    def hold(self) -> None:
        """Wait for the lock, then hold it alone."""
        fcntl.flock(self._file, fcntl.LOCK_EX)

    def share(self) -> None:
        """Wait until nobody holds it alone, then hold it beside others."""
        fcntl.flock(self._file, fcntl.LOCK_SH)

    def try_hold(self) -> bool:
        """Hold the lock alone if that can be had now."""
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def note(self, text: str) -> None:
        """Write in the lock file who holds it, for others to read."""
        os.ftruncate(self._file, 0)
        os.pwrite(self._file, text.encode(), 0)

    def noted(self) -> str:
        return os.pread(self._file, 4096, 0).decode(errors="replace")

    def release(self) -> None:
        fcntl.flock(self._file, fcntl.LOCK_UN)

    def close(self) -> None:
        """Let go of the lock and of the file."""
        os.close(self._file)


def is_held(path: Path) -> bool:
    """Return whether another holds the lock; asking takes it for an instant only."""
    if not path.exists():
        return False
    lock = FileLock(path)
    try:
        return not lock.try_hold()
    finally:
        lock.close()
