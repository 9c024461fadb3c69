"""Where a response stands in its thread: a path that no other response's arrival changes.

A path is one fixed-width segment per ancestor, each the hexadecimal id of that response, its own
last. Byte order of paths is reading order: a parent before its replies, replies by arrival. The id
comes from the table's own sequence before the row is written, so no two can share a path and
no response waits for another.
"""

from dataclasses import dataclass
from typing import Final

from django.db import connection

from consultation.responses.models import SEGMENT, Response
from papers.models import Paper, Question

_NEXT_ID: Final = f"""
    SELECT nextval(pg_get_serial_sequence('django_comments', 'id'))
    FROM {Question._meta.db_table} question
    JOIN {Paper._meta.db_table} paper ON paper.id = question.paper_id
    WHERE question.id = %s
    FOR SHARE OF paper
"""  # noqa: S608  # the names are the models' own


@dataclass(frozen=True)
class Place:
    """The id a new response takes, and where that puts it."""

    id: int
    root_id: int
    depth: int
    path: str


def place_for(question_id: int, parent: Response | None) -> Place | None:
    """Take the next id and place it below `parent`, or as a new thread. One query.

    The paper's row is held with it until the transaction ends: shared with every other response,
    but whoever withdraws, publishes or redates the paper waits, or is waited for. What is read
    next is therefore still true when the response is committed. None when there is no question.
    """
    with connection.cursor() as cursor:
        cursor.execute(_NEXT_ID, [question_id])
        row = cursor.fetchone()
    if row is None:
        return None
    own_id: int = row[0]
    segment = format(own_id, f"0{SEGMENT}x")
    if parent is None:
        return Place(own_id, own_id, 0, segment)
    return Place(own_id, parent.root_id, parent.depth + 1, parent.path + segment)
