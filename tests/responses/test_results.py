"""What was chosen, added up, and shown when the paper says."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse

from accounts.models import User
from consultation.responses.choosing import Choice
from consultation.responses.results.shown import Results, Row, results_of
from papers.access import get_asked_question_or_404
from papers.actions import change_paper, change_question, publish_paper
from papers.models import Paper, Question
from tests.asking import close, make_choice, post, post_published
from tests.page import read_page
from tests.people import make_person

pytestmark = pytest.mark.django_db

DONT_KNOW = Choice((), is_dont_know=True)


def results(question: Question, viewer: Any = None) -> Results:
    published, asked = get_asked_question_or_404(question.paper.slug, question.number)
    found = results_of(asked, published.paper, viewer or AnonymousUser())
    assert found is not None
    return found


def choose(question: Question, *choices: Choice) -> None:
    before = User.objects.count()
    for number, choice in enumerate(choices, start=before):
        post_published(make_person(f"chooser{number}"), question, choice=choice)


def show(editor: User, question: Question, when: str) -> None:
    paper = Paper.objects.get(pk=question.paper_id)
    version = paper.draft_version
    change_paper(actor=editor, paper=paper, expected_version=version, results_shown=when)


def offer(editor: User, question: Question, *options: str) -> None:
    """Ask it from now on with other options."""
    paper = Paper.objects.get(pk=question.paper_id)
    version = paper.draft_version
    change_question(
        actor=editor, question=question, expected_version=version, options=list(options)
    )
    publish_paper(actor=editor, paper=paper)


def test_shares_are_of_those_who_answered(editor: User) -> None:
    question = make_choice(editor, "single", "Homes", "Work", has_dont_know=True)
    choose(question, Choice((0,)), Choice((0,)), Choice((1,)), DONT_KNOW)
    assert results(question).rows == (
        Row("Homes", 2, 50, share=50),
        Row("Work", 1, 25, share=25),
        Row("Don’t know", 1, 25, share=25, is_ours=True),
    )


def test_several_choices_count_one_answer(editor: User) -> None:
    question = make_choice(editor, "multiple", "Homes", "Work")
    choose(question, Choice((0, 1)), Choice((0,)))
    found = results(question)
    assert (found.answered, [row.share for row in found.rows]) == (2, [100, 50])


def test_a_ranking_goes_by_average_place(editor: User) -> None:
    question = make_choice(editor, "ranking", "Homes", "Work", "Health")
    choose(question, Choice((1, 0)), Choice((1, 0)), Choice((0, 1)))
    found = results(question)
    assert [(row.label, row.mean, row.count) for row in found.rows] == [
        ("Work", 1.3, 3),
        ("Homes", 1.7, 3),
        ("Health", None, 0),
    ]


def test_two_averages_that_are_rounded_alike_are_still_in_order(editor: User) -> None:
    question = make_choice(editor, "ranking", "Homes", "Work", "Health")
    # Homes: 12 over 7; Work: 5 over 3; both are shown as 1.7.
    choose(question, *[Choice((0,))] * 2, Choice((1, 0)), *[Choice((2, 0))] * 4)
    choose(question, *[Choice((2, 1))] * 2)
    shown = [(row.label, row.mean) for row in results(question).rows]
    assert shown == [("Health", 1.0), ("Work", 1.7), ("Homes", 1.7)]


def test_a_scale_has_an_average_step(editor: User) -> None:
    question = make_choice(editor, "scale", "Never", "Sometimes", "Often", has_dont_know=True)
    choose(question, Choice((1,)), Choice((2,)), DONT_KNOW)
    found = results(question)
    assert (found.mean, found.steps, found.answered) == (2.5, 3, 3)


def test_a_recommendation_has_the_three_agreements(editor: User) -> None:
    question = make_choice(editor, "recommendation")
    choose(question, Choice((2,)))
    found = results(question)
    assert [row.label for row in found.rows] == ["Agree", "Partly agree", "Disagree"]
    assert [row.count for row in found.rows] == [0, 0, 1]


def test_answers_to_other_options_are_told_apart(editor: User) -> None:
    question = make_choice(editor, "single", "Homes", "Work")
    choose(question, Choice((0,)))
    offer(editor, question, "Homes", "Work", "Health")
    choose(question, Choice((2,)))
    found = results(question)
    assert (found.answered, found.elsewhere) == (1, 1)
    assert [row.count for row in found.rows] == [0, 0, 1]


def test_nobody_is_said_to_have_chosen_only_where_nobody_has(editor: User, client: Client) -> None:
    question = make_choice(editor, "ranking", "Homes", "Work")
    url = reverse("responses:question", args=[question.paper.slug, question.number])
    nobody = "Nobody has chosen yet."
    assert nobody in read_page(client.get(url)).text
    choose(question, Choice((0, 1)))
    offer(editor, question, "Homes", "Work", "Health")
    page = read_page(client.get(url)).text
    assert nobody not in page
    assert "1 answer chose from options that the question no longer offers" in page


def test_an_open_question_has_none(editor: User) -> None:
    question = make_choice(editor, "open")
    published, asked = get_asked_question_or_404(question.paper.slug, question.number)
    assert results_of(asked, published.paper, AnonymousUser()) is None


def test_held_answers_are_not_counted(editor: User, participant: User) -> None:
    question = make_choice(editor, "single", "Homes", "Work")
    post(participant, question, choice=Choice((0,)))
    assert results(question).answered == 0


def test_after_answering_only_those_see_it_who_answered(
    editor: User, participant: User, other_participant: User
) -> None:
    question = make_choice(editor, "single", "Homes", "Work")
    show(editor, question, "answered")
    post(participant, question, choice=Choice((0,)))  # held: theirs all the same
    assert not results(question, participant).hidden
    for viewer in (other_participant, AnonymousUser()):
        assert "once you have answered" in results(question, viewer).hidden
    close(question.paper)
    assert not results(question).hidden


def test_at_the_end_nobody_sees_it_before(editor: User, participant: User) -> None:
    question = make_choice(editor, "single", "Homes", "Work")
    show(editor, question, "closed")
    choose(question, Choice((0,)))
    assert "when the paper has closed" in results(question, participant).hidden
    close(question.paper)
    assert results(question).answered == 1


def test_the_page_says_every_number_in_words(editor: User, client: Client) -> None:
    question = make_choice(editor, "single", "Homes", "Work")
    choose(question, Choice((0,)), Choice((1,)), Choice((1,)))
    url = reverse("responses:question", args=[question.paper.slug, question.number])
    page = read_page(client.get(url))
    assert "3 published answers" in page.text
    assert "Homes 1 33% Work 2 67%" in page.text
    assert "is counted once, by their newest choice" in page.text


def test_hidden_numbers_are_not_on_the_page(editor: User, client: Client) -> None:
    question = make_choice(editor, "single", "Homes", "Work")
    show(editor, question, "closed")
    choose(question, Choice((0,)))
    url = reverse("responses:question", args=[question.paper.slug, question.number])
    assert "published answer" not in client.get(url).content.decode()
