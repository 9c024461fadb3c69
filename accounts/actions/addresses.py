"""A new address to sign in with."""

from django.db import transaction

from accounts.models import User
from consultation.activity.actions import record
from consultation.activity.models import Verb


@transaction.atomic
def note_change_of_address(*, actor: User) -> None:
    """Log that somebody signs in with another address now; which ones the log does not say."""
    record(actor=actor, verb=Verb.ADDRESS_CHANGED, thing=actor)
