"""A person's own page: what waits for them, and the way to everything that is theirs."""

from dataclasses import dataclass
from typing import Final

from django.urls import reverse

from accounts.models import Invitation, JoinRequest, Membership, User
from accounts.policy import must_take_note
from consultation.digests.notices import Told, Unread, count_unread, newest_for
from consultation.reading.following import Awaited, Followed, awaited_by, newest_followed_by
from consultation.reading.formal_answers import waiting_for_sign_off
from consultation.reading.mine import OwnResponse, newest_of
from consultation.responses.formal.own import rooms_of, sent_open_to
from consultation.responses.models import Submission

LATEST: Final = 3
NEW_SHOWN: Final = 5
FORMAL_SHOWN: Final = 5
# Of invitations, and of requests to join one's organisations.
WAITING_SHOWN: Final = 10


@dataclass(frozen=True)
class Waiting:
    """One thing that asks for the person; `url` is empty where only a mail leads on."""

    text: str
    url: str = ""
    action: str = ""


@dataclass(frozen=True)
class Overview:
    """What the page shows."""

    waiting: tuple[Waiting, ...]
    latest: tuple[OwnResponse, ...]
    # Formal answers, being drafted and sent.
    rooms: tuple[Submission, ...]
    sent: tuple[Submission, ...]
    new: tuple[Told, ...]
    unread: Unread
    memberships: tuple[Membership, ...]
    followed: tuple[Followed, ...]
    awaited: tuple[Awaited, ...]


def overview_of(person: User) -> Overview:
    """Return the page of this person. Fifteen queries at most, at every size."""
    memberships = person.memberships.current().select_related("organisation")
    return Overview(
        waiting=tuple(_waiting_for(person)),
        latest=newest_of(person, LATEST),
        rooms=tuple(rooms_of(person, most=FORMAL_SHOWN)),
        sent=tuple(sent_open_to(person).order_by("-sent_at", "-pk")[:FORMAL_SHOWN]),
        new=newest_for(person, NEW_SHOWN),
        unread=count_unread(person),
        memberships=tuple(memberships.order_by("organisation__name")),
        followed=newest_followed_by(person),
        awaited=awaited_by(person),
    )


def _waiting_for(person: User) -> list[Waiting]:
    return [
        *_about_oneself(person),
        *_sign_offs_for(person),
        *_invitations_to(person),
        *_requests_to(person),
    ]


def _sign_offs_for(person: User) -> list[Waiting]:
    """The formal answers that wait for this person to sign them off."""
    waits = []
    for each in waiting_for_sign_off(person)[:WAITING_SHOWN]:
        title: str = each.paper_title  # type: ignore[attr-defined]
        words = f"The formal answer of {each.organisation} to “{title}” waits for your sign-off."
        url = reverse("submissions:check", args=[each.paper.slug, each.public_id])
        waits.append(Waiting(words, url, "Read it"))
    return waits


def _invitations_to(person: User) -> list[Waiting]:
    invitations = Invitation.objects.pending().filter(
        email__iexact=person.email, organisation__declined_at=None
    )
    waits = []
    for invitation in invitations.select_related("organisation").order_by("pk")[:WAITING_SHOWN]:
        organisation = invitation.organisation
        # As in the mail: what anybody may have typed as a name stands on nobody else's page.
        words = (
            f"{organisation} invites you to answer for it."
            if organisation.is_verified
            else "Somebody invites you to answer for an organisation that we have not verified yet."
        )
        waits.append(Waiting(f"{words} Follow the link in our mail."))
    return waits


def _requests_to(person: User) -> list[Waiting]:
    """Those to join the person's organisations; where there are many, the way to all of them."""
    owned = Membership.objects.owners().filter(user=person).values("organisation")
    asking = JoinRequest.objects.pending().filter(organisation__in=owned)
    found = list(asking.select_related("organisation", "user").order_by("pk")[: WAITING_SHOWN + 1])
    waits = []
    for request in found[:WAITING_SHOWN]:
        who, where = request.user.public_name, request.organisation
        url = reverse("organisations:members", args=[where.slug])
        waits.append(Waiting(f"{who} asks to answer for {where.name}.", url, "Decide"))
    if len(found) > WAITING_SHOWN:
        url = reverse("accounts:organisations")
        waits.append(Waiting("More people ask to join your organisations.", url, "See how many"))
    return waits


def _about_oneself(person: User) -> list[Waiting]:
    if person.is_suspended:
        url = reverse("accounts:suspension")
        return [Waiting("Your account is suspended.", url, "See why, and what you can do")]
    if not must_take_note(person):
        return []
    url = reverse("accounts:welcome")
    if person.agreed_rules:
        return [Waiting("The house rules have changed.", url, "Read them")]
    return [Waiting("Before you take part: choose how you are shown.", url, "Choose")]
