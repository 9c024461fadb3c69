"""Older words in a form that was fetched anew, as a browser without script leaves it."""

import pytest
from django.test import Client

from accounts.models import User
from consultation.responses.models import Draft, Response, Submission
from papers.models import Paper, Question
from tests.asking import post
from tests.conftest import ClientFor
from tests.page import Page, fetch, read_page
from tests.responses.answer_forms import fields_of
from tests.responses.answer_forms import save as save_answer
from tests.responses.drafting import begin, url_of
from tests.responses.edit_drafts import address, begin_edit
from tests.responses.formal import draft as draft_answers
from tests.responses.rooms import url_of as room_url
from tests.responses.rooms import write

pytestmark = pytest.mark.django_db

OLD, NEW = "The first thought.", "The second thought, which is better."
CAME_BACK = {"opened_left": ""}


def left_list(page: Page) -> list[str]:
    """What the list offers that a browser brings back as it was left."""
    lists = (each for each in page.tree.iter("select") if each.get("name") == "opened_left")
    return [option.get("value", "") for option in next(lists)]


def sent(page: Page, action: str, **fields: str) -> dict[str, str]:
    return {**fields_of(page, action), **fields}


def opened(client: Client, question: Question) -> Page:
    return fetch(client, url_of(question))


@pytest.fixture
def newer(participant: User, question: Question) -> Draft:
    return begin(participant, question, NEW)


def test_a_form_says_twice_what_it_was_opened_with(
    participant: User, question: Question, client_for: ClientFor
) -> None:
    client = client_for(participant)
    nothing_yet = opened(client, question)
    draft = begin(participant, question, NEW)
    page = opened(client, question)
    assert left_list(page)[-1] == fields_of(page, "/respond/")["opened"]
    assert left_list(page)[-1] == f"{draft.pk}.1"
    assert not set(left_list(page)) & {left_list(nothing_yet)[-1], ""}


def test_older_words_do_not_take_the_place_of_newer_ones(
    participant: User, question: Question, client_for: ClientFor, newer: Draft
) -> None:
    client = client_for(participant)
    typed = sent(opened(client, question), "/respond/", body=OLD, **CAME_BACK)
    answer = client.post(url_of(question, "draft"), typed)
    page = read_page(answer)
    assert (answer.status_code, Draft.objects.get(is_beside=False).body) == (409, NEW)
    assert {OLD, NEW} <= {(each.text or "").strip() for each in page.tree.iter("textarea")}
    client.post(url_of(question, "draft"), sent(page, "/respond/"))
    kept = {draft.body: draft.is_beside for draft in Draft.objects.all()}
    assert kept == {OLD: False, NEW: True}


def test_a_form_as_it_was_served_saves_over_its_draft(
    participant: User, question: Question, client_for: ClientFor, newer: Draft
) -> None:
    client = client_for(participant)
    typed = sent(opened(client, question), "/respond/", body=OLD)
    assert client.post(url_of(question, "draft"), typed).status_code == 302
    assert Draft.objects.get().body == OLD


def test_posting_older_words_ends_no_newer_draft_and_posts_them_once(
    participant: User, question: Question, client_for: ClientFor, newer: Draft
) -> None:
    client = client_for(participant)
    typed = sent(opened(client, question), "/respond/", body=OLD, **CAME_BACK)
    for _ in range(2):
        client.post(url_of(question), typed)
    assert [each.comment for each in Response.objects.all()] == [OLD]
    assert [each.body for each in Draft.objects.all()] == [NEW]


def edited(participant: User, question: Question) -> Response:
    response = post(participant, question, "As it was posted.")
    begin_edit(response, NEW)
    return response


@pytest.mark.parametrize("step", ["edit/draft", "edit"])
def test_an_older_change_does_not_end_a_newer_one(
    participant: User, question: Question, client_for: ClientFor, step: str
) -> None:
    client, response = client_for(participant), edited(participant, question)
    page = fetch(client, address(response))
    client.post(address(response, step), sent(page, "/edit/", body=OLD, **CAME_BACK))
    assert Draft.objects.get().body == NEW


def test_an_older_change_is_held_against_what_was_saved_since(
    participant: User, question: Question, client_for: ClientFor
) -> None:
    client, response = client_for(participant), post(participant, question, "As it was posted.")
    client.post(address(response), sent(fetch(client, address(response)), "/edit/", body=NEW))
    page = fetch(client, address(response))
    typed = sent(page, "/edit/", body=OLD, **CAME_BACK)
    assert client.post(address(response), typed).status_code == 409
    assert Response.objects.get().comment == NEW


def test_an_older_answer_is_laid_beside_the_newer_one(
    participant: User, paper: Paper, client_for: ClientFor
) -> None:
    room = draft_answers(participant, paper)
    client, question = client_for(participant), paper.questions.get(number=1)
    on = room.answers.get(question=question).version
    write(participant, room, question, NEW, on=on)
    page = fetch(client, room_url(room, "answer", 1))
    answer = save_answer(client, room, page, body=OLD, **CAME_BACK)
    assert (answer.status_code, OLD in answer.text, NEW in answer.text) == (409, True, True)
    assert Submission.objects.get().answers.get(question=question).body == NEW
