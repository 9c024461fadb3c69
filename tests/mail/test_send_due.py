from collections import Counter
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection, transaction
from django.db.models.functions import Now
from pytest_django import Settings

from accounts.models import User
from consultation.mail import claiming
from consultation.mail.kinds import Mail
from consultation.mail.models import Message
from consultation.mail.sending import MOST_ATTEMPTS, send_due, wait_after
from consultation.mail.tasks import send_due_mail
from tests.mail.conftest import Enqueue, NewKind
from tests.sinks import SmtpSink

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


class KilledError(BaseException):
    """Stands for kill -9: nothing in the program catches it."""


def make_due(message: Message) -> None:
    Message.objects.filter(pk=message.pk).update(not_before=Now())


def test_a_due_mail_is_sent_once(enqueue: Enqueue, smtp_sink: SmtpSink) -> None:
    message = enqueue()
    assert (send_due().sent, send_due().sent) == (1, 0)
    message.refresh_from_db()
    assert (message.state, message.context, message.lease) == ("sent", {}, None)
    assert message.sent_at is not None
    assert [caught.recipients for caught in smtp_sink.caught] == [["reader@soundings.example"]]


def test_a_run_uses_one_connection(enqueue: Enqueue, smtp_sink: SmtpSink) -> None:
    for number in range(3):
        enqueue(key=str(number))
    assert send_due().sent == 3
    assert smtp_sink.connections == 1


def test_what_a_person_waits_for_goes_first(
    enqueue: Enqueue, new_kind: NewKind, smtp_sink: SmtpSink
) -> None:
    new_kind("code", priority=0)
    enqueue("digest@soundings.example")
    enqueue("code@soundings.example", kind="code")
    send_due()
    assert smtp_sink.caught[0].recipients == ["code@soundings.example"]


def test_a_run_that_stops_early_says_there_is_more(enqueue: Enqueue, smtp_sink: SmtpSink) -> None:
    for number in range(2):
        enqueue(key=str(number))
    counts = send_due(limit=1)
    assert (counts.sent, counts.more) == (1, True)


def test_the_task_says_what_it_did(enqueue: Enqueue, smtp_sink: SmtpSink) -> None:
    enqueue()
    assert send_due_mail.run()["sent"] == 1


@pytest.mark.django_db(transaction=True)
def test_four_senders_at_once_never_send_one_mail_twice(
    enqueue: Enqueue, smtp_sink: SmtpSink
) -> None:
    for number in range(40):
        enqueue(f"reader{number}@soundings.example")
    together = Barrier(4)

    def run() -> None:
        together.wait(10)
        send_due()
        connection.close()

    threads = [Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    sent = Counter(caught.recipients[0] for caught in smtp_sink.caught)
    assert (len(sent), set(sent.values())) == (40, {1})


@pytest.mark.django_db(transaction=True)
def test_a_row_being_claimed_is_passed_over(enqueue: Enqueue) -> None:
    first, second = enqueue(key="1"), enqueue(key="2")
    claimed: list[Message | None] = []

    def claim() -> None:
        claimed.append(claiming.claim_next())
        connection.close()

    with transaction.atomic():
        Message.objects.select_for_update().get(pk=first.pk)
        other = Thread(target=claim)
        other.start()
        other.join(10)
    assert claimed == [second]


@pytest.mark.django_db(transaction=True)
def test_no_lock_is_held_while_a_mail_is_on_its_way(enqueue: Enqueue, smtp_sink: SmtpSink) -> None:
    message = enqueue()
    locked: list[Message] = []

    def lock_it() -> None:
        with transaction.atomic():
            locked.append(Message.objects.select_for_update(nowait=True).get(pk=message.pk))
        connection.close()

    smtp_sink.before_250 = lock_it
    assert send_due().sent == 1
    assert locked == [message]


def test_a_sender_killed_after_250_leaves_one_more_of_the_same_mail(
    enqueue: Enqueue, smtp_sink: SmtpSink, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = enqueue()

    def killed(_message: Message) -> bool:
        raise KilledError

    with monkeypatch.context() as patch:
        patch.setattr(claiming, "settle_sent", killed)
        with pytest.raises(KilledError):
            send_due()
    assert send_due().sent == 0  # still leased to the dead sender
    Message.objects.filter(pk=message.pk).update(leased_until=Now() - MINUTE)
    assert send_due().sent == 1
    assert [mail["Message-ID"] for mail in smtp_sink.mails] == [message.message_id] * 2


def test_a_sender_that_was_too_slow_undoes_nothing(enqueue: Enqueue) -> None:
    message = enqueue()
    slow = claiming.claim_next()
    Message.objects.filter(pk=message.pk).update(leased_until=Now() - MINUTE)
    quick = claiming.claim_next()
    assert slow is not None
    assert quick is not None
    assert claiming.settle_sent(quick)
    assert not claiming.put_back(slow, "timed out", MINUTE)
    message.refresh_from_db()
    assert message.state == "sent"


@pytest.mark.parametrize("answer", ["451 Greylisted", "421 Closing"])
def test_try_later_is_tried_later(enqueue: Enqueue, smtp_sink: SmtpSink, answer: str) -> None:
    message = enqueue()
    smtp_sink.data_answers = [answer]
    assert (send_due().requeued, send_due().sent) == (1, 0)
    message.refresh_from_db()
    assert (message.state, message.attempts, message.outcome) == ("queued", 1, answer)
    assert 45 < (message.not_before - message.created_at).total_seconds() < 90
    make_due(message)
    assert send_due().sent == 1


def test_a_refused_address_fails_and_blocks_nobody(enqueue: Enqueue, smtp_sink: SmtpSink) -> None:
    bad, good = enqueue("bad@soundings.example"), enqueue("good@soundings.example")
    smtp_sink.answers["bad@soundings.example"] = "550 No such mailbox"
    counts = send_due()
    assert (counts.failed, counts.sent) == (1, 1)
    bad.refresh_from_db()
    good.refresh_from_db()
    assert (bad.state, bad.outcome, good.state) == ("failed", "550 No such mailbox", "sent")


def test_a_busy_address_blocks_nobody(enqueue: Enqueue, smtp_sink: SmtpSink) -> None:
    enqueue("busy@soundings.example")
    enqueue("good@soundings.example")
    smtp_sink.answers["busy@soundings.example"] = "450 Busy"
    counts = send_due()
    assert (counts.requeued, counts.sent) == (1, 1)


def test_an_unreachable_server_ends_the_run_and_loses_nothing(
    enqueue: Enqueue, smtp_sink: SmtpSink, settings: Settings
) -> None:
    settings.EMAIL_PORT = 1
    for number in range(3):
        enqueue(key=str(number))
    assert send_due().requeued == 1
    assert Message.objects.filter(state="queued", lease=None).count() == 3


def test_a_silent_server_does_not_hold_the_mail_for_ever(
    enqueue: Enqueue, smtp_sink: SmtpSink, settings: Settings
) -> None:
    settings.EMAIL_TIMEOUT = 0.2
    smtp_sink.is_silent = True
    message = enqueue()
    assert send_due().requeued == 1
    message.refresh_from_db()
    assert "timed out" in message.outcome


def test_a_server_that_breaks_three_times_is_left_alone(
    enqueue: Enqueue, smtp_sink: SmtpSink
) -> None:
    for number in range(5):
        enqueue(key=str(number))
    smtp_sink.data_answers = ["421 Closing"] * 5
    assert send_due().requeued == 3


def test_waits_double_and_last_a_day_in_all() -> None:
    waits = [wait_after(attempts) for attempts in range(1, MOST_ATTEMPTS)]
    assert timedelta(seconds=48) <= waits[0] <= timedelta(seconds=72)
    assert timedelta(hours=19) < sum(waits, timedelta()) < timedelta(hours=30)


def test_after_a_day_it_is_given_up_with_the_reason(enqueue: Enqueue, smtp_sink: SmtpSink) -> None:
    message = enqueue()
    Message.objects.filter(pk=message.pk).update(attempts=MOST_ATTEMPTS - 1)
    smtp_sink.data_answers = ["451 Greylisted"]
    assert send_due().failed == 1
    message.refresh_from_db()
    assert (message.state, message.outcome) == ("failed", "gave up: 451 Greylisted")


def test_a_mail_that_kills_every_worker_is_given_up(enqueue: Enqueue, smtp_sink: SmtpSink) -> None:
    message = enqueue()
    Message.objects.filter(pk=message.pk).update(attempts=MOST_ATTEMPTS)
    assert send_due().failed == 1
    assert smtp_sink.caught == []


def test_rights_lost_meanwhile_send_nothing(
    enqueue: Enqueue, new_kind: NewKind, smtp_sink: SmtpSink
) -> None:
    new_kind(compose=lambda _message: None)
    message = enqueue()
    assert send_due().skipped == 1
    message.refresh_from_db()
    assert (message.state, message.context) == ("skipped", {})
    assert smtp_sink.caught == []


def test_a_closed_account_gets_nothing(enqueue: Enqueue, reader: User, smtp_sink: SmtpSink) -> None:
    enqueue(recipient=reader)
    type(reader).objects.filter(pk=reader.pk).update(is_active=False)
    assert send_due().skipped == 1
    assert smtp_sink.caught == []


def test_a_deleted_account_takes_its_mail_along(enqueue: Enqueue, reader: User) -> None:
    enqueue(recipient=reader)
    reader.delete()
    assert Message.objects.count() == 0


def test_a_kinds_bug_fails_its_mail_alone_and_quotes_nobody(
    enqueue: Enqueue, new_kind: NewKind, smtp_sink: SmtpSink, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_message: Message) -> Mail:
        raise ValueError("what a person wrote in confidence")

    new_kind("broken", compose=broken)
    message = enqueue(kind="broken")
    enqueue()
    counts = send_due()
    message.refresh_from_db()
    assert (counts.failed, counts.sent, message.outcome) == (1, 1, "ValueError")
    assert "confidence" not in caplog.text


def test_a_kind_newer_than_this_worker_waits(enqueue: Enqueue, smtp_sink: SmtpSink) -> None:
    message = enqueue()
    Message.objects.filter(pk=message.pk).update(kind="tomorrow")
    assert send_due().requeued == 1
    message.refresh_from_db()
    assert message.state == "queued"
