"""Asking a virus scanner of the house about a file before it is kept."""

import logging
import shlex
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Final

from django.conf import settings

from consultation.lib.text import without_unstorable

logger = logging.getLogger(__name__)

SECONDS: Final = 60
LONGEST_ANSWER: Final = 200
PATH: Final = "{file}"
COULD_NOT = (
    "The file could not be checked for viruses, so it was not kept. Try again in a few minutes; "
    "if it happens again, tell whoever runs this site."
)


class FileNotCleanError(Exception):
    """The scanner refused the file, or gave no answer; `str()` is the sentence to show."""


def check_clean(file: IO[bytes]) -> None:
    """Return when the scanner finds nothing, or when the house has none (ATTACHMENT_SCANNER).

    The command gets the file on its standard input, or as a path where it says `{file}`. It ends
    with 0 for a clean file and 1 for a bad one, as ClamAV's do; anything else is no answer, and
    what nobody checked is refused. Raises FileNotCleanError.
    """
    command = shlex.split(settings.ATTACHMENT_SCANNER)
    if not command:
        return
    with _on_disk(file) as copy:
        words = [word.replace(PATH, copy.name) for word in command]
        try:
            done = subprocess.run(  # noqa: S603  # the command is the operator's own
                words,
                stdin=copy,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                timeout=SECONDS,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            logger.error("the virus scanner gave no answer: %s", type(error).__name__)  # noqa: TRY400
            raise FileNotCleanError(COULD_NOT) from None
    if done.returncode == 1:
        raise FileNotCleanError(
            f"The virus scanner refused this file: {_first_line(done.stdout, copy.name)}"
        )
    if done.returncode != 0:
        logger.error("the virus scanner ended with %s", done.returncode)
        raise FileNotCleanError(COULD_NOT)


@contextmanager
def _on_disk(file: IO[bytes]) -> "Iterator[IO[bytes]]":
    """Copy the file to one that has a path and a handle of the system's."""
    try:
        copy = tempfile.NamedTemporaryFile(prefix="soundings-scan-")  # noqa: SIM115
    except OSError:
        raise FileNotCleanError(COULD_NOT) from None
    with copy:
        try:
            file.seek(0)
            while chunk := file.read(64 * 1024):
                copy.write(chunk)
            copy.flush()
        except OSError:
            raise FileNotCleanError(COULD_NOT) from None
        file.seek(0)
        copy.seek(0)
        yield copy


def _first_line(answer: bytes, path: str) -> str:
    """Return what the scanner said, without where the file lay while it was asked."""
    lines = without_unstorable(answer.decode("utf-8", "replace")).strip().splitlines()
    said = lines[0].replace(path, "file")[:LONGEST_ANSWER] if lines else "it gave no reason"
    return said if said.endswith(".") else f"{said}."
