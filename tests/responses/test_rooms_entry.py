"""The way to a formal answer: what it is, whose there are, and beginning one."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from consultation.lib.clock import database_now
from consultation.responses.models import Submission
from papers.models import Paper
from tests.asking import close, make_paper
from tests.conftest import ClientFor
from tests.page import fetch, read_page
from tests.people import make_membership, make_person
from tests.responses.rooms import (
    Shared,
    entry_of,
    make_room,
    queries_of,
)

pytestmark = pytest.mark.django_db


def test_a_visitor_reads_what_it_is_and_is_led_to_sign_in(
    visitor: Client, open_paper: Paper
) -> None:
    page = fetch(visitor, entry_of(open_paper))
    assert "Answer the whole paper formally" in page.h1
    assert page.links()["Sign in to begin"].endswith("%2Fanswer%2F")


def test_beginning_leads_into_the_room(
    client_for: ClientFor, participant: User, open_paper: Paper
) -> None:
    answer = client_for(participant).post(entry_of(open_paper), {"respondent": "me"}, follow=True)
    assert "0 of 2 questions answered" in read_page(answer).text
    assert Submission.objects.get().person == participant


def test_beginning_for_an_organisation(
    client_for: ClientFor, participant: User, open_paper: Paper
) -> None:
    organisation = make_membership(participant).organisation
    client_for(participant).post(entry_of(open_paper), {"respondent": organisation.public_id})
    assert Submission.objects.get().organisation == organisation


@pytest.mark.parametrize("respondent", ["", "somebody"])
def test_nobody_begins_for_nobody(
    respondent: str, client_for: ClientFor, participant: User, open_paper: Paper
) -> None:
    make_membership(participant)
    answer = client_for(participant).post(entry_of(open_paper), {"respondent": respondent})
    assert answer.status_code == 422
    assert read_page(answer).title.startswith("Error:")
    assert not Submission.objects.exists()


def test_somebody_new_answers_before_you_take_part_first(
    client_for: ClientFor, open_paper: Paper
) -> None:
    client = client_for(make_person("newcomer", welcomed=False))
    assert "Before you begin" in fetch(client, entry_of(open_paper)).text
    answer = client.post(entry_of(open_paper), {"respondent": "me"})
    assert answer["Location"].startswith(reverse("accounts:welcome"))


def test_a_closed_paper_begins_nothing_and_shows_what_is_there(
    client_for: ClientFor, shared: Shared
) -> None:
    room, drafter, _ = shared
    close(room.paper)
    client = client_for(drafter)
    page = fetch(client, entry_of(room.paper))
    assert "Northfield Resettlement Trust" in page.links()
    assert "takes no formal answers now" in page.text
    assert client.post(entry_of(room.paper), {"respondent": "me"}).status_code == 409


def test_a_paper_that_is_only_announced_has_no_formal_answers(
    visitor: Client, editor: User
) -> None:
    soon = database_now() + timedelta(days=7)
    closes_at = soon + timedelta(days=30)
    paper = make_paper(editor, title="Soon", opens_at=soon, closes_at=closes_at)
    assert visitor.get(entry_of(paper)).status_code == 404


def test_what_was_sent_is_listed_and_offered_to_nobody_again(
    client_for: ClientFor, open_paper: Paper, participant: User
) -> None:
    make_room(open_paper, participant)
    Submission.objects.update(state="sent", sent_at=database_now(), reference="VHHY-YQK9")
    page = fetch(client_for(participant), entry_of(open_paper))
    sent = reverse("reading:sent-answer", args=[open_paper.slug, "VHHY-YQK9"])
    assert page.links()["Your own, reference VHHY-YQK9"] == sent
    assert "Who answers?" not in page.text


def test_who_is_not_confirmed_yet_is_told_what_to_do(
    client_for: ClientFor, participant: User, open_paper: Paper
) -> None:
    make_membership(participant, confirmed=False)
    page = fetch(client_for(participant), entry_of(open_paper))
    assert (
        "To draft for Northfield Resettlement Trust, one of its owners has to confirm" in page.text
    )


def test_the_entry_costs_the_same_however_many_one_answers_for(
    client_for: ClientFor, open_paper: Paper, participant: User
) -> None:
    make_room(open_paper, participant, make_membership(participant))
    client = client_for(participant)
    few = queries_of(client, entry_of(open_paper))
    for number in range(10):
        membership = make_membership(participant, f"Trust {number}")
        if number % 2:
            make_room(open_paper, participant, membership)
    assert queries_of(client, entry_of(open_paper)) == few
