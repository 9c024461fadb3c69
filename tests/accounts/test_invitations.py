"""Invitations as an owner sends them, and the mail."""

import re

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from accounts import actions
from accounts.actions.inviting import MOST_A_DAY, MOST_UNVERIFIED
from accounts.models import Invitation, Membership, Organisation, User
from accounts.tasks import forget_ended_invitations
from consultation.activity.models import Activity
from consultation.mail.kinds import kind_named
from consultation.mail.models import Message
from consultation.mail.sending import send_due
from tests.accounts.inviting import MEMBERS, NEW, age, invite, link_in, organisation, owner, written
from tests.conftest import ClientFor
from tests.page import fetch, read_page
from tests.people import make_membership, make_organisation

INVITE = f"{MEMBERS}invite/"
INVITATIONS = "/organisations/northfield-resettlement-trust/invitations/"
MINE = "/people/me/organisations/"

__all__ = ["organisation", "owner"]  # fixtures, found by their names here


def test_an_owner_invites_by_address(owner: User, client_for: ClientFor) -> None:
    answer = client_for(owner).post(INVITE, {"email": NEW.upper(), "role": "approver"}, follow=True)
    page = read_page(answer).text
    assert f"The invitation is on its way to {NEW}." in page
    invitation = Invitation.objects.get()
    assert (invitation.email, invitation.role, invitation.invited_by) == (NEW, "approver", owner)
    assert Activity.objects.get().data["role"] == "approver"
    assert NEW not in str(Activity.objects.get().data)


def test_a_known_and_an_unknown_address_get_the_same_answer_and_the_same_mail(
    owner: User, participant: User, client_for: ClientFor
) -> None:
    known, client = participant.email, client_for(owner)
    answers, mails = [], []
    for address in (known, "nobody-at-all@soundings.example"):
        answer = client.post(INVITE, {"email": address, "role": "member"})
        page = client.get(MEMBERS).content.decode()
        page = re.sub(r"<table.*</table>", "", page, flags=re.DOTALL)
        page = re.sub(r'value="[\w-]{60,}"', "", page)
        answers.append((answer.status_code, page.replace(address, "ADDRESS")))
        text = written(address).text
        mails.append(re.sub(r"invitations/[\w-]{43}", "", text))
    assert answers[0] == answers[1]
    assert mails[0] == mails[1]


def test_inviting_a_member_tells_nothing_of_their_address(
    owner: User, participant: User, client_for: ClientFor
) -> None:
    make_membership(participant)
    client = client_for(owner)
    answer = client.post(INVITE, {"email": participant.email, "role": "member"}, follow=True)
    assert "is on its way" in read_page(answer).text


def test_the_mail_names_a_verified_organisation_and_nobody(owner: User) -> None:
    invite(owner)
    mail = written(NEW)
    assert mail.subject == "You are invited to answer for Northfield Resettlement Trust"
    for words in (mail.text, mail.html):
        assert "Keeper" not in words
        assert "keeper@" not in words
        assert "works once, until" in words


def test_nobody_advertises_through_the_name_of_an_organisation(participant: User) -> None:
    actions.propose_organisation(actor=participant, name="Cheap pills at pills dot example")
    invite(participant)
    mail = written(NEW)
    assert "pills" not in mail.subject + mail.text + mail.html
    assert "We have not verified that organisation yet" in mail.text


def test_the_secret_is_not_kept_once_the_mail_has_gone(owner: User) -> None:
    secret = invite(owner).split("/")[-2]
    assert Invitation.objects.get().token_hash != secret
    send_due()
    assert Message.objects.get().context == {}


def test_the_mail_can_be_stopped_by_its_own_link(owner: User, visitor: Client) -> None:
    path = invite(owner)
    assert f"{path}decline/" in written(NEW).text
    assert Client(enforce_csrf_checks=True).post(f"{path}decline/").status_code == 200
    assert Invitation.objects.get().declined_at is not None


@pytest.mark.parametrize("email", ["", "nonsense", "two@x.example, three@x.example", "a\u0085@b.c"])
def test_an_address_that_will_not_do_is_given_back(
    owner: User, client_for: ClientFor, email: str
) -> None:
    answer = client_for(owner).post(INVITE, {"email": email, "role": "member"})
    assert answer.status_code in {400, 422}
    assert not Invitation.objects.exists()


@pytest.mark.parametrize("role", ["participant", "other_member", "suspended", "moderator", "lead"])
def test_only_owners_invite(
    role: str, organisation: Organisation, request: pytest.FixtureRequest, client_for: ClientFor
) -> None:
    actor = request.getfixturevalue(role)
    if role in {"participant", "suspended"}:
        own = Membership.Role.OWNER if role == "suspended" else Membership.Role.MEMBER
        make_membership(actor, organisation, role=own)
    assert client_for(actor).post(INVITE, {"email": NEW, "role": "member"}).status_code == 404
    with pytest.raises(PermissionDenied):
        actions.invite(actor=actor, organisation=organisation, email=NEW, role="member")
    assert not Invitation.objects.exists()


def test_an_address_is_invited_once_at_a_time(owner: User, client_for: ClientFor) -> None:
    invite(owner)
    answer = client_for(owner).post(INVITE, {"email": NEW, "role": "member"})
    assert answer.status_code == 409
    assert "You can send it again, below." in read_page(answer).text
    assert f'value="{NEW}"' in answer.text


@pytest.mark.parametrize(("verified", "most"), [(True, MOST_A_DAY), (False, MOST_UNVERIFIED)])
def test_a_day_has_room_for_so_many(verified: bool, most: int, owner: User) -> None:
    if not verified:
        Organisation.objects.update(verified_at=None)
    for n in range(most):
        invite(owner, f"n{n}@x.example")
    with pytest.raises(actions.BelongingError, match=f"more than {most} invitations"):
        invite(owner, "one-more@x.example")
    age(1)
    invite(owner, "one-more@x.example")
    assert Invitation.objects.count() == most + 1


def test_another_organisation_gives_an_owner_no_more_room(owner: User) -> None:
    second = make_organisation("Eastgate Mentoring")
    for n in range(MOST_A_DAY):
        invite(owner, f"n{n}@x.example")
    make_membership(owner, second, role="owner")
    with pytest.raises(actions.BelongingError):
        actions.invite(actor=owner, organisation=second, email=NEW, role="member")
    assert not second.invitations.exists()


def test_sending_again_ends_the_link_before(
    owner: User, client_for: ClientFor, visitor: Client
) -> None:
    first = invite(owner)
    client = client_for(owner)
    client.post(f"{INVITATIONS}{Invitation.objects.get().pk}/again/")
    second = link_in(written(NEW))
    assert visitor.get(first).status_code == 410
    assert "look for a later mail" in visitor.get(first).text
    assert visitor.get(second).status_code == 200
    assert Invitation.objects.unsettled().count() == 1


def test_what_was_taken_back_opens_nothing(
    owner: User, participant: User, client_for: ClientFor
) -> None:
    path = invite(owner)
    answer = client_for(owner).post(f"{INVITATIONS}{Invitation.objects.get().pk}/revoke/")
    assert answer.status_code == 302
    client = client_for(participant)
    assert client.get(path).status_code == 410
    assert client.post(f"{path}accept/").status_code == 409
    assert not participant.memberships.exists()


def test_what_ended_meanwhile_cannot_be_sent_again_or_taken_back(
    owner: User, participant: User, client_for: ClientFor
) -> None:
    invite(owner)
    invitation = Invitation.objects.get()
    actions.accept_invitation(actor=participant, invitation=invitation)
    client = client_for(owner)
    for act in ("again", "revoke"):
        assert client.post(f"{INVITATIONS}{invitation.pk}/{act}/").status_code == 409
    assert Invitation.objects.count() == 1


def test_another_organisation_s_invitations_are_not_there(
    owner: User, other_member: User, client_for: ClientFor
) -> None:
    invite(owner)
    where = f"/organisations/eastgate-mentoring/invitations/{Invitation.objects.get().pk}/revoke/"
    assert client_for(other_member).post(where).status_code == 404
    assert Invitation.objects.get().revoked_at is None


def test_an_expired_one_makes_room_for_the_next(owner: User) -> None:
    invite(owner)
    age(15)
    invite(owner, role="owner")
    assert Invitation.objects.pending().get().role == "owner"


def test_an_owner_reads_the_addresses_they_typed_and_no_others(
    owner: User, participant: User, other_participant: User, client_for: ClientFor
) -> None:
    invite(owner, "typed@x.example")
    actions.accept_invitation(actor=participant, invitation=Invitation.objects.get())
    make_membership(other_participant, role="owner")
    assert "you invited typed@x.example" in fetch(client_for(owner), MEMBERS).text
    page = fetch(client_for(other_participant), MEMBERS).text
    assert "typed@x.example" not in page
    assert "participant@soundings.example" not in page


def test_addresses_are_forgotten_ninety_days_after_the_end(owner: User, participant: User) -> None:
    invite(owner, "accepted@x.example")
    actions.accept_invitation(actor=participant, invitation=Invitation.objects.get())
    invite(owner, "open@x.example")
    age(89)
    assert forget_ended_invitations() == 0
    age(2)
    assert forget_ended_invitations() == 1
    age(14)
    assert forget_ended_invitations() == 1
    assert participant.memberships.current().exists()


def test_a_mail_for_what_has_ended_is_not_sent(owner: User) -> None:
    invite(owner)
    actions.revoke_invitation(actor=owner, invitation=Invitation.objects.get())
    assert kind_named("invitation").compose(Message.objects.get()) is None
