"""Roles in an organisation: changed, handed over, stepped down from, and given by staff."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from accounts import actions
from accounts.models import Membership, Organisation, User
from consultation.activity.models import Activity, Verb
from consultation.mail.models import Message
from tests.accounts.conftest import Mailed
from tests.accounts.inviting import MEMBERS, owner
from tests.conftest import ClientFor
from tests.page import fetch, read_page
from tests.people import make_membership, make_organisation, make_person, make_suspension

DESK = "/desk/organisations/northfield-resettlement-trust/people/"

__all__ = ["owner"]  # fixtures, found by their names here


@pytest.fixture
def member(owner: User, participant: User) -> Membership:
    return make_membership(participant)


def roles() -> dict[str, str]:
    return dict(Membership.objects.values_list("user__display_name", "role"))


def step(member: Membership, name: str) -> str:
    return f"{MEMBERS}{member.user.public_id}/{name}/"


@pytest.mark.parametrize("role", ["approver", "owner"])
def test_an_owner_changes_a_role_and_the_person_is_told(
    role: str, owner: User, member: Membership, client_for: ClientFor, mailed: Mailed
) -> None:
    client = client_for(owner)
    fetch(client, step(member, "role"))
    assert client.post(step(member, "role"), {"role": role}).status_code == 302
    assert roles()["Participant"] == role
    assert Activity.objects.get().data["role"] == role
    assert "Northfield Resettlement Trust" in mailed(member.user.email).subject


def test_the_same_role_again_is_no_change(owner: User, member: Membership) -> None:
    actions.change_member_role(actor=owner, membership=member, role="member")
    assert not Activity.objects.exists()
    assert not Message.objects.exists()


def test_a_role_that_there_is_not_is_refused(
    owner: User, member: Membership, client_for: ClientFor
) -> None:
    answer = client_for(owner).post(step(member, "role"), {"role": "emperor"})
    assert answer.status_code == 422
    assert "Choose one of these roles." in read_page(answer).text


def test_the_only_owner_cannot_step_down(
    owner: User, member: Membership, client_for: ClientFor
) -> None:
    own = owner.memberships.get()
    client = client_for(owner)
    assert "You are the only owner." in fetch(client, step(own, "role")).text
    answer = client.post(step(own, "role"), {"role": "member"})
    assert answer.status_code == 409
    assert "Make somebody else an owner first." in read_page(answer).text
    assert roles()["Keeper"] == "owner"


def test_an_owner_beside_another_steps_down(
    owner: User, member: Membership, client_for: ClientFor
) -> None:
    actions.change_member_role(actor=owner, membership=member, role="owner")
    own = owner.memberships.get()
    answer = client_for(owner).post(step(own, "role"), {"role": "member"}, follow=True)
    assert answer.redirect_chain[-1][0] == "/people/me/organisations/"
    assert roles() == {"Keeper": "member", "Participant": "owner"}


def test_ownership_is_handed_over_in_one_step(
    owner: User, member: Membership, client_for: ClientFor, mailed: Mailed
) -> None:
    client = client_for(owner)
    assert "You become a member" in fetch(client, step(member, "hand-over")).text
    assert roles()["Keeper"] == "owner"
    assert client.post(step(member, "hand-over")).status_code == 302
    assert roles() == {"Keeper": "member", "Participant": "owner"}
    assert mailed(member.user.email).subject == "You own Northfield Resettlement Trust now"
    assert not Message.objects.filter(recipient=owner).exists()
    assert set(Activity.objects.values_list("verb", flat=True)) == {Verb.MEMBERSHIP_ROLE_CHANGED}


@pytest.mark.parametrize("name", ["role", "hand-over"])
def test_nobody_gets_an_organisation_who_could_not_decide_for_it(
    name: str, owner: User, member: Membership, client_for: ClientFor
) -> None:
    make_suspension(member.user)
    answer = client_for(owner).post(step(member, name), {"role": "owner"})
    assert answer.status_code == 409
    assert roles() == {"Keeper": "owner", "Participant": "member"}


def test_who_is_not_confirmed_is_confirmed_before_they_own(
    owner: User, participant: User, client_for: ClientFor
) -> None:
    member = make_membership(participant, confirmed=False)
    client = client_for(owner)
    assert client.post(step(member, "hand-over")).status_code == 409
    assert client.post(step(member, "confirm")).status_code == 302
    assert client.post(step(member, "hand-over")).status_code == 302
    assert roles() == {"Keeper": "member", "Participant": "owner"}


def test_who_has_gone_gets_no_role(owner: User, member: Membership) -> None:
    actions.leave_organisation(actor=member.user, membership=member)
    with pytest.raises(actions.BelongingError, match="does not answer"):
        actions.change_member_role(actor=owner, membership=member, role="owner")
    with pytest.raises(actions.BelongingError, match="does not answer"):
        actions.hand_over_ownership(actor=owner, to=member)
    assert roles()["Keeper"] == "owner"


@pytest.mark.parametrize("name", ["role", "hand-over", "remove", "confirm"])
@pytest.mark.parametrize("role", ["participant", "other_participant", "other_member", "lead"])
def test_for_others_the_steps_are_not_there(
    name: str, role: str, owner: User, request: pytest.FixtureRequest, client_for: ClientFor
) -> None:
    make_membership(request.getfixturevalue("participant"))
    target = make_membership(make_person("colleague"), confirmed=False)
    client = client_for(request.getfixturevalue(role))
    assert client.post(step(target, name), {"role": "owner"}).status_code == 404
    assert (roles()["Colleague"], Membership.objects.filter(left_at=None).count() >= 3) == (
        "member",
        True,
    )


def test_a_member_who_is_no_owner_changes_nothing(member: Membership) -> None:
    with pytest.raises(PermissionDenied):
        actions.change_member_role(actor=member.user, membership=member, role="owner")
    with pytest.raises(PermissionDenied):
        actions.hand_over_ownership(actor=member.user, to=member)
    assert roles()["Participant"] == "member"


def test_owners_see_names_and_roles_and_no_address(
    owner: User, member: Membership, client_for: ClientFor
) -> None:
    page = fetch(client_for(owner), MEMBERS).text
    assert "Participant Role Member" in page or "Participant Member" in page
    assert "@soundings.example" not in page


def test_staff_make_a_member_the_owner_where_there_is_none(
    participant: User, moderator: User, client_for: ClientFor, mailed: Mailed
) -> None:
    member = make_membership(participant, confirmed=False)
    client = client_for(moderator)
    page = fetch(client, DESK).text
    assert "It has no owner." in page
    assert "participant@soundings.example" in page
    assert client.post(f"{DESK}{participant.public_id}/own/").status_code == 302
    member.refresh_from_db()
    assert (member.role, member.is_confirmed) == ("owner", True)
    assert mailed(participant.email).subject == "You own Northfield Resettlement Trust now"


def test_staff_appoint_nobody_where_there_is_an_owner(
    member: Membership, moderator: User, client_for: ClientFor
) -> None:
    client = client_for(moderator)
    answer = client.post(f"{DESK}{member.user.public_id}/own/")
    assert answer.status_code == 409
    assert "has an owner, who decides" in read_page(answer).text
    assert "Make owner" not in answer.text
    assert roles()["Participant"] == "member"


def test_staff_appoint_neither_themselves_nor_who_is_suspended(
    moderator: User, suspended: User, client_for: ClientFor
) -> None:
    own = make_membership(moderator)
    make_membership(suspended)
    client = client_for(moderator)
    assert client.post(f"{DESK}{moderator.public_id}/own/").status_code == 404
    assert client.post(f"{DESK}{suspended.public_id}/own/").status_code == 409
    with pytest.raises(PermissionDenied):
        actions.appoint_owner(actor=moderator, membership=own)
    assert not Membership.objects.owners().exists()


def test_the_members_page_costs_the_same_for_one_member_and_for_sixty(
    owner: User, client_for: ClientFor
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client, counts = client_for(owner), []
    for numbers in (range(1), range(1, 60)):
        for n in numbers:
            fill(owner, n)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(MEMBERS).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 8
    page = fetch(client, MEMBERS)
    assert "Person50" not in page.text.replace("Asker50", "")
    assert "Later members" in page.text
    assert later(client, page.links()) == "Person59"


def fill(owner: User, n: int) -> None:
    """Add a member, who was invited, and somebody who asks to join."""
    organisation = Organisation.objects.get()
    person = make_person(f"person{n}")
    make_membership(person, organisation)
    organisation.invitations.create(
        email=person.email, invited_by=owner, accepted_by=person, token_hash=f"a{n}",
        accepted_at="2026-01-01T00:00Z", expires_at="2030-01-01T00:00Z",
    )  # fmt: skip
    organisation.invitations.create(
        email=f"i{n}@x.example", invited_by=owner, token_hash=f"p{n}",
        expires_at="2030-01-01T00:00Z",
    )  # fmt: skip
    organisation.join_requests.create(user=make_person(f"asker{n}"))


def later(client: Client, links: dict[str, str]) -> str:
    page = fetch(client, MEMBERS + links["Later members →"])
    return "Person59" if "Person59" in page.text else ""


def test_a_page_that_there_is_not_is_not_there(owner: User, client_for: ClientFor) -> None:
    assert client_for(owner).get(f"{MEMBERS}?cursor=rubbish").status_code == 404


def test_the_desk_says_of_a_declined_organisation_that_nobody_answers(
    moderator: User, client_for: ClientFor
) -> None:
    make_organisation(verified_at=None, declined_at="2026-01-01T00:00Z")
    page = fetch(client_for(moderator), DESK).text
    assert "nobody can answer for it" in page
    assert "It has no owner." not in page
