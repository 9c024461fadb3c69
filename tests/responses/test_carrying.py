"""What is sent after a sign-in ended comes back to its writer, in that browser, to nobody else."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from accounts.actions.rights import erase_person
from accounts.models import User
from consultation.responses.drafts.carrying import writer_in
from consultation.responses.models import Draft, Response
from papers.models import Question
from tests.asking import close, post_published
from tests.page import read_page
from tests.responses.drafting import begin, form, marked, url_of

BACK = "Your text is back."
BACKEND = "django.contrib.auth.backends.ModelBackend"


def test_it_comes_back_after_signing_in_again(
    visitor: Client, participant: User, question: Question
) -> None:
    page = visitor.post(url_of(question), marked(participant, body="Typed for an hour."))
    assert page.status_code == 401
    assert "Typed for an hour." in page.text
    assert "your text comes back into its form" in page.text
    visitor.force_login(participant, BACKEND)
    page = visitor.get(url_of(question))
    assert BACK in page.text
    assert ">\nTyped for an hour.</textarea>" in page.text
    assert not Response.objects.exists()


def test_the_page_leads_to_signing_in_and_back_to_the_reply(
    visitor: Client, participant: User, other_participant: User, question: Question
) -> None:
    root = post_published(other_participant, question)
    answer = visitor.post(url_of(question), marked(participant, body="A reply.", to=root.public_id))
    way_back = f"{url_of(question)}?to={root.public_id}"
    assert way_back in read_page(answer).links().values()
    visitor.force_login(participant, BACKEND)
    assert ">\nA reply.</textarea>" in visitor.get(way_back).text
    assert BACK not in visitor.get(url_of(question)).text


def test_the_button_for_drafts_carries_it_too(
    visitor: Client, participant: User, question: Question
) -> None:
    page = visitor.post(url_of(question, "draft"), marked(participant, body="To be kept."))
    assert page.status_code == 401
    visitor.force_login(participant, BACKEND)
    assert ">\nTo be kept.</textarea>" in visitor.get(url_of(question)).text


def test_somebody_else_who_signs_in_there_is_shown_nothing(
    visitor: Client, participant: User, other_participant: User, question: Question
) -> None:
    visitor.post(url_of(question), marked(participant, body="canary-carried"))
    assert "canary-carried" not in visitor.get(url_of(question), follow=True).text
    visitor.force_login(other_participant, BACKEND)
    assert "canary-carried" not in visitor.get(url_of(question)).text


def test_it_does_not_come_back_in_another_browser(
    visitor: Client, participant: User, question: Question
) -> None:
    visitor.post(url_of(question), marked(participant, body="canary-carried"))
    elsewhere = Client()
    elsewhere.force_login(participant, BACKEND)
    assert "canary-carried" not in elsewhere.get(url_of(question)).text


def test_signing_out_ends_it(visitor: Client, participant: User, question: Question) -> None:
    visitor.post(url_of(question), marked(participant, body="canary-carried"))
    visitor.force_login(participant, BACKEND)
    visitor.logout()
    visitor.force_login(participant, BACKEND)
    assert "canary-carried" not in visitor.get(url_of(question)).text


def test_so_many_are_kept_of_one_writer_in_whatever_browser(
    participant: User, question: Question, settings: Settings
) -> None:
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "carry": "2/h/key"}
    answers = [
        Client().post(url_of(question), marked(participant, body=f"Text {n}.")) for n in range(3)
    ]
    assert len(kept_keys()) == 2
    assert "Text 2." in answers[2].text
    assert "comes back into its form" not in answers[2].text


@pytest.mark.parametrize("mark", ["", "1", "1:forged", "x" * 200])
def test_a_form_that_does_not_prove_whose_it_is_is_shown_and_carried_nowhere(
    visitor: Client, participant: User, question: Question, mark: str
) -> None:
    page = visitor.post(url_of(question), form("To be copied.", writer=mark))
    assert (page.status_code, "To be copied." in page.text) == (401, True)
    assert "comes back" not in page.text
    assert settings_cookie(visitor) is None
    assert writer_in(mark) is None


def settings_cookie(client: Client) -> object:
    return client.cookies.get("soundings_session")


def test_saving_it_puts_it_down(visitor: Client, participant: User, question: Question) -> None:
    data = marked(participant, body="Once and again.")
    visitor.post(url_of(question), data)
    visitor.force_login(participant, BACKEND)
    visitor.post(url_of(question, "draft"), data)
    page = visitor.get(url_of(question)).text
    assert BACK not in page
    assert "Your draft of" in page
    visitor.post(reverse("responses:discard-draft", args=[Draft.objects.get().pk]))
    assert "Once and again." not in visitor.get(url_of(question)).text


def test_a_paper_that_closed_meanwhile_keeps_it_as_a_draft(
    visitor: Client, participant: User, question: Question
) -> None:
    visitor.post(url_of(question), marked(participant, body="Typed for an hour."))
    close(question.paper)
    visitor.force_login(participant, BACKEND)
    page = visitor.get(url_of(question))
    assert (page.status_code, "does not take responses now" in page.text) == (409, True)
    assert ">\nTyped for an hour.</textarea>" in page.text
    assert "also kept as a draft until" in page.text
    assert Draft.objects.get().body == "Typed for an hour."


def test_a_response_that_went_meanwhile_leaves_the_reply_to_it(
    visitor: Client, participant: User, other_participant: User, question: Question
) -> None:
    root = post_published(other_participant, question)
    visitor.post(url_of(question), marked(participant, body="A reply.", to=root.public_id))
    Response.objects.filter(pk=root.pk).update(state=Response.State.HELD)
    visitor.force_login(participant, BACKEND)
    page = visitor.get(f"{url_of(question)}?to={root.public_id}")
    assert (page.status_code, "not here any more" in page.text) == (409, True)
    assert ">\nA reply.</textarea>" in page.text
    assert Draft.objects.get().reply_to == root.public_id


def test_a_draft_that_is_there_is_not_overwritten_by_it(
    visitor: Client, participant: User, question: Question
) -> None:
    draft = begin(participant, question, "Saved in time.")
    visitor.post(url_of(question), marked(participant, body="Typed since."))
    visitor.force_login(participant, BACKEND)
    page = visitor.get(url_of(question)).text
    assert ">\nTyped since.</textarea>" in page
    assert "You have a draft of this" in page
    assert Draft.objects.get().body == draft.body


def test_no_browser_keeps_the_page(visitor: Client, participant: User, question: Question) -> None:
    nowhere = url_of(question).replace("questions/1", "questions/99")
    for address in (url_of(question), nowhere):
        answer = visitor.post(address, marked(participant, body="Typed for an hour."))
        assert "Typed for an hour." in answer.text
        assert "no-store" in answer["Cache-Control"]


def test_an_erasure_leaves_nothing_of_it(
    visitor: Client,
    participant: User,
    question: Question,
    django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[object]],
) -> None:
    visitor.post(url_of(question), marked(participant, body="canary-carried"))
    assert kept_keys() != []
    with django_capture_on_commit_callbacks(execute=True):
        erase_person(actor=None, person=participant)
    assert kept_keys() == []


def kept_keys() -> list[bytes]:
    client = cache._cache.get_client(None)  # type: ignore[attr-defined]
    prefix = cache.key_prefix
    return list(client.scan_iter(match=f"{prefix}:*carried-*"))


def test_without_a_cache_nothing_is_promised(
    visitor: Client, participant: User, question: Question, settings: Settings
) -> None:
    gone = {**settings.CACHES["default"], "LOCATION": "redis://127.0.0.1:1/0"}
    settings.CACHES = {**settings.CACHES, "default": gone}
    page = visitor.post(url_of(question), marked(participant, body="To be copied."))
    assert (page.status_code, "To be copied." in page.text) == (401, True)
    assert "comes back" not in page.text
