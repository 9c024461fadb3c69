"""Asking to answer for an organisation of the register, and the answer."""

from datetime import timedelta
from typing import Final

from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models.functions import Now

from accounts.access import check_not_suspended, check_role
from accounts.actions.taking_in import (
    AlreadyMemberError,
    BelongingError,
    OwnersDecideError,
    is_owner,
    locked,
    take_in,
)
from accounts.models import JoinRequest, Membership, Organisation, Role, User
from accounts.organisations import membership_mail
from consultation.activity.actions import record
from consultation.activity.models import Verb

# Of one person: waiting at once, and to one organisation within the days.
MOST_WAITING: Final = 10
MOST_TIMES: Final = 3
DAYS_BETWEEN: Final = timedelta(days=7)


class AlreadyAskedError(BelongingError):
    pass


class TooSoonError(BelongingError):
    pass


class AlreadyDecidedError(BelongingError):
    def __init__(self) -> None:
        super().__init__("Somebody decided first, or the request was taken back.")


@transaction.atomic
def ask_to_join(*, actor: User, organisation: Organisation, words: str = "") -> JoinRequest:
    """Ask those who decide for the organisation to let the actor answer for it.

    Raises SuspendedError, and a BelongingError: AlreadyMemberError, AlreadyAskedError, or
    TooSoonError after a refusal or too many tries.
    """
    check_not_suspended(actor)
    organisation = locked(organisation.pk)
    _check_may_ask(actor, organisation)
    asked = JoinRequest.objects.create(
        organisation=organisation,
        user=actor,
        words=words,
        domain_matches=_domain_matches(actor, organisation),
    )
    record(actor=actor, verb=Verb.JOIN_ASKED, thing=asked, organisation_id=organisation.pk)
    membership_mail.tell_owners_of_request(asked)
    return asked


@transaction.atomic
def take_back_request(*, actor: User, join_request: JoinRequest) -> bool:
    """Take back the actor's own request; False where it had been decided, or taken back, before."""
    waiting = JoinRequest.objects.pending().filter(pk=join_request.pk, user=actor)
    if not waiting.update(outcome=JoinRequest.Outcome.WITHDRAWN, decided_at=Now()):
        return False
    record(
        actor=actor,
        verb=Verb.JOIN_WITHDRAWN,
        thing=join_request,
        organisation_id=join_request.organisation_id,
    )
    return True


@transaction.atomic
def accept_request(
    *, actor: User, join_request: JoinRequest, role: str = Membership.Role.MEMBER
) -> Membership:
    """Let the person answer for the organisation, as a member; staff may make a first owner.

    Raises PermissionDenied, OwnersDecideError, AlreadyDecidedError.
    """
    organisation, waiting = _to_decide(actor, join_request)
    if role != Membership.Role.MEMBER and is_owner(actor, organisation):
        raise PermissionDenied("Owners let in members, and change their roles then.")
    _settle(waiting, JoinRequest.Outcome.ACCEPTED, by=actor)
    membership = take_in(person=waiting.user, organisation=organisation, role=role)
    record(
        actor=actor,
        verb=Verb.JOIN_ACCEPTED,
        thing=waiting,
        organisation_id=organisation.pk,
        membership_id=membership.pk,
        role=role,
    )
    membership_mail.tell_of_decision(waiting)
    return membership


@transaction.atomic
def refuse_request(*, actor: User, join_request: JoinRequest) -> None:
    """Say no to a request. Raises as `accept_request`."""
    organisation, waiting = _to_decide(actor, join_request)
    _settle(waiting, JoinRequest.Outcome.REFUSED, by=actor)
    record(actor=actor, verb=Verb.JOIN_REFUSED, thing=waiting, organisation_id=organisation.pk)
    membership_mail.tell_of_decision(waiting)


def _check_may_ask(actor: User, organisation: Organisation) -> None:
    if organisation.declined_at is not None:
        raise BelongingError("Nobody can answer for this organisation here.")
    mine = JoinRequest.objects.filter(user=actor)
    here = mine.filter(organisation=organisation)
    if actor.memberships.current().filter(organisation=organisation).exists():
        raise AlreadyMemberError(f"You answer for {organisation} already.")
    if here.pending().exists():
        raise AlreadyAskedError(f"You have asked to answer for {organisation}; it is not decided.")
    lately = here.filter(asked_at__gt=Now() - DAYS_BETWEEN)
    refused = here.filter(decided_at__gt=Now() - DAYS_BETWEEN, outcome=JoinRequest.Outcome.REFUSED)
    if refused.exists() or lately.count() >= MOST_TIMES:
        raise TooSoonError(
            "You asked for this a short while ago. Talk to the organisation first; "
            f"you can ask here again after {DAYS_BETWEEN.days} days."
        )
    if mine.pending().count() >= MOST_WAITING:
        raise TooSoonError("Many requests of yours wait already. Take one back, or wait.")


def _domain_matches(person: User, organisation: Organisation) -> bool:
    """Whether a confirmed address of the person is at one of the organisation's domains."""
    addresses = EmailAddress.objects.filter(user=person, verified=True)
    domains = {
        address.rpartition("@")[2].lower() for address in addresses.values_list("email", flat=True)
    }
    return not domains.isdisjoint(organisation.email_domains)


def _to_decide(actor: User, join_request: JoinRequest) -> tuple[Organisation, JoinRequest]:
    """Return both locked, once it is sure that the actor may decide now."""
    check_not_suspended(actor)
    organisation = locked(join_request.organisation_id)
    _check_decides(actor, organisation)
    if actor.pk == join_request.user_id:
        raise PermissionDenied("A colleague decides about you.")
    waiting = JoinRequest.objects.pending().select_for_update(of=("self",)).select_related("user")
    try:
        return organisation, waiting.get(pk=join_request.pk)
    except JoinRequest.DoesNotExist:
        raise AlreadyDecidedError from None


def _check_decides(actor: User, organisation: Organisation) -> None:
    """Owners decide; staff where there is none."""
    owners = set(
        Membership.objects.owners()
        .filter(organisation=organisation)
        .values_list("user_id", flat=True)
    )
    if actor.pk in owners:
        return
    check_role(actor, Role.MODERATOR)
    if owners:
        raise OwnersDecideError


def _settle(join_request: JoinRequest, outcome: str, *, by: User) -> None:
    JoinRequest.objects.filter(pk=join_request.pk).update(
        outcome=outcome, decided_at=Now(), decided_by=by
    )
    join_request.outcome = outcome
