"""A lead's pages for requests to be erased."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.actions.rights import ask_for_erasure, take_back_erasure
from accounts.models import ErasureRequest, Membership, User
from consultation.mail.models import Message
from consultation.responses.models import Response
from papers.models import Question
from tests.asking import post, post_published
from tests.conftest import ClientFor
from tests.page import fetch, read_page
from tests.people import make_membership, make_organisation, make_person
from tests.responses.multiplying import multiply

pytestmark = pytest.mark.django_db


@pytest.fixture
def asking(participant: User) -> User:
    ask_for_erasure(actor=participant)
    return participant


def url(name: str, person: User) -> str:
    return reverse(f"people:{name}", args=[person.public_id])


def test_the_list_leads_to_the_page(lead: User, asking: User, client_for: ClientFor) -> None:
    page = fetch(client_for(lead), reverse("people:erasures"))
    assert page.links()["Look and decide: Participant"] == url("erasure", asking)


def test_the_page_counts_what_goes_and_what_stays(
    lead: User, asking: User, other_participant: User, question: Question, client_for: ClientFor
) -> None:
    root = post_published(asking, question)
    post_published(other_participant, question, "A reply.", to=root)
    post(asking, question, "Alone.")
    membership = make_membership(asking, "Harbour Project", role=Membership.Role.OWNER)
    post(asking, question, "For all of us.", membership=membership)
    text = fetch(client_for(lead), url("erasure", asking)).text
    assert "1 response in their own name, deleted" in text
    assert "The words of 1 response that others replied to" in text
    assert "1 response for Harbour Project, without their name" in text
    assert "Harbour Project has no other owner" in text


def test_the_page_says_that_what_only_they_named_goes(
    lead: User, asking: User, question: Question, client_for: ClientFor
) -> None:
    own = make_organisation("Harbour Project", verified_at=None, proposed_by=asking)
    membership = make_membership(asking, own, role=Membership.Role.OWNER, confirmed=False)
    post(asking, question, "For all of us.", membership=membership)
    page = fetch(client_for(lead), url("erasure", asking))
    assert "1 response in their own name or for what only they named, deleted" in page.text
    assert "The organisation Harbour Project, with its logo" in page.text
    assert "They posted nothing for an organisation that stays." in page.text
    assert "Harbour Project has no other owner" not in page.text
    assert "Also what they posted for it" not in page.text


def test_the_page_counts_mails_to_their_address_as_well(
    lead: User, asking: User, client_for: ClientFor
) -> None:
    Message.objects.create(to=asking.email, kind="account", key="a code")
    text = fetch(client_for(lead), url("erasure", asking)).text
    assert "1 mail to them in the outbox" in text


def test_the_page_costs_the_same_for_one_response_and_for_a_thousand(
    lead: User, asking: User, question: Question, client_for: ClientFor
) -> None:
    client = client_for(lead)
    response = post(asking, question)
    fetch(client, url("erasure", asking))
    with CaptureQueriesContext(connection) as few:
        fetch(client, url("erasure", asking))
    multiply(response, 999)
    with CaptureQueriesContext(connection) as many:
        fetch(client, url("erasure", asking))
    assert len(many) == len(few)


def test_a_lead_erases(lead: User, asking: User, client_for: ClientFor) -> None:
    client = client_for(lead)
    answer = client.post(url("erasure", asking), {"is_sure": "on"}, follow=True)
    assert "They are erased." in read_page(answer).text
    assert not User.objects.filter(pk=asking.pk).exists()
    assert client.get(url("erasure", asking)).status_code == 404


def test_the_box_must_be_ticked(lead: User, asking: User, client_for: ClientFor) -> None:
    answer = client_for(lead).post(url("erasure", asking))
    assert answer.status_code == 422
    assert "an erasure cannot be undone" in read_page(answer).text
    assert User.objects.filter(pk=asking.pk).exists()


@pytest.mark.parametrize("asked", [True, False])
def test_what_an_organisation_asked_for_goes_too(
    lead: User, asking: User, question: Question, client_for: ClientFor, asked: bool
) -> None:
    membership = make_membership(asking, "Harbour Project")
    response = post(asking, question, membership=membership)
    also = {"also_for": membership.organisation_id} if asked else {}
    client_for(lead).post(url("erasure", asking), {"is_sure": "on", **also})
    assert Response.objects.filter(pk=response.pk).exists() != asked


def test_a_refusal_needs_words_which_the_person_reads(
    lead: User, asking: User, client_for: ClientFor
) -> None:
    client = client_for(lead)
    assert client.post(url("refuse-erasure", asking), {"words": " "}).status_code == 422
    client.post(url("refuse-erasure", asking), {"words": "A claim is under way."})
    assert ErasureRequest.objects.get().refused_by == lead
    page = fetch(client_for(asking), reverse("accounts:data"))
    assert "A claim is under way." in page.text


def test_a_request_taken_back_is_not_there(lead: User, asking: User, client_for: ClientFor) -> None:
    take_back_erasure(actor=asking)
    for name in ("erasure", "refuse-erasure"):
        assert client_for(lead).get(url(name, asking)).status_code == 404


def test_who_has_a_role_by_now_is_not_erased(
    lead: User, moderator: User, client_for: ClientFor
) -> None:
    ErasureRequest.objects.create(user=moderator)
    answer = client_for(lead).post(url("erasure", moderator), {"is_sure": "on"})
    assert answer.status_code == 409
    assert "Take back their staff roles first" in read_page(answer).text


def test_the_list_costs_the_same_for_one_and_for_many(lead: User, client_for: ClientFor) -> None:
    client = client_for(lead)
    ask_for_erasure(actor=make_person("first"))
    fetch(client, reverse("people:erasures"))
    with CaptureQueriesContext(connection) as few:
        fetch(client, reverse("people:erasures"))
    for number in range(20):
        ask_for_erasure(actor=make_person(f"person{number}"))
    with CaptureQueriesContext(connection) as many:
        fetch(client, reverse("people:erasures"))
    assert len(many) == len(few)
