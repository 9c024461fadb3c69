"""Making notices from the log: whom a response is for is settled once, in one statement a batch.

No request pays for it: a reply costs the same whether nobody follows the question or 5,000 do. What
was published by transactions that had not ended when the log was last read is found by the next
reading, as digests find it (docs/decisions/0005-the-log.md).

Of an answer without a name followers are told when its day is over, at random among its like: told
at once, in one list or one mail with what else the same person sent, it would lead to them.
"""

from typing import Any, Final

from django.db import connection, transaction

from accounts.models import User
from consultation.activity.models import Activity, Verb
from consultation.activity.querysets import is_log_ahead, read_horizon
from consultation.digests.building import LogAheadOfDatabaseError
from consultation.digests.models import Notice, NoticeBookmark, NoticeSettings
from consultation.lib.clock import LONDON
from consultation.responses.models import Follow, Mention, Response
from papers.models import Question

# So many responses are told of in one transaction: with 5,000 followers each, a quarter of a
# million rows, which a worker writes in a few seconds.
RESPONSES_AT_ONCE: Final = 50

_RESPONSES: Final = Response._meta.db_table

# What was published in a window of the log, and when; it is told as of then.
_NAMED: Final = f"""
    SELECT line.object_id AS id, min(line.at) AS at, min(line.at) AS told_at
    FROM {Activity._meta.db_table} line
    JOIN {_RESPONSES} response ON response.xtdcomment_ptr_id = line.object_id
        AND NOT response.is_nameless
    WHERE line.verb = %(published)s AND line.object_type = %(type)s
        AND line.transaction_id >= %(first)s AND line.transaction_id < %(end)s
    GROUP BY line.object_id
"""  # noqa: S608  # names of our own tables
# What was published without a name on a day that is over and that nobody was told of yet. A week
# back, should the worker have stood still.
_NAMELESS: Final = f"""
    SELECT response.xtdcomment_ptr_id AS id, response.published_at AS at,
        date_trunc('day', response.published_at, %(zone)s) AS told_at
    FROM {_RESPONSES} response
    WHERE response.is_nameless AND response.state = 'published'
        AND response.published_at < date_trunc('day', statement_timestamp(), %(zone)s)
        AND response.published_at > statement_timestamp() - interval '7 days'
        AND NOT EXISTS (
            SELECT FROM {Notice._meta.db_table} notice
            WHERE notice.response_id = response.xtdcomment_ptr_id
        )
"""  # noqa: S608  # the same

# Comments hold who speaks, responses all else. The nearest thing followed is told, one line each:
# who is replied to, turned to and follows the thread is told once. Nobody is told of their own.
_TELL: Final = f"""
WITH said AS ({{said}}), spoken AS (
    SELECT said.id, said.at, said.told_at, response.public_id, response.root_id,
        response.question_id, response.in_reply_to_id, question.paper_id,
        comment.user_id AS author_id
    FROM said
    JOIN {_RESPONSES} response ON response.xtdcomment_ptr_id = said.id
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
    spoken.told_at,
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
ORDER BY spoken.told_at, spoken.public_id
ON CONFLICT (person_id, response_id) DO NOTHING
"""  # noqa: S608  # the same


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
        made = _tell_named(bookmark.told_up_to, end) + _tell_nameless()
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


def _tell_named(first: int, end: int) -> int:
    """Tell of what was published in a window of the log; return how many were told."""
    values = {
        "published": Verb.RESPONSE_PUBLISHED,
        "type": Response._meta.label_lower,
        "first": first,
        "end": end,
    }
    return _tell(_NAMED, values)


def _tell_nameless() -> int:
    """Tell of the answers without a name of the days that are over; return how many were told."""
    return _tell(_NAMELESS, {"zone": str(LONDON)})


def _tell(said: str, values: dict[str, Any]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(_TELL.format(said=said), values)
        return int(cursor.rowcount)
