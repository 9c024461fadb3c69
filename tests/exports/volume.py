"""Many responses at once, as background: through SQL, past the actions."""

from django.contrib.contenttypes.models import ContentType
from django.db import connection

from papers.models import Question, Wording

_ROWS = """
WITH ids AS (
    SELECT nextval(pg_get_serial_sequence('django_comments', 'id')) AS id
    FROM generate_series(1, %(number)s)
), bare AS (
    INSERT INTO django_comments (id, content_type_id, object_pk, site_id, user_name, user_email,
        user_url, comment, submit_date, is_public, is_removed)
    SELECT id, %(type)s, %(question)s, 1, '', '', '', repeat('Words enough. ', 20), now(),
        true, false
    FROM ids
), threaded AS (
    INSERT INTO django_comments_xtd_xtdcomment (comment_ptr_id, thread_id, parent_id, level,
        "order", followup, nested_count)
    SELECT id, id, id, 0, 1, false, 0 FROM ids
)
INSERT INTO responses_response (xtdcomment_ptr_id, public_id, question_id, wording_id, root_id,
    depth, path, state, visibility, channel, version, shown_name, shown_organisation, html,
    renderer, client_token, published_at)
SELECT id, lpad(id::text, 16, '0'), %(question)s, %(wording)s, id, 0, lpad(to_hex(id), 8, '0'),
    'published', 'public', 'web', 1, 'A participant', '', '', 1, gen_random_uuid(), now()
FROM ids
"""


def add_responses(question: Question, number: int) -> None:
    """Add so many published root responses to the question."""
    wording = Wording.objects.filter(question=question).latest("number")
    content_type = ContentType.objects.get_for_model(Question)
    with connection.cursor() as cursor:
        cursor.execute(
            _ROWS,
            {
                "number": number,
                "question": question.pk,
                "wording": wording.pk,
                "type": content_type.pk,
            },
        )
