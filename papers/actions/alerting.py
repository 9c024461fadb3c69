"""Asking to be told when a paper opens: by a person with an account, or by an address.

An address is written to once before it is told anything, and is told only after it confirmed:
nobody can sign up somebody else. Nothing here asks whether an address has an account.
"""

from datetime import timedelta
from typing import Final

from django.db import transaction
from django.db.models.functions import Now

from accounts.models import User
from consultation.activity.actions import record
from consultation.activity.models import Verb
from consultation.lib.clock import LONDON, database_now
from consultation.lib.tokens import hash_of, new_token
from consultation.mail.actions import enqueue_message
from consultation.mail.models import Message
from papers.actions.errors import NotInThisStageError
from papers.alerts.alert_mail import CONFIRMATION, facts_of
from papers.models import OpeningAlert, Paper
from papers.stages import Stage

# To one address from all papers together, whoever types it.
MOST_CONFIRMATIONS_A_DAY: Final = 5


def ask_to_be_told(*, actor: User, paper: Paper) -> OpeningAlert:
    """Let a person wait for the paper; asking twice is asking once. Raises NotInThisStageError."""
    with transaction.atomic():
        _check_announced(paper)
        alert, is_new = OpeningAlert.objects.get_or_create(
            paper=paper,
            user=actor,
            defaults={"token_hash": hash_of(new_token()), "confirmed_at": Now()},
        )
        if is_new:
            record(actor=actor, verb=Verb.ALERT_ASKED, thing=alert, paper_id=paper.pk)
    return alert


def ask_by_address(*, paper: Paper, address: str) -> None:
    """Send the address one mail that asks it to confirm; at most one a day for a paper.

    An address that has confirmed gets none. Raises NotInThisStageError.
    """
    with transaction.atomic():
        _check_announced(paper)
        alert, is_new = OpeningAlert.objects.get_or_create(
            paper=paper, email=address.lower(), user=None
        )
        if is_new:
            record(actor=None, verb=Verb.ALERT_ASKED, thing=alert, paper_id=paper.pk)
        # Two who ask at once wait for one another, so that the mail and the hash belong together.
        waiting = OpeningAlert.objects.filter(pk=alert.pk, confirmed_at=None)
        unconfirmed = waiting.select_for_update().first()
        if unconfirmed is not None and not _is_flooded(unconfirmed.email):
            _send_confirmation(unconfirmed)


def confirm_alert(*, alert: OpeningAlert) -> None:
    """Note that the address wants to be told; confirming twice is confirming once."""
    with transaction.atomic():
        waiting = OpeningAlert.objects.filter(pk=alert.pk, confirmed_at=None)
        if waiting.update(confirmed_at=Now()):
            record(actor=None, verb=Verb.ALERT_CONFIRMED, thing=alert, paper_id=alert.paper_id)


def stop_alert(*, alert: OpeningAlert, actor: User | None = None) -> None:
    """Forget who asked; a mail already queued is not sent any more."""
    with transaction.atomic():
        deleted, _ = OpeningAlert.objects.filter(pk=alert.pk).delete()
        if deleted:
            record(actor=actor, verb=Verb.ALERT_STOPPED, thing=alert, paper_id=alert.paper_id)


def _check_announced(paper: Paper) -> None:
    known = Paper.objects.published().with_clock().filter(pk=paper.pk).first()
    if known is None or known.stage != Stage.ANNOUNCED:
        raise NotInThisStageError("This paper is not waiting to open.")


def _is_flooded(address: str) -> bool:
    sent = Message.objects.filter(
        kind=CONFIRMATION, to=address, created_at__gt=Now() - timedelta(days=1)
    )
    return sent.count() >= MOST_CONFIRMATIONS_A_DAY


def _send_confirmation(alert: OpeningAlert) -> None:
    """Ask for the mail; the outbox has one a day, and the hash is the newest mail's."""
    token = new_token()
    alert.token_hash = hash_of(token)
    day = database_now().astimezone(LONDON).date()
    message = enqueue_message(
        kind=CONFIRMATION,
        key=f"{alert.pk} {day}",
        to=alert.email,
        context={**facts_of(alert), "token": token},
    )
    if message is not None:
        alert.asked_at = Now()
        alert.save(update_fields=["token_hash", "asked_at"])
