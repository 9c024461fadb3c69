"""An answer that is saved as one types, or that meets a shut door."""

import re

import pytest
from django.test import Client

from accounts.models import Membership
from consultation.lib.clock import database_now
from consultation.responses.models import Answer
from papers.models import Question
from tests.conftest import ClientFor
from tests.page import fetch, read_page
from tests.responses.answer_forms import PLAN, opened_before, quietly, save
from tests.responses.rooms import (
    Shared,
    url_of,
    write,
)

pytestmark = pytest.mark.django_db

LONG_WORDS = "What I wrote at length, and would not like to write again."


def test_saving_as_one_types_answers_with_the_version(
    client_for: ClientFor, shared: Shared
) -> None:
    room, drafter, _ = shared
    client = client_for(drafter)
    answer = quietly(client, room, fetch(client, url_of(room, "answer", 1)), body="One.")
    assert answer.json()["version"] == 1
    assert re.fullmatch(
        r"Saved as you typed, (noon|midnight|\d+(\.\d\d)?\s[ap]m)\.", answer.json()["said"]
    )
    assert Answer.objects.get().body == "One."


def test_saving_as_one_types_answers_with_what_colleagues_wrote(
    client_for: ClientFor, shared: Shared, question: Question
) -> None:
    room, drafter, colleague = shared
    client = client_for(drafter)
    page = opened_before(colleague, client, room, question, drafter=drafter)
    answer = quietly(client, room, page, body=PLAN.replace("A plan", "One plan")).json()
    assert answer["version"] == 3
    together = {"body": "One plan from day one.\n\nA home first.", "version": 4}
    assert answer["together"] == together
    assert answer["said"].endswith(", together with what Colleague wrote meanwhile.")


def test_saving_as_one_types_calls_ones_own_other_window_by_no_name(
    client_for: ClientFor, shared: Shared, question: Question
) -> None:
    room, drafter, _ = shared
    client = client_for(drafter)
    page = opened_before(drafter, client, room, question, drafter=drafter)
    said = quietly(client, room, page, body=PLAN.replace("A plan", "One plan")).json()["said"]
    assert said.endswith(", together with what you wrote in another window meanwhile.")


def test_a_clash_while_typing_saves_nothing_and_says_so(
    client_for: ClientFor, shared: Shared, question: Question
) -> None:
    room, drafter, colleague = shared
    client = client_for(drafter)
    page = fetch(client, url_of(room, "answer", 1))
    write(colleague, room, question, "One.")
    answer = quietly(client, room, page, body="Another.")
    assert (answer.status_code, answer.json()["said"][:26]) == (409, "Changed by Colleague as we")
    assert Answer.objects.get().body == "One."


def test_a_fault_while_typing_is_said(client_for: ClientFor, shared: Shared) -> None:
    room, drafter, _ = shared
    client = client_for(drafter)
    page = fetch(client, url_of(room, "answer", 1))
    answer = quietly(client, room, page, body="x" * 20_001)
    assert answer.status_code == 422
    assert "1 character too long" in answer.json()["said"]


def test_the_text_of_who_is_signed_out_comes_back(client_for: ClientFor, shared: Shared) -> None:
    room, drafter, _ = shared
    page = fetch(client_for(drafter), url_of(room, "answer", 1))
    answer = save(Client(), room, page, body=LONG_WORDS)
    assert answer.status_code == 401
    assert LONG_WORDS in read_page(answer).text


def test_the_text_of_who_is_a_stranger_by_now_comes_back(
    client_for: ClientFor, shared: Shared
) -> None:
    room, drafter, _ = shared
    client = client_for(drafter)
    page = fetch(client, url_of(room, "answer", 1))
    Membership.objects.filter(user=drafter).update(left_at=database_now())
    answer = save(client, room, page, body="My long words.")
    assert answer.status_code == 404
    assert "My long words." in read_page(answer).text
    assert not Answer.objects.exists()
