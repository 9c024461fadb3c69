"""Asking for digests, and asking for no more of them."""

from django.db import transaction
from django.db.models.functions import Now

from accounts.access import check_role
from accounts.models import User
from consultation.activity.actions import record
from consultation.activity.models import Verb
from consultation.activity.querysets import read_horizon
from consultation.digests.models import Subscription
from consultation.digests.policy import MAY_SUBSCRIBE

Frequency = Subscription.Frequency


@transaction.atomic
def change_subscription(*, actor: User, frequency: str) -> Subscription:
    """Set how often the actor gets a digest; raises PermissionDenied for who is not staff.

    What was published before the first subscription, or while there was none, is not told; a change
    between daily and weekly loses nothing.
    """
    check_role(actor, *MAY_SUBSCRIBE)
    horizon = read_horizon()
    subscription, is_new = Subscription.objects.select_for_update().get_or_create(
        user=actor, defaults={"frequency": frequency, "told_up_to": horizon}
    )
    if is_new:
        _record(actor, subscription)
    elif subscription.frequency != frequency:
        if subscription.frequency == Frequency.NEVER:
            subscription.told_up_to = horizon
        _set(actor, subscription, frequency)
    return subscription


@transaction.atomic
def stop_digests(person: User) -> None:
    """Send the person no more digests; stopping twice is stopping once, and needs no role."""
    subscription = Subscription.objects.select_for_update().filter(user=person).first()
    if subscription is not None and subscription.frequency != Frequency.NEVER:
        _set(person, subscription, Frequency.NEVER)


def _set(actor: User, subscription: Subscription, frequency: str) -> None:
    subscription.frequency = frequency
    # An instant of the new rhythm that is already past is not owed.
    subscription.since = Now()
    subscription.save(update_fields=["frequency", "since", "told_up_to"])
    subscription.refresh_from_db(fields=["since"])
    _record(actor, subscription)


def _record(actor: User, subscription: Subscription) -> None:
    record(
        actor=actor,
        verb=Verb.SUBSCRIPTION_CHANGED,
        thing=subscription,
        frequency=str(subscription.frequency),
    )
