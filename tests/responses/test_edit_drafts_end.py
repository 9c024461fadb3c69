"""When the draft of an edit ends: with the edit, with the response, or by the timer."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.actions.rights import erase_person
from accounts.models import User
from consultation.responses.actions import publish_response, reject_response
from consultation.responses.actions.withdrawing import withdraw_response
from consultation.responses.drafts.drafting import forget_old_drafts
from consultation.responses.models import Draft, Response
from papers.models import Paper, Question
from tests.asking import post
from tests.page import fetch
from tests.people import make_suspension
from tests.responses.edit_drafts import NEW, OLD, address, begin_edit, fields, quietly, reread


def test_saving_the_edit_ends_it(browser: Client, public: Response) -> None:
    draft = begin_edit(public, "Half a")
    browser.post(address(public), fields(NEW, token=str(draft.client_token)))
    assert reread(public).comment == NEW
    assert not Draft.objects.exists()


def test_a_save_behind_its_own_edit_leaves_nothing(browser: Client, public: Response) -> None:
    browser.post(address(public), fields(NEW))
    browser.post(address(public), fields("And once more.", version=2))
    for text in (NEW, "And once more."):
        assert quietly(browser, public, text).json()["stamp"] == ""
    assert not Draft.objects.exists()


def test_typed_back_to_what_it_says_is_no_draft(browser: Client, public: Response) -> None:
    stamp = quietly(browser, public, NEW).json()["stamp"]
    assert quietly(browser, public, OLD, draft=stamp).json()["stamp"] == ""
    assert not Draft.objects.exists()


@pytest.mark.parametrize("end", ["withdrawn", "erased"])
def test_it_goes_with_the_response(end: str, participant: User, question: Question) -> None:
    held = post(participant, question, OLD)
    begin_edit(held, NEW)
    if end == "withdrawn":
        withdraw_response(actor=participant, response=reread(held))
    else:
        erase_person(actor=None, person=participant)
    assert not Draft.objects.exists()


def test_it_outlives_a_refusal_to_be_copied(
    browser: Client, participant: User, moderator: User, question: Question
) -> None:
    held = post(participant, question, OLD)
    draft = begin_edit(held, NEW)
    reject_response(actor=moderator, response=reread(held))
    assert Draft.objects.get().body == NEW
    page = fetch(browser, "/people/me/drafts/")
    assert "The response was not published, so it cannot be changed." in page.text
    assert f"Your text, to copy {NEW}" in page.text
    assert address(held) not in page.links().values()
    assert NEW in browser.get(address(held)).text
    browser.post(f"/people/me/drafts/{draft.pk}/discard/")
    assert not Draft.objects.exists()


def test_it_outlives_a_publication(participant: User, moderator: User, question: Question) -> None:
    held = post(participant, question, OLD)
    begin_edit(held, NEW)
    publish_response(actor=moderator, response=reread(held))
    assert Draft.objects.get().body == NEW


def test_nothing_is_kept_of_what_cannot_change_any_more(
    browser: Client, participant: User, public: Response
) -> None:
    withdraw_response(actor=participant, response=public)
    answer = quietly(browser, public, NEW)
    assert answer.status_code == 409
    assert "Copy your text" in answer.json()["problem"]
    assert not Draft.objects.exists()


def test_who_is_suspended_is_told_that_it_is_not_kept(
    browser: Client, participant: User, public: Response
) -> None:
    make_suspension(participant)
    answer = quietly(browser, public, NEW)
    assert (answer.status_code, Draft.objects.count()) == (403, 0)


def test_it_is_forgotten_on_the_same_day_as_others(public: Response, open_paper: Paper) -> None:
    begin_edit(public, NEW)
    long_ago = timezone.now() - timedelta(days=60)
    Paper.objects.update(opens_at=long_ago, closes_at=long_ago + timedelta(days=20))
    Draft.objects.update(saved_at=long_ago)
    assert forget_old_drafts() == 1
