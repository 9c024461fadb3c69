"""Rows of mail that is done with do not stay for ever."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from accounts.models import User
from consultation.mail.models import Message, State
from consultation.mail.tasks import forget_settled_mail

pytestmark = pytest.mark.django_db


def make_message(days: int, *, recipient: User | None = None, state: str = State.SENT) -> Message:
    at = timezone.now() - timedelta(days=days)
    return Message.objects.create(
        recipient=recipient,
        to="reader@soundings.example",
        kind="account",
        key=f"{days} {state}",
        state=state,
        sent_at=at if state == State.SENT else None,
        outcome="gave up" if state == State.FAILED else "",
        created_at=at,
    )


@pytest.mark.parametrize(("days", "is_kept"), [(89, True), (91, False)])
@pytest.mark.parametrize("state", [State.SENT, State.FAILED])
def test_the_mails_to_a_person_are_kept_for_ninety_days(
    participant: User, days: int, is_kept: bool, state: str
) -> None:
    make_message(days, recipient=participant, state=state)
    forget_settled_mail()
    assert Message.objects.exists() == is_kept


@pytest.mark.parametrize(("days", "is_kept"), [(6, True), (8, False)])
def test_an_address_without_an_account_is_kept_for_a_week(days: int, is_kept: bool) -> None:
    make_message(days)
    assert forget_settled_mail() == int(not is_kept)
    assert Message.objects.exists() == is_kept


def test_what_waits_is_never_forgotten(participant: User) -> None:
    make_message(400, recipient=participant, state=State.QUEUED)
    assert forget_settled_mail() == 0


def test_beat_asks_each_night() -> None:
    tasks = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    assert forget_settled_mail.name in tasks
