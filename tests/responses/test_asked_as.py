"""An answer stands beside the question it answered, whatever the question reads today."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import DjangoAssertNumQueries

from accounts.models import User
from papers.actions import change_question, publish_paper
from papers.models import Paper, Question
from tests.asking import make_paper, post_published, question_of
from tests.page import Page, fetch, words


def url_of(question: Question) -> str:
    return reverse("responses:question", args=[question.paper.slug, question.number])


def republish(editor: User, question: Question, **fields: Any) -> None:
    change_question(actor=editor, question=question, expected_version=999, **fields)
    publish_paper(actor=editor, paper=question.paper)


def asked_as(page: Page) -> list[str]:
    """Return what each answer says of the question it answered."""
    found = page.tree.iter("div")
    return [words(part) for part in found if part.get("class") == "response-asked"]


def test_an_answer_shows_the_words_it_was_asked_in(
    participant: User, editor: User, question: Question, visitor: Client
) -> None:
    post_published(participant, question, "An old answer.")
    assert asked_as(fetch(visitor, url_of(question))) == []
    republish(editor, question, text="A better wording?")
    post_published(participant, question, "A new answer.")
    page = fetch(visitor, url_of(question))
    assert page.h1 == "A better wording?"
    assert asked_as(page) == ["Asked as: “What does good look like, 1?”"]
    assert "like, 1?” An old answer." in page.text


def test_the_words_that_are_other_now_are_marked(
    participant: User, editor: User, question: Question, visitor: Client
) -> None:
    post_published(participant, question)
    republish(editor, question, text="What does decent look like, 1?")
    page = fetch(visitor, url_of(question))
    assert asked_as(page) == ["Asked as: “What does [other words now: good] look like, 1?”"]
    assert [words(mark) for mark in page.tree.iter("mark")] == ["[other words now: good]"]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"parts": ["Who pays?"]}, "Further asks [Added: Who pays?]"),
        ({"context": "Costs rose."}, "Why we ask [Added: Costs rose.]"),
    ],
)
def test_what_else_changed_is_told_where_the_text_is_the_same(
    participant: User, editor: User, question: Question, visitor: Client,
    fields: dict[str, Any], said: str,
) -> None:  # fmt: skip
    post_published(participant, question)
    republish(editor, question, **fields)
    (told,) = asked_as(fetch(visitor, url_of(question)))
    assert told.startswith("What changed in the question since")
    assert told.endswith(said)


def test_options_that_were_other_are_told(
    participant: User, editor: User, open_paper: Paper, visitor: Client
) -> None:
    question = question_of(open_paper)
    republish(editor, question, kind="single", options=["Yes", "No"])
    post_published(participant, question)
    republish(editor, question, options=["Yes", "Partly", "No"])
    (told,) = asked_as(fetch(visitor, url_of(question)))
    assert told.endswith("To choose from Yes [Added: Partly] No")


def test_words_changed_back_are_not_told(
    participant: User, editor: User, question: Question, visitor: Client
) -> None:
    text = question.text
    post_published(participant, question)
    republish(editor, question, text="Another ask?")
    republish(editor, question, text=text)
    assert asked_as(fetch(visitor, url_of(question))) == []


def test_the_words_of_a_welsh_question_are_marked_as_welsh(
    participant: User, editor: User, visitor: Client
) -> None:
    question = question_of(make_paper(editor, ask="Beth yw da", language="cy"))
    post_published(participant, question)
    republish(editor, question, text="Beth yw gwell, 1?")
    found = fetch(visitor, url_of(question)).tree.iter("span")
    assert [words(one) for one in found if one.get("lang") == "cy" and "Beth" in words(one)] == [
        "Beth yw [other words now: da], 1?"
    ]


def test_older_wordings_cost_no_queries(
    participant: User,
    editor: User,
    question: Question,
    visitor: Client,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    post_published(participant, question)
    with django_assert_max_num_queries(9) as before:
        visitor.get(url_of(question))
    for count in range(5):
        republish(editor, question, text=f"What is good, {count}?")
        post_published(participant, question)
    with django_assert_max_num_queries(len(before)):
        assert len(asked_as(fetch(visitor, url_of(question)))) == 5
