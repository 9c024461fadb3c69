"""Finding people on the desk: one page of them, in a fixed number of queries however many."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from urllib.parse import urlencode

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Value
from django.http import Http404, QueryDict
from django.urls import reverse

from accounts.models import ErasureRequest, Membership, Role, Suspension, User
from accounts.people.staffing import short_name
from consultation.lib.filters import FilterLink
from consultation.lib.pages import page_of
from consultation.responses.models import Response

PEOPLE_A_PAGE: Final = 25
LONGEST_SEARCH: Final = 100
MOST_WORDS: Final = 5
# From three characters on, the indexes by parts find them anywhere (`user_email_parts`).
SHORTEST_PART: Final = 3

STAFF, APPEALS, ERASURES = "staff", "appeals", "erasures"
SUSPENDED, SILENT = "suspended", "silent"
GROUPS: Final = {
    "": "Everybody",
    STAFF: "Staff",
    SUSPENDED: "Suspended",
    APPEALS: "Appeal waits",
    ERASURES: "Ask to be erased",
    SILENT: "Never took part",
}
FOR_LEADS: Final = frozenset({STAFF, APPEALS, ERASURES})


@dataclass(frozen=True)
class Wanted:
    """What a member of staff asks the list for; every part may be empty."""

    words: str = ""
    group: str = ""
    cursor: str | None = None

    @classmethod
    def from_query(cls, query: QueryDict, *, is_lead: bool) -> "Wanted":
        """Read an address; Http404 for a group that there is not, or not for this reader."""
        group = query.get("show", "")
        if group not in GROUPS or (group in FOR_LEADS and not is_lead):
            raise Http404("No such list.")
        words = " ".join(query.get("q", "").split())[:LONGEST_SEARCH]
        return cls(words=words.strip(), group=group, cursor=query.get("cursor"))

    def url(self, *, group: str | None = None, cursor: str | None = None) -> str:
        """Return the address of the same search in this group, from its first page on."""
        parts = {
            "q": self.words,
            "show": self.group if group is None else group,
            "cursor": cursor or "",
        }
        query = urlencode({name: value for name, value in parts.items() if value})
        return reverse("people:list") + (f"?{query}" if query else "")


@dataclass(frozen=True)
class Found:
    """One person in the list; `roles` are known to leads only."""

    url: str
    name: str
    uses_pseudonym: bool
    email: str
    joined_at: datetime
    organisations: tuple[str, ...]
    responses: int
    roles: tuple[str, ...]
    is_suspended: bool
    is_closed: bool


@dataclass(frozen=True)
class People:
    """One page of people."""

    found: tuple[Found, ...]
    choices: tuple[FilterLink, ...]
    newer_url: str
    older_url: str


def people_for(viewer: User, wanted: Wanted) -> People:
    """Return one page, who joined last first. Five queries at most; raises BadCursor."""
    is_lead = viewer.has_role(Role.LEAD)
    people = _in_group(matching(User.objects.all(), wanted.words), wanted.group)
    people = people.prefetch_related(_organisations())
    if is_lead:
        people = people.prefetch_related("groups")
    page = page_of(people, order=("-id",), size=PEOPLE_A_PAGE, cursor=wanted.cursor)
    posted = _counted(viewer, page.items)
    waiting = waiting_for_leads() if is_lead else {}
    return People(
        found=tuple(_found(each, posted.get(each.pk, 0), is_lead) for each in page.items),
        choices=tuple(_choices(wanted, waiting, is_lead)),
        newer_url=wanted.url(cursor=page.newer) if page.newer else "",
        older_url=wanted.url(cursor=page.older) if page.older else "",
    )


def matching(people: "QuerySet[User]", words: str) -> "QuerySet[User]":
    """Those in whose name or address every word is found.

    A word of three characters or more anywhere; a shorter one where a name or an address begins,
    which is what the indexes by parts can answer.
    """
    for word in words.split()[:MOST_WORDS]:
        if len(word) >= SHORTEST_PART:
            here = Q(email__icontains=word) | Q(display_name__icontains=word)
        else:
            here = Q(email__istartswith=word) | Q(display_name__istartswith=word)
        people = people.filter(here)
    return people


def waiting_for_leads() -> dict[str, int]:
    """Return how many appeals and requests to be erased wait for a lead. One query."""
    appeals = Suspension.objects.awaiting_answer().order_by()
    erasures = ErasureRequest.objects.pending().order_by()
    kinds = appeals.values_list(Value(APPEALS)).union(
        erasures.values_list(Value(ERASURES)), all=True
    )
    counted = Counter(kind for (kind,) in kinds)
    return {APPEALS: counted[APPEALS], ERASURES: counted[ERASURES]}


def _in_group(people: "QuerySet[User]", group: str) -> "QuerySet[User]":
    if group == STAFF:
        holding = User.groups.through.objects.filter(group__name__in=Role.values)
        return people.filter(pk__in=holding.values("user_id"))
    if group == SUSPENDED:
        return people.filter(pk__in=Suspension.objects.current().values("user"))
    if group == APPEALS:
        return people.filter(pk__in=Suspension.objects.awaiting_answer().values("user"))
    if group == ERASURES:
        return people.filter(pk__in=ErasureRequest.objects.pending().values("user"))
    if group == SILENT:
        return people.exclude(Exists(Response.objects.filter(user=OuterRef("pk"))))
    return people


def _organisations() -> "Prefetch[str]":
    current = Membership.objects.current().select_related("organisation")
    return Prefetch(
        "memberships", queryset=current.order_by("organisation__name"), to_attr="answers_for"
    )


def _counted(viewer: User, people: list[User]) -> dict[int, int]:
    posted = Response.objects.visible_to(viewer).filter(user__in=people).order_by()
    return dict(posted.values_list("user").annotate(Count("pk")))


def _found(person: User, responses: int, is_lead: bool) -> Found:
    answers_for: list[Membership] = person.answers_for  # type: ignore[attr-defined]
    held = {group.name for group in person.groups.all()} if is_lead else set()
    return Found(
        url=reverse("people:person", args=[person.public_id]),
        name=person.public_name,
        uses_pseudonym=person.uses_pseudonym,
        email=person.email,
        joined_at=person.joined_at,
        organisations=tuple(each.organisation.name for each in answers_for),
        responses=responses,
        roles=tuple(short_name(role) for role in Role.values if role in held),
        is_suspended=person.is_suspended,
        is_closed=not person.is_active,
    )


def _choices(wanted: Wanted, waiting: Mapping[str, int], is_lead: bool) -> list[FilterLink]:
    return [
        FilterLink(
            label=label,
            url=wanted.url(group=group),
            count=waiting.get(group) or None,
            is_current=group == wanted.group,
        )
        for group, label in GROUPS.items()
        if is_lead or group not in FOR_LEADS
    ]
