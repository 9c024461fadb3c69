import pytest
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries

from accounts.access import SuspendedError
from accounts.actions import rename_person
from accounts.models import User
from consultation.activity.models import Activity, Verb
from papers.models import Question
from tests.asking import post
from tests.conftest import ClientFor
from tests.page import fetch
from tests.people import make_organisation, make_person

NAME = "/people/me/name/"
OWN, OTHER = {"shown_as": "own"}, {"shown_as": "other"}


def test_a_visitor_is_asked_to_sign_in(visitor: Client) -> None:
    for response in (visitor.get(NAME), visitor.post(NAME)):
        assert response["Location"] == f"/accounts/login/?next={NAME}"


def test_a_new_name_is_kept(participant: User, client_for: ClientFor) -> None:
    response = client_for(participant).post(NAME, {"display_name": "  A   reader ", **OTHER})
    participant.refresh_from_db()
    assert (response.status_code, response["Location"]) == (302, NAME)
    assert (participant.display_name, participant.uses_pseudonym) == ("A reader", True)


def test_the_page_says_what_is_chosen_now(participant: User, client_for: ClientFor) -> None:
    client = client_for(participant)
    client.post(NAME, {"display_name": "A reader", **OTHER})
    page = fetch(client, NAME)
    [ticked] = [e for e in page.tree.iter("input") if e.get("checked") is not None]
    assert ticked.get("value") == "other"
    assert "Nobody else sees the address." in page.text


def test_a_new_name_is_for_what_is_posted_next_and_says_so(
    participant: User, question: Question, client_for: ClientFor
) -> None:
    earlier = post(participant, question)
    page = client_for(participant).post(NAME, {"display_name": "A reader", **OWN}, follow=True)
    assert "From now on your responses show this name; earlier ones keep the old one." in page.text
    earlier.refresh_from_db(fields=["shown_name"])
    participant.refresh_from_db()
    assert earlier.shown_name == "Participant"
    assert post(participant, question).shown_name == "A reader"


@pytest.mark.parametrize("address", [NAME, "/people/welcome/"])
@pytest.mark.parametrize(
    "name", ["Northfield Resettlement Trust", "NORTHFIELD  resettlement trust "]
)
def test_nobody_is_shown_as_an_organisation(
    name: str, address: str, db: None, client_for: ClientFor
) -> None:
    make_organisation()
    person = make_person("reader", welcomed=address == NAME)
    typed = {"display_name": name, "agrees": "on", "version": "1", **OTHER}
    answer = client_for(person).post(address, typed)
    assert (answer.status_code, "the name of an organisation" in answer.text) == (422, True)
    person.refresh_from_db()
    assert person.display_name == "Reader"


@pytest.mark.parametrize("name", ["", "   ", "…", "x" * 51, "\u0958" * 26])
def test_a_name_that_will_not_do_is_given_back(
    participant: User, client_for: ClientFor, name: str
) -> None:
    response = client_for(participant).post(NAME, {"display_name": name, **OWN})
    assert response.status_code == 422
    assert b"There is a problem" in response.content
    assert name.strip() in response.content.decode() or "\u0958" in name
    participant.refresh_from_db()
    assert participant.display_name == "Participant"


@pytest.mark.parametrize("shown_as", ["", "both"])
def test_whose_name_it_is_has_to_be_said(
    participant: User, client_for: ClientFor, shown_as: str
) -> None:
    answers = {"display_name": "Robin", "shown_as": shown_as}
    response = client_for(participant).post(NAME, answers)
    assert response.status_code == 422
    assert "Choose whether you are shown by your own name" in response.content.decode()


def test_a_suspended_person_keeps_their_name(suspended: User, client_for: ClientFor) -> None:
    response = client_for(suspended).post(NAME, {"display_name": "Robin", **OWN})
    assert response.status_code == 403
    assert "Robin" in response.content.decode()
    with pytest.raises(SuspendedError):
        rename_person(actor=suspended, display_name="Robin", uses_pseudonym=False)
    suspended.refresh_from_db()
    assert suspended.display_name == "Suspended"


def test_renaming_is_logged_without_the_name(participant: User) -> None:
    rename_person(actor=participant, display_name="Robin", uses_pseudonym=False)
    line = Activity.objects.get()
    assert (line.verb, line.actor_id, line.data) == (Verb.PERSON_RENAMED, participant.pk, {})


def test_the_same_name_again_is_no_change(participant: User) -> None:
    rename_person(actor=participant, display_name=" Participant ", uses_pseudonym=False)
    assert not Activity.objects.exists()


@pytest.mark.parametrize("name", ["\u202eyadnus", "\u3164"])
def test_a_name_that_reverses_or_hides_is_stored_without(participant: User, name: str) -> None:
    rename_person(actor=participant, display_name=name, uses_pseudonym=True)
    assert participant.display_name in {"yadnus", ""}


@pytest.mark.parametrize("bad", ["a\x00b", "a\x1bb", "a\x85\x9fb"])
def test_what_cannot_be_stored_is_refused_with_words(
    participant: User, client_for: ClientFor, bad: str
) -> None:
    client, before = client_for(participant), Activity.objects.count()
    assert client.post(NAME, {"display_name": bad, **OWN}).status_code == 400
    assert Activity.objects.count() == before


def test_html_in_a_name_is_shown_as_typed(participant: User, client_for: ClientFor) -> None:
    client = client_for(participant)
    page = client.post(NAME, {"display_name": "<b>Robin</b>", **OWN}, follow=True)
    assert "<b>Robin" not in page.content.decode()
    assert "&lt;b&gt;Robin&lt;/b&gt;" in page.content.decode()


def test_the_page_costs_three_queries(
    participant: User, client_for: ClientFor, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = client_for(participant)
    with django_assert_num_queries(3):  # the session, the person, their roles
        client.get(NAME)
