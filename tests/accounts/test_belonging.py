"""The organisations one answers for: looking for one, proposing it, and what the page says."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts import actions
from accounts.actions.belonging import MOST_PROPOSALS
from accounts.models import Membership, Organisation, User
from consultation.activity.models import Activity, Verb
from tests.conftest import ClientFor
from tests.page import fetch, read_page
from tests.people import make_membership, make_organisation, make_person, make_suspension

MINE = "/people/me/organisations/"
ADD = f"{MINE}add/"


def verbs() -> list[str]:
    return list(Activity.objects.order_by("id").values_list("verb", flat=True))


@pytest.mark.parametrize("address", [MINE, ADD, "/organisations/northfield-trust/join/"])
def test_a_visitor_is_asked_to_sign_in(visitor: Client, address: str) -> None:
    for response in (visitor.get(address), visitor.post(address)):
        assert response["Location"] == f"/accounts/login/?next={address}"


def test_who_proposes_an_organisation_owns_it_unconfirmed(participant: User) -> None:
    membership = actions.propose_organisation(actor=participant, name="  Northfield \t Trust ")
    organisation = membership.organisation
    assert (organisation.name, organisation.slug) == ("Northfield Trust", "northfield-trust")
    assert (organisation.proposed_by, organisation.is_verified) == (participant, False)
    assert (membership.role, membership.is_confirmed) == ("owner", False)
    assert verbs() == [Verb.ORGANISATION_PROPOSED]


@pytest.mark.parametrize("again", ["northfield TRUST", "  Northfield \t Trust "])
def test_a_name_the_register_has_is_found_whatever_its_case_and_spacing(
    participant: User, other_participant: User, again: str
) -> None:
    membership = actions.propose_organisation(actor=participant, name="Northfield Trust")
    with pytest.raises(actions.KnownNameError) as refused:
        actions.propose_organisation(actor=other_participant, name=again)
    assert refused.value.organisation == membership.organisation
    assert Membership.objects.count() == 1


def test_names_that_read_alike_in_an_address_get_addresses_of_their_own(db: None) -> None:
    for n, name in enumerate(("A & B", "A B", "A/B", "慈善", "İstanbul Trust")):
        actions.propose_organisation(actor=make_person(f"p{n}"), name=name)
    slugs = set(Organisation.objects.values_list("slug", flat=True))
    assert {"a-b", "a-b-2", "ab", "organisation"} <= slugs


def test_nobody_fills_the_register_by_themselves(participant: User, client_for: ClientFor) -> None:
    for n in range(MOST_PROPOSALS):
        actions.propose_organisation(actor=participant, name=f"Trust {n}")
    answer = client_for(participant).post(ADD, {"organisation": "One too many"})
    assert answer.status_code == 409
    assert "Please wait until we have." in answer.text
    assert not Organisation.objects.filter(name="One too many").exists()


def test_who_is_suspended_proposes_nothing(suspended: User, client_for: ClientFor) -> None:
    client = client_for(suspended)
    assert "Propose it" not in fetch(client, f"{ADD}?organisation=Northfield+Trust").text
    answer = client.post(ADD, {"organisation": "Northfield Trust"})
    assert answer.status_code == 403
    assert "Your account is suspended." in answer.text
    assert 'value="Northfield Trust"' in answer.text
    assert "Your account is suspended" in fetch(client, MINE).text
    assert not Organisation.objects.exists()


def test_who_is_suspended_while_asking_reads_why_and_keeps_the_words(
    suspended: User, client_for: ClientFor
) -> None:
    path = f"/organisations/{make_organisation().slug}/join/"
    answer = client_for(suspended).post(path, {"words": "I volunteer there."})
    assert (answer.status_code, "I volunteer there." in answer.text) == (403, True)
    assert "Your account is suspended. You can read" in answer.text


def test_looking_for_a_name_proposes_nothing(participant: User, client_for: ClientFor) -> None:
    page = fetch(client_for(participant), f"{ADD}?organisation=Northfield+Trust")
    assert "The register does not have it yet" in page.text
    assert not Organisation.objects.exists()


def test_what_the_register_has_leads_to_asking(participant: User, client_for: ClientFor) -> None:
    make_organisation("Northfield Trust")
    page = fetch(client_for(participant), f"{ADD}?organisation=northfield+trust")
    assert page.links()["Ask to answer for it"] == "/organisations/northfield-trust/join/"
    assert "Propose it" not in page.text


@pytest.mark.parametrize("typed", ["Harbour Mentoring", "The Harbour Mentering", "harbour"])
def test_a_name_that_is_nearly_there_is_suggested_first(
    participant: User, client_for: ClientFor, typed: str
) -> None:
    make_organisation("The Harbour Mentoring")
    make_organisation("Wholly Else")
    page = fetch(client_for(participant), f"{ADD}?organisation={typed}")
    assert page.links()["The Harbour Mentoring"] == "/organisations/the-harbour-mentoring/join/"
    assert "Wholly Else" not in page.text
    assert "Propose it" in page.text


def test_of_what_is_not_verified_only_the_name_is_told(
    participant: User, client_for: ClientFor
) -> None:
    told = {"region": "wales", "about": "canary-about", "website": "https://canary.example/"}
    make_organisation("Harbour Project", verified_at=None, **told)
    client = client_for(participant)
    for address in (f"{ADD}?organisation=harbour", "/organisations/harbour-project/join/"):
        page = client.get(address).text
        assert "Harbour Project" in page
        assert "Wales" not in page
        assert "canary" not in page


def test_a_declined_name_can_be_neither_proposed_nor_joined(
    participant: User, client_for: ClientFor
) -> None:
    declined = {"declined_at": "2026-01-01T00:00Z", "declined_reason": "canary-reason"}
    make_organisation("Bogus Trust", verified_at=None, **declined)
    client = client_for(participant)
    page = fetch(client, f"{ADD}?organisation=Bogus+Trust").text
    assert "We cannot add an organisation called Bogus Trust" in page
    assert "canary" not in page
    assert client.post(ADD, {"organisation": "bogus trust"}).status_code == 409
    assert client.get("/organisations/bogus-trust/join/").status_code == 404


def test_proposing_what_somebody_proposed_meanwhile_says_so(
    participant: User, client_for: ClientFor
) -> None:
    make_organisation("Northfield Trust")
    answer = client_for(participant).post(ADD, {"organisation": "Northfield Trust"})
    assert answer.status_code == 409
    assert "nothing was proposed" in read_page(answer).text


def test_a_proposed_organisation_is_listed_with_its_state(
    participant: User, client_for: ClientFor
) -> None:
    client = client_for(participant)
    answer = client.post(ADD, {"organisation": "<b>Trust</b>"}, follow=True)
    page = read_page(answer)
    assert "<b>Trust</b> Owner" in page.text
    assert "Waits for us to verify it" in page.text
    assert "&lt;b&gt;Trust&lt;/b&gt;" in answer.content.decode()
    assert "Edit the profile" in fetch(client, page.links()["<b>Trust</b>"]).links()


def test_a_confirmed_membership_says_so(participant: User, client_for: ClientFor) -> None:
    make_membership(participant)
    page = fetch(client_for(participant), MINE)
    assert "Northfield Resettlement Trust Member Confirmed" in page.text


@pytest.mark.parametrize("name", ["", "?!", "x" * 121])
def test_a_name_that_will_not_do_is_given_back(
    participant: User, client_for: ClientFor, name: str
) -> None:
    for answer in (
        client_for(participant).post(ADD, {"organisation": name}),
        client_for(participant).get(ADD, {"organisation": name}),
    ):
        assert answer.status_code == 422
        assert f'value="{name}"' in answer.text or not name
    assert not Organisation.objects.exists()


@pytest.mark.parametrize("bad", ["a\x00b", "a\x1bb", "a\x85\x9fb"])
def test_what_cannot_be_stored_is_refused(
    participant: User, client_for: ClientFor, bad: str
) -> None:
    assert client_for(participant).post(ADD, {"organisation": bad}).status_code == 400
    assert not Organisation.objects.exists()


def test_a_moderator_confirms_a_membership_once(participant: User, moderator: User) -> None:
    membership = make_membership(participant, confirmed=False)
    for _ in range(2):
        actions.confirm_membership(actor=moderator, membership=membership)
    assert membership.is_confirmed
    assert verbs() == [Verb.MEMBERSHIP_CONFIRMED]


def test_an_owner_confirms_a_colleague(participant: User, other_participant: User) -> None:
    make_membership(participant, role="owner")
    membership = make_membership(other_participant, confirmed=False)
    actions.confirm_membership(actor=participant, membership=membership)
    assert membership.is_confirmed


def test_others_confirm_nobody(participant: User, editor: User, other_participant: User) -> None:
    make_membership(other_participant)
    membership = make_membership(participant, role="owner", confirmed=False)
    for actor in (participant, editor, other_participant):
        with pytest.raises(PermissionDenied):
            actions.confirm_membership(actor=actor, membership=membership)
    assert not Membership.objects.get(pk=membership.pk).is_confirmed


def test_nobody_confirms_what_they_say_of_themselves(moderator: User) -> None:
    membership = make_membership(moderator, confirmed=False)
    with pytest.raises(PermissionDenied):
        actions.confirm_membership(actor=moderator, membership=membership)
    assert not Membership.objects.get().is_confirmed


def test_while_the_organisation_waits_nobody_is_confirmed_by_themselves(
    participant: User, moderator: User
) -> None:
    membership = actions.propose_organisation(actor=participant, name="Northfield Trust")
    with pytest.raises(actions.BelongingError, match="Verify the organisation first"):
        actions.confirm_membership(actor=moderator, membership=membership)
    assert not Membership.objects.get().is_confirmed


def test_an_owner_who_is_suspended_or_unknown_decides_nothing(
    participant: User, other_participant: User
) -> None:
    organisation = make_membership(participant, role="owner").organisation
    make_membership(other_participant, role="owner", confirmed=False)
    assert [owner.user for owner in Membership.objects.owners()] == [participant]
    make_suspension(participant)
    assert list(Organisation.objects.without_owner()) == [organisation]


def test_the_page_costs_the_same_for_one_organisation_and_for_twenty(
    participant: User, client_for: ClientFor
) -> None:
    client = client_for(participant)
    counts = []
    for names in (range(1), range(1, 20)):
        for n in names:
            make_membership(participant, f"Trust {n}", role="owner")
            asked = make_organisation(f"Asked {n}")
            participant.join_requests.create(organisation=asked)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(MINE).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 6
