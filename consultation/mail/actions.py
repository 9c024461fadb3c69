"""Asking for a mail. It stands or falls with the change that causes it, and is logged there."""

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from celery.exceptions import CeleryError
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import connection, transaction
from kombu.exceptions import KombuError

from consultation.mail.kinds import Kind, kind_named
from consultation.mail.models import Message
from consultation.mail.tasks import send_due_mail

if TYPE_CHECKING:
    from accounts.models import User

logger = logging.getLogger(__name__)


class NotInTransactionError(RuntimeError):
    """A mail must be asked for in the transaction that causes it."""


class UnusableAddressError(ValueError):
    """There is nobody to send to, or the address is not one address."""


@dataclass(frozen=True)
class Order:
    """One mail asked for: `key` is the period or object that must be told once.

    `to` is only for people without an account; otherwise the mail goes to the account's address of
    the moment it goes.
    `context` is JSON: ids and small facts, never what people wrote.
    """

    key: str
    recipient: "User | None" = None
    to: str | None = None
    context: "Mapping[str, object] | None" = None


def enqueue_message(
    *,
    kind: str,
    key: str,
    context: Mapping[str, object],
    recipient: "User | None" = None,
    to: str | None = None,
) -> Message | None:
    """Put one mail into the outbox; None when the same one was there already.

    Raises UnknownKindError, UnusableAddressError, and NotInTransactionError outside a transaction.
    """
    orders = [Order(key=key, recipient=recipient, to=to, context=context)]
    return next(iter(enqueue_messages(kind=kind, orders=orders)), None)


def enqueue_messages(*, kind: str, orders: Iterable[Order]) -> list[Message]:
    """Put many mails of one kind into the outbox with two queries; returns those that are new."""
    if not connection.in_atomic_block:
        raise NotInTransactionError(f"{kind} must be asked for inside a transaction")
    known = kind_named(kind)
    rows = [_row(known, order) for order in orders]
    if not rows:
        return []
    # ON CONFLICT DO NOTHING: a second caller waits for the first one's commit, and adds nothing.
    Message.objects.bulk_create(rows, ignore_conflicts=True)
    new = list(Message.objects.filter(public_id__in=[row.public_id for row in rows]))
    if new:
        transaction.on_commit(wake_sender)
    return new


def wake_sender() -> None:
    """Ask a worker to send now; without a broker the mail waits for beat's next minute.

    Never raises: the change is committed, and its reader must not be told that it failed.
    """
    try:
        send_due_mail.apply_async(retry=False)
    except (CeleryError, KombuError, OSError) as error:
        logger.warning("no broker to wake the sender: %s", type(error).__name__)


def _row(kind: Kind, order: Order) -> Message:
    address = order.to or (order.recipient.email if order.recipient else "")
    try:
        validate_email(address)
    except ValidationError:
        raise UnusableAddressError(kind.name) from None
    return Message(
        recipient=order.recipient,
        to=address,
        kind=kind.name,
        key=order.key,
        context=dict(order.context or {}),
        priority=kind.priority,
    )
