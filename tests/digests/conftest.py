"""Subscribers who are owed everything since long ago, and the mail they get."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.core.mail import EmailMultiAlternatives
from django.db import connection

from accounts.models import User
from consultation.digests import building
from consultation.digests.actions import change_subscription
from consultation.digests.gathering import order_mails
from consultation.digests.models import Subscription
from consultation.digests.noticing import make_notices
from consultation.mail.sending import send_due
from consultation.responses.models import Response
from papers.models import Question
from tests.asking import post_published

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
Tell = Callable[[str], list[EmailMultiAlternatives]]


LOOKS = 9_000  # three minutes: the longest tests fill one transaction with thousands of rows


def settle() -> None:
    """Wait until nothing written before is held back by a test of another worker.

    The log is read below the oldest open transaction of the whole cluster, which the workers of a
    test run share; those of this database are this test's own and are not waited for, but for
    PostgreSQL's own cleaning.
    """
    if connection.in_atomic_block:
        return  # such a test reads no window of the log, and two of them would wait for each other
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint")
        (newest,) = cursor.fetchone()
        for _ in range(LOOKS):
            cursor.execute(
                "SELECT count(*), pg_sleep(0.02) FROM pg_stat_activity"
                " WHERE (datname IS DISTINCT FROM current_database()"
                " OR backend_type = 'autovacuum worker')"
                " AND backend_xid::text::bigint < %s",
                [newest],
            )
            if cursor.fetchone()[0] == 0:
                return
    pytest.fail("a transaction of another database never ended")


def build_due(at: datetime | None = None) -> building.Built:
    """Build what is due, once all that was written before can be read."""
    settle()
    return building.build_due(at)


def subscribe(person: User, frequency: str = "daily") -> Subscription:
    """Subscribe the person, so long ago that any morning a test names is owed."""
    settle()
    subscription = change_subscription(actor=person, frequency=frequency)
    Subscription.objects.filter(pk=subscription.pk).update(since=LONG_AGO)
    return subscription


@pytest.fixture
def tell(mailoutbox: list[EmailMultiAlternatives]) -> Tell:
    """Return a way to build and send as if it were that time in UTC, and get the mails it sent."""

    def build_and_send(at: str) -> list[EmailMultiAlternatives]:
        mailoutbox.clear()
        build_due(datetime.fromisoformat(at).replace(tzinfo=UTC))
        send_due()
        return list(mailoutbox)

    return build_and_send


Mails = list[EmailMultiAlternatives]
TellNotices = Callable[..., Mails]
# After every response of a test, and not at eight.
NOON = (datetime.now(UTC) + timedelta(days=1)).replace(hour=12, minute=0, second=0)


@pytest.fixture
def tell_notices(mailoutbox: Mails) -> TellNotices:
    """Return a way to do what beat asks for as if it were that time, and get the mails it sent."""
    settle()
    make_notices()

    def build_and_send(at: datetime = NOON) -> Mails:
        mailoutbox.clear()
        settle()
        make_notices()
        order_mails(at)
        send_due()
        return list(mailoutbox)

    return build_and_send


@pytest.fixture
def root(participant: User, question: Question) -> Response:
    """A response that others reply to."""
    return post_published(participant, question, "What I said first.")


def reply_to(root: Response, author: User, words: str = "News of a mentor.") -> Response:
    return post_published(author, root.question, words, to=root)
