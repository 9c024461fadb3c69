"""Reading a document at the command line."""

import sys
from pathlib import Path

from django.core.management.base import CommandError

from papers.importing.blocks import Document
from papers.importing.confining import read_confined
from papers.importing.limits import LARGEST_FILE
from papers.importing.refusals import DocumentRefusedError


def read_file(file: str) -> Document:
    """The document in the file; raises `CommandError` with one line for a person."""
    try:
        if file == "-":
            return read_confined(sys.stdin.buffer.read(LARGEST_FILE + 1), "pasted")
        return read_confined(Path(file), Path(file).name)
    except DocumentRefusedError as refusal:
        raise CommandError(str(refusal)) from refusal
    except OSError as error:
        raise CommandError(f"{file}: {error.strerror or error}") from error
