"""Subscribers who are owed everything since long ago, and the mail they get."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.core.mail import EmailMultiAlternatives

from accounts.models import User
from consultation.digests.actions import change_subscription
from consultation.digests.building import build_due
from consultation.digests.models import Subscription
from consultation.mail.sending import send_due

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
Tell = Callable[[str], list[EmailMultiAlternatives]]


def subscribe(person: User, frequency: str = "daily") -> Subscription:
    """Subscribe the person, so long ago that any morning a test names is owed."""
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
