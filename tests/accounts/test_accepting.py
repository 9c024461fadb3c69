"""Where the link of an invitation leads: signing in or up with it, accepting, declining."""

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse

from accounts import actions
from accounts.models import Invitation, Membership, Organisation, User
from consultation.activity.models import Activity, Verb
from consultation.mail.models import Message
from tests.accounts.conftest import CodeFor
from tests.accounts.inviting import MEMBERS, NEW, age, invite, organisation, owner
from tests.conftest import ClientFor
from tests.page import fetch, read_page
from tests.people import make_membership

INVITE = f"{MEMBERS}invite/"
INVITATIONS = "/organisations/northfield-resettlement-trust/invitations/"
MINE = "/people/me/organisations/"

__all__ = ["organisation", "owner"]  # fixtures, found by their names here


def test_getting_the_link_changes_nothing(owner: User, visitor: Client) -> None:
    path = invite(owner)
    lines = Activity.objects.count()
    for address in (path, f"{path}decline/"):
        page = fetch(visitor, address)
        assert "Northfield Resettlement Trust" in page.text
    assert visitor.get(f"{path}accept/").status_code in {302, 405}
    assert Activity.objects.count() == lines
    assert Invitation.objects.pending().exists()
    assert not visitor.session.keys()


def test_a_secret_that_was_never_made_is_not_there(visitor: Client) -> None:
    for address in ("", "sign-in/", "accept/", "decline/"):
        assert visitor.post(f"/people/invitations/{'A' * 43}/{address}").status_code in {
            302,
            404,
            405,
        }
    assert visitor.get(f"/people/invitations/{'A' * 43}/").status_code == 404


def test_the_page_is_for_no_search_engine_and_no_cache(owner: User, visitor: Client) -> None:
    answer = visitor.get(invite(owner))
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in answer["Cache-Control"]


def test_a_new_person_joins_without_a_second_code(owner: User, visitor: Client) -> None:
    path = invite(owner, role="approver")
    assert "in its name, as an approver." in fetch(visitor, path).text
    to_join = visitor.post(f"{path}sign-in/")
    assert to_join["Location"].startswith("/accounts/signup/?next=")
    assert path.split("/")[-2] not in to_join["Location"]
    assert f'value="{NEW}"' in visitor.get(to_join["Location"]).text
    answer = visitor.post(to_join["Location"], {"email": NEW, "next": "/people/invitations/"})
    assert answer["Location"].startswith("/people/welcome/")
    assert EmailAddress.objects.get(email=NEW).verified
    assert not Message.objects.filter(kind="account").exists()
    fields = {"shown_as": "own", "display_name": "Robin", "agrees": "on", "version": "1"}
    page = visitor.post(answer["Location"], fields, follow=True)
    assert page.redirect_chain[-1][0] == path
    visitor.post(f"{path}accept/")
    membership = Membership.objects.get(user__email=NEW)
    assert (membership.role, membership.is_confirmed) == ("approver", True)


def test_a_new_person_joins_with_a_passkey_at_once(owner: User, visitor: Client) -> None:
    to_join = visitor.post(f"{invite(owner)}sign-in/")["Location"]
    by_passkey = fetch(visitor, to_join).links()["join with a passkey"]
    assert "next=%2Fpeople%2Finvitations%2F" in by_passkey
    assert f'value="{NEW}"' in visitor.get(by_passkey).text
    answer = visitor.post(by_passkey, {"email": NEW, "next": "/people/invitations/"})
    assert answer["Location"] == reverse("mfa_signup_webauthn")
    assert EmailAddress.objects.get(email=NEW).verified


def test_joining_with_another_address_needs_its_own_code(owner: User, visitor: Client) -> None:
    path = invite(owner)
    visitor.post(f"{path}sign-in/")
    other = "else@soundings.example"
    answer = visitor.post("/accounts/signup/", {"email": other})
    assert answer["Location"] == "/accounts/confirm-email/"
    addresses = EmailAddress.objects.values_list("email", "verified", "primary")
    assert [a for a in addresses if a[0] != owner.email] == [(other, False, True)]


def test_an_invitation_taken_back_meanwhile_proves_no_address(owner: User, visitor: Client) -> None:
    path = invite(owner)
    visitor.post(f"{path}sign-in/")
    actions.revoke_invitation(actor=owner, invitation=Invitation.objects.get())
    answer = visitor.post("/accounts/signup/", {"email": NEW})
    assert answer["Location"] == "/accounts/confirm-email/"
    assert not EmailAddress.objects.get(email=NEW).verified


def test_an_existing_person_signs_in_and_comes_back(
    owner: User, participant: User, visitor: Client, code_for: CodeFor
) -> None:
    path = invite(owner, participant.email)
    to_sign_in = visitor.post(f"{path}sign-in/")["Location"]
    assert to_sign_in.startswith("/accounts/login/?next=")
    assert f'value="{participant.email}"' in visitor.get(to_sign_in).text
    asked = {"email": participant.email, "next": "/people/invitations/"}
    step = visitor.post("/accounts/login/code/", asked)["Location"]
    asked["code"] = code_for(participant.email)
    page = visitor.post(step, asked, follow=True)
    assert page.redirect_chain[-1][0] == path
    assert "Accept" in read_page(page).text
    assert visitor.post(f"{path}accept/")["Location"] == MINE
    assert participant.memberships.get().is_confirmed


def test_the_link_alone_signs_nobody_in(owner: User, participant: User, visitor: Client) -> None:
    path = invite(owner, participant.email)
    visitor.post(f"{path}sign-in/")
    assert visitor.get(MINE)["Location"].startswith("/accounts/login/")
    assert visitor.post(f"{path}accept/")["Location"].startswith("/accounts/login/")
    assert not participant.memberships.exists()


def test_somebody_else_is_told_whose_it_is_and_may_accept(
    owner: User, participant: User, client_for: ClientFor
) -> None:
    path, client = invite(owner), client_for(participant)
    page = fetch(client, path).text
    assert f"It was sent to {NEW}." in page
    assert f"Sign out and use {NEW}" in page
    assert client.post(f"{path}accept/").status_code == 302
    assert participant.memberships.get().is_confirmed


def test_signing_out_keeps_the_invitation(
    owner: User, participant: User, client_for: ClientFor
) -> None:
    path, client = invite(owner), client_for(participant)
    answer = client.post(f"{path}sign-in/")
    assert answer["Location"].startswith("/accounts/signup/")
    assert "_auth_user_id" not in client.session
    assert f'value="{NEW}"' in client.get(answer["Location"]).text


def test_a_member_has_nothing_to_accept(
    owner: User, participant: User, client_for: ClientFor
) -> None:
    make_membership(participant)
    path, client = invite(owner), client_for(participant)
    assert "There is nothing to accept." in fetch(client, path).text
    assert client.post(f"{path}accept/").status_code == 409
    assert Invitation.objects.pending().exists()


def test_who_is_suspended_cannot_accept(
    owner: User, suspended: User, client_for: ClientFor
) -> None:
    path, client = invite(owner, suspended.email), client_for(suspended)
    for answer in (client.get(path), client.post(f"{path}accept/")):
        assert answer.status_code == 403
        assert "Your account is suspended" in read_page(answer).text
    assert not suspended.memberships.exists()


def test_accepting_works_once(
    owner: User, participant: User, other_participant: User, client_for: ClientFor
) -> None:
    path = invite(owner)
    client_for(participant).post(f"{path}accept/")
    second = client_for(other_participant)
    assert second.post(f"{path}accept/").status_code == 409
    assert "An invitation works once." in second.get(path).text
    assert second.get(path).status_code == 410
    assert "You have accepted this invitation" in client_for(participant).get(path).text
    assert not other_participant.memberships.exists()


def test_after_a_fortnight_it_has_ended(
    owner: User, participant: User, client_for: ClientFor
) -> None:
    path, client = invite(owner, participant.email), client_for(participant)
    age(14)
    answer = client.get(path)
    assert answer.status_code == 410
    assert "Ask whoever invited you to send it again." in read_page(answer).text
    assert client.post(f"{path}accept/").status_code == 409
    assert "Has ended" in fetch(client_for(owner), MEMBERS).text


def test_nobody_answers_for_a_declined_organisation(
    owner: User, participant: User, client_for: ClientFor
) -> None:
    path, client = invite(owner), client_for(participant)
    Organisation.objects.update(verified_at=None, declined_at="2026-01-01T00:00Z")
    assert client.get(path).status_code == 410
    assert client.post(f"{path}accept/").status_code == 409
    assert client_for(owner).get(MEMBERS).status_code == 404
    assert not participant.memberships.exists()


def test_who_declines_is_left_in_peace(owner: User, visitor: Client) -> None:
    path = invite(owner)
    assert "You have declined" in read_page(visitor.post(f"{path}decline/")).h1
    assert visitor.post(f"{path}decline/").status_code == 200
    assert visitor.get(path).status_code == 410
    with pytest.raises(actions.BelongingError, match="was declined"):
        invite(owner)
    age(91)
    assert invite(owner)
    declined = Activity.objects.filter(verb=Verb.INVITATION_DECLINED)
    assert [line.actor_id for line in declined] == [None]


def test_what_was_accepted_cannot_be_declined(
    owner: User, participant: User, visitor: Client
) -> None:
    path = invite(owner)
    actions.accept_invitation(actor=participant, invitation=Invitation.objects.get())
    assert visitor.post(f"{path}decline/").status_code == 409
    assert participant.memberships.current().exists()


def test_accepting_answers_a_request_to_join(
    owner: User, participant: User, organisation: Organisation
) -> None:
    asked = actions.ask_to_join(actor=participant, organisation=organisation)
    invite(owner, participant.email)
    actions.accept_invitation(actor=participant, invitation=Invitation.objects.get())
    asked.refresh_from_db()
    assert asked.outcome == "accepted"


def test_who_comes_back_by_invitation_has_the_role_of_the_invitation(
    owner: User, participant: User
) -> None:
    membership = make_membership(participant, role="owner")
    actions.leave_organisation(actor=participant, membership=membership)
    invite(owner, participant.email)
    again = actions.accept_invitation(actor=participant, invitation=Invitation.objects.get())
    assert (again.pk, again.role) == (membership.pk, "member")
