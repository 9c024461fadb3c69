"""Sending what is due: claim, write, carry, write down. Decision 0006 says what is promised."""

import logging
import random
import time
from dataclasses import dataclass
from datetime import timedelta

from django.core.mail import EmailMultiAlternatives
from django.db import InterfaceError, OperationalError

from consultation.mail import claiming
from consultation.mail.addressing import address_mail
from consultation.mail.carrying import Line, RefusedError, TryLaterError, UnreachableError
from consultation.mail.kinds import UnknownKindError, kind_named
from consultation.mail.models import Message

logger = logging.getLogger(__name__)

# 1, 2, 4 … 128 minutes, then every four hours: the fourteenth attempt is a day after the first.
MOST_ATTEMPTS = 14
_LONGEST_WAIT = timedelta(hours=4)
# Well under CELERY_TASK_TIME_LIMIT, so that a run ends by itself and hands over to the next.
_LONGEST_RUN_SECONDS = 240
_BREAKS_IN_A_ROW = 3
_jitter = random.SystemRandom()


@dataclass
class Counts:
    """What one run did; `more` says that it stopped early and mail may still be due."""

    sent: int = 0
    skipped: int = 0
    requeued: int = 0
    failed: int = 0
    more: bool = False


def send_due(limit: int = 500) -> Counts:
    """Send up to `limit` due mails, each at most once now; never raises for one mail's sake."""
    counts, breaks = Counts(), 0
    stop_at = time.monotonic() + _LONGEST_RUN_SECONDS
    with Line() as line:
        for _ in range(limit):
            if time.monotonic() > stop_at:
                break
            message = claiming.claim_next()
            if message is None:
                return counts
            try:
                _send(message, line, counts)
                breaks = 0
            except UnreachableError:
                return counts
            except TryLaterError:
                breaks += 1
                if breaks == _BREAKS_IN_A_ROW:
                    return counts
    counts.more = True
    return counts


def wait_after(attempts: int) -> timedelta:
    """Return how long to wait after so many attempts, spread by a fifth either way."""
    wait = min(timedelta(minutes=2 ** (attempts - 1)), _LONGEST_WAIT)
    return wait * _jitter.uniform(0.8, 1.2)


def _send(message: Message, line: Line, counts: Counts) -> None:
    """Send one claimed mail and settle its row; raises TryLaterError after putting it back."""
    if message.attempts > MOST_ATTEMPTS:
        # Only a worker killed at every attempt brings a row here: something in it kills workers.
        counts.failed += _settled(message, claiming.settle_failed(message, "gave up"))
        return
    try:
        email = _write(message)
    except UnknownKindError:
        _put_off(message, "kind not known to this worker", counts)
        return
    except (OperationalError, InterfaceError):
        raise  # the database is away: the lease runs out, and the mail is tried again
    except Exception as error:  # noqa: BLE001 (one kind's bug must not stop the others' mail)
        # The class only, here and in the row: an exception's words may quote what people wrote.
        reason = type(error).__name__
        logger.error("mail %s (%s) failed: %s", message.public_id, message.kind, reason)  # noqa: TRY400
        counts.failed += _settled(message, claiming.settle_failed(message, reason))
        return
    if email is None:
        done = claiming.settle_skipped(message, "nothing to send any more")
        counts.skipped += _settled(message, done)
        return
    try:
        line.carry(email)
    except RefusedError as error:
        logger.warning("mail %s refused for good", message.public_id)
        counts.failed += _settled(message, claiming.settle_failed(message, str(error)))
    except TryLaterError as error:
        _put_off(message, str(error), counts)
        raise
    else:
        counts.sent += _settled(message, claiming.settle_sent(message))


def _write(message: Message) -> EmailMultiAlternatives | None:
    """Compose the mail from what is true now; None when its reader should no longer get it."""
    kind = kind_named(message.kind)
    if message.recipient is not None and not message.recipient.is_active:
        return None
    mail = kind.compose(message)
    return None if mail is None else address_mail(mail, message)


def _put_off(message: Message, reason: str, counts: Counts) -> None:
    if message.attempts >= MOST_ATTEMPTS:
        counts.failed += _settled(
            message, claiming.settle_failed(message, f"gave up: {reason}"[:120])
        )
        return
    wait = wait_after(message.attempts)
    counts.requeued += _settled(message, claiming.put_back(message, reason, wait))


def _settled(message: Message, was_ours: bool) -> int:
    if not was_ours:
        logger.warning("mail %s took longer than its lease", message.public_id)
    return int(was_ours)
