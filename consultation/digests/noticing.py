"""Making notices from the log: whom a response is for is settled once, in one statement a batch.

No request pays for it: a reply costs the same whether nobody follows the question or 5,000 do. What
was published by transactions that had not ended when the log was last read is found by the next
reading, as digests find it (docs/decisions/0005-the-log.md).
"""

from typing import Final

from django.db import connection, transaction

from accounts.models import User
from consultation.activity.models import Activity, Verb
from consultation.activity.querysets import is_log_ahead, read_horizon
from consultation.digests.building import LogAheadOfDatabaseError
from consultation.digests.models import Notice, NoticeBookmark, NoticeSettings
from consultation.responses.models import Follow, Mention, Response
from papers.models import Question

# So many responses are told of in one transaction: with 5,000 followers each, a quarter of a
# million rows, which a worker writes in a few seconds.
RESPONSES_AT_ONCE: Final = 50

# Comments hold who speaks, responses all else. The nearest thing followed is told, one line each:
# who is replied to, turned to and follows the thread is told once. Nobody is told of their own.
_TELL: Final = f"""
WITH said AS (
    SELECT object_id AS id, min(at) AS at FROM {Activity._meta.db_table}
    WHERE verb = %(published)s AND object_type = %(type)s
        AND transaction_id >= %(first)s AND transaction_id < %(end)s
    GROUP BY object_id
), spoken AS (
    SELECT said.id, said.at, response.root_id, response.question_id, response.in_reply_to_id,
        question.paper_id, comment.user_id AS author_id
    FROM said
    JOIN {Response._meta.db_table} response ON response.xtdcomment_ptr_id = said.id
        AND response.state = 'published' AND response.visibility = 'public'
    JOIN django_comments comment ON comment.id = said.id
    JOIN {Question._meta.db_table} question ON question.id = response.question_id
), concerned AS (
    SELECT spoken.id, parent.user_id AS person_id, 1 AS reply, 0 AS mention, 0 AS near
    FROM spoken JOIN django_comments parent ON parent.id = spoken.in_reply_to_id
    UNION ALL
    SELECT spoken.id, turned_to.user_id, 0, 1, 0
    FROM spoken JOIN {Mention._meta.db_table} mention ON mention.response_id = spoken.id
    JOIN django_comments turned_to ON turned_to.id = mention.mentioned_id
    UNION ALL
    SELECT spoken.id, person_id, 0, 0, 3 FROM spoken
    JOIN {Follow._meta.db_table} follow ON follow.thread_id = spoken.root_id
        AND follow.since <= spoken.at
    UNION ALL
    SELECT spoken.id, person_id, 0, 0, 2 FROM spoken
    JOIN {Follow._meta.db_table} follow ON follow.question_id = spoken.question_id
        AND follow.since <= spoken.at
    UNION ALL
    SELECT spoken.id, person_id, 0, 0, 1 FROM spoken
    JOIN {Follow._meta.db_table} follow ON follow.paper_id = spoken.paper_id
        AND follow.since <= spoken.at
), told AS (
    SELECT id, person_id, max(reply) = 1 AS is_reply, max(mention) = 1 AS is_mention,
        max(near) AS near
    FROM concerned GROUP BY id, person_id
)
INSERT INTO {Notice._meta.db_table}
    (person_id, response_id, is_reply, is_mention, followed, at, pace)
SELECT told.person_id, told.id, told.is_reply, told.is_mention,
    (ARRAY['', 'paper', 'question', 'thread'])[told.near + 1],
    spoken.at,
    CASE
        WHEN person.suspended_at IS NOT NULL THEN 'never'
        WHEN 'at_once' IN (wish.reply, wish.mention, wish.follow) THEN 'at_once'
        WHEN 'daily' IN (wish.reply, wish.mention, wish.follow) THEN 'daily'
        ELSE 'never'
    END
FROM told
JOIN spoken ON spoken.id = told.id AND spoken.author_id IS DISTINCT FROM told.person_id
JOIN {User._meta.db_table} person ON person.id = told.person_id AND person.is_active
LEFT JOIN {NoticeSettings._meta.db_table} chosen ON chosen.person_id = told.person_id
CROSS JOIN LATERAL (
    SELECT CASE WHEN told.is_reply THEN COALESCE(chosen.replies, 'at_once') END AS reply,
        CASE WHEN told.is_mention THEN COALESCE(chosen.mentions, 'at_once') END AS mention,
        CASE WHEN told.near > 0 THEN COALESCE(chosen.follows, 'daily') END AS follow
) wish
ON CONFLICT (person_id, response_id) DO NOTHING
"""  # noqa: S608  # names of our own tables


def make_notices() -> int:
    """Tell everybody whom it concerns what was published since the last time; return how many.

    As often as one likes: two at once tell nobody twice. The first call ever tells of nothing.
    Raises LogAheadOfDatabaseError rather than telling nobody anything for months.
    """
    made, is_done = 0, False
    while not is_done:
        more, is_done = _read_on()
        made += more
    return made


def _read_on() -> tuple[int, bool]:
    """Tell of the next batch; say how many were told, and whether that was the last."""
    NoticeBookmark.objects.get_or_create(pk=1, defaults={"told_up_to": read_horizon()})
    with transaction.atomic():
        bookmark = NoticeBookmark.objects.select_for_update(skip_locked=True).first()
        if bookmark is None:
            return 0, True  # another worker reads on
        horizon = read_horizon()
        if is_log_ahead() or bookmark.told_up_to > horizon:
            raise LogAheadOfDatabaseError
        end = _end_of_batch(bookmark.told_up_to, horizon)
        made = _tell(bookmark.told_up_to, end)
        bookmark.told_up_to = end
        bookmark.save(update_fields=["told_up_to"])
    return made, end == horizon


def _end_of_batch(first: int, horizon: int) -> int:
    """Return where to stop: after RESPONSES_AT_ONCE, or with the transaction that holds more."""
    lines = Activity.objects.between_transactions(first, horizon).filter(
        verb=Verb.RESPONSE_PUBLISHED
    )
    ids = lines.order_by("transaction_id").values_list("transaction_id", flat=True)
    beyond = next(iter(ids[RESPONSES_AT_ONCE : RESPONSES_AT_ONCE + 1]), horizon)
    # What one transaction published is told together.
    return max(beyond, first + 1) if beyond < horizon else horizon


def _tell(first: int, end: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            _TELL,
            {
                "published": Verb.RESPONSE_PUBLISHED,
                "type": Response._meta.label_lower,
                "first": first,
                "end": end,
            },
        )
        return int(cursor.rowcount)
