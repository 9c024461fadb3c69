"""A question of every kind on the desk; the kind of an answered one is fixed."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from papers.actions import (
    KindFixedError,
    NotReadyToPublishError,
    UnfitOptionsError,
    add_question,
    change_question,
    publish_paper,
)
from papers.editing.answered import is_answered, kinds_that_came_too_late
from papers.models import Paper, Question, Section, Wording
from tests.asking import post
from tests.page import read_page


def typed(kind: str, **more: Any) -> dict[str, Any]:
    return {"kind": kind, "text": "Which?", **more}


@pytest.fixture
def answered(published: Paper, participant: User) -> Question:
    """A published open question with one answer, which waits for a moderator."""
    question = published.questions.get()
    post(participant, question)
    return question


def test_a_question_has_all_it_can_have(editor: User, section: Section) -> None:
    question = add_question(
        actor=editor,
        section=section,
        text="How much?",
        kind="scale",
        options=("Never", "Always"),
        has_dont_know=True,
        help_text="Count the last year.",
        is_required=True,
        word_limit=200,
    )
    question.refresh_from_db()
    assert question.options == ["Never", "Always"]
    assert (question.has_dont_know, question.is_required, question.word_limit) == (True, True, 200)


def test_a_choice_needs_two_options(editor: User, section: Section) -> None:
    with pytest.raises(UnfitOptionsError, match="at least two options"):
        add_question(actor=editor, section=section, text="Which?", kind="single", options=["One"])


def test_a_kind_cannot_be_changed_away_from_its_options(editor: User, question: Question) -> None:
    with pytest.raises(UnfitOptionsError):
        change_question(actor=editor, question=question, expected_version=99, kind="ranking")
    question.refresh_from_db()
    assert question.kind == "open"


@pytest.mark.parametrize("kind", ["single", "multiple", "scale", "ranking"])
def test_the_form_takes_options(desk: Client, draft: Paper, section: Section, kind: str) -> None:
    url = reverse("papers:add-question", args=[draft.slug, section.pk])
    fields = typed(kind, options="Housing\r\n\r\nWork", has_dont_know="on", word_limit="50")
    assert desk.post(url, fields).status_code == 302
    question = draft.questions.get(kind=kind)
    assert (question.options, question.has_dont_know) == (["Housing", "Work"], True)
    assert question.word_limit == 50


def test_dont_know_is_not_offered_twice(desk: Client, draft: Paper, section: Section) -> None:
    url = reverse("papers:add-question", args=[draft.slug, section.pk])
    twice = typed("single", options="Yes\r\nNo\r\nDon't know", has_dont_know="on")
    answer = desk.post(url, twice)
    assert answer.status_code == 422
    assert "offered twice" in read_page(answer).text


def test_the_form_says_what_is_missing_and_keeps_the_rest(
    desk: Client, draft: Paper, section: Section
) -> None:
    url = reverse("papers:add-question", args=[draft.slug, section.pk])
    answer = desk.post(url, typed("single", options="Only this", help_text="Kept words"))
    page = read_page(answer)
    assert answer.status_code == 422
    assert "A question to choose from needs at least two options." in page.text
    assert "Kept words" in answer.content.decode()


def test_an_option_that_nobody_can_see_is_none(
    desk: Client, draft: Paper, section: Section
) -> None:
    url = reverse("papers:add-question", args=[draft.slug, section.pk])
    answer = desk.post(url, typed("single", options="Only this\n\u200b\n\u2800"))
    assert answer.status_code == 422
    assert "needs at least two options" in read_page(answer).text


def test_options_of_an_open_question_are_not_lost_in_silence(
    desk: Client, draft: Paper, section: Section
) -> None:
    url = reverse("papers:add-question", args=[draft.slug, section.pk])
    answer = desk.post(url, typed("open", options="Housing\nWork"))
    assert answer.status_code == 422
    assert "Only a question to choose from has options" in answer.content.decode()


@pytest.mark.parametrize("limit", ["0", "-5", "9", "5001", "many", "9" * 30])
def test_a_word_limit_is_a_sensible_number(
    desk: Client, draft: Paper, section: Section, limit: str
) -> None:
    url = reverse("papers:add-question", args=[draft.slug, section.pk])
    assert desk.post(url, typed("open", word_limit=limit)).status_code == 422
    assert not draft.questions.filter(text="Which?").exists()


def test_an_answer_that_is_held_fixes_the_kind(editor: User, answered: Question) -> None:
    assert is_answered(answered)
    with pytest.raises(KindFixedError, match="Retire it and ask a new one"):
        change_question(actor=editor, question=answered, expected_version=99, kind="recommendation")


def test_an_unanswered_question_can_become_another_kind(editor: User, published: Paper) -> None:
    question = published.questions.get()
    change_question(actor=editor, question=question, expected_version=99, kind="recommendation")
    question.refresh_from_db()
    assert question.kind == "recommendation"


def test_answered_options_change_by_a_new_wording(
    editor: User, participant: User, published: Paper
) -> None:
    question = published.questions.get()
    choice: dict[str, Any] = {"kind": "single", "options": ["Yes", "No"]}
    change_question(actor=editor, question=question, expected_version=99, **choice)
    publish_paper(actor=editor, paper=published)
    post(participant, question)
    change_question(
        actor=editor, question=question, expected_version=99, options=["Yes", "No", "In part"]
    )
    publish_paper(actor=editor, paper=published)
    wordings = Wording.objects.filter(question=question).order_by("number")
    assert [len(wording.options) for wording in wordings] == [0, 2, 3]


def test_the_page_says_what_to_do_instead(desk: Client, answered: Question) -> None:
    url = reverse("papers:change-question", args=[answered.paper.slug, answered.pk])
    page = read_page(desk.get(url))
    assert "Fixed since the question has answers." in page.text
    instead = page.links()["Retire this question and ask a new one"]
    assert instead == reverse("papers:replace-question", args=[answered.paper.slug, answered.pk])


def test_the_words_of_an_answered_question_are_saved_without_its_kind(
    desk: Client, answered: Question
) -> None:
    url = reverse("papers:change-question", args=[answered.paper.slug, answered.pk])
    assert desk.post(url, {"text": "Better?", "version": 99}).status_code == 302
    answered.refresh_from_db()
    assert (answered.text, answered.kind) == ("Better?", "open")


def test_a_kind_chosen_before_the_first_answer_came_is_not_ignored(
    desk: Client, answered: Question
) -> None:
    url = reverse("papers:change-question", args=[answered.paper.slug, answered.pk])
    answer = desk.post(url, {"kind": "recommendation", "text": "Better?", "version": 99})
    assert answer.status_code == 422
    assert "so its kind cannot change" in answer.content.decode()


def test_an_answer_between_the_change_and_the_publishing_is_found(
    editor: User, participant: User, published: Paper
) -> None:
    question = published.questions.get()
    change_question(actor=editor, question=question, expected_version=99, kind="recommendation")
    assert kinds_that_came_too_late(published) == []
    post(participant, question)
    [(found, reason)] = kinds_that_came_too_late(published)
    assert found == question
    with pytest.raises(NotReadyToPublishError) as refused:
        publish_paper(actor=editor, paper=published)
    assert refused.value.reasons == [reason]
    assert reason.startswith("Question 1 has been answered as “Open question”")
