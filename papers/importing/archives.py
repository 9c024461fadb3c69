"""Zip packages (DOCX, ODT) opened without trusting what they say of themselves."""

import io
import zipfile
import zlib
from collections.abc import Callable

from papers.importing.limits import LARGEST_PART, MOST_PARTS
from papers.importing.refusals import DocumentRefusedError

CHUNK = 64 * 1024
BROKEN = "This file is damaged. Open it in your word processor, save it again and import that."
BOMB = "This file unpacks to far more than a paper holds. Save it again in your word processor."


def open_package(data: bytes) -> zipfile.ZipFile:
    """The archive, refused when it is broken, encrypted, overfull or names a place outside."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise DocumentRefusedError(BROKEN) from error
    entries = archive.infolist()
    if len(entries) > MOST_PARTS:
        raise DocumentRefusedError(BOMB)
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise DocumentRefusedError(
            "This file is locked with a password. Take the password off and import it again."
        )
    names = [entry.filename for entry in entries]
    if len(set(names)) < len(names) or not all(_stays_inside(name) for name in names):
        raise DocumentRefusedError(BROKEN)
    return archive


def read_parts(archive: zipfile.ZipFile, wanted: Callable[[str], bool]) -> dict[str, bytes]:
    """The parts that are `wanted`, unpacked; the sizes they declare count for nothing."""
    left = LARGEST_PART
    parts = {}
    for entry in archive.infolist():
        if wanted(entry.filename):
            parts[entry.filename] = _unpack(archive, entry, left)
            left -= len(parts[entry.filename])
    return parts


def _stays_inside(name: str) -> bool:
    plain = name.replace("\\", "/")
    return not plain.startswith("/") and ".." not in plain.split("/") and ":" not in plain


def _unpack(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int) -> bytes:
    pieces = []
    size = 0
    if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise DocumentRefusedError(BROKEN)
    try:
        with archive.open(entry) as stream:
            while piece := stream.read(CHUNK):
                pieces.append(piece)
                size += len(piece)
                if size > most:
                    raise DocumentRefusedError(BOMB)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
        raise DocumentRefusedError(BROKEN) from error
    return b"".join(pieces)
