"""Made responses: threads as they grow, a few long and most short, some questions busy.

They are made a generation at a time. A reply takes its id after its parent, so that paths, ids
and times are in one order, as in a thread that people wrote.
"""

from collections.abc import Sequence
from typing import Final

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction

from consultation.lib.sanitising import RENDERER_VERSION
from consultation.management.volume.batches import analyse, execute
from consultation.management.volume.words import DOMAIN, bodies
from consultation.responses.models import SEGMENT
from papers.models import Question

# Of a hundred responses, how many are roots, replies to these, replies to those, and so on down.
GENERATIONS: Final = (55, 24, 11, 5, 2, 1, 1, 1)

# What is drawn from, and what is made; taken away at the end.
_PREPARE: Final = (
    """
    CREATE TEMPORARY TABLE volume_body AS
    SELECT row_number() OVER () AS place, body, html
    FROM unnest(%(bodies)s::text[], %(htmls)s::text[]) AS given (body, html)
    """,
    """
    CREATE TEMPORARY TABLE volume_question AS
    SELECT row_number() OVER (ORDER BY question.id) AS place, question.id, question.paper_id,
        max(wording.id) AS wording_id
    FROM papers_question question
    JOIN papers_paper paper ON paper.id = question.paper_id
        AND paper.current_edition_id IS NOT NULL
    JOIN papers_wording wording ON wording.question_id = question.id
    WHERE question.retired_at IS NULL
        AND (%(only)s::bigint IS NULL OR question.id = %(only)s::bigint)
    GROUP BY question.id
    """,
    """
    CREATE TEMPORARY TABLE volume_person AS
    SELECT row_number() OVER (ORDER BY person.id) AS place, person.id, person.display_name,
        organisation.id AS organisation_id, coalesce(organisation.name, '') AS organisation_name
    FROM accounts_user person
    LEFT JOIN accounts_membership membership
        ON membership.user_id = person.id AND membership.left_at IS NULL
    LEFT JOIN accounts_organisation organisation
        ON organisation.id = membership.organisation_id AND organisation.declined_at IS NULL
    WHERE person.email LIKE '%%@' || %(domain)s
    """,
    """
    CREATE TEMPORARY TABLE volume_made (id int PRIMARY KEY, parent_id int, root_id int, depth int,
        path text, question_place bigint, state text, visibility text, is_public boolean,
        place bigint, person_place bigint, body_place bigint, luck float)
    """,
    "CREATE INDEX ON volume_person (place)",
    "CREATE INDEX ON volume_made (depth, place) WHERE is_public",
)

# Every random number is drawn once, below: a draw in a join would be drawn again.
_DRAWN: Final = """
    SELECT nextval(pg_get_serial_sequence('django_comments', 'id'))::int AS id,
        1 + floor(random() ^ 3 * %(questions)s) AS question_place,
        1 + floor(random() ^ 2 * %(parents)s) AS parent_place,
        1 + floor(random() * %(persons)s) AS person_place,
        1 + floor(random() * %(bodies_given)s) AS body_place,
        random() AS luck, random() AS privacy
    FROM generate_series(1, %(size)s)
"""

_ROOTS: Final = f"""
    INSERT INTO volume_made
    SELECT id, NULL, id, 0, lpad(to_hex(id), {SEGMENT}, '0'), question_place, state, visibility,
        is_public, row_number() OVER (PARTITION BY is_public ORDER BY id), person_place,
        body_place, luck
    FROM (
        SELECT *, state = 'published' AND visibility = 'public' AS is_public
        FROM (
            SELECT *, CASE WHEN %(in_full)s OR luck < 0.94 THEN 'published'
                    WHEN luck < 0.98 THEN 'held' ELSE 'rejected' END AS state,
                CASE WHEN NOT %(in_full)s AND privacy < 0.05 THEN 'private'
                    ELSE 'public' END AS visibility
            FROM ({_DRAWN}) drawn
        ) stated
    ) made
"""  # noqa: S608  # a constant of ours

_REPLIES: Final = f"""
    INSERT INTO volume_made
    SELECT drawn.id, parent.id, parent.root_id, parent.depth + 1,
        parent.path || lpad(to_hex(drawn.id), {SEGMENT}, '0'), parent.question_place,
        CASE WHEN drawn.is_public THEN 'published' ELSE 'held' END, 'public', drawn.is_public,
        row_number() OVER (PARTITION BY drawn.is_public ORDER BY drawn.id),
        drawn.person_place, drawn.body_place, drawn.luck
    FROM (SELECT *, %(in_full)s OR luck < 0.95 AS is_public FROM ({_DRAWN}) chance) drawn
    JOIN volume_made parent ON parent.is_public AND parent.depth = %(depth)s - 1
        AND parent.place = drawn.parent_place
"""  # noqa: S608  # a constant of ours

_STORE: Final = (
    "ANALYZE volume_made",
    """
    CREATE TEMPORARY TABLE volume_row AS
    SELECT made.*, question.id AS question_id, question.wording_id, question.paper_id,
        person.id AS user_id, body.body, body.html,
        now() - interval '60 days' * (1 - (made.id - %(first)s)::float / %(number)s) AS at,
        luck < 0.4 AND person.organisation_id IS NOT NULL AS for_organisation,
        person.display_name, person.organisation_id, person.organisation_name
    FROM volume_made made
    JOIN volume_question question ON question.place = made.question_place
    JOIN volume_person person ON person.place = made.person_place
    JOIN volume_body body ON body.place = made.body_place
    """,
    """
    INSERT INTO django_comments (id, content_type_id, object_pk, site_id, user_id, user_name,
        user_email, user_url, comment, submit_date, is_public, is_removed)
    SELECT id, %(content_type)s, question_id::text, %(site)s, user_id, '', '', '', body, at,
        is_public, false
    FROM volume_row ORDER BY id
    """,
    """
    INSERT INTO django_comments_xtd_xtdcomment (comment_ptr_id, thread_id, parent_id, level,
        "order", followup, nested_count)
    SELECT id, root_id, coalesce(parent_id, id), depth, 1, false, 0
    FROM volume_row ORDER BY id
    """,
    """
    INSERT INTO responses_response (xtdcomment_ptr_id, public_id, question_id, wording_id,
        in_reply_to_id, root_id, depth, path, state, visibility, channel, version, shown_name,
        organisation_id, shown_organisation, html, renderer, client_token, published_at,
        reply_count)
    SELECT id, left(md5('response' || id || random()), 16), question_id, wording_id, parent_id,
        made.root_id, depth, path, state, visibility, 'web', 1,
        CASE WHEN for_organisation AND luck < 0.2 THEN '' ELSE display_name END,
        CASE WHEN for_organisation THEN organisation_id END,
        CASE WHEN for_organisation THEN organisation_name ELSE '' END,
        html, %(renderer)s, gen_random_uuid(), CASE WHEN state = 'published' THEN at END,
        coalesce(below.replies, 0)
    FROM volume_row made
    LEFT JOIN (SELECT root_id, count(*) AS replies FROM volume_row
               WHERE depth > 0 AND is_public GROUP BY root_id) below ON below.root_id = made.id
    ORDER BY id
    """,
    """
    INSERT INTO activity_activity (actor_id, verb, object_type, object_id, paper_id, at, data)
    SELECT user_id, verb, 'responses.response', id, paper_id, at, data
    FROM (
        SELECT id, user_id, paper_id, at, 1 AS step, 'response.posted' AS verb, '{}'::jsonb AS data
        FROM volume_row
        UNION ALL
        SELECT id, user_id, paper_id, at, 2, 'response.published',
            jsonb_build_object('question', question_id)
        FROM volume_row WHERE state = 'published'
    ) logged ORDER BY id, step
    """,
    """
    INSERT INTO responses_questiontally AS tally (question_id, answers, replies, latest_id)
    SELECT question_id, count(*) FILTER (WHERE depth = 0), count(*) FILTER (WHERE depth > 0),
        max(id)
    FROM volume_row WHERE is_public GROUP BY question_id
    ON CONFLICT (question_id) DO UPDATE SET answers = tally.answers + excluded.answers,
        replies = tally.replies + excluded.replies, latest_id = excluded.latest_id,
        version = tally.version + 1
    """,
)
_TIDY: Final = "DROP TABLE volume_body, volume_question, volume_person, volume_made, volume_row"


class NothingToAnswerError(Exception):
    """There is no published question, or nobody made to answer it."""


def add_responses(number: int) -> int:
    """Add responses of made people to the published questions; return how many there are.

    Held and rejected ones are among them, private ones, and some for an organisation.
    """
    return _add(_sizes(number), only=None, in_full=False)


def add_roots(number: int, question: int) -> int:
    """Add so many public responses to one question, none of them a reply."""
    return _add([number], only=question, in_full=True)


def add_thread(number: int, question: int) -> int:
    """Add one public thread of so many responses, its root among them, to one question."""
    replies = _sizes(number - 1)
    return _add([1, *replies], only=question, in_full=True)


def add_discussion(number: int, question: int) -> int:
    """Add so many public responses to one question, in threads as people make them."""
    return _add(_sizes(number), only=question, in_full=True)


@transaction.atomic
def _add(sizes: Sequence[int], *, only: int | None, in_full: bool) -> int:
    """Add responses of these generations; `only` is a question, `in_full` makes all public."""
    given = bodies()
    values = {
        "domain": DOMAIN,
        "bodies": [body for body, _ in given],
        "htmls": [html for _, html in given],
        "bodies_given": len(given),
        "content_type": ContentType.objects.get_for_model(Question).pk,
        "site": settings.SITE_ID,
        "renderer": RENDERER_VERSION,
        "number": sum(sizes),
        "parents": 0,
        "only": only,
        "in_full": in_full,
    }
    execute(_PREPARE, values)
    values["questions"], values["persons"] = _count("volume_question"), _count("volume_person")
    if not values["questions"] or not values["persons"]:
        raise NothingToAnswerError
    values["first"] = _next_id()
    for depth, size in enumerate(sizes):
        parents = _count(f"volume_made WHERE is_public AND depth = {depth - 1}")
        made = _REPLIES if depth else _ROOTS
        execute([made], {**values, "depth": depth, "size": size, "parents": parents})
    execute(_STORE, values)
    stored = _count("volume_row")
    execute([_TIDY], {})
    analyse("django_comments", "django_comments_xtd_xtdcomment", "responses_response")
    analyse("responses_questiontally", "activity_activity")
    return stored


def _sizes(number: int) -> list[int]:
    """Return how many of each generation; what is left over are roots."""
    replies = [number * share // 100 for share in GENERATIONS[1:]]
    return [number - sum(replies), *replies]


def _count(rows: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {rows}")  # noqa: S608  # words of ours
        return int(cursor.fetchone()[0])


def _next_id() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('django_comments', 'id'))")
        return int(cursor.fetchone()[0])
