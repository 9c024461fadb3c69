"""Which organisations a person answers for, and how that came about."""

from collections.abc import Callable, Iterator
from functools import partial

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Lower

from accounts.holdings import Erasure, Holding, Row, register_holding
from accounts.holdings.signing_in import addresses_of
from accounts.models import (
    Invitation,
    JoinRequest,
    Membership,
    Organisation,
    RegisterImport,
    User,
)


def register() -> None:
    """Make these holdings known."""
    for holding in (_MEMBERSHIPS, _JOIN_REQUESTS, _INVITATIONS, _PROPOSED, _REGISTER_IMPORTS):
        register_holding(holding)


def named_by_nobody_else(person: User) -> frozenset[Organisation]:
    """Return the organisations that exist only because this person named them.

    Nobody verified them and nobody else belongs to them: their name is the person's own words.
    """
    others = Membership.objects.filter(organisation=OuterRef("pk")).exclude(user=person)
    proposed = Organisation.objects.filter(~Exists(others), proposed_by=person, verified_at=None)
    return frozenset(proposed)


def _memberships(person: User) -> Iterator[Row]:
    memberships = Membership.objects.filter(user=person).select_related("organisation")
    for membership in memberships.order_by("pk").iterator():
        yield {
            "organisation": membership.organisation.name,
            "role": membership.role,
            "since": membership.created_at,
            "confirmed": membership.confirmed_at,
            "left": membership.left_at,
            "earlier time confirmed until": membership.confirmed_until,
        }


def _join_requests(person: User) -> Iterator[Row]:
    requests = JoinRequest.objects.filter(user=person).select_related("organisation")
    for request in requests.order_by("pk").iterator():
        yield {
            "organisation": request.organisation.name,
            "your words": request.words,
            "your address was at one of its domains": request.domain_matches,
            "asked": request.asked_at,
            "outcome": request.outcome,
            "decided": request.decided_at,
        }


def _invitations(person: User) -> Iterator[Row]:
    """Those to the person, and those they sent; to whom they sent them is not theirs to take."""
    addresses = addresses_of(person)
    to_them = Q(address__in=addresses) | Q(accepted_by=person)
    invitations = _invitations_by_address().filter(to_them | Q(invited_by=person))
    for invitation in invitations.select_related("organisation").order_by("pk").iterator():
        is_theirs = invitation.email.lower() in addresses
        yield {
            "organisation": invitation.organisation.name,
            "to": invitation.email if is_theirs else "somebody else",
            "by": "you" if invitation.invited_by_id == person.pk else "an owner of it",
            "role": invitation.role,
            "sent": invitation.created_at,
            "good until": invitation.expires_at,
            "accepted": invitation.accepted_at,
            "declined": invitation.declined_at,
            "taken back": invitation.revoked_at,
        }


def _proposed(person: User) -> Iterator[Row]:
    proposed = Organisation.objects.filter(proposed_by=person).order_by("pk")
    for organisation in proposed.iterator():
        yield {
            "name": organisation.name,
            "proposed": organisation.created_at,
            "verified": organisation.verified_at,
            "declined": organisation.declined_at,
            "why it was declined": organisation.declined_reason,
        }


def _register_imports(person: User) -> Iterator[Row]:
    imports = RegisterImport.objects.filter(created_by=person).order_by("pk")
    for kept in imports.defer("lines", "refused").iterator():
        yield {
            "file name": kept.file_name,
            "read in": kept.created_at,
            "applied": kept.applied_at,
        }


def _erase_memberships(erasure: Erasure) -> None:
    own = Membership.objects.filter(user=erasure.person)
    erasure.counts["memberships"] = own.count()
    own.delete()


def _erase_join_requests(erasure: Erasure) -> None:
    own = JoinRequest.objects.filter(user=erasure.person)
    erasure.counts["join_requests"] = own.count()
    own.delete()


def _erase_invitations(erasure: Erasure) -> None:
    to_them = Q(address__in=erasure.addresses) | Q(accepted_by=erasure.person)
    erasure.counts["invitations"], _ = _invitations_by_address().filter(to_them).delete()


def _invitations_by_address() -> "QuerySet[Invitation]":
    return Invitation.objects.alias(address=Lower("email"))


def _erase_proposed(erasure: Erasure) -> None:
    """Delete what only they named; what else they proposed belongs to those who are in it."""
    own = named_by_nobody_else(erasure.person)
    for organisation in own:
        if organisation.logo:
            erasure.afterwards.append(_deletion_of(organisation))
    Organisation.objects.filter(pk__in=[each.pk for each in own]).delete()
    erasure.counts["organisations"] = len(own)


def _deletion_of(organisation: Organisation) -> Callable[[], None]:
    return partial(organisation.logo.storage.delete, organisation.logo.name)


def _erase_register_imports(erasure: Erasure) -> None:
    own = RegisterImport.objects.filter(created_by=erasure.person)
    own.filter(applied_at=None).delete()
    # What was applied is the register's; the name of the file was theirs.
    own.update(file_name="register.csv", created_by=None)


_MEMBERSHIPS = Holding(
    name="organisations",
    title="Organisations you answer for, or answered for",
    why="It decides for whom you can post, and confirms what you posted for them.",
    models=(Membership,),
    rows=_memberships,
    erase=_erase_memberships,
)
_JOIN_REQUESTS = Holding(
    name="join-requests",
    title="Requests to answer for an organisation",
    why="An owner of the organisation, or staff, decides on them.",
    models=(JoinRequest,),
    rows=_join_requests,
    erase=_erase_join_requests,
    is_long=True,
)
_INVITATIONS = Holding(
    name="invitations",
    title="Invitations to you and from you",
    why="Owners invite colleagues to answer for an organisation.",
    models=(Invitation,),
    rows=_invitations,
    erase=_erase_invitations,
    is_long=True,
)
_PROPOSED = Holding(
    name="organisations-proposed",
    title="Organisations you proposed",
    why="Staff look at each, and verify or decline it.",
    models=(Organisation,),
    rows=_proposed,
    erase=_erase_proposed,
)
_REGISTER_IMPORTS = Holding(
    name="register-imports",
    title="Files you read into the register of organisations",
    why="Only staff have these. Each is kept with what came of it.",
    models=(RegisterImport,),
    rows=_register_imports,
    erase=_erase_register_imports,
)
