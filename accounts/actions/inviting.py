"""Inviting people by their address to answer for an organisation, and their answer."""

from datetime import timedelta
from typing import Any, Final

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Now, Upper

from accounts.access import check_not_suspended
from accounts.actions.taking_in import BelongingError, check_owner, locked, take_in
from accounts.models import Invitation, JoinRequest, Membership, Organisation, User
from accounts.organisations import membership_mail
from accounts.organisations.invitations import Standing, standing_of, with_standing
from consultation.activity.actions import record
from consultation.activity.models import Verb
from consultation.lib.clock import database_now
from consultation.lib.tokens import hash_of, new_token

HELD_FOR: Final = timedelta(days=14)
# Who said no, or asked not to be written to, is left in peace.
PEACE: Final = timedelta(days=90)
# A day, by one owner and for one organisation; fewer while nobody knows whether there is one.
MOST_A_DAY: Final = 20
MOST_UNVERIFIED: Final = 5


class TooManyError(BelongingError):
    def __init__(self, most: int) -> None:
        super().__init__(f"That makes more than {most} invitations in a day. Go on tomorrow.")


class InvitationEndedError(BelongingError):
    """It cannot be accepted, declined, revoked or sent again; `standing` says why."""

    def __init__(self, standing: Standing) -> None:
        self.standing = standing
        super().__init__("This invitation has ended.")


@transaction.atomic
def invite(*, actor: User, organisation: Organisation, email: str, role: str) -> Invitation:
    """Send an invitation that holds for HELD_FOR and can be accepted once.

    Whether the address belongs to an account, or to a member, changes nothing. Raises
    PermissionDenied, and a BelongingError for too many or an address that is not to be asked.
    """
    organisation = locked(organisation.pk)
    check_owner(actor, organisation)
    _check_may_ask(organisation, email)
    return _send(actor, organisation, email=email, role=role)


@transaction.atomic
def send_again(*, actor: User, invitation: Invitation) -> Invitation:
    """Send a new secret to the address; the one before opens nothing any more.

    Raises PermissionDenied, TooManyError, and InvitationEndedError for one that is settled.
    """
    organisation = locked(invitation.organisation_id)
    check_owner(actor, organisation)
    before = _unsettled(invitation)
    Invitation.objects.filter(pk=before.pk).update(revoked_at=Now())
    return _send(actor, organisation, email=before.email, role=before.role)


@transaction.atomic
def revoke_invitation(*, actor: User, invitation: Invitation) -> None:
    """Take an invitation back. Raises PermissionDenied, InvitationEndedError."""
    organisation = locked(invitation.organisation_id)
    check_owner(actor, organisation)
    _unsettled(invitation)
    Invitation.objects.filter(pk=invitation.pk).update(revoked_at=Now())
    _record(actor, Verb.INVITATION_REVOKED, invitation)


@transaction.atomic
def revoke_invitations_around(*, actor: User, person: User, organisation: Organisation) -> None:
    """Take back what would let somebody in again who is being removed; the caller has checked that.

    Those to a confirmed address of theirs, and those that they sent: to another address of theirs.
    """
    addresses = EmailAddress.objects.filter(user=person, verified=True).values(upper=Upper("email"))
    theirs = Q(invited_by=person) | Q(upper__in=addresses)
    unsettled = Invitation.objects.unsettled().filter(organisation=organisation)
    for invitation in unsettled.alias(upper=Upper("email")).filter(theirs):
        Invitation.objects.filter(pk=invitation.pk).update(revoked_at=Now())
        _record(actor, Verb.INVITATION_REVOKED, invitation)


@transaction.atomic
def accept_invitation(*, actor: User, invitation: Invitation) -> Membership:
    """Let the actor answer for the organisation, in the role of the invitation.

    The caller has shown that the actor holds the secret. Of two who accept at once one does.
    Raises SuspendedError, AlreadyMemberError, InvitationEndedError.
    """
    check_not_suspended(actor)
    organisation = locked(invitation.organisation_id)
    pending = _pending(invitation)
    membership = take_in(person=actor, organisation=organisation, role=pending.role)
    Invitation.objects.filter(pk=pending.pk).update(accepted_at=Now(), accepted_by=actor)
    # Who also asked to join has their answer.
    JoinRequest.objects.pending().filter(user=actor, organisation=organisation).update(
        outcome=JoinRequest.Outcome.ACCEPTED, decided_at=Now(), decided_by=pending.invited_by_id
    )
    record(
        actor=actor,
        verb=Verb.INVITATION_ACCEPTED,
        thing=pending,
        organisation_id=organisation.pk,
        membership_id=membership.pk,
        role=pending.role,
    )
    return membership


@transaction.atomic
def decline_invitation(*, actor: User | None, invitation: Invitation) -> None:
    """Say no, signed in or not; declining twice is declining once. Raises InvitationEndedError."""
    locked(invitation.organisation_id)
    if _fresh(invitation).declined_at is not None:
        return
    pending = _pending(invitation)
    Invitation.objects.filter(pk=pending.pk).update(declined_at=Now())
    _record(actor, Verb.INVITATION_DECLINED, pending)


def _check_may_ask(organisation: Organisation, email: str) -> None:
    to_address = Invitation.objects.filter(organisation=organisation, email__iexact=email)
    if to_address.pending().exists():
        raise BelongingError(
            "There is an invitation to this address already. You can send it again, below."
        )
    if to_address.filter(declined_at__gt=Now() - PEACE).exists():
        raise BelongingError(
            "An invitation to this address was declined, so we do not write to it again. "
            "The person can still ask to join by themselves."
        )
    # One that has expired makes room.
    to_address.unsettled().update(revoked_at=Now())


def _send(actor: User, organisation: Organisation, *, email: str, role: str) -> Invitation:
    most = MOST_A_DAY if organisation.is_verified else MOST_UNVERIFIED
    lately = Invitation.objects.filter(created_at__gt=Now() - timedelta(days=1))
    if lately.filter(Q(organisation=organisation) | Q(invited_by=actor)).count() >= most:
        raise TooManyError(most)
    secret = new_token()
    invitation = Invitation.objects.create(
        organisation=organisation,
        email=email.lower(),
        role=role,
        token_hash=hash_of(secret),
        invited_by=actor,
        expires_at=database_now() + HELD_FOR,
    )
    _record(actor, Verb.INVITATION_SENT, invitation, role=role)
    membership_mail.send_invitation(invitation, secret=secret)
    return invitation


def _fresh(invitation: Invitation) -> Invitation:
    """Return the invitation as it is now; the organisation is locked already."""
    return with_standing(Invitation.objects.all()).get(pk=invitation.pk)


def _unsettled(invitation: Invitation) -> Invitation:
    """Return it, expired or not, unless it is settled."""
    now = _fresh(invitation)
    if standing_of(now) not in {Standing.PENDING, Standing.EXPIRED}:
        raise InvitationEndedError(standing_of(now))
    return now


def _pending(invitation: Invitation) -> Invitation:
    now = _fresh(invitation)
    if standing_of(now) != Standing.PENDING:
        raise InvitationEndedError(standing_of(now))
    return now


def _record(actor: User | None, verb: Verb, invitation: Invitation, **data: Any) -> None:
    record(
        actor=actor,
        verb=verb,
        thing=invitation,
        organisation_id=invitation.organisation_id,
        **data,
    )
