"""Asking to answer for an organisation, and who decides."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.test import Client

from accounts import actions
from accounts.actions.joining import MOST_TIMES, MOST_WAITING
from accounts.models import JoinRequest, Membership, Organisation, User
from consultation.activity.models import Activity, Verb
from consultation.mail.models import Message
from tests.accounts.conftest import Mailed
from tests.accounts.inviting import MEMBERS, organisation, owner
from tests.conftest import ClientFor
from tests.page import fetch, read_page
from tests.people import make_membership, make_organisation

JOIN = "/organisations/northfield-resettlement-trust/join/"
DESK = "/desk/organisations/northfield-resettlement-trust/"

__all__ = ["organisation", "owner"]  # fixtures, found by their names here


@pytest.fixture
def asked(organisation: Organisation, participant: User) -> JoinRequest:
    return actions.ask_to_join(actor=participant, organisation=organisation, words="I run a group.")


@pytest.fixture
def ownerless(participant: User) -> JoinRequest:
    """A request that nobody but staff can decide."""
    return actions.ask_to_join(actor=participant, organisation=make_organisation())


def decide(client: Client, asked: JoinRequest, decision: str, where: str = "organisations") -> int:
    slug = asked.organisation.slug
    address = f"/{where}/{slug}/requests/{asked.pk}/{decision}/"
    return client.post(address).status_code


def test_asking_is_a_request_and_no_membership(
    participant: User, organisation: Organisation, client_for: ClientFor
) -> None:
    client = client_for(participant)
    answer = client.post(JOIN, {"words": "I run a group."}, follow=True)
    assert "Not yet decided" in read_page(answer).text
    assert JoinRequest.objects.get().words == "I run a group."
    assert not participant.memberships.exists()
    assert Activity.objects.get().verb == Verb.JOIN_ASKED


def test_the_owners_are_told_without_a_word_of_the_asking_person(
    asked: JoinRequest, owner: User, mailed: Mailed
) -> None:
    mail = mailed(owner.email)
    assert "asks to answer for Northfield Resettlement Trust" in mail.subject
    assert MEMBERS in mail.text
    for words in (mail.text, mail.html):
        assert "I run a group." not in words
        assert "Participant" not in words
        assert "participant@" not in words


def test_who_stopped_being_an_owner_is_not_told(asked: JoinRequest, owner: User) -> None:
    from consultation.mail.kinds import kind_named

    owner.memberships.update(role="member")
    message = Message.objects.get(kind="join_request")
    assert kind_named("join_request").compose(message) is None


def test_owners_read_who_asks_and_never_the_address(
    asked: JoinRequest, owner: User, client_for: ClientFor
) -> None:
    page = fetch(client_for(owner), MEMBERS).text
    assert "I run a group." in page
    assert "Participant" in page
    assert "participant@soundings.example" not in page


@pytest.mark.parametrize(("domain", "shown"), [("soundings.example", True), ("n.example", False)])
def test_an_address_at_the_organisation_s_domain_is_shown_as_such(
    organisation: Organisation,
    participant: User,
    owner: User,
    client_for: ClientFor,
    domain: str,
    shown: bool,
) -> None:
    Organisation.objects.update(email_domains=[domain])
    organisation.refresh_from_db()
    actions.ask_to_join(actor=participant, organisation=organisation)
    page = fetch(client_for(owner), MEMBERS).text
    assert (f"Their confirmed address is at {domain}" in page) is shown


def test_an_unconfirmed_address_matches_no_domain(
    organisation: Organisation, participant: User
) -> None:
    Organisation.objects.update(email_domains=["soundings.example"])
    participant.emailaddress_set.update(verified=False)  # type: ignore[attr-defined]
    asked = actions.ask_to_join(actor=participant, organisation=organisation)
    assert not asked.domain_matches


def test_an_owner_accepts_and_the_person_is_confirmed(
    asked: JoinRequest, owner: User, participant: User, client_for: ClientFor, mailed: Mailed
) -> None:
    assert decide(client_for(owner), asked, "accept") == 302
    membership = participant.memberships.get()
    assert (membership.role, membership.is_confirmed) == ("member", True)
    assert mailed(participant.email).subject == "You can answer for Northfield Resettlement Trust"
    assert Activity.objects.latest("id").verb == Verb.JOIN_ACCEPTED


def test_an_owner_says_no_and_the_person_is_told(
    asked: JoinRequest, owner: User, participant: User, client_for: ClientFor, mailed: Mailed
) -> None:
    assert decide(client_for(owner), asked, "refuse") == 302
    assert not participant.memberships.exists()
    assert mailed(participant.email).subject.startswith("You were not accepted")
    assert Activity.objects.latest("id").verb == Verb.JOIN_REFUSED


def test_whom_an_unverified_organisation_accepts_is_confirmed_with_it(
    participant: User, other_participant: User
) -> None:
    proposed = actions.propose_organisation(actor=participant, name="Harbour Project").organisation
    asked = actions.ask_to_join(actor=other_participant, organisation=proposed)
    membership = actions.accept_request(actor=participant, join_request=asked)
    assert not membership.is_confirmed


@pytest.mark.parametrize("decision", ["accept", "refuse"])
@pytest.mark.parametrize("role", ["participant", "other_member", "moderator", "lead", "visitor"])
def test_nobody_else_decides_where_there_is_an_owner(
    asked: JoinRequest,
    decision: str,
    role: str,
    request: pytest.FixtureRequest,
    client_for: ClientFor,
) -> None:
    who = request.getfixturevalue(role)
    client = who if isinstance(who, Client) else client_for(who)
    assert decide(client, asked, decision) in {302, 404}
    asked.refresh_from_db()
    assert asked.outcome == ""


def test_staff_are_told_that_an_owner_decides(
    asked: JoinRequest, moderator: User, client_for: ClientFor
) -> None:
    client = client_for(moderator)
    assert decide(client, asked, "owner", "desk/organisations") == 409
    assert "Accept as first owner" not in client.get(f"{DESK}people/").text
    assert not Membership.objects.exclude(role="owner").exists()


def test_staff_let_in_a_first_owner(
    ownerless: JoinRequest, moderator: User, participant: User, client_for: ClientFor
) -> None:
    client = client_for(moderator)
    listed = fetch(client, "/desk/organisations/requests/")
    assert "participant@soundings.example" in listed.text
    assert listed.links()["Northfield Resettlement Trust"] == f"{DESK}people/"
    assert decide(client, ownerless, "owner", "desk/organisations") == 302
    membership = participant.memberships.get()
    assert (membership.role, membership.is_confirmed) == ("owner", True)
    assert "Nobody waits." in fetch(client, "/desk/organisations/requests/").text


@pytest.mark.parametrize("role", ["participant", "editor", "analyst", "other_member"])
def test_for_others_the_desk_s_pages_are_not_there(
    ownerless: JoinRequest, role: str, request: pytest.FixtureRequest, client_for: ClientFor
) -> None:
    client = client_for(request.getfixturevalue(role))
    assert client.get("/desk/organisations/requests/").status_code == 404
    assert client.get(f"{DESK}people/").status_code == 404
    assert decide(client, ownerless, "owner", "desk/organisations") == 404
    assert not participant_is_in(ownerless)


def participant_is_in(asked: JoinRequest) -> bool:
    return Membership.objects.filter(user=asked.user).exists()


def test_staff_decide_nothing_about_themselves(moderator: User, client_for: ClientFor) -> None:
    own = actions.ask_to_join(actor=moderator, organisation=make_organisation())
    with pytest.raises(PermissionDenied):
        actions.accept_request(actor=moderator, join_request=own, role="owner")
    assert decide(client_for(moderator), own, "owner", "desk/organisations") == 404
    assert "a colleague decides" in fetch(client_for(moderator), f"{DESK}people/").text


def test_an_owner_makes_nobody_an_owner_by_accepting(asked: JoinRequest, owner: User) -> None:
    with pytest.raises(PermissionDenied):
        actions.accept_request(actor=owner, join_request=asked, role="owner")
    assert not participant_is_in(asked)


def test_the_second_decision_is_told_of_the_first(
    asked: JoinRequest, owner: User, client_for: ClientFor
) -> None:
    actions.accept_request(actor=owner, join_request=asked)
    client = client_for(owner)
    assert decide(client, asked, "refuse") == 409
    assert participant_is_in(asked)


def test_asking_twice_is_asking_once(
    asked: JoinRequest, participant: User, client_for: ClientFor
) -> None:
    answer = client_for(participant).post(JOIN, {"words": "Words typed again."})
    assert answer.status_code == 409
    assert "Words typed again." in read_page(answer).text or "Words typed again." in answer.text
    assert JoinRequest.objects.count() == 1


def test_a_member_has_nothing_to_ask(
    participant: User, organisation: Organisation, client_for: ClientFor
) -> None:
    make_membership(participant, organisation)
    client = client_for(participant)
    assert "You answer for it already" in fetch(client, JOIN).text
    assert client.post(JOIN, {"words": ""}).status_code == 409


def test_a_request_is_taken_back(
    asked: JoinRequest, participant: User, owner: User, client_for: ClientFor
) -> None:
    client = client_for(participant)
    page = client.post(f"{JOIN}take-back/", follow=True)
    assert "You have taken back your request" in read_page(page).text
    assert "No request of yours" in client.post(f"{JOIN}take-back/", follow=True).text
    assert decide(client_for(owner), asked, "accept") == 409
    assert not participant_is_in(asked)


def test_nobody_takes_back_the_request_of_another(
    asked: JoinRequest, other_participant: User, client_for: ClientFor
) -> None:
    client_for(other_participant).post(f"{JOIN}take-back/")
    asked.refresh_from_db()
    assert asked.outcome == ""


def test_who_was_refused_waits_before_asking_again(
    asked: JoinRequest, owner: User, participant: User, organisation: Organisation
) -> None:
    actions.refuse_request(actor=owner, join_request=asked)
    with pytest.raises(actions.BelongingError, match="after 7 days"):
        actions.ask_to_join(actor=participant, organisation=organisation)
    week = timedelta(days=7, minutes=1)
    JoinRequest.objects.update(asked_at=F("asked_at") - week, decided_at=F("decided_at") - week)
    assert actions.ask_to_join(actor=participant, organisation=organisation).outcome == ""


def test_asking_and_taking_back_does_not_go_on_for_ever(
    participant: User, organisation: Organisation
) -> None:
    for _ in range(MOST_TIMES):
        asked = actions.ask_to_join(actor=participant, organisation=organisation)
        actions.take_back_request(actor=participant, join_request=asked)
    with pytest.raises(actions.BelongingError, match="a short while ago"):
        actions.ask_to_join(actor=participant, organisation=organisation)
    assert Message.objects.filter(kind="join_request").count() == MOST_TIMES


def test_nobody_asks_the_whole_register(participant: User) -> None:
    for n in range(MOST_WAITING):
        actions.ask_to_join(actor=participant, organisation=make_organisation(f"Trust {n}"))
    with pytest.raises(actions.BelongingError, match="wait already"):
        actions.ask_to_join(actor=participant, organisation=make_organisation("One too many"))
    assert JoinRequest.objects.count() == MOST_WAITING


def test_who_is_suspended_asks_and_decides_nothing(
    suspended: User, asked: JoinRequest, client_for: ClientFor
) -> None:
    make_membership(suspended, role=Membership.Role.OWNER)
    client = client_for(suspended)
    assert client.post("/organisations/wholly-else/join/").status_code == 404
    make_organisation("Wholly Else")
    assert client.post("/organisations/wholly-else/join/").status_code == 403
    assert decide(client, asked, "accept") == 404
    assert JoinRequest.objects.get() == asked


def test_words_past_the_limit_are_refused_and_kept(
    participant: User, organisation: Organisation, client_for: ClientFor
) -> None:
    answer = client_for(participant).post(JOIN, {"words": "x" * 501})
    assert answer.status_code == 422
    assert "x" * 501 in answer.text
    assert "Use at most 500 characters" in answer.text
    assert not JoinRequest.objects.exists()
