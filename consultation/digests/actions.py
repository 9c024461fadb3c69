"""Asking for digests and mail about notices, asking for no more of them, and reading notices."""

from collections.abc import Collection, Mapping

from django.db import transaction
from django.db.models.functions import Now

from accounts.access import check_role
from accounts.models import User
from consultation.activity.actions import record
from consultation.activity.models import Verb
from consultation.activity.querysets import read_horizon
from consultation.digests.models import WISHES, Notice, NoticeSettings, Pace, Subscription
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


@transaction.atomic
def change_notice_settings(*, actor: User, wishes: Mapping[str, str]) -> NoticeSettings:
    """Set how soon the actor is mailed about what; `wishes` holds a Pace for some of WISHES.

    What waits already goes as it was to go, unless no mail about it is wanted any more.
    """
    chosen, is_new = NoticeSettings.objects.select_for_update().get_or_create(person=actor)
    changed = {name: pace for name, pace in wishes.items() if getattr(chosen, name) != pace}
    if changed:
        for name, pace in changed.items():
            setattr(chosen, name, pace)
        chosen.save(update_fields=list(changed))
    if changed or is_new:
        record(
            actor=actor,
            verb=Verb.NOTICES_CHANGED,
            thing=chosen,
            chosen={name: str(getattr(chosen, name)) for name in WISHES},
        )
    return chosen


def stop_notices(*, person: User, wishes: Collection[str]) -> None:
    """Mail the person no more about these of WISHES; stopping twice is stopping once."""
    change_notice_settings(actor=person, wishes=dict.fromkeys(wishes, Pace.NEVER))


def mark_read(*, actor: User, notice: Notice) -> None:
    """Note that the actor opened what a notice tells of. Not logged: it is nobody else's."""
    Notice.objects.filter(pk=notice.pk, person=actor, read_at=None).update(read_at=Now())


def mark_all_read(*, actor: User, up_to: int) -> int:
    """Note that the actor has read the notices up to this one; what came since stays unread."""
    seen = Notice.objects.filter(person=actor, read_at=None, pk__lte=up_to)
    return seen.update(read_at=Now())


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
