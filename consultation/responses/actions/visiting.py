"""Remembering when somebody read a question, so that the next time says what came since."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import connection

from accounts.models import User
from consultation.responses.models import Follow, QuestionVisit, Response
from consultation.responses.threads.visits import A_PAUSE

_VISITS: Final = QuestionVisit._meta.db_table
_FOLLOWS: Final = Follow._meta.db_table
_RESPONSES: Final = Response._meta.db_table
# One statement, so that two tabs opened at once are one visit. The table knows the times. The last
# column is `standing_beside`; gathered and not cut off after one, so that the author leads to it.
_NOTE: Final = f"""
    INSERT INTO {_VISITS} AS visit (person_id, question_id) VALUES (%s, %s)
    ON CONFLICT (person_id, question_id) DO UPDATE SET
        seen_before = CASE WHEN visit.seen_at < statement_timestamp() - make_interval(secs => %s)
            THEN visit.seen_at ELSE visit.seen_before END,
        seen_at = statement_timestamp()
    RETURNING seen_before, EXISTS (
        SELECT 1 FROM {_FOLLOWS} follow
        WHERE follow.person_id = visit.person_id AND follow.question_id = visit.question_id), (
        SELECT (array_agg(own.public_id ORDER BY own.xtdcomment_ptr_id DESC))[1]
        FROM {_RESPONSES} own JOIN django_comments said ON said.id = own.xtdcomment_ptr_id
        WHERE said.user_id = visit.person_id AND own.question_id = visit.question_id
            AND own.depth = 0 AND own.submission_id IS NULL
            AND own.state IN ('held', 'published'))
"""  # noqa: S608  # names of tables


@dataclass(frozen=True)
class Visit:
    """What a person's page tells of what they did here before.

    When the visit before ended, None at the first; whether they follow the question; and the public
    id of the newest of their responses that stands here, or None.
    """

    last_ended: datetime | None
    follows: bool
    newest: str | None = None


NO_VISIT: Final = Visit(None, follows=False)


def note_visit(*, actor: User, question_id: int) -> Visit:
    """Remember that somebody reads a question, and return what their page tells of it.

    One statement. What somebody reads is their own affair: it is kept for the marks on their page,
    and no line of the log tells of it.
    """
    with connection.cursor() as cursor:
        cursor.execute(_NOTE, [actor.pk, question_id, A_PAUSE.total_seconds()])
        row: tuple[datetime | None, bool, str | None] = cursor.fetchone()
    return Visit(*row)
