"""The register as the desk shows it: the list, and one organisation with all that staff know."""

from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.db.models.lookups import IsNull
from django.http import QueryDict
from django.urls import reverse

from accounts.models import JoinRequest, Membership, Organisation, User
from accounts.organisations.directory import Wanted, in_name_order
from accounts.organisations.histories import history_of
from accounts.organisations.profiles import facts_of, is_own
from accounts.profile import Kind, Region, Size
from accounts.querysets import JoinRequestQuerySet, MembershipQuerySet, OrganisationQuerySet
from consultation.lib.filters import FilterLink
from consultation.lib.pages import page_of

ORGANISATIONS_A_PAGE: Final = 50
MEMBERS_SHOWN: Final = 200
OFFERED: Final = ("kind", "region", "size")
# Where an organisation stands, and what staff look for among them: each a link above the list.
STANDINGS: Final = {
    "awaiting": "Awaiting verification",
    "asked": "Asked to join, no owner to decide",
    "no-owner": "Members but no owner",
    "nobody": "Nobody answers for it",
    "declined": "Declined",
}


@dataclass(frozen=True)
class Standing:
    """Where an organisation stands in the register: a tag's kind and word."""

    kind: str
    word: str


@dataclass(frozen=True)
class Row:
    """One organisation in the desk's list."""

    name: str
    url: str
    standing: Standing
    kind: str
    region: str
    size: str
    members: int
    has_owner: bool


def standing_of(organisation: Organisation) -> Standing:
    if organisation.is_verified:
        return Standing("published", "Verified")
    if organisation.declined_at is not None:
        return Standing("rejected", "Declined")
    return Standing("held", "Awaiting verification")


def register_list(query: QueryDict) -> dict[str, Any]:
    """One page of the register as staff asked for it. Two queries; BadCursor."""
    wanted = Wanted.from_query(query, *OFFERED)
    chosen = query.get("standing", "")
    chosen = chosen if chosen in STANDINGS else ""
    found = wanted.narrow(Organisation.objects.all())
    shown = _standing_so(found, chosen) if chosen else found
    # What waits is taken in its turn; the rest is found by its name.
    order = ("id",) if chosen == "awaiting" else ("folded", "id")
    page = page_of(
        _with_columns(in_name_order(shown)),
        order=order,
        size=ORGANISATIONS_A_PAGE,
        cursor=query.get("cursor"),
    )
    url = reverse("register:list")
    return {
        "wanted": wanted,
        "standing": chosen,
        "standings": _standings(found, wanted, chosen),
        "rows": [_row(each) for each in page.items],
        "offers": wanted.offers(*OFFERED),
        "before_url": _at(url, wanted, chosen, page.previous),
        "after_url": _at(url, wanted, chosen, page.next),
    }


def count_organisations_waiting() -> int:
    """How many wait for staff: to be verified, or to have a request to join decided. One query."""
    return Organisation.objects.filter(_stands("awaiting") | _stands("asked")).count()


def entry_of(organisation: Organisation, viewer: User, cursor: str | None) -> dict[str, Any]:
    """All that staff know of one organisation; a page of its history. At most seven queries."""
    memberships = list(
        Membership.objects.filter(organisation=organisation)
        .select_related("user")
        .order_by(F("left_at").desc(nulls_first=True), "pk")[:MEMBERS_SHOWN]
    )
    requests = JoinRequest.objects.pending().filter(organisation=organisation)
    return {
        "organisation": organisation,
        "standing": standing_of(organisation),
        "facts": facts_of(organisation),
        "members": [each for each in memberships if each.left_at is None],
        "earlier": [each for each in memberships if each.left_at is not None],
        "has_owner": _has_owner(organisation),
        "requests": list(requests.select_related("user").order_by("pk")[:MEMBERS_SHOWN]),
        "is_own": is_own(viewer, organisation),
        **history_of(organisation, memberships, cursor),
    }


def _has_owner(organisation: Organisation) -> bool:
    return not Organisation.objects.without_owner().filter(pk=organisation.pk).exists()


def _standing_so(organisations: OrganisationQuerySet, standing: str) -> OrganisationQuerySet:
    return organisations.filter(_stands(standing))


def _stands(standing: str) -> Q:
    """The condition of one of STANDINGS, as the querysets say it, on the row that is looked at."""
    undeclined = Q(declined_at=None)
    found: dict[str, Q] = {
        "awaiting": undeclined & Q(verified_at=None),
        "asked": undeclined & _is_there(_requests()) & ~_is_there(_owners()),
        "no-owner": undeclined & _is_there(_members()) & ~_is_there(_owners()),
        "nobody": undeclined & ~_is_there(_members()),
        "declined": Q(declined_at__isnull=False),
    }
    return found[standing]


def _is_there(rows: QuerySet[Any]) -> Q:
    """Say whether there is such a row of the organisation that is looked at.

    Not with EXISTS: PostgreSQL makes a join of it, and takes ten seconds for 5,000 organisations
    of a register that was brought in a moment ago, whose rows it has not counted yet. This goes
    by the index of each, always.
    """
    return Q(IsNull(Subquery(rows.order_by().values("pk")[:1]), False))


def _members() -> MembershipQuerySet:
    return Membership.objects.filter(left_at=None, organisation=OuterRef("pk"))


def _owners() -> MembershipQuerySet:
    return Membership.objects.owners().filter(organisation=OuterRef("pk"))


def _requests() -> JoinRequestQuerySet:
    return JoinRequest.objects.filter(outcome="", organisation=OuterRef("pk"))


def _standings(found: OrganisationQuerySet, wanted: Wanted, chosen: str) -> tuple[FilterLink, ...]:
    counts = found.aggregate(
        every=Count("pk"),
        **{name.replace("-", "_"): Count("pk", filter=_stands(name)) for name in STANDINGS},
    )
    url = reverse("register:list")
    every = FilterLink("All", url + wanted.query(), counts["every"], not chosen)
    return every, *(
        FilterLink(
            word,
            url + wanted.query(standing=name),
            counts[name.replace("-", "_")],
            name == chosen,
        )
        for name, word in STANDINGS.items()
    )


def _with_columns(organisations: OrganisationQuerySet) -> OrganisationQuerySet:
    counted = _members().order_by().values("organisation").annotate(count=Count("pk"))
    return organisations.annotate(
        members=Coalesce(counted.values("count"), 0), has_owner=_is_there(_owners())
    ).only("name", "slug", "kind", "region", "size", "verified_at", "declined_at")


def _row(organisation: Any) -> Row:
    """Read what `_with_columns` has annotated."""
    return Row(
        name=organisation.name,
        url=reverse("register:organisation", args=[organisation.slug]),
        standing=standing_of(organisation),
        kind=str(Kind(organisation.kind).label),
        region=str(dict(Region.choices).get(organisation.region, "")),
        size=str(dict(Size.choices).get(organisation.size, "")).partition(":")[0],
        members=organisation.members,
        has_owner=organisation.has_owner,
    )


def _at(url: str, wanted: Wanted, standing: str, cursor: str | None) -> str:
    return url + wanted.query(standing=standing, cursor=cursor) if cursor else ""
