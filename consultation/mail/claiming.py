"""Who sends which row: claiming it for a while, and writing down how it ended.

Each function is one short transaction of its own; none is open while a mail is on its way, so that
a slow mail server holds no lock.
"""

import uuid
from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now

from consultation.mail.kinds import UnknownKindError, kind_named
from consultation.mail.models import Message, State

# Longer than one mail can take: six SMTP steps of EMAIL_TIMEOUT (10 s) each, and the writing of it.
LEASE = timedelta(minutes=5)


def claim_next() -> Message | None:
    """Take the next due row for LEASE; another sender skips it. None when nothing is due."""
    with transaction.atomic(durable=True):
        due = Message.objects.due().in_sending_order()
        message = due.select_for_update(skip_locked=True).first()
        if message is None:
            return None
        message.lease = uuid.uuid4()
        message.attempts += 1
        Message.objects.filter(pk=message.pk).update(
            lease=message.lease, leased_until=Now() + LEASE, attempts=F("attempts") + 1
        )
    return message


def settle_sent(message: Message) -> bool:
    """Write down that the mail server took it; False when the lease was lost meanwhile."""
    return _settle(message, state=State.SENT, sent_at=Now(), context={}, outcome="")


def settle_skipped(message: Message, reason: str) -> bool:
    return _settle(message, state=State.SKIPPED, context={}, outcome=reason)


def settle_failed(message: Message, reason: str) -> bool:
    """Give the mail up; its context stays for staff to look at, unless it holds a secret."""
    changes: dict[str, object] = {"context": {}} if _is_secret(message) else {}
    return _settle(message, state=State.FAILED, outcome=reason, **changes)


def put_back(message: Message, reason: str, delay: timedelta) -> bool:
    """Queue the mail again for later, with what stood in its way."""
    return _settle(message, not_before=Now() + delay, outcome=reason)


def _is_secret(message: Message) -> bool:
    try:
        return kind_named(message.kind).secret
    except UnknownKindError:
        return True  # nobody here knows what it holds


def _settle(message: Message, **changes: object) -> bool:
    """Change the row only while it is ours: a sender that was too slow must not undo another's."""
    with transaction.atomic(durable=True):
        mine = Message.objects.filter(pk=message.pk, lease=message.lease)
        return mine.update(lease=None, leased_until=None, **changes) == 1
