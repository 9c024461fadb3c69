"""What was chosen, on every public page that shows an answer, and on none that may not."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import DjangoAssertNumQueries

from accounts.models import User
from consultation.responses.choosing import Choice
from papers.actions import change_question, publish_paper
from papers.models import Paper, Question
from tests.asking import make_choice, post, post_published
from tests.page import fetch


@pytest.fixture
def single(editor: User) -> Question:
    return make_choice(editor, "single", "canary-housing", "canary-work")


def url_of(question: Question) -> str:
    return reverse("responses:question", args=[question.paper.slug, question.number])


def test_a_thread_shows_the_choice_before_the_words(
    participant: User, single: Question, visitor: Client
) -> None:
    root = post_published(participant, single, "Because it lasts.", choice=Choice((1,)))
    thread = reverse("responses:thread", args=[single.paper.slug, 1, root.public_id])
    for url in (url_of(single), thread):
        text = fetch(visitor, url).text
        assert text.index("Chose: canary-work") < text.index("Because it lasts.")


def test_each_answer_shows_the_options_of_its_own_wording(
    participant: User, editor: User, single: Question, visitor: Client
) -> None:
    post_published(participant, single, "", choice=Choice((1,)))
    paper = Paper.objects.get(pk=single.paper_id)
    change_question(
        actor=editor,
        question=single,
        expected_version=paper.draft_version,
        options=["a-mentor", "a-home"],
    )
    publish_paper(actor=editor, paper=paper)
    post_published(participant, single, "", choice=Choice((1,)))
    text = fetch(visitor, url_of(single)).text
    assert "Chose: canary-work" in text
    assert "Chose: a-home" in text


def test_an_answer_without_words_has_no_empty_body(
    participant: User, single: Question, visitor: Client
) -> None:
    post_published(participant, single, "", choice=Choice((0,)))
    html = visitor.get(url_of(single)).text
    assert ("Chose:" in html, 'class="response-body"' in html) == (True, False)


@pytest.mark.parametrize("name", ["reading:paper", "reading:paper-feed"])
def test_the_latest_voice_is_heard_without_words(
    name: str, participant: User, single: Question, visitor: Client
) -> None:
    post_published(participant, single, "", choice=Choice((0,)))
    page = visitor.get(reverse(name, args=[single.paper.slug]))
    assert "Chose: canary-housing." in page.text


def test_a_held_choice_is_on_no_public_page(
    participant: User, single: Question, visitor: Client
) -> None:
    post(participant, single, "", choice=Choice((1,)))
    slug = single.paper.slug
    urls = [url_of(single), *(reverse(n, args=[slug]) for n in ("reading:paper-feed",))]
    assert not any("Chose:" in visitor.get(url).text for url in urls)
    assert "Chose:" not in visitor.get(reverse("reading:paper", args=[slug])).text


def test_twenty_choices_cost_what_one_does(
    participant: User,
    single: Question,
    visitor: Client,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    post_published(participant, single, "", choice=Choice((1,)))
    visitor.get(url_of(single))
    for number in range(19):
        post_published(participant, single, "", choice=Choice((number % 2,)))
    with django_assert_max_num_queries(10):
        assert visitor.get(url_of(single)).text.count("Chose:") == 20
