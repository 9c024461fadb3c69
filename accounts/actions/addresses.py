"""New ways to sign in that allauth takes on, and we log."""

from django.db import transaction

from accounts.models import User
from consultation.activity.actions import record
from consultation.activity.models import Verb


@transaction.atomic
def note_change_of_address(*, actor: User) -> None:
    """Log that somebody signs in with another address now; which ones the log does not say."""
    record(actor=actor, verb=Verb.ADDRESS_CHANGED, thing=actor)


@transaction.atomic
def note_way_in(*, actor: User) -> None:
    """Log that the provider of the house opens somebody's account from now on."""
    record(actor=actor, verb=Verb.FACTOR_ADDED, thing=actor, factor="single_sign_on")
