from threading import Thread

import pytest
from celery import Celery
from django.db import IntegrityError, connection, transaction
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

from accounts.models import User
from consultation.mail import actions, tasks
from consultation.mail.actions import (
    NotInTransactionError,
    Order,
    UnusableAddressError,
    enqueue_message,
    enqueue_messages,
)
from consultation.mail.kinds import UnknownKindError
from consultation.mail.models import Message
from consultation.mail.sending import send_due
from tests.mail.conftest import Enqueue, NewKind

pytestmark = pytest.mark.django_db


def test_a_mail_is_a_row_for_the_address_of_today(enqueue: Enqueue, reader: User) -> None:
    message = enqueue(recipient=reader)
    assert (message.to, message.state, message.context) == (reader.email, "queued", {"n": 1})


def test_the_kind_says_how_soon_it_goes(enqueue: Enqueue, new_kind: NewKind) -> None:
    new_kind("code", priority=0)
    assert enqueue(kind="code").priority == 0


def test_the_same_mail_asked_for_twice_is_one_row(enqueue: Enqueue) -> None:
    enqueue(key="week 1")
    again = enqueue_message(kind="notice", to="reader@soundings.example", key="week 1", context={})
    assert again is None
    assert Message.objects.count() == 1


def test_another_period_is_another_mail(enqueue: Enqueue) -> None:
    assert enqueue(key="week 1").pk != enqueue(key="week 2").pk


def test_asking_twice_leaves_the_callers_transaction_usable(enqueue: Enqueue) -> None:
    enqueue()
    with transaction.atomic():
        enqueue_message(kind="notice", to="reader@soundings.example", key="1", context={})
        assert Message.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_it_refuses(new_kind: NewKind) -> None:
    new_kind()
    with pytest.raises(NotInTransactionError):
        enqueue_message(kind="notice", to="reader@soundings.example", key="1", context={})


def test_a_rolled_back_change_sends_nothing(enqueue: Enqueue) -> None:
    with transaction.atomic():
        enqueue()
        transaction.set_rollback(True)
    assert Message.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_two_requests_at_once_make_one_row(enqueue: Enqueue) -> None:
    made: list[Message | None] = []

    def ask_too() -> None:
        with transaction.atomic():
            made.append(
                enqueue_message(kind="notice", to="reader@soundings.example", key="1", context={})
            )
        connection.close()

    other = Thread(target=ask_too)
    with transaction.atomic():
        enqueue()
        other.start()  # it waits in the database for this transaction to end
        other.join(0.2)
    other.join(10)
    assert made == [None]


def test_a_misspelt_kind_fails_where_it_is_asked_for(enqueue: Enqueue) -> None:
    with pytest.raises(UnknownKindError):
        enqueue(kind="notise")


@pytest.mark.parametrize(
    "to",
    [
        "",
        "nobody",
        "a@soundings.example\nBcc: b@soundings.example",
        "a@soundings.example\r\n",
        "a@soundings.example,b@soundings.example",
        "A <a@soundings.example>",
        "a@soundings.example\x00",
    ],
)
def test_what_is_not_one_address_is_refused(enqueue: Enqueue, to: str) -> None:
    with pytest.raises(UnusableAddressError):
        enqueue(to)


@pytest.mark.parametrize("to", ["a@x.example\nBcc: b@x.example", "a@x.example,b@x.example", "a"])
def test_the_database_refuses_them_too(enqueue: Enqueue, to: str) -> None:
    message = enqueue()
    with pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.filter(pk=message.pk).update(to=to)


def test_many_mails_cost_two_queries(
    enqueue: Enqueue, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    orders = [Order(key="1", to=f"reader{n}@soundings.example") for n in range(50)]
    with django_assert_num_queries(2):
        assert len(enqueue_messages(kind="notice", orders=orders)) == 50


def test_nothing_asked_for_asks_nothing(enqueue: Enqueue) -> None:
    assert enqueue_messages(kind="notice", orders=[]) == []


def test_committing_wakes_the_sender(
    new_kind: NewKind,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    new_kind()
    woken: list[object] = []
    monkeypatch.setattr(tasks.send_due_mail, "apply_async", lambda **_: woken.append(1))
    with django_capture_on_commit_callbacks(execute=True):
        enqueue_message(kind="notice", to="reader@soundings.example", key="1", context={})
    assert woken == [1]


def test_without_a_broker_the_mail_waits_and_the_change_stands(
    new_kind: NewKind,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    caplog: pytest.LogCaptureFixture,
) -> None:
    new_kind()
    caplog.set_level("WARNING", logger="consultation.mail")
    nowhere = Celery(broker="redis://127.0.0.1:1/0", set_as_current=False)
    nowhere.conf.broker_transport_options = {"max_retries": 0}
    task = nowhere.task(send_due, name="nowhere")
    monkeypatch.setattr(actions, "send_due_mail", task)
    with django_capture_on_commit_callbacks(execute=True):
        enqueue_message(kind="notice", to="reader@soundings.example", key="1", context={})
    assert Message.objects.due().count() == 1
    assert "no broker" in caplog.text
