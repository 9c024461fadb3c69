import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.actions import confirm_membership, say_who_you_answer_for
from accounts.models import Membership, User
from consultation.activity.models import Activity
from tests.conftest import ClientFor

ME = "/people/me/organisations/"
ADD = "/people/me/organisations/add/"
LEAVE = "/people/me/organisations/northfield-trust/leave/"


@pytest.mark.parametrize("address", [ME, ADD, LEAVE])
def test_a_visitor_is_asked_to_sign_in(visitor: Client, address: str) -> None:
    for response in (visitor.get(address), visitor.post(address)):
        assert response["Location"] == f"/accounts/login/?next={address}"


def test_an_organisation_is_added_and_said_to_be_unconfirmed(
    participant: User, client_for: ClientFor
) -> None:
    client = client_for(participant)
    page = client.post(ADD, {"organisation": "Northfield Trust"}, follow=True).content.decode()
    assert "Northfield Trust" in page
    assert "Not yet confirmed" in page


def test_a_confirmed_organisation_says_so(
    participant: User, moderator: User, client_for: ClientFor
) -> None:
    membership = say_who_you_answer_for(actor=participant, organisation_name="Northfield Trust")
    confirm_membership(actor=moderator, membership=membership)
    page = client_for(participant).get(ME).content.decode()
    assert "Not yet confirmed" not in page
    assert "Confirmed" in page


@pytest.mark.parametrize("name", ["", "?!", "x" * 121])
def test_an_organisation_that_will_not_do_is_given_back(
    participant: User, client_for: ClientFor, name: str
) -> None:
    response = client_for(participant).post(ADD, {"organisation": name})
    assert response.status_code == 422
    assert f'value="{name}"' in response.content.decode() or not name
    assert not Membership.objects.exists()


def test_an_organisation_is_left(participant: User, client_for: ClientFor) -> None:
    say_who_you_answer_for(actor=participant, organisation_name="Northfield Trust")
    page = client_for(participant).post(LEAVE, follow=True)
    assert not participant.memberships.current().exists()
    assert "<strong>Northfield Trust</strong>" not in page.text
    assert client_for(participant).post(LEAVE).status_code == 404


def test_nobody_leaves_for_somebody_else(
    participant: User, other_participant: User, client_for: ClientFor
) -> None:
    say_who_you_answer_for(actor=participant, organisation_name="Northfield Trust")
    assert client_for(other_participant).post(LEAVE).status_code == 404
    assert participant.memberships.count() == 1


@pytest.mark.parametrize("bad", ["a\x00b", "a\x1bb", "a\x85\x9fb"])
def test_what_cannot_be_stored_is_refused_with_words(
    participant: User, client_for: ClientFor, bad: str
) -> None:
    client, before = client_for(participant), Activity.objects.count()
    assert client.post(ADD, {"organisation": bad}).status_code == 400
    assert Activity.objects.count() == before


def test_what_cannot_be_stored_is_refused_at_joining(visitor: Client) -> None:
    assert (
        visitor.post("/accounts/signup/", {"email": "a\x00b@soundings.example"}).status_code == 400
    )
    assert not User.objects.exists()


def test_html_in_a_name_is_shown_as_typed(participant: User, client_for: ClientFor) -> None:
    client = client_for(participant)
    page = client.post(ADD, {"organisation": "<b>Trust</b>"}, follow=True).content.decode()
    assert "<b>Trust" not in page
    assert "&lt;b&gt;Trust&lt;/b&gt;" in page


def test_the_page_costs_the_same_for_one_organisation_and_for_twenty(
    participant: User, client_for: ClientFor
) -> None:
    client = client_for(participant)
    counts = []
    for names in (range(1), range(20)):
        for n in names:
            say_who_you_answer_for(actor=participant, organisation_name=f"Trust {n}")
        with CaptureQueriesContext(connection) as queries:
            assert client.get(ME).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 5
