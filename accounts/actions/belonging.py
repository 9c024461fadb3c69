"""How people come to answer for organisations they name, and how that ends."""

from typing import Final

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.db.models.functions import Now

from accounts.access import check_not_suspended, check_role
from accounts.actions.taking_in import BelongingError, is_owner, locked, take_in
from accounts.models import Membership, Organisation, Role, User
from accounts.organisations.membership_mail import tell_of_no_owner
from accounts.organisations.naming import free_slug
from consultation.activity.actions import record
from consultation.activity.models import Verb
from consultation.lib.text import name_on_one_line

# So that nobody fills the register by themselves.
MOST_PROPOSALS: Final = 5


class KnownNameError(BelongingError):
    """The register has an organisation of this name: one asks to join it."""

    def __init__(self, organisation: Organisation) -> None:
        self.organisation = organisation
        super().__init__(f"{organisation} is in the register already.")


class LastOwnerError(BelongingError):
    """Others would be left without anybody who decides."""


class OnlyMemberError(BelongingError):
    """The organisation will have nobody at all; the person has not been told yet."""

    def __init__(self) -> None:
        super().__init__(
            "You are the only one left who answers for this organisation. If you leave now, nobody "
            "does, and whoever joins next is let in by our staff."
        )


@transaction.atomic
def propose_organisation(*, actor: User, name: str) -> Membership:
    """Add an organisation that staff have yet to verify, and return the actor's membership.

    They are its owner, unconfirmed. Of two who name it at once the second gets KnownNameError;
    raises SuspendedError, and BelongingError for who proposes too many.
    """
    check_not_suspended(actor)
    waiting = Organisation.objects.awaiting_verification().filter(proposed_by=actor)
    if waiting.count() >= MOST_PROPOSALS:
        raise BelongingError(
            f"We have not yet looked at {MOST_PROPOSALS} organisations that you proposed. "
            "Please wait until we have."
        )
    organisation = _newly_called(name_on_one_line(name), proposed_by=actor)
    membership = take_in(person=actor, organisation=organisation, role=Membership.Role.OWNER)
    record(
        actor=actor,
        verb=Verb.ORGANISATION_PROPOSED,
        thing=organisation,
        membership_id=membership.pk,
    )
    return membership


@transaction.atomic
def confirm_membership(*, actor: User, membership: Membership) -> None:
    """Say as staff or as an owner that the person does answer for a verified organisation.

    Raises PermissionDenied, and BelongingError while the organisation itself is not verified:
    verifying it confirms its members.
    """
    organisation = locked(membership.organisation_id)
    if not is_owner(actor, organisation):
        check_role(actor, Role.MODERATOR)
    if actor.pk == membership.user_id:
        raise PermissionDenied("A colleague confirms what you say of yourself.")
    if not organisation.is_verified:
        raise BelongingError("Verify the organisation first: that confirms who answers for it.")
    unconfirmed = _current(membership).filter(confirmed_at=None)
    if not unconfirmed.update(confirmed_at=Now()):
        return
    membership.refresh_from_db(fields=["confirmed_at"])
    record(
        actor=actor,
        verb=Verb.MEMBERSHIP_CONFIRMED,
        thing=membership,
        organisation_id=membership.organisation_id,
    )


@transaction.atomic
def leave_organisation(*, actor: User, membership: Membership, knowing: bool = False) -> None:
    """End the actor's own membership; leaving twice is leaving once.

    Raises LastOwnerError where others would be left without an owner, and OnlyMemberError where
    nobody would be left at all, unless the actor leaves `knowing` that.
    """
    organisation = locked(membership.organisation_id)
    own = _current(membership).filter(user=actor)
    if not own.exists():
        return
    if is_owner(actor, organisation):
        _check_not_last(actor, organisation, knowing=knowing)
    own.update(left_at=Now())
    record(
        actor=actor,
        verb=Verb.MEMBERSHIP_LEFT,
        thing=membership,
        organisation_id=membership.organisation_id,
    )


@transaction.atomic
def end_memberships_of(person: User) -> None:
    """End all memberships of somebody who is being erased, whoever is left.

    Where others are left without an owner they are told; staff find the organisation among those
    without one.
    """
    # In the order of the organisations, so that two erasures cannot wait for each other.
    mine = Membership.objects.filter(user=person, left_at=None).order_by("organisation_id")
    for membership in mine:
        organisation = locked(membership.organisation_id)
        was_owned = Membership.objects.owners().filter(organisation=organisation).exists()
        Membership.objects.filter(pk=membership.pk).update(left_at=Now())
        left = record(
            actor=None,
            verb=Verb.MEMBERSHIP_LEFT,
            thing=membership,
            organisation_id=organisation.pk,
        )
        if was_owned:
            _tell_of_no_owner(organisation, about=left.pk)


def _newly_called(name: str, *, proposed_by: User) -> Organisation:
    known = Organisation.objects.called(name)
    while True:
        if found := known.first():
            raise KnownNameError(found)
        try:
            with transaction.atomic():
                return Organisation.objects.create(
                    name=name, slug=free_slug(name), proposed_by=proposed_by
                )
        except IntegrityError:
            continue  # somebody was quicker with the name or the slug: look again


def _check_not_last(actor: User, organisation: Organisation, *, knowing: bool) -> None:
    others = Membership.objects.current().filter(organisation=organisation).exclude(user=actor)
    if not others.exists():
        if not knowing:
            raise OnlyMemberError
    elif not others.owners().exists():
        raise LastOwnerError(
            "You are the only owner, and others answer for this organisation too. "
            "Make one of them an owner first."
        )


def _tell_of_no_owner(organisation: Organisation, *, about: int) -> None:
    left = Membership.objects.current().filter(organisation=organisation)
    if not left.owners().exists():
        tell_of_no_owner(left.select_related("user"), event=about)


def _current(membership: Membership) -> QuerySet[Membership]:
    return Membership.objects.current().filter(pk=membership.pk)
