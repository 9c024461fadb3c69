"""Telling who waits for a paper that it has opened, or how much longer it is open.

The database's clock decides what is due, so that a tick too many, a tick too few or an hour with
everything down alter nothing: each person is told once.
"""

import logging
from collections import Counter
from collections.abc import Iterable
from typing import Final

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models.functions import Now

from consultation.activity.actions import record
from consultation.activity.models import Verb
from consultation.mail.actions import Order, enqueue_messages
from consultation.mail.models import Message
from papers.alerts.alert_mail import EXTENDED, KEPT, KINDS, OPENED, facts_of
from papers.models import Extension, OpeningAlert, Paper

logger = logging.getLogger(__name__)

# So many rows are locked at once.
BATCH: Final = 500


def tell_of_openings() -> int:
    """Put a mail into the outbox for everyone who waits for a paper that is open now."""
    told = 0
    while batch := _tell_batch():
        told += batch
    return told


def tell_of_extension(extension: Extension) -> int:
    """Write to everyone who asked to be told of the paper; in the caller's transaction."""
    alerts = OpeningAlert.objects.confirmed().filter(paper=extension.paper_id)
    orders = [
        _order(alert, key=f"extension {extension.pk}", extension=extension.pk)
        for alert in alerts.select_related("user").order_by("pk")
        if _can_reach(alert)
    ]
    return len(enqueue_messages(kind=EXTENDED, orders=orders))


def people_waiting(paper: Paper) -> int:
    """Return how many asked to be told of the paper and confirmed it."""
    return OpeningAlert.objects.confirmed().filter(paper=paper).count()


def forget_spent_alerts() -> int:
    """Delete the addresses that nobody needs any more, and the mails that went to them."""
    forgotten, _ = OpeningAlert.objects.spent().delete()
    Message.objects.settled_to_strangers(kinds=KINDS, before=KEPT).delete()
    return forgotten


def _tell_batch() -> int:
    with transaction.atomic():
        # The paper's row too: while someone changes it (withdraws it, say) nobody is told.
        due = (
            OpeningAlert.objects.to_be_told()
            .select_related("user", "paper")
            .select_for_update(skip_locked=True, of=("self", "paper"), no_key=True)
        )
        alerts = list(due.order_by("pk")[:BATCH])
        if not alerts:
            return 0
        OpeningAlert.objects.filter(pk__in=[alert.pk for alert in alerts]).update(told_at=Now())
        orders = [
            _order(alert, key=f"paper {alert.paper_id}") for alert in alerts if _can_reach(alert)
        ]
        enqueue_messages(kind=OPENED, orders=orders)
        _record(alerts)
    return len(alerts)


def _record(alerts: Iterable[OpeningAlert]) -> None:
    papers = {alert.paper_id: alert.paper for alert in alerts}
    for paper_id, people in Counter(alert.paper_id for alert in alerts).items():
        paper = papers[paper_id]
        record(actor=None, verb=Verb.OPENING_TOLD, thing=paper, paper_id=paper_id, people=people)


def _order(alert: OpeningAlert, *, key: str, **facts: object) -> Order:
    """Order one mail; the key is the paper's, so that one address that asked twice gets one."""
    return Order(
        key=key,
        recipient=alert.user,
        to=alert.email or None,
        context={**facts_of(alert), **facts},
    )


def _can_reach(alert: OpeningAlert) -> bool:
    """Say whether there is an address; one who has none must not stop the others."""
    try:
        validate_email(alert.user.email if alert.user else alert.email)
    except ValidationError:
        logger.warning("alert %s has no usable address", alert.pk)
        return False
    return True
