"""Writing a file whole or not at all."""

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path


def write_whole(file: Path, pieces: Iterable[bytes]) -> int:
    """Write the pieces to the file and return its size in bytes.

    It takes its name when it is complete; when the disk is full or the database goes away, what was
    there before stays and no half file is left. Raises OSError.
    """
    descriptor, name = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)
    unfinished = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as out:
            out.writelines(pieces)
            size = out.tell()
        unfinished.replace(file)
    finally:
        unfinished.unlink(missing_ok=True)
    return size
