"""Two at once, on real connections."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from threading import Barrier, Event

import pytest
from django.core.mail import EmailMultiAlternatives
from django.db import connections, transaction

from accounts.models import Role, User
from consultation.digests.actions import change_subscription
from consultation.digests.building import Built
from consultation.digests.models import Digest, Subscription
from consultation.mail.models import Message
from consultation.mail.sending import send_due
from papers.models import Question
from tests.asking import post_published
from tests.digests.conftest import Tell, build_due, subscribe
from tests.people import make_person

pytestmark = pytest.mark.django_db(transaction=True)
MORNING = datetime(2026, 11, 22, 8, tzinfo=UTC)


def at_once(number: int, act: Callable[[], object]) -> None:
    """Do it on so many connections, begun together."""
    barrier = Barrier(number)

    def run(_: int) -> None:
        barrier.wait(timeout=10)
        try:
            act()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(number) as pool:
        list(pool.map(run, range(number)))


@contextmanager
def still_open(act: Callable[[], object]) -> Iterator[Event]:
    """Do it in a transaction on another connection, which commits when the event is set."""
    done, commit = Event(), Event()

    def run() -> None:
        try:
            with transaction.atomic():
                act()
                done.set()
                assert commit.wait(timeout=10)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        running: Future[None] = pool.submit(run)
        assert done.wait(timeout=10)
        try:
            yield commit
        finally:
            commit.set()
            running.result(timeout=10)


@pytest.mark.parametrize("day", range(20, 25))
def test_four_workers_build_one_digest_each(
    day: int, participant: User, question: Question
) -> None:
    for n in range(10):
        subscribe(make_person(f"officer{n}", Role.EDITOR))
    post_published(participant, question)
    at_once(4, lambda: build_due(datetime(2026, 11, day, 8, tzinfo=UTC)))
    assert Digest.objects.count() == Message.objects.count() == 10


def test_a_worker_leaves_out_what_another_has_in_hand(
    lead: User, participant: User, question: Question
) -> None:
    subscribe(lead)
    post_published(participant, question)

    def hold() -> None:
        list(Subscription.objects.select_for_update())

    with still_open(hold):
        assert build_due(MORNING) == Built()
    assert build_due(MORNING) == Built(digests=1, mails=1)


def test_out_of_order_commits_miss_and_double_nothing(
    lead: User, participant: User, other_participant: User, question: Question, tell: Tell
) -> None:
    subscribe(lead)
    post_published(participant, question, "The first voice.")
    with still_open(lambda: post_published(lead, question, "Written early, committed late.")):
        # The tally's row is the open transaction's, so the other one answers elsewhere.
        elsewhere = Question.objects.exclude(pk=question.pk).get()
        post_published(other_participant, elsewhere, "Written late, committed early.")
        (first,) = tell("2026-11-22T08:00")
    (second,) = tell("2026-11-23T08:00")
    assert tell("2026-11-24T08:00") == []
    voices = [
        "The first voice.",
        "Written early, committed late.",
        "Written late, committed early.",
    ]
    assert [first.body.count(voice) + second.body.count(voice) for voice in voices] == [1, 1, 1]
    assert "committed late" in second.body


def test_a_window_ends_before_the_transaction_that_was_open(
    lead: User, participant: User, question: Question, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    """Both mails are written after the late commit, when every row can be seen."""
    subscribe(lead)
    post_published(participant, question, "The first voice.")
    with still_open(lambda: post_published(lead, question, "Committed late.")):
        assert build_due(MORNING).mails == 1
    build_due(MORNING + timedelta(days=1))
    send_due()
    assert ["Committed late." in mail.body for mail in mailoutbox] == [False, True]
    assert ["The first voice." in mail.body for mail in mailoutbox] == [True, False]


def test_subscribing_twice_at_once_is_one_subscription(lead: User) -> None:
    at_once(4, lambda: change_subscription(actor=lead, frequency="daily"))
    assert Subscription.objects.get().frequency == "daily"
