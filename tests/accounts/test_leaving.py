"""Leaving and being removed, and what a confirmation is worth afterwards."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db.models import Exists

from accounts import actions
from accounts.actions.rights import erase_person
from accounts.models import Membership, Organisation, User
from consultation.activity.models import Activity, Verb
from consultation.moderation.reviewing import case_of
from consultation.responses.models import Response
from papers.models import Question
from tests.accounts.conftest import Mailed
from tests.accounts.inviting import MEMBERS, invite, owner
from tests.asking import post
from tests.conftest import ClientFor
from tests.page import fetch, read_page
from tests.people import make_membership, make_suspension

LEAVE = "/people/me/organisations/northfield-resettlement-trust/leave/"

__all__ = ["owner"]  # fixtures, found by their names here


def confirmed(response: Response) -> bool:
    rule = Exists(Membership.objects.confirming_response())
    return Response.objects.filter(rule, pk=response.pk).exists()


def come_back(person: User, owner: User) -> Membership:
    organisation = Organisation.objects.get()
    asked = actions.ask_to_join(actor=person, organisation=organisation)
    return actions.accept_request(actor=owner, join_request=asked)


def test_what_was_confirmed_stays_so_after_leaving(
    participant: User, moderator: User, question: Question, owner: User
) -> None:
    membership = make_membership(participant, confirmed=False)
    response = post(participant, question, membership=membership)
    assert not confirmed(response)
    actions.confirm_membership(actor=moderator, membership=membership)
    actions.leave_organisation(actor=participant, membership=membership)
    assert confirmed(response)
    assert case_of(moderator, response, paper_slug="").voice.confirmed


def test_what_was_posted_unconfirmed_is_not_confirmed_by_coming_back(
    participant: User, moderator: User, question: Question, owner: User
) -> None:
    membership = make_membership(participant)
    before = post(participant, question, membership=membership)
    actions.leave_organisation(actor=participant, membership=membership)
    again = come_back(participant, owner)
    Membership.objects.filter(pk=again.pk).update(confirmed_at=None)
    after = post(participant, question, membership=again)
    assert again.pk == membership.pk
    assert [confirmed(before), confirmed(after)] == [True, False]
    cases = [case_of(moderator, each, paper_slug="") for each in (before, after)]
    assert [case.voice.confirmed for case in cases] == [True, False]
    assert [case.unconfirmed for case in cases] == [None, again]


def test_who_comes_back_is_one_row_and_a_member_again(participant: User, owner: User) -> None:
    membership = make_membership(participant, role=Membership.Role.OWNER)
    actions.leave_organisation(actor=participant, membership=membership)
    again = come_back(participant, owner)
    assert (again.pk, again.role, again.is_confirmed) == (membership.pk, "member", True)
    assert Activity.objects.filter(verb=Verb.MEMBERSHIP_LEFT).count() == 1


def test_an_ended_membership_cannot_be_confirmed(
    participant: User, moderator: User, question: Question, owner: User
) -> None:
    membership = make_membership(participant, confirmed=False)
    response = post(participant, question, membership=membership)
    actions.leave_organisation(actor=participant, membership=membership)
    assert case_of(moderator, response, paper_slug="").unconfirmed is None
    actions.confirm_membership(actor=moderator, membership=membership)
    assert not Membership.objects.get(pk=membership.pk).is_confirmed


def test_leaving_is_logged_and_done_once(participant: User, owner: User) -> None:
    membership = make_membership(participant)
    for _ in range(2):
        actions.leave_organisation(actor=participant, membership=membership)
    assert [line.verb for line in Activity.objects.all()] == [Verb.MEMBERSHIP_LEFT]


def test_a_member_reads_what_leaving_means_and_leaves(
    participant: User, owner: User, client_for: ClientFor
) -> None:
    make_membership(participant)
    client = client_for(participant)
    assert "What you posted for it stays" in fetch(client, LEAVE).text
    assert participant.memberships.current().exists()
    page = client.post(LEAVE, follow=True)
    assert "You no longer answer for Northfield" in read_page(page).text
    assert not participant.memberships.current().exists()
    assert client.post(LEAVE).status_code == 404


def test_nobody_leaves_for_somebody_else(
    participant: User, owner: User, client_for: ClientFor
) -> None:
    assert client_for(participant).post(LEAVE).status_code == 404
    actions.leave_organisation(actor=participant, membership=owner.memberships.get())
    assert owner.memberships.current().exists()


def test_the_only_owner_hands_over_first(
    participant: User, owner: User, client_for: ClientFor
) -> None:
    make_membership(participant)
    client = client_for(owner)
    page = fetch(client, LEAVE)
    assert page.links()["Choose who owns it next"] == MEMBERS
    answer = client.post(LEAVE, {"knowing": "1"})
    assert answer.status_code == 409
    assert "Make one of them an owner first." in read_page(answer).text
    assert owner.memberships.current().exists()


def test_the_only_member_leaves_once_they_know(owner: User, client_for: ClientFor) -> None:
    client = client_for(owner)
    assert "Nobody else answers for it." in fetch(client, LEAVE).text
    unaware = client.post(LEAVE)
    assert unaware.status_code == 409
    assert owner.memberships.current().exists()
    assert client.post(LEAVE, {"knowing": "1"}).status_code == 302
    assert list(Organisation.objects.without_owner()) == [Organisation.objects.get()]


def test_an_owner_beside_another_leaves(participant: User, owner: User) -> None:
    make_membership(participant, role=Membership.Role.OWNER)
    actions.leave_organisation(actor=owner, membership=owner.memberships.get())
    assert not owner.memberships.current().exists()


def test_another_owner_who_is_suspended_does_not_count(participant: User, owner: User) -> None:
    make_membership(participant, role=Membership.Role.OWNER)
    make_suspension(participant)
    with pytest.raises(actions.LastOwnerError):
        actions.leave_organisation(actor=owner, membership=owner.memberships.get())
    assert owner.memberships.current().exists()


def test_who_is_suspended_can_leave(suspended: User, owner: User, client_for: ClientFor) -> None:
    make_membership(suspended)
    assert client_for(suspended).post(LEAVE).status_code == 302
    assert not suspended.memberships.current().exists()


def test_an_owner_removes_a_member_who_is_told(
    participant: User, owner: User, client_for: ClientFor, mailed: Mailed
) -> None:
    make_membership(participant)
    client = client_for(owner)
    where = f"{MEMBERS}{participant.public_id}/remove/"
    assert "What they posted for it stays" in fetch(client, where).text
    assert participant.memberships.current().exists()
    assert client.post(where).status_code == 302
    assert not participant.memberships.current().exists()
    mail = mailed(participant.email)
    assert mail.subject == "You no longer answer for Northfield Resettlement Trust"
    assert "Keeper" not in mail.text
    assert client.post(where).status_code == 404


@pytest.mark.parametrize("to", ["participant@soundings.example", "second@soundings.example"])
def test_no_invitation_lets_the_removed_back_in(
    to: str, participant: User, owner: User, client_for: ClientFor
) -> None:
    membership = make_membership(participant, role=Membership.Role.OWNER)
    path = invite(owner if to == participant.email else participant, to)
    kept = invite(owner, "colleague@soundings.example")
    actions.remove_member(actor=owner, membership=membership)
    client = client_for(participant)
    assert client.post(f"{path}accept/").status_code == 409
    assert not participant.memberships.current().exists()
    assert client.get(path).status_code == 410
    assert client.get(kept).status_code == 200
    assert Activity.objects.filter(verb=Verb.INVITATION_REVOKED, actor=owner).count() == 1


def test_what_the_removed_posted_still_shows_the_organisation(
    participant: User, owner: User, question: Question
) -> None:
    membership = make_membership(participant)
    response = post(participant, question, membership=membership)
    actions.remove_member(actor=owner, membership=membership)
    response.refresh_from_db()
    assert response.shown_organisation == "Northfield Resettlement Trust"
    assert confirmed(response)


@pytest.mark.parametrize("role", ["participant", "other_member", "moderator", "lead"])
def test_only_an_owner_removes(
    role: str,
    owner: User,
    other_participant: User,
    request: pytest.FixtureRequest,
    client_for: ClientFor,
) -> None:
    membership = make_membership(other_participant)
    actor = request.getfixturevalue(role)
    where = f"{MEMBERS}{other_participant.public_id}/remove/"
    assert client_for(actor).post(where).status_code == 404
    with pytest.raises(PermissionDenied):
        actions.remove_member(actor=actor, membership=membership)
    assert other_participant.memberships.current().exists()


def test_nobody_is_removed_through_another_organisation(
    other_member: User, owner: User, client_for: ClientFor
) -> None:
    theirs = other_member.memberships.get()
    where = f"{MEMBERS}{other_member.public_id}/remove/"
    assert client_for(owner).post(where).status_code == 404
    assert Membership.objects.current().filter(pk=theirs.pk).exists()


def test_nobody_removes_themselves(owner: User, client_for: ClientFor) -> None:
    where = f"{MEMBERS}{owner.public_id}/remove/"
    assert client_for(owner).post(where).status_code == 404
    with pytest.raises(PermissionDenied):
        actions.remove_member(actor=owner, membership=owner.memberships.get())
    assert owner.memberships.current().exists()


def test_who_is_taken_in_again_before_the_mail_goes_is_not_told_of_the_end(
    participant: User, owner: User
) -> None:
    from consultation.mail.kinds import kind_named
    from consultation.mail.models import Message

    actions.remove_member(actor=owner, membership=make_membership(participant))
    removed = Message.objects.get(kind="membership_change")
    come_back(participant, owner)
    assert kind_named("membership_change").compose(removed) is None


def test_an_erased_owner_goes_and_the_others_are_told(
    participant: User, owner: User, mailed: Mailed
) -> None:
    make_membership(participant)
    actions.end_memberships_of(owner)
    assert not owner.memberships.current().exists()
    assert "has no owner any more" in mailed(participant.email).subject
    assert Organisation.objects.without_owner().exists()


def test_carrying_out_an_erasure_tells_those_who_are_left(
    participant: User, owner: User, mailed: Mailed
) -> None:
    make_membership(participant)
    erase_person(actor=None, person=owner)
    assert "has no owner any more" in mailed(participant.email).subject
    assert not Membership.objects.filter(user_id=owner.pk).exists()


def test_an_erased_member_leaves_nobody_without_an_owner(participant: User, owner: User) -> None:
    from consultation.mail.models import Message

    make_membership(participant)
    actions.end_memberships_of(participant)
    assert not Message.objects.exists()
    assert not Organisation.objects.without_owner().exists()
