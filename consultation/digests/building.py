"""Building what is owed: which subscriber is told which window of the log, once a period.

Decision 0005 says why a window is a range of transactions and not of times or ids.
"""

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import connection, transaction

from accounts.models import User
from consultation.activity.actions import record_many
from consultation.activity.models import Verb
from consultation.activity.querysets import is_log_ahead, read_horizon
from consultation.digests.models import Digest, Subscription
from consultation.digests.news import newest_before, news_for
from consultation.digests.periods import Period, latest_periods
from consultation.lib.clock import database_now
from consultation.mail.actions import Order, enqueue_messages

logger = logging.getLogger(__name__)

KIND: Final = "digest"
# So many rows are locked at once; 200 subscribers are one batch, and cost as many queries as one.
BATCH: Final = 500

# In one statement, so that no digest can be there without its subscriber's bookmark moved. The
# conflict is met by a worker whose snapshot is older than another one's commit.
_TELL = """
WITH told AS (
    INSERT INTO digests_digest (subscription_id, period, first_transaction, end_transaction)
    SELECT * FROM unnest(%s::bigint[], %s::text[], %s::bigint[], %s::bigint[])
    ON CONFLICT (subscription_id, period) DO NOTHING
    RETURNING id, subscription_id, end_transaction
)
UPDATE digests_subscription AS subscription SET told_up_to = told.end_transaction
FROM told WHERE subscription.id = told.subscription_id
RETURNING told.id, subscription.id
"""


class LogAheadOfDatabaseError(RuntimeError):
    """The log was written by another database cluster, whose transactions were counted further."""

    def __init__(self) -> None:
        super().__init__("The log is ahead of this database; see docs/decisions/0005-the-log.md.")


@dataclass(frozen=True)
class Built:
    """How many digests were written down, and how many of them had something to say."""

    digests: int = 0
    mails: int = 0

    def __add__(self, other: "Built") -> "Built":
        return Built(self.digests + other.digests, self.mails + other.mails)


def build_due(at: datetime | None = None) -> Built:
    """Build every digest that is owed now, or would be at `at`; as often as one likes.

    Raises LogAheadOfDatabaseError rather than telling nobody anything for months.
    """
    periods = latest_periods(at or database_now())
    built = Built()
    while True:
        locked, batch = _build_batch(periods)
        built += batch
        if locked < BATCH:
            return built


@dataclass(frozen=True)
class Owed:
    """What a subscriber would be told if digests were built now."""

    address: str
    period: str
    responses: int


def owed_at(at: datetime | None = None) -> list[Owed]:
    """Return what `build_due` would build, and build nothing."""
    periods = latest_periods(at or database_now())
    keys = {period.frequency: period.key for period in periods}
    end = read_horizon()
    owed = Subscription.objects.owed(periods).of_staff().select_related("user").order_by("pk")
    return [
        Owed(
            address=s.user.email,
            period=keys[s.frequency],
            responses=news_for(s.user, first=s.told_up_to, end=end).count(),
        )
        for s in owed
    ]


def worth_sending(newest: int | None, first: int) -> bool:
    """Say whether a window that begins at `first` holds something: nothing new, nothing sent."""
    return newest is not None and newest >= first


def _build_batch(periods: Iterable[Period]) -> tuple[int, Built]:
    keys = {period.frequency: period.key for period in periods}
    with transaction.atomic():
        owed = Subscription.objects.owed(periods).of_staff().select_related("user")
        locked = list(owed.select_for_update(skip_locked=True, of=("self",))[:BATCH])
        if not locked:
            return 0, Built()
        end = read_horizon()
        if is_log_ahead() or any(subscription.told_up_to > end for subscription in locked):
            raise LogAheadOfDatabaseError
        digests = _tell(locked, keys, end)
        newest = newest_before(end)
        worth = [d for d in digests if worth_sending(newest, d.first_transaction)]
        record_many(actor=None, verb=Verb.DIGEST_BUILT, things=digests)
        mails = enqueue_messages(
            kind=KIND, orders=[_order(d) for d in worth if can_reach(d.subscription.user)]
        )
    return len(locked), Built(len(digests), len(mails))


def _tell(locked: Iterable[Subscription], keys: Mapping[str, str], end: int) -> list[Digest]:
    rows = [(s.pk, keys[s.frequency], s.told_up_to, end) for s in locked]
    with connection.cursor() as cursor:
        cursor.execute(_TELL, [list(column) for column in zip(*rows, strict=True)])
        told = {subscription_id: digest_id for digest_id, subscription_id in cursor.fetchall()}
    return [
        Digest(
            pk=told[s.pk],
            subscription=s,
            period=keys[s.frequency],
            first_transaction=s.told_up_to,
            end_transaction=end,
        )
        for s in locked
        if s.pk in told
    ]


def _order(digest: Digest) -> Order:
    return Order(
        key=str(digest.pk), recipient=digest.subscription.user, context={"digest": digest.pk}
    )


def can_reach(person: User) -> bool:
    """Say whether the person has an address; one who has none must not stop the others."""
    try:
        validate_email(person.email)
    except ValidationError:
        logger.warning("person %s has no usable address", person.pk)
        return False
    return True
