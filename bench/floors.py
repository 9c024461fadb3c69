"""The least that the same page can cost: one statement, and an f-string a row."""

from collections.abc import Iterator
from html import escape
from typing import Final

from django.db import connection

from papers.models import Question

_ROWS: Final = """
    SELECT r.public_id, r.shown_name, r.shown_organisation, c.submit_date, r.depth, r.html,
        coalesce(nullif(parent.shown_organisation, ''), parent.shown_name, '')
    FROM responses_response r
    JOIN django_comments c ON c.id = r.xtdcomment_ptr_id
    LEFT JOIN responses_response parent ON parent.xtdcomment_ptr_id = r.in_reply_to_id
    WHERE r.question_id = %s AND r.state = 'published' AND r.visibility = 'public'
    ORDER BY r.path
"""


def written_by_hand(question: Question) -> str:
    """Return what was said to a question: who, when, in reply to whom, and the words."""
    with connection.cursor() as cursor:
        cursor.execute(_ROWS, [question.pk])
        return "".join(_rows(cursor.fetchall()))


def _rows(rows: list[tuple[str, str, str, object, int, str, str]]) -> Iterator[str]:
    for public_id, name, organisation, at, depth, html, parent in rows:
        yield (
            f'<li class="depth-{depth}"><article class="response" id="r-{public_id}">'
            f'<div class="response-head"><bdi class="response-name">{escape(organisation or name)}'
            f"</bdi> <bdi>{escape(name)}</bdi> <time>{at:%-d %B %Y}</time> "
            f"<span>in reply to <bdi>{escape(parent)}</bdi></span></div>"
            f'<div class="response-body">{html}</div></article></li>\n'
        )
