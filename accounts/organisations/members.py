"""Who answers for an organisation, as those who decide see it; and one's own organisations."""

from dataclasses import dataclass
from typing import Final

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from accounts.models import Invitation, JoinRequest, Membership, Organisation, User
from accounts.organisations.invitations import with_standing
from consultation.lib.pages import Page, page_of

MEMBERS_A_PAGE: Final = 50
MOST_WAITING_SHOWN: Final = 100


@dataclass(frozen=True)
class MembersPage:
    """What an owner sees: a page of members, who asks to join, and whom they wait for."""

    organisation: Organisation
    members: Page[Membership]
    requests: tuple[JoinRequest, ...]
    invitations: tuple[Invitation, ...]

    @property
    def domains(self) -> str:
        """The organisation's domains in words, for beside a request that matches one."""
        return " or ".join(self.organisation.email_domains)


@dataclass(frozen=True)
class Mine:
    """The organisations a person answers for, or asks to."""

    memberships: tuple[Membership, ...]
    requests: tuple[JoinRequest, ...]


def members_page(owner: User, organisation: Organisation, *, cursor: str | None) -> MembersPage:
    """Return the page at `cursor`, in three queries; raises BadCursor.

    Of members' addresses an owner sees those they typed themselves when they invited them.
    """
    typed = Invitation.objects.filter(
        organisation=OuterRef("organisation"), accepted_by=OuterRef("user"), invited_by=owner
    )
    members = current_members(organisation).annotate(
        invited_as=Subquery(typed.order_by("-pk").values("email")[:1])
    )
    unsettled = with_standing(Invitation.objects.unsettled().filter(organisation=organisation))
    return MembersPage(
        organisation=organisation,
        members=page_of(members, order=("id",), size=MEMBERS_A_PAGE, cursor=cursor),
        requests=waiting_requests(organisation),
        invitations=tuple(unsettled.order_by("-pk")[:MOST_WAITING_SHOWN]),
    )


def current_members(organisation: Organisation) -> QuerySet[Membership]:
    members = Membership.objects.current().filter(organisation=organisation)
    return members.select_related("user", "organisation")


def waiting_requests(organisation: Organisation) -> tuple[JoinRequest, ...]:
    """Return who asks to answer for it, the longest waiting first."""
    waiting = JoinRequest.objects.pending().filter(organisation=organisation)
    return tuple(waiting.select_related("user").order_by("pk")[:MOST_WAITING_SHOWN])


def organisations_of(person: User) -> Mine:
    """Return them by name, each owner's with how many ask to join; two queries."""
    asking = (
        JoinRequest.objects.pending()
        .filter(organisation=OuterRef("organisation"))
        .order_by()
        .values("organisation")
        .annotate(number=Count("pk"))
        .values("number")
    )
    memberships = (
        person.memberships.current()
        .select_related("organisation")
        .annotate(asking=Coalesce(Subquery(asking, output_field=IntegerField()), 0))
    )
    mine = person.join_requests.pending().select_related("organisation")
    return Mine(
        memberships=tuple(memberships.order_by("organisation__name")),
        requests=tuple(mine.order_by("pk")),
    )


def is_only_owner(person: User, organisation: Organisation) -> bool:
    """Whether nobody else decides for it: then they hand over before they go."""
    owners = Membership.objects.owners().filter(organisation=organisation)
    counts = owners.aggregate(mine=Count("pk", filter=Q(user=person)), all=Count("pk"))
    return bool(counts["mine"] == counts["all"] == 1)
