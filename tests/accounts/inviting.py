"""Sending invitations, reading them, and letting time pass for them."""

import re
from datetime import timedelta

import pytest
from django.db.models import F

from accounts import actions
from accounts.models import Invitation, Membership, Organisation, User
from consultation.mail.kinds import Mail, kind_named
from consultation.mail.models import Message
from tests.people import make_membership, make_person

NEW = "colleague@northfield.example"
MEMBERS = "/organisations/northfield-resettlement-trust/members/"
INVITE = f"{MEMBERS}invite/"
INVITATIONS = "/organisations/northfield-resettlement-trust/invitations/"
MINE = "/people/me/organisations/"


def invite(owner: User, email: str = NEW, role: str = "member") -> str:
    """Return the path of the link in the mail."""
    organisation = Organisation.objects.get(memberships__user=owner)
    actions.invite(actor=owner, organisation=organisation, email=email, role=role)
    return link_in(written(email))


def written(to: str) -> Mail:
    mail = kind_named("invitation").compose(Message.objects.filter(to=to).latest("id"))
    assert mail is not None
    return mail


def link_in(mail: Mail) -> str:
    found = re.search(r"(/people/invitations/[\w-]{43}/)\s", mail.text)
    assert found is not None
    return found[1]


def age(days: int) -> None:
    """Let time pass for every invitation."""
    past = timedelta(days=days)
    Invitation.objects.update(
        created_at=F("created_at") - past,
        expires_at=F("expires_at") - past,
        **{f"{end}_at": F(f"{end}_at") - past for end in ("accepted", "declined", "revoked")},
    )


@pytest.fixture
def owner(db: None) -> User:
    person = make_person("keeper")
    make_membership(person, role=Membership.Role.OWNER)
    return person


@pytest.fixture
def organisation(owner: User) -> Organisation:
    return Organisation.objects.get()
