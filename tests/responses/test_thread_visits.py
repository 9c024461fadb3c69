"""What is new since somebody's last visit."""

from datetime import timedelta

import pytest
from django.db.models import F
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import DjangoAssertNumQueries

from accounts.models import User
from consultation.responses.actions.visiting import note_visit
from consultation.responses.models import QuestionVisit, Response
from consultation.responses.threads.visits import A_PAUSE, end_of_last_visit
from papers.models import Question
from tests.asking import post, post_published
from tests.conftest import ClientFor


@pytest.fixture
def reader(other_participant: User, client_for: ClientFor) -> Client:
    return client_for(other_participant)


def url_of(question: Question) -> str:
    return reverse("responses:question", args=[question.paper.slug, question.number])


def let_pass(pause: timedelta) -> None:
    """Let so much time pass since all that happened."""
    Response.objects.update(published_at=F("published_at") - pause)
    QuestionVisit.objects.update(seen_at=F("seen_at") - pause, seen_before=F("seen_before") - pause)


def test_nothing_is_new_at_the_first_visit(
    participant: User, question: Question, reader: Client
) -> None:
    post_published(participant, question)
    assert "tag-new" not in reader.get(url_of(question)).text


def test_what_came_since_is_marked_until_the_visit_ends(
    participant: User, question: Question, reader: Client
) -> None:
    root = post_published(participant, question, "seen already")
    reader.get(url_of(question))
    let_pass(A_PAUSE + timedelta(minutes=1))
    post(participant, question, "new reply", to=root)
    for _ in range(2):  # looking twice is one visit
        text = reader.get(url_of(question)).text
        assert text.count('<span class="tag tag-new">New</span>\n<bdi') == 1
        assert "marks what came since your last visit" in text
    let_pass(A_PAUSE + timedelta(minutes=1))
    assert "tag-new" not in reader.get(url_of(question)).text


def test_a_thread_by_itself_marks_and_ends_no_visit(
    participant: User, question: Question, reader: Client
) -> None:
    root = post_published(participant, question)
    reader.get(url_of(question))
    let_pass(A_PAUSE + timedelta(minutes=1))
    post(participant, question, "new reply", to=root)
    thread = reverse("responses:permalink", args=[root.public_id])
    assert "tag-new" in reader.get(thread, follow=True).text
    assert "tag-new" in reader.get(url_of(question)).text


def test_the_counted_link_says_what_is_new_behind_it(
    participant: User, other_participant: User, question: Question, reader: Client
) -> None:
    root = post_published(participant, question)
    for number in range(6):
        post(participant, question, f"reply {number}", to=root)
    reader.get(url_of(question))
    let_pass(A_PAUSE + timedelta(minutes=1))
    post_published(other_participant, question, "my own reply", to=root)
    assert '">2 more replies<' in reader.get(url_of(question)).text
    post(participant, question, "new reply", to=root)
    text = reader.get(url_of(question)).text
    assert '">3 more replies, 1 new<' in text
    assert "marks what came since your last visit" in text


def test_ones_own_is_never_new(other_participant: User, question: Question, reader: Client) -> None:
    reader.get(url_of(question))
    let_pass(A_PAUSE + timedelta(minutes=1))
    post_published(other_participant, question, "mine")
    assert "tag-new" not in reader.get(url_of(question)).text


def test_nothing_is_noted_of_visitors(question: Question, visitor: Client) -> None:
    visitor.get(url_of(question))
    assert not QuestionVisit.objects.exists()


def test_a_visit_is_one_statement(
    participant: User, question: Question, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        first = note_visit(actor=participant, question_id=question.pk)
    assert first.last_ended is None
    let_pass(A_PAUSE * 2)
    seen_at = QuestionVisit.objects.get().seen_at
    assert end_of_last_visit(participant, question.pk) == seen_at
    assert note_visit(actor=participant, question_id=question.pk).last_ended == seen_at
    assert note_visit(actor=participant, question_id=question.pk).last_ended == seen_at
