"""What owners, and staff where there is none, decide about those who answer already."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models.functions import Coalesce, Now

from accounts.access import check_role
from accounts.actions.belonging import LastOwnerError
from accounts.actions.inviting import revoke_invitations_around
from accounts.actions.taking_in import (
    BelongingError,
    OwnersDecideError,
    check_owner,
    locked,
)
from accounts.models import Membership, Organisation, Role, User
from accounts.organisations import membership_mail
from consultation.activity.actions import record
from consultation.activity.models import Activity, Verb


class GoneError(BelongingError):
    def __init__(self) -> None:
        super().__init__("This person does not answer for the organisation any more.")


@transaction.atomic
def remove_member(*, actor: User, membership: Membership) -> None:
    """End the membership of somebody else; removing twice is removing once.

    Their rights end at once, and no invitation lets them back in; what they posted for the
    organisation stays. Raises PermissionDenied.
    """
    organisation = locked(membership.organisation_id)
    check_owner(actor, organisation)
    if membership.user_id == actor.pk:
        raise PermissionDenied("Who wants to go leaves.")
    current = Membership.objects.current().filter(pk=membership.pk)
    if not current.update(left_at=Now()):
        return
    revoke_invitations_around(actor=actor, person=membership.user, organisation=organisation)
    activity = _record(actor, Verb.MEMBERSHIP_REMOVED, membership)
    membership_mail.tell_of_change(membership, what="removed", event=activity.pk)


@transaction.atomic
def change_member_role(*, actor: User, membership: Membership, role: str) -> None:
    """Give a member another role; owners may give up their own, but for the last.

    Raises PermissionDenied, LastOwnerError, and BelongingError for who is gone or not confirmed.
    """
    organisation = locked(membership.organisation_id)
    check_owner(actor, organisation)
    current = _locked_membership(membership)
    if current.role == role:
        return
    if role == Membership.Role.OWNER:
        _check_may_own(current, organisation)
    elif current.user_id == actor.pk:
        _check_another_owner(actor, organisation)
    _give(actor, current, role)


@transaction.atomic
def hand_over_ownership(*, actor: User, to: Membership) -> None:
    """Make a colleague an owner and become a member, in one step. Raises as the above."""
    organisation = locked(to.organisation_id)
    check_owner(actor, organisation)
    if to.user_id == actor.pk:
        raise PermissionDenied("You own it already.")
    successor = _locked_membership(to)
    _check_may_own(successor, organisation)
    if not successor.is_owner:
        _give(actor, successor, Membership.Role.OWNER)
    own = Membership.objects.owners().get(user=actor, organisation=organisation)
    _give(actor, own, Membership.Role.MEMBER)


@transaction.atomic
def appoint_owner(*, actor: User, membership: Membership) -> None:
    """Give an organisation that has no owner one of its members as the first, as staff.

    Raises PermissionDenied, OwnersDecideError once it has one, and BelongingError for who is gone.
    """
    organisation = locked(membership.organisation_id)
    check_role(actor, Role.MODERATOR)
    if membership.user_id == actor.pk:
        raise PermissionDenied("A colleague decides about you.")
    if Membership.objects.owners().filter(organisation=organisation).exists():
        raise OwnersDecideError
    current = _locked_membership(membership)
    if current.user.is_suspended:
        raise BelongingError("Somebody who is suspended cannot be an owner.")
    if organisation.is_verified:
        Membership.objects.filter(pk=current.pk).update(
            confirmed_at=Coalesce("confirmed_at", Now())
        )
    _give(actor, current, Membership.Role.OWNER)


def _locked_membership(membership: Membership) -> Membership:
    current = Membership.objects.current().select_related("user")
    try:
        return current.select_for_update(of=("self",)).get(pk=membership.pk)
    except Membership.DoesNotExist:
        raise GoneError from None


def _check_may_own(membership: Membership, organisation: Organisation) -> None:
    if membership.user.is_suspended or not membership.user.is_active:
        raise BelongingError("This account is suspended or closed: it cannot own an organisation.")
    if organisation.is_verified and not membership.is_confirmed:
        raise BelongingError("Confirm first that this person answers for the organisation.")


def _check_another_owner(actor: User, organisation: Organisation) -> None:
    owners = Membership.objects.owners().filter(organisation=organisation)
    if not owners.exclude(user=actor).exists():
        raise LastOwnerError("You are the only owner. Make somebody else an owner first.")


def _give(actor: User, membership: Membership, role: str) -> None:
    Membership.objects.filter(pk=membership.pk).update(role=role)
    activity = _record(actor, Verb.MEMBERSHIP_ROLE_CHANGED, membership, role=role)
    if membership.user_id != actor.pk:
        membership_mail.tell_of_change(membership, what="role", event=activity.pk)


def _record(actor: User, verb: Verb, membership: Membership, **data: Any) -> Activity:
    return record(
        actor=actor,
        verb=verb,
        thing=membership,
        organisation_id=membership.organisation_id,
        **data,
    )
