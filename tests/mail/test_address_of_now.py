"""To whom a mail goes that was asked for a while ago, and what is left of one that failed."""

import pytest
from django.db import transaction

from accounts.models import User
from consultation.mail.actions import enqueue_message
from consultation.mail.sending import send_due
from tests.mail.conftest import Enqueue, NewKind
from tests.sinks import SmtpSink

pytestmark = pytest.mark.django_db


def test_a_person_gets_mail_at_the_address_of_now(
    enqueue: Enqueue, reader: User, smtp_sink: SmtpSink
) -> None:
    enqueue(recipient=reader)
    enqueue(key="2")  # asked for by typing the address: it stays
    User.objects.filter(pk=reader.pk).update(email="moved@soundings.example")
    assert send_due().sent == 2
    assert [(each.recipients, each.mail["To"]) for each in smtp_sink.caught] == [
        (["moved@soundings.example"], "moved@soundings.example"),
        (["reader@soundings.example"], "reader@soundings.example"),
    ]


def test_a_person_who_moved_is_told_the_same_thing_once(enqueue: Enqueue, reader: User) -> None:
    enqueue(recipient=reader)
    User.objects.filter(pk=reader.pk).update(email="moved@soundings.example")
    reader.refresh_from_db()
    with transaction.atomic():
        again = enqueue_message(kind="notice", key="1", context={}, recipient=reader)
    assert again is None


def test_a_person_without_an_address_fails_alone(
    enqueue: Enqueue, reader: User, smtp_sink: SmtpSink
) -> None:
    message = enqueue(recipient=reader)
    User.objects.filter(pk=reader.pk).update(email="")
    assert send_due().failed == 1
    message.refresh_from_db()
    assert (message.outcome, message.context) == ("ValidationError", {"n": 1})


def test_a_secret_is_wiped_however_the_mail_ends(
    enqueue: Enqueue, new_kind: NewKind, smtp_sink: SmtpSink
) -> None:
    new_kind("code", secret=True)
    smtp_sink.answers["bad@soundings.example"] = "550 No such mailbox"
    message = enqueue("bad@soundings.example", kind="code")
    send_due()
    message.refresh_from_db()
    assert (message.state, message.context) == ("failed", {})
