"""Gathering what waits into mails: one a person in a few minutes, and one a day."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from django.db import connection, transaction

from accounts.models import User
from consultation.digests.building import can_reach
from consultation.digests.models import WISHES, Notice, NoticeMail
from consultation.digests.notice_mail import KIND
from consultation.digests.periods import AT_ONCE, Period, latest_notice_periods
from consultation.lib.clock import database_now
from consultation.mail.actions import Order, enqueue_messages

# So many people are written to in one transaction.
BATCH: Final = 500

# In one statement, so that no notice is in two mails and none is left out of its own. The conflict
# is met by a worker whose snapshot is older than another one's commit. Only what waits is looked at
# (the index `notice_waiting`, whose condition is therefore repeated word for word).
_GATHER: Final = f"""
WITH waiting AS (
    SELECT DISTINCT notice.person_id
    FROM {Notice._meta.db_table} notice
    JOIN {User._meta.db_table} person ON person.id = notice.person_id
        AND person.is_active AND person.suspended_at IS NULL
    WHERE notice.mail_id IS NULL AND notice.read_at IS NULL
        AND notice.pace = %(pace)s AND notice.pace <> 'never' AND notice.at < %(due)s
        AND NOT EXISTS (
            SELECT FROM {NoticeMail._meta.db_table} mail
            WHERE mail.person_id = notice.person_id AND mail.period = %(period)s
        )
    ORDER BY notice.person_id LIMIT %(batch)s
), made AS (
    INSERT INTO {NoticeMail._meta.db_table} (person_id, period)
    SELECT person_id, %(period)s FROM waiting ORDER BY person_id
    ON CONFLICT (person_id, period) DO NOTHING
    RETURNING id, person_id
), taken AS (
    UPDATE {Notice._meta.db_table} notice SET mail_id = made.id FROM made
    WHERE notice.person_id = made.person_id
        AND notice.mail_id IS NULL AND notice.read_at IS NULL
        AND notice.pace = ANY(%(paces)s) AND notice.pace <> 'never' AND notice.at < %(due)s
    RETURNING notice.mail_id, notice.is_reply, notice.is_mention, notice.followed
)
SELECT made.id, made.person_id,
    bool_or(taken.is_reply), bool_or(taken.is_mention), bool_or(taken.followed <> '')
FROM made JOIN taken ON taken.mail_id = made.id
GROUP BY made.id, made.person_id ORDER BY made.id
"""  # noqa: S608  # names of our own tables


def order_mails(at: datetime | None = None) -> int:
    """Ask for every mail about notices that is owed now, or would be at `at`; return how many.

    One a person in a few minutes, and one a day; as often as one likes, and by two at once.
    """
    ordered = 0
    at_once, daily = latest_notice_periods(at or database_now())
    # The mail of the day takes along what was to go at once, so that nobody gets two in a minute.
    for period in (daily, at_once):
        while (gathered := _order_batch(period)) is not None:
            ordered += gathered
    return ordered


def _order_batch(period: Period) -> int | None:
    """Gather the notices of so many people and order their mails; None when none wait."""
    with transaction.atomic():
        rows = _gather(period)
        people = User.objects.in_bulk([person_id for _, person_id, *_ in rows])
        orders = [_order(people[row[1]], row[0], row[2:]) for row in rows]
        reachable = [order for order in orders if order.recipient and can_reach(order.recipient)]
        messages = enqueue_messages(kind=KIND, orders=reachable)
    return len(messages) if rows else None


def _gather(period: Period) -> list[tuple[int, int, bool, bool, bool]]:
    values: dict[str, Any] = {
        "pace": period.frequency,
        "paces": [period.frequency, AT_ONCE],
        "due": period.due_at,
        "period": period.key,
        "batch": BATCH,
    }
    with connection.cursor() as cursor:
        cursor.execute(_GATHER, values)
        return list(cursor.fetchall())


def _order(person: User, mail_id: int, about: Sequence[bool]) -> Order:
    wishes = [wish for wish, is_told in zip(WISHES, about, strict=True) if is_told]
    return Order(key=str(mail_id), recipient=person, context={"mail": mail_id, "about": wishes})
