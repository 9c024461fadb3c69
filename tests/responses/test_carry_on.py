"""What is sent with a token that is gone goes nowhere, until its writer has it carried on."""

import re
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from accounts.models import User
from consultation.responses.actions.rooms import discard_submission
from consultation.responses.drafts.carrying import CARRIED_FROM
from consultation.responses.models import Answer, Draft, Response, Submission, UnsettledText
from papers.models import Question
from tests.asking import post, post_published
from tests.conftest import ClientFor
from tests.page import Page, fetch, read_page
from tests.responses.answer_forms import form_of
from tests.responses.drafting import begin, marked, url_of
from tests.responses.edit_drafts import address, fields
from tests.responses.formal import send
from tests.responses.rooms import url_of as room_url
from tests.responses.test_carrying import BACK, BACKEND, kept_keys

pytestmark = pytest.mark.django_db

CARRY = reverse("responses:carry")
TEXT = "Typed for an hour.\nAnd a second line."
BUTTON = "Sign in and go on"


@pytest.fixture
def browser() -> Client:
    """One in which neither the sign-in nor the token is left."""
    return Client(enforce_csrf_checks=True)


def offered(answer: Any) -> dict[str, str]:
    """Return the fields of the form that the page of a refused form offers."""
    page = read_page(answer)
    assert answer.status_code == 403
    form = next(each for each in page.tree.iter("form") if each.get("action") == CARRY)
    inputs = [each for each in form.iter("input") if each.get("name")]
    return {each.get("name", ""): each.get("value", "") for each in inputs}


def carry_on(browser: Client, sent_to: str, data: dict[str, Any]) -> Any:
    """Send the form, and press the button of the page that comes back."""
    return browser.post(CARRY, offered(browser.post(sent_to, data)))


def back_again(browser: Client, person: User, carried: Any) -> Page:
    """Sign in, and go where the sign-in page leads."""
    assert carried.url.startswith(reverse("account_login"))
    browser.force_login(person, BACKEND)
    way_back = re.sub(r"^.*\?next=", "", carried.url)
    return fetch(browser, way_back.replace("%3F", "?").replace("%3D", "="))


def typed_in(page: Page) -> list[str]:
    boxes = page.tree.iter("textarea")
    return [(box.text or "").removeprefix("\n") for box in boxes]


def test_it_comes_back_after_signing_in(
    browser: Client, participant: User, question: Question
) -> None:
    data = marked(participant, body=TEXT)
    refused = browser.post(url_of(question), data)
    assert TEXT in refused.text
    assert (BUTTON in refused.text, refused["Cache-Control"].count("no-store")) == (True, 1)
    assert kept_keys() == []
    carried = browser.post(CARRY, offered(refused))
    page = back_again(browser, participant, carried)
    assert BACK in page.text
    assert TEXT in typed_in(page)
    assert not Response.objects.exists()
    assert not Draft.objects.exists()


def test_a_reply_and_what_its_draft_s_button_sends_come_back(
    browser: Client, participant: User, other_participant: User, question: Question
) -> None:
    root = post_published(other_participant, question)
    data = marked(participant, body=TEXT, to=root.public_id)
    page = back_again(browser, participant, carry_on(browser, url_of(question, "draft"), data))
    assert TEXT in typed_in(page)
    assert "Your reply" in page.text or "Reply" in page.h1


def test_a_change_of_a_response_comes_back(
    browser: Client, participant: User, question: Question
) -> None:
    response = post(participant, question)
    data = fields(TEXT, writer=marked(participant)["writer"])
    for step in ("edit", "edit/draft"):
        carried = carry_on(browser, address(response, step), data)
        assert TEXT in typed_in(back_again(browser, participant, carried))
        browser.logout()
    response.refresh_from_db()
    assert response.version == 1


def test_a_formal_answer_comes_back(
    browser: Client, participant: User, room: Submission, client_for: ClientFor
) -> None:
    opened = form_of(fetch(client_for(participant), room_url(room, "answer", 1)))
    carried = carry_on(browser, room_url(room, "answer", 1), {**opened, "body": TEXT})
    page = back_again(browser, participant, carried)
    assert BACK in page.text
    assert {**form_of(page), "page": ""} == {**opened, "body": TEXT, "page": ""}
    assert TEXT not in Answer.objects.get(question__number=1).body


def test_of_a_sign_in_alone_that_ended_a_formal_answer_comes_back_too(
    visitor: Client, participant: User, room: Submission, client_for: ClientFor
) -> None:
    url = room_url(room, "answer", 1)
    opened = form_of(fetch(client_for(participant), url))
    answer = visitor.post(url, {**opened, "body": TEXT})
    assert (answer.status_code, TEXT in answer.text) == (401, True)
    assert "your text comes back into its form" in answer.text
    visitor.force_login(participant, BACKEND)
    assert TEXT in typed_in(fetch(visitor, url))
    visitor.post(url, {**opened, "body": TEXT})
    assert BACK not in fetch(visitor, url).text
    assert kept_keys() == []


def test_a_formal_answer_that_was_sent_meanwhile_keeps_it(
    visitor: Client, participant: User, room: Submission, client_for: ClientFor
) -> None:
    url = room_url(room, "answer", 1)
    opened = form_of(fetch(client_for(participant), url))
    visitor.post(url, {**opened, "body": TEXT})
    send(participant, room)
    visitor.force_login(participant, BACKEND)
    answer = visitor.get(url)
    assert (answer.status_code, read_page(answer).h1) == (409, "It was sent while you wrote")
    assert UnsettledText.objects.get().body == TEXT


def test_a_room_that_was_discarded_meanwhile_gives_it_to_be_copied(
    visitor: Client, participant: User, room: Submission, client_for: ClientFor
) -> None:
    url = room_url(room, "answer", 1)
    opened = form_of(fetch(client_for(participant), url))
    visitor.post(url, {**opened, "body": TEXT})
    discard_submission(actor=participant, submission=room)
    visitor.force_login(participant, BACKEND)
    answer = visitor.get(url)
    assert (answer.status_code, typed_in(read_page(answer))) == (404, [TEXT])


@pytest.mark.parametrize("mark", ["", "1", "1:forged"])
def test_what_does_not_prove_whose_it_is_is_to_be_copied_alone(
    browser: Client, participant: User, question: Question, mark: str
) -> None:
    answer = browser.post(url_of(question), marked(participant, body=TEXT, writer=mark))
    assert (answer.status_code, BUTTON in answer.text) == (403, False)
    assert TEXT in typed_in(read_page(answer))
    assert kept_keys() == []


@pytest.mark.parametrize("step", ["respond", "draft"])
def test_another_site_posts_and_overwrites_nothing(
    browser: Client, participant: User, question: Question, step: str
) -> None:
    """Not even with the writer's mark, in a browser where they are signed in."""
    draft = begin(participant, question, "Saved in time.")
    browser.force_login(participant, BACKEND)
    answer = browser.post(url_of(question, step), marked(participant, body=TEXT))
    assert offered(answer)[CARRIED_FROM] == url_of(question, step)
    assert kept_keys() == []
    assert not Response.objects.exists()
    assert [each.body for each in Draft.objects.all()] == [draft.body]


def test_another_site_has_nothing_carried(
    browser: Client, participant: User, question: Question
) -> None:
    forged = marked(participant, body=TEXT, **{CARRIED_FROM: url_of(question)})
    answer = browser.post(CARRY, forged)
    assert (answer.status_code, BUTTON in answer.text) == (403, False)
    assert kept_keys() == []


def test_signed_in_again_in_another_tab_one_goes_on_at_once(
    browser: Client, participant: User, question: Question
) -> None:
    draft = begin(participant, question, "Saved in time.")
    browser.force_login(participant, BACKEND)
    refused = browser.post(url_of(question), marked(participant, body=TEXT))
    assert "Go on with my text" in refused.text
    page = read_page(browser.post(CARRY, offered(refused), follow=True))
    assert TEXT in typed_in(page)
    assert Draft.objects.get().body == draft.body
    assert not Response.objects.exists()


def test_nobody_else_is_shown_it(
    browser: Client, participant: User, other_participant: User, question: Question
) -> None:
    refused = browser.post(url_of(question), marked(participant, body=TEXT))
    browser.force_login(other_participant, BACKEND)
    again = browser.post(url_of(question), marked(participant, body=TEXT))
    assert (again.status_code, CARRY in again.text) == (403, False)
    token = browser.cookies[settings.CSRF_COOKIE_NAME].value
    answer = browser.post(CARRY, offered(refused) | {"csrfmiddlewaretoken": token})
    assert (answer.status_code, typed_in(read_page(answer))) == (409, [TEXT])
    assert kept_keys() == []
    assert TEXT not in typed_in(fetch(browser, url_of(question)))


def test_a_form_that_has_no_page_of_its_own_is_carried_nowhere(
    visitor: Client, participant: User, question: Question
) -> None:
    elsewhere = ["", "https://elsewhere.example/", "/papers/", url_of(question).replace("1", "99")]
    for path in elsewhere:
        data = marked(participant, body=TEXT, **{CARRIED_FROM: path})
        assert visitor.post(CARRY, data).status_code == 404
    assert kept_keys() == []
