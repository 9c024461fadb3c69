"""Keeping what stands in the composer: by the script and by the button."""

import uuid

import pytest
from django.db import OperationalError
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries, Settings

from accounts.models import User
from consultation.activity.models import Activity
from consultation.lib.clock import time_in_words
from consultation.responses.actions import drafting
from consultation.responses.actions.drafting import TooManyDraftsError
from consultation.responses.drafts.carrying import mark_of
from consultation.responses.models import Draft, Response
from papers.models import Question
from tests.asking import close, make_choice
from tests.conftest import ClientFor
from tests.people import make_suspension
from tests.responses.drafting import begin, form, quietly, url_of


def test_what_is_typed_is_kept_and_the_time_said(
    participant: User, question: Question, client_for: ClientFor
) -> None:
    answer = quietly(client_for(participant), question, "Half a sentence")
    draft = Draft.objects.get()
    assert (answer.status_code, draft.body) == (200, "Half a sentence")
    assert answer.json()["stamp"] == f"{draft.pk}.1"
    assert answer.json()["saved_at"] == time_in_words(draft.saved_at)
    assert not Response.objects.exists()


def test_saving_again_keeps_the_latest_in_its_place(
    participant: User, question: Question, client_for: ClientFor
) -> None:
    client, token = client_for(participant), str(uuid.uuid4())
    first = quietly(client, question, "Half", token=token).json()["stamp"]
    second = quietly(client, question, "Half a bed", token=token, draft=first)
    assert second.json()["stamp"] == first.replace(".1", ".2")
    assert [draft.body for draft in Draft.objects.all()] == ["Half a bed"]


def test_the_button_keeps_it_and_brings_it_back(
    participant: User, question: Question, client_for: ClientFor
) -> None:
    page = client_for(participant).post(url_of(question, "draft"), form("By hand."), follow=True)
    assert page.status_code == 200
    assert "Saved as a draft at" in page.text
    assert ">\nBy hand.</textarea>" in page.text
    assert "Your draft of" in page.text


def test_the_log_has_no_line_of_a_draft(participant: User, question: Question) -> None:
    before = Activity.objects.count()
    begin(participant, question)
    assert Activity.objects.count() == before


def test_an_emptied_form_leaves_no_draft(
    participant: User, question: Question, client_for: ClientFor
) -> None:
    draft = begin(participant, question)
    stamp = f"{draft.pk}.1"
    answer = quietly(client_for(participant), question, " \n", draft=stamp)
    assert (answer.status_code, answer.json()["stamp"]) == (200, "")
    assert not Draft.objects.exists()


def test_an_empty_form_makes_no_draft(
    participant: User, question: Question, client_for: ClientFor
) -> None:
    page = client_for(participant).post(url_of(question, "draft"), form(""), follow=True)
    assert "There is nothing to save" in page.text
    assert not Draft.objects.exists()


def test_what_another_tab_saved_is_not_overwritten(
    participant: User, question: Question, client_for: ClientFor
) -> None:
    draft = begin(participant, question, "From the first tab.")
    answer = quietly(client_for(participant), question, "From the second tab.")
    assert answer.status_code == 409
    theirs = answer.json()["theirs"]
    assert (theirs["text"], theirs["stamp"]) == ("From the first tab.", f"{draft.pk}.1")
    assert Draft.objects.get(is_beside=False).body == "From the first tab."


def test_the_same_words_from_another_tab_are_no_conflict(
    participant: User, question: Question, client_for: ClientFor
) -> None:
    begin(participant, question, "The same words.")
    assert quietly(client_for(participant), question, "The same words.").status_code == 200


def test_without_script_a_conflict_shows_both_and_saving_again_decides(
    participant: User, question: Question, client_for: ClientFor
) -> None:
    client, draft = client_for(participant), begin(participant, question, "First tab.")
    data = form("Second tab.")
    page = client.post(url_of(question, "draft"), data)
    assert page.status_code == 409
    assert "First tab." in page.text
    assert "Second tab." in page.text
    assert f'value="{draft.pk}.1"' in page.text
    client.post(url_of(question, "draft"), {**data, "draft": f"{draft.pk}.1"})
    kept = {each.body: each.is_beside for each in Draft.objects.all()}
    assert kept == {"Second tab.": False, "First tab.": True}


def test_a_choice_is_kept_with_the_words(
    participant: User, editor: User, client_for: ClientFor
) -> None:
    question = make_choice(editor, "ranking", "Housing", "Work", "Health")
    client = client_for(participant)
    quietly(client, question, "", asked_as=2, choice_0="2", choice_1="1", choice_2="")
    assert Draft.objects.get().choices == [1, 0]
    page = client.get(url_of(question)).text
    assert page.index('value="2" selected') < page.index('value="1" selected')


def test_a_choice_that_is_none_yet_is_said_not_to_be_kept(
    participant: User, editor: User, client_for: ClientFor
) -> None:
    question = make_choice(editor, "ranking", "Housing", "Work", "Health")
    answer = quietly(client_for(participant), question, "Words", asked_as=2, choice_0="2")
    assert answer.status_code == 200
    assert "not complete" in answer.json()["note"]
    assert Draft.objects.get().body == "Words"


def test_a_visitor_is_told_and_nothing_is_kept(visitor: Client, question: Question) -> None:
    answer = quietly(visitor, question)
    assert (answer.status_code, answer.json()) == (401, {"problem": "You are signed out."})
    assert not Draft.objects.exists()


def test_who_is_suspended_meanwhile_is_told(
    participant: User, question: Question, client_for: ClientFor
) -> None:
    client = client_for(participant)
    make_suspension(participant)
    answer = quietly(client, question)
    assert answer.status_code == 403
    assert "suspended" in answer.json()["problem"]
    assert not Draft.objects.exists()


def test_a_question_that_went_meanwhile_is_said_to_be_gone(
    participant: User, client_for: ClientFor, question: Question
) -> None:
    answer = client_for(participant).post(
        url_of(question, "draft").replace("/1/", "/99/"), form(keep="quietly")
    )
    assert answer.status_code == 404
    assert "not here any more" in answer.json()["problem"]


def test_two_hundred_thousand_characters_are_too_many(
    participant: User, question: Question, client_for: ClientFor
) -> None:
    client, body = client_for(participant), "x" * 200_000
    answer = quietly(client, question, body)
    assert answer.status_code == 413
    assert "too long to be kept" in answer.json()["problem"]
    page = client.post(url_of(question, "draft"), form(body))
    assert (page.status_code, body in page.text) == (413, True)
    assert not Draft.objects.exists()


def test_what_is_too_long_to_post_is_kept_all_the_same(
    participant: User, question: Question, client_for: ClientFor
) -> None:
    answer = quietly(client_for(participant), question, "x" * 100_000)
    assert answer.status_code == 200
    assert len(Draft.objects.get().body) == 100_000


def test_a_null_character_is_refused_in_words(
    participant: User, question: Question, client_for: ClientFor
) -> None:
    answer = quietly(client_for(participant), question, "a\x00b")
    assert answer.status_code == 400
    assert "null character" in answer.text
    assert not Draft.objects.exists()


@pytest.mark.parametrize(
    "fields", [{"token": "x"}, {"asked_as": "x"}, {"to": "x" * 99}, {"draft": "x" * 99}]
)
def test_a_mangled_form_is_refused_in_words(
    participant: User, question: Question, client_for: ClientFor, fields: dict[str, str]
) -> None:
    answer = quietly(client_for(participant), question, "Kept words.", **fields)
    assert answer.status_code == 422
    assert "not one of ours" in answer.json()["problem"]
    page = client_for(participant).post(url_of(question, "draft"), form("Kept words.", **fields))
    assert (page.status_code, "Kept words." in page.text) == (422, True)


def test_one_person_s_tab_keeps_nothing_for_another_who_signed_in(
    participant: User, other_participant: User, question: Question, client_for: ClientFor
) -> None:
    client, mark = client_for(other_participant), mark_of(participant)
    answer = quietly(client, question, "Not the other’s.", writer=mark)
    assert answer.status_code == 409
    assert "somebody else’s account" in answer.json()["problem"]
    for name in ("draft", "respond"):
        page = client.post(url_of(question, name), form("Not the other’s.", writer=mark))
        assert (page.status_code, 'name="body"' in page.text) == (409, False)
    assert not Draft.objects.exists()
    assert not Response.objects.exists()


def test_a_closed_paper_s_draft_is_still_kept_and_says_what_to_do(
    participant: User, question: Question, client_for: ClientFor
) -> None:
    close(question.paper)
    answer = quietly(client_for(participant), question, "A minute late.")
    assert answer.status_code == 200
    assert "write to the policy team" in answer.json()["note"]
    assert Draft.objects.get().body == "A minute late."


def test_there_is_an_end_to_drafts(
    participant: User, question: Question, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drafting, "MOST", 1)
    begin(participant, question, reply_to="a" * 16)
    with pytest.raises(TooManyDraftsError):
        begin(participant, question)
    assert Draft.objects.count() == 1


def test_saving_too_often_is_said(
    participant: User, question: Question, client_for: ClientFor, settings: Settings
) -> None:
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "save_draft": "1/h/user"}
    client = client_for(participant)
    answers = [quietly(client, question, str(turn)) for turn in range(2)]
    answers.append(client.post(url_of(question, "draft"), form()))
    assert [answer.status_code for answer in answers] == [200, 429, 429]
    assert [answer["Retry-After"] for answer in answers[1:]] == ["3600", "3600"]


def test_saving_costs_the_same_beside_many_drafts(
    participant: User,
    question: Question,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(12):
        begin(participant, question, reply_to=f"{number:016}")
    draft = begin(participant, question)
    # Two for the savepoint of the test; the person, the token, what stands, what is kept, what
    # moves, and two.
    with django_assert_num_queries(9):
        begin(
            participant,
            question,
            "More of it.",
            expected=f"{draft.pk}.1",
            client_token=draft.client_token,
        )


def test_without_a_database_the_text_comes_back(
    participant: User,
    question: Question,
    client_for: ClientFor,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    client = client_for(participant)
    client.raise_request_exception = False

    def away(**_: object) -> None:
        raise OperationalError("the server closed the connection unexpectedly")

    monkeypatch.setattr("consultation.responses.views.drafts.save_draft", away)
    page = client.post(url_of(question, "draft"), form("Typed while it fell."))
    assert (page.status_code, "Typed while it fell." in page.text) == (503, True)
