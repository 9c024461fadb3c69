"""Where a response stands in its thread: a path that no other response's arrival changes.

A path is one fixed-width segment per ancestor, each the hexadecimal id of that response, its own
last. Byte order of paths is reading order: a parent before its replies, replies by arrival. The id
comes from the table's own sequence before the row is written, so no two can share a path and
nothing needs a lock.
"""

from dataclasses import dataclass

from django.db import connection

from consultation.responses.models import SEGMENT, Response


@dataclass(frozen=True)
class Place:
    """The id a new response takes, and where that puts it."""

    id: int
    root_id: int
    depth: int
    path: str


def place_for(parent: Response | None) -> Place:
    """Take the next id and place it below `parent`, or as a new thread. One query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('django_comments', 'id'))")
        (own_id,) = cursor.fetchone()
    segment = format(own_id, f"0{SEGMENT}x")
    if parent is None:
        return Place(own_id, own_id, 0, segment)
    return Place(own_id, parent.root_id, parent.depth + 1, parent.path + segment)
