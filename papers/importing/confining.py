"""The only way from a stranger's file to a document: a child process that may do nothing else."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

from papers.importing.blocks import Document
from papers.importing.limits import LARGEST_ANSWER, LARGEST_FILE, WALL_SECONDS
from papers.importing.reading import refuse_large
from papers.importing.refusals import SPLIT_IT, DocumentRefusedError
from papers.importing.wire import document_from_json

CHILD = Path(__file__).with_name("child.py")
TOO_COSTLY = f"This document takes too long to read. {SPLIT_IT}"
UNREADABLE = (
    "This document cannot be read. Save it again in your word processor, or paste its text instead."
)
# The kernel's word for a limit passed; a child killed for memory or time says nothing itself.
LIMIT_SIGNALS = {-signal.SIGXCPU, -signal.SIGPROF, -signal.SIGKILL, -signal.SIGALRM}


def read_confined(source: Path | bytes, name: str) -> Document:
    """Read a file, or its bytes, in a child with its limits.

    Raises `DocumentRefusedError` with the sentence for the person; `OSError` where `source` is a
    path that cannot be opened. Nothing is written, and no program but this child is started.
    """
    data = source if isinstance(source, bytes) else _bytes_of(source)
    refuse_large(len(data))
    with tempfile.TemporaryDirectory(prefix="import-") as empty:
        answer, status = _ask(data, name, empty)
    if status in LIMIT_SIGNALS:
        raise DocumentRefusedError(TOO_COSTLY)
    if status != 0 or len(answer) > LARGEST_ANSWER:
        raise DocumentRefusedError(UNREADABLE)
    return _understand(answer)


def _bytes_of(path: Path) -> bytes:
    with path.open("rb") as stream:
        refuse_large(os.fstat(stream.fileno()).st_size)
        return stream.read(LARGEST_FILE + 1)


def _ask(data: bytes, name: str, empty: str) -> tuple[bytes, int]:
    """The child's answer and how it ended; its group is dead when this returns."""
    child = subprocess.Popen(  # noqa: S603 – our own module, by our own interpreter
        [sys.executable, "-I", "-S", "-B", str(CHILD), json.dumps([name, _libraries()])],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=empty,
        env={},
        close_fds=True,
        start_new_session=True,
    )
    deadline = threading.Timer(WALL_SECONDS, _kill, [child])
    feeder = threading.Thread(target=_feed, args=[child, data], daemon=True)
    deadline.start()
    feeder.start()
    try:
        answer = child.stdout.read(LARGEST_ANSWER + 1) if child.stdout else b""
    finally:
        deadline.cancel()
        if child.poll() is None:
            _let_finish(child)
        _kill(child)
        feeder.join()
        if child.stdout:
            child.stdout.close()
    return answer, child.returncode


def _let_finish(child: "subprocess.Popen[bytes]") -> None:
    """Its answer has ended, so it is about to; one that is not does not get to stay."""
    try:
        child.wait(timeout=2)
    except subprocess.TimeoutExpired:
        _kill(child)
        child.wait()


def _libraries() -> list[str]:
    """Where the child finds this package and its libraries: it runs no site start-up of its own."""
    root = str(CHILD.parents[2])
    return [root, *(path for path in sys.path if path and Path(path).is_dir() and path != root)]


def _feed(child: "subprocess.Popen[bytes]", data: bytes) -> None:
    with contextlib.suppress(OSError, ValueError):
        if child.stdin:
            child.stdin.write(data)
    with contextlib.suppress(OSError, ValueError):
        if child.stdin:
            child.stdin.close()


def _kill(child: "subprocess.Popen[bytes]") -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)


def _understand(answer: bytes) -> Document:
    try:
        said = json.loads(answer)
        if "refused" in said:
            raise DocumentRefusedError(str(said["refused"]))
        return document_from_json(said["document"])
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise DocumentRefusedError(UNREADABLE) from error
