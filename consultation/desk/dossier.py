"""One person as the desk sees them: what a moderator needs to know, and what only leads do."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from allauth.usersessions.models import UserSession
from django.db.models import Max

from accounts.models import ErasureRequest, Membership, Role, Suspension, User
from accounts.people.staffing import OPENS, short_name
from consultation.desk.history import Line, in_words, lines_about
from consultation.desk.posted import (
    Mailed,
    Posted,
    mail_lines,
    mails_to,
    posted_lines,
    responses_of,
)
from consultation.responses.formal.standing import Tally, tally_of
from consultation.responses.models import Response

_SHOWN: Final = 5


@dataclass(frozen=True)
class HeldRole:
    """A staff role, what it opens, and whether this person has it."""

    value: str
    name: str
    opens: str
    is_held: bool


@dataclass(frozen=True)
class ForLeads:
    """What only leads see and decide."""

    has_second_factor: bool
    roles: tuple[HeldRole, ...]
    suspension: Suspension | None
    suspensions: tuple[Suspension, ...]
    erasure: ErasureRequest | None
    history: tuple[Line, ...]
    mails: tuple[Mailed, ...]
    is_oneself: bool

    @property
    def is_staff(self) -> bool:
        return any(role.is_held for role in self.roles)


@dataclass(frozen=True)
class Dossier:
    """The person's page on the desk."""

    person: User
    last_seen: datetime | None
    memberships: tuple[Membership, ...]
    tally: Tally
    posted: tuple[Posted, ...]
    for_leads: ForLeads | None


def dossier_of(person: User, *, viewer: User) -> Dossier:
    """Return the page. A fixed number of queries: 4 for a moderator, at most 15 for a lead."""
    memberships = person.memberships.select_related("organisation")
    return Dossier(
        person=person,
        last_seen=_last_seen(person),
        memberships=tuple(memberships.order_by("left_at", "organisation__name")),
        tally=tally_of(Response.objects.visible_to(viewer).written_by(person)),
        posted=posted_lines(responses_of(person, viewer=viewer)[:_SHOWN]),
        for_leads=_for_leads(person, viewer) if viewer.has_role(Role.LEAD) else None,
    )


def _last_seen(person: User) -> datetime | None:
    """Return when the person last signed in or was seen in one of their open sessions."""
    sessions = UserSession.objects.filter(user=person)
    seen = sessions.aggregate(latest=Max("last_seen_at"))["latest"]
    return max(filter(None, [seen, person.last_login]), default=None)


def _for_leads(person: User, viewer: User) -> ForLeads:
    suspensions = tuple(
        person.suspensions.select_related("by", "answered_by").order_by("-pk"),
    )
    lines = lines_about(person).order_by("-pk")[:_SHOWN]
    return ForLeads(
        has_second_factor=person.has_second_factor,
        roles=tuple(_held_role(role, person) for role in Role),
        suspension=next((each for each in suspensions if each.lifted_at is None), None),
        suspensions=suspensions,
        erasure=person.erasure_requests.pending().first(),
        history=in_words(lines, person=person, viewer=viewer),
        mails=mail_lines(mails_to(person).order_by("-pk")[:_SHOWN]),
        is_oneself=person.pk == viewer.pk,
    )


def _held_role(role: Role, person: User) -> HeldRole:
    return HeldRole(
        value=role.value,
        name=short_name(role).capitalize(),
        opens=OPENS[role],
        is_held=role.value in person.granted_roles,
    )
