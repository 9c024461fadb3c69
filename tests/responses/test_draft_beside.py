"""What is typed in a second tab is kept too, in one row beside the draft of the first."""

import uuid
from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries

from accounts.models import User
from consultation.responses.actions import drafting
from consultation.responses.models import Draft, Response
from papers.models import Question
from tests.asking import close
from tests.conftest import ClientFor
from tests.page import fetch
from tests.responses.drafting import begin, form, quietly, url_of

DRAFTS = "/people/me/drafts/"
OTHERS, MINE = "Of the first tab.", "Of the second tab."


def kept() -> dict[str, bool]:
    """Each text that is kept, and whether it is beside the draft of its place."""
    return {draft.body: draft.is_beside for draft in Draft.objects.all()}


@pytest.fixture
def other(participant: User, question: Question) -> Draft:
    """What the first tab saved."""
    return begin(participant, question, OTHERS)


def stamp(draft: Draft) -> str:
    return f"{draft.pk}.{draft.version}"


def second_tab(browser: Client, question: Question, body: str = MINE, **fields: Any) -> Any:
    """Save as a tab that saw nothing of the first, and take over the token that it is told."""
    token = fields.pop("token", str(uuid.uuid4()))
    answer = quietly(browser, question, body, token=token, **fields)
    assert answer.status_code == 409
    return answer.json().get("kept", {}).get("token")


def test_what_is_refused_for_another_tab_is_kept_beside_it_and_said_so(
    browser: Client, other: Draft, question: Question
) -> None:
    answer = quietly(browser, question, MINE)
    assert answer.status_code == 409
    assert "both are in your drafts" in answer.json()["problem"]
    assert kept() == {OTHERS: False, MINE: True}


def test_typing_on_in_the_second_tab_updates_its_one_row(
    browser: Client, other: Draft, question: Question
) -> None:
    token = second_tab(browser, question)
    for body in ("Of the second tab. M", "Of the second tab. More."):
        assert second_tab(browser, question, body, token=token) == token
    assert kept() == {OTHERS: False, "Of the second tab. More.": True}


def test_a_save_whose_answer_was_lost_makes_no_second_row(
    browser: Client, other: Draft, question: Question
) -> None:
    shared = str(other.client_token)
    tokens = {second_tab(browser, question, token=shared, draft=f"{other.pk}.0") for _ in range(2)}
    assert shared not in tokens
    assert kept() == {OTHERS: False, MINE: True}


def test_two_stale_tabs_that_share_a_token_keep_a_text_each(
    browser: Client, other: Draft, question: Question
) -> None:
    shared = str(other.client_token)
    told = {
        second_tab(browser, question, body, token=shared, draft=f"{other.pk}.0")
        for body in (MINE, "Of a third.")
    }
    assert len(told) == 2
    assert kept() == {OTHERS: False, MINE: True, "Of a third.": True}


def test_a_form_that_asks_what_became_of_a_save_keeps_nothing_beside(
    browser: Client, other: Draft, question: Question
) -> None:
    url = f"{url_of(question, 'draft')}?unanswered"
    answer = browser.post(url, form(MINE, keep="quietly"))
    assert (answer.status_code, "kept" in answer.json()) == (409, False)
    assert kept() == {OTHERS: False}


def test_an_emptied_second_tab_leaves_only_the_first(
    browser: Client, other: Draft, question: Question
) -> None:
    token = second_tab(browser, question)
    assert second_tab(browser, question, "", token=token) is None
    assert kept() == {OTHERS: False}


def test_deciding_for_the_box_leaves_the_other_text_beside_it(
    browser: Client, other: Draft, question: Question
) -> None:
    token = second_tab(browser, question)
    answer = quietly(browser, question, MINE, token=token, draft=stamp(other))
    assert answer.status_code == 200
    assert kept() == {MINE: False, OTHERS: True}


def test_the_first_tab_goes_on_with_its_own_row_after_that(
    browser: Client, other: Draft, question: Question
) -> None:
    token = second_tab(browser, question)
    quietly(browser, question, MINE, token=token, draft=stamp(other))
    fields = {"token": str(other.client_token), "draft": stamp(other)}
    assert quietly(browser, question, "More of the first.", **fields).status_code == 200
    assert kept() == {MINE: False, "More of the first.": True}


def test_deciding_for_the_other_text_leaves_the_box_s_beside_it(
    browser: Client, other: Draft, question: Question
) -> None:
    second_tab(browser, question)
    fields = {"token": str(other.client_token), "draft": stamp(other)}
    assert quietly(browser, question, OTHERS, **fields).status_code == 200
    assert kept() == {OTHERS: False, MINE: True}


def test_posting_the_second_tab_ends_its_text_and_no_other(
    browser: Client, other: Draft, question: Question
) -> None:
    token = second_tab(browser, question, token=str(other.client_token))
    assert browser.post(url_of(question), form(MINE, token=token)).status_code == 302
    assert Response.objects.get().comment == MINE
    assert kept() == {OTHERS: False}


def test_a_second_text_that_is_asked_about_and_posted_leaves_no_draft(
    browser: Client, other: Draft, question: Question
) -> None:
    token = second_tab(browser, question)
    browser.post(url_of(question), form(OTHERS, token=str(other.client_token)))
    browser.post(url_of(question), form(MINE, token=token))
    draft = Draft.objects.get()
    browser.post(url_of(question), form(MINE, token=str(draft.client_token), as_well="yes"))
    assert (kept(), Response.objects.count()) == ({}, 2)


def test_once_the_first_is_posted_the_second_becomes_the_draft(
    browser: Client, other: Draft, question: Question
) -> None:
    token = second_tab(browser, question)
    browser.post(url_of(question), form(OTHERS, token=str(other.client_token)))
    assert quietly(browser, question, "And more.", token=token).status_code == 200
    assert kept() == {"And more.": False}


def test_both_are_listed_and_each_opens_in_its_form(
    browser: Client, other: Draft, question: Question
) -> None:
    second_tab(browser, question)
    mine = Draft.objects.get(is_beside=True)
    page = fetch(browser, DRAFTS)
    assert "typed in another tab" in page.text
    urls = {url_of(question): OTHERS, f"{url_of(question)}?as=me&draft={mine.pk}": MINE}
    assert urls.keys() <= set(page.links().values())
    for url, body in urls.items():
        opened = fetch(browser, url).text
        assert body in opened
        assert "another draft of this" in opened


def test_one_that_was_opened_is_saved_in_its_own_row(
    browser: Client, other: Draft, question: Question
) -> None:
    token = second_tab(browser, question)
    mine = Draft.objects.get(is_beside=True)
    answer = quietly(browser, question, "Mended.", token=token, draft=stamp(mine))
    assert (answer.status_code, kept()) == (200, {OTHERS: False, "Mended.": True})


def test_discarding_one_leaves_the_other(browser: Client, other: Draft, question: Question) -> None:
    second_tab(browser, question)
    browser.post(f"{DRAFTS}{other.pk}/discard/")
    assert kept() == {MINE: True}
    assert MINE in fetch(browser, url_of(question)).text


def test_where_there_is_no_room_the_page_does_not_say_that_it_is_kept(
    browser: Client, other: Draft, question: Question, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drafting, "MOST", 1)
    answer = quietly(browser, question, MINE)
    assert (answer.status_code, "kept" in answer.json()) == (409, False)
    assert "in your drafts" not in answer.json()["problem"]
    assert kept() == {OTHERS: False}


def test_without_script_the_page_says_that_both_stay(
    browser: Client, other: Draft, question: Question
) -> None:
    page = browser.post(url_of(question, "draft"), form(MINE))
    assert page.status_code == 409
    assert "Either way the other stays in" in page.text
    assert kept() == {OTHERS: False, MINE: True}


def test_a_refused_post_overwrites_no_newer_draft_and_is_kept_too(
    browser: Client, other: Draft, question: Question
) -> None:
    close(question.paper)
    page = browser.post(url_of(question), form(MINE))
    assert (page.status_code, MINE in page.text) == (409, True)
    assert "also kept as a draft" in page.text
    assert kept() == {OTHERS: False, MINE: True}


def test_nobody_opens_another_s(
    browser: Client,
    other: Draft,
    question: Question,
    other_participant: User,
    client_for: ClientFor,
) -> None:
    second_tab(browser, question)
    mine = Draft.objects.get(is_beside=True)
    page = client_for(other_participant).get(f"{url_of(question)}?draft={mine.pk}")
    assert (MINE in page.text, OTHERS in page.text) == (False, False)


@pytest.mark.parametrize("tabs", [1, 20])
def test_the_form_costs_the_same_beside_many_texts(
    browser: Client,
    other: Draft,
    question: Question,
    django_assert_num_queries: DjangoAssertNumQueries,
    tabs: int,
) -> None:
    for tab in range(tabs):
        second_tab(browser, question, f"Of tab {tab}.")
    browser.get(url_of(question))
    with django_assert_num_queries(11):
        assert browser.get(url_of(question)).status_code == 200
