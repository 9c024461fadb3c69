"""Files stored before the transaction that names them, so that no lock is held meanwhile."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction

logger = logging.getLogger(__name__)


class NoRoomError(Exception):
    """The file could not be written; `consultation.lib.uploads.NO_ROOM` is the sentence for it."""


@contextmanager
def stored(file: "File[bytes]", wanted: str) -> Iterator[str]:
    """Store a file and give its name on disk; take it away again if what names it fails.

    Raises NoRoomError.
    """
    file.seek(0)
    try:
        name = default_storage.save(wanted, file)
    except OSError as error:
        take_away(wanted)
        raise NoRoomError(str(error)) from error
    try:
        yield name
    except BaseException:
        take_away(name)
        raise


def take_away_after_commit(name: str) -> None:
    """Delete a stored file once nothing names it for good; an empty name is no file."""
    if name:
        transaction.on_commit(partial(take_away, name))


def take_away(name: str) -> None:
    """Delete a stored file; one that cannot be deleted is left, and the log says so."""
    try:
        default_storage.delete(name)
    except OSError as error:
        logger.warning("a stored file could not be deleted: %s", error)
