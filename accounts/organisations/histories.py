"""What happened to an organisation, in words, from the log."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models import Q
from django.urls import reverse

from accounts.models import Invitation, JoinRequest, Membership, Organisation
from consultation.activity.models import Activity, Verb
from consultation.lib.pages import page_of

LINES_A_PAGE: Final = 30
# Of one organisation; no index could find the lines of more things at once quickly.
MOST_THINGS: Final = 1_000
# “{person}” is whose membership or request it is.
WORDS: Final[Mapping[str, str]] = {
    Verb.ORGANISATION_PROPOSED: "proposed the organisation",
    Verb.ORGANISATION_ADDED: "added it to the register",
    Verb.ORGANISATION_CHANGED: "changed {fields}",
    Verb.ORGANISATION_VERIFIED: "verified it",
    Verb.ORGANISATION_DECLINED: "declined it",
    Verb.MEMBERSHIP_SAID: "began to answer for it",
    Verb.MEMBERSHIP_CONFIRMED: "confirmed {person} as a member",
    Verb.MEMBERSHIP_ROLE_CHANGED: "changed the role of {person}",
    Verb.MEMBERSHIP_LEFT: "left",
    Verb.MEMBERSHIP_REMOVED: "removed {person}",
    Verb.JOIN_ASKED: "asked to join",
    Verb.JOIN_ACCEPTED: "accepted the request of {person}",
    Verb.JOIN_REFUSED: "did not accept the request of {person}",
    Verb.JOIN_WITHDRAWN: "took the request to join back",
    Verb.INVITATION_SENT: "invited somebody",
    Verb.INVITATION_REVOKED: "took an invitation back",
    Verb.INVITATION_ACCEPTED: "accepted an invitation",
    Verb.INVITATION_DECLINED: "declined an invitation",
}


@dataclass(frozen=True)
class Line:
    """One line of a history."""

    at: datetime
    who: str
    what: str


def history_of(
    organisation: Organisation, memberships: Iterable[Membership], cursor: str | None
) -> dict[str, Any]:
    """A page of what happened to it and its members, newest first. Three queries; BadCursor.

    `memberships` are all it has or had, with their people.
    """
    requests = JoinRequest.objects.filter(organisation=organisation).select_related("user")
    asked = {each.pk: each.user.public_name for each in requests.order_by("-pk")[:MOST_THINGS]}
    people = {each.pk: each.user.public_name for each in memberships}
    invited = Invitation.objects.filter(organisation=organisation).order_by("-pk")
    # As lists: the index by object finds no lines for what a subquery names.
    about = (
        _about(Organisation, [organisation.pk])
        | _about(Membership, list(people))
        | _about(JoinRequest, list(asked))
        | _about(Invitation, list(invited.values_list("pk", flat=True)[:MOST_THINGS]))
    )
    page = page_of(
        Activity.objects.filter(about).select_related("actor"),
        order=("-id",),
        size=LINES_A_PAGE,
        cursor=cursor,
    )
    names = {Membership._meta.label_lower: people, JoinRequest._meta.label_lower: asked}
    url = reverse("register:organisation", args=[organisation.slug])
    return {
        "history": [_line(each, names.get(each.object_type, {})) for each in page.items],
        "newer_url": f"{url}?cursor={page.newer}" if page.newer else "",
        "older_url": f"{url}?cursor={page.older}" if page.older else "",
    }


def _about(model: Any, keys: list[int]) -> Q:
    return Q(object_type=model._meta.label_lower, object_id__in=keys)


def _line(activity: Activity, people: Mapping[int, str]) -> Line:
    changed = activity.data.get("fields", ())
    fields = [_field(name) for name in changed if not (name == "logo_alt" and "logo" in changed)]
    what = WORDS.get(activity.verb, str(Verb(activity.verb).label).lower())
    return Line(
        at=activity.at,
        who=activity.actor.public_name if activity.actor else "Somebody whose account is gone",
        what=what.format(
            person=people.get(activity.object_id, "somebody"),
            fields=", ".join(fields) or "the entry",
        ),
    )


def _field(name: str) -> str:
    """Say a column as its form does: `led_by` is “who leads it”."""
    said = {"name": "the name", "specialisms": "what it does", "serves": "whom it serves"}
    said |= {"led_by": "who leads it", "logo_alt": "the logo’s words", "region": "where it works"}
    said |= {"email_domains": "the e-mail domains", "size": "the income"}
    return said.get(name, f"the {name.replace('_', ' ')}")
