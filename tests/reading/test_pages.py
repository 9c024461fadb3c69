from datetime import UTC, datetime, timedelta
from typing import Final

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import DjangoAssertNumQueries

from accounts.models import User
from papers.actions import change_section, create_paper, publish_paper
from papers.models import Paper, Section
from tests.asking import close, make_paper, post_published, question_of
from tests.page import fetch


def url_of(paper: Paper) -> str:
    return reverse("reading:paper", args=[paper.slug])


def test_home_groups_papers_by_where_they_are(
    visitor: Client, editor: User, open_paper: Paper
) -> None:
    soon = datetime.now(UTC) + timedelta(days=3)
    make_paper(editor, title="A coming paper", opens_at=soon, closes_at=soon + timedelta(days=9))
    close(make_paper(editor, title="A closed paper"))
    text = fetch(visitor, reverse("reading:home")).text
    places = [text.index(word) for word in ("Open now", "Good rehabilitation", "Coming")]
    places += [text.index(word) for word in ("A coming paper", "what we have said", "A closed")]
    assert places == sorted(places)


def test_an_empty_site_says_so(visitor: Client) -> None:
    assert "No paper is open just now" in fetch(visitor, "/").text
    assert "No paper has been published yet" in fetch(visitor, "/papers/").text


def test_a_draft_is_nowhere(visitor: Client, editor: User) -> None:
    draft = create_paper(actor=editor, title="An unwritten paper", summary="Not yet.")
    assert visitor.get(url_of(draft)).status_code == 404
    for url in ("/", "/papers/"):
        assert "An unwritten paper" not in visitor.get(url).text


def test_an_announced_paper_keeps_its_questions(visitor: Client, editor: User) -> None:
    soon = datetime.now(UTC) + timedelta(days=3)
    paper = make_paper(editor, opens_at=soon, closes_at=soon + timedelta(days=9))
    page = fetch(visitor, url_of(paper))
    assert "What does good look like" not in page.text
    assert "The questions are not published yet" in page.text
    question = reverse("responses:question", args=[paper.slug, 1])
    assert visitor.get(question).status_code == 404


def test_a_change_shows_with_the_next_edition_only(
    visitor: Client, editor: User, open_paper: Paper
) -> None:
    section = Section.objects.get(paper=open_paper)
    change_section(
        actor=editor,
        section=section,
        expected_version=open_paper.draft_version,
        title="After release",
        body="New prose.",
    )
    assert "New prose." not in fetch(visitor, url_of(open_paper)).text
    publish_paper(actor=editor, paper=open_paper, note="The prose is clearer.")
    page = fetch(visitor, url_of(open_paper))
    assert "New prose." in page.text
    assert "What this edition changes: The prose is clearer." in page.text
    assert "Edition 2" in page.text


def test_a_card_shows_how_many_answered_and_the_latest_voice(
    visitor: Client, participant: User, open_paper: Paper
) -> None:
    post_published(participant, question_of(open_paper), "An older voice.")
    post_published(participant, question_of(open_paper), "The latest voice of all.")
    page = fetch(visitor, url_of(open_paper))
    assert "Read all 2 answers" in page.text
    assert "The latest voice of all." in page.text
    assert "An older voice." not in page.text


def test_a_successor_and_its_predecessor_name_each_other(
    visitor: Client, editor: User, open_paper: Paper
) -> None:
    next_one = make_paper(editor, title="Rehabilitative prisons", follows=open_paper)
    assert "taken further by Rehabilitative prisons" in fetch(visitor, url_of(open_paper)).text
    assert "It follows Good rehabilitation" in fetch(visitor, url_of(next_one)).text


def test_a_closed_paper_takes_no_answers(visitor: Client, open_paper: Paper) -> None:
    close(open_paper)
    page = fetch(visitor, url_of(open_paper))
    assert "Closed" in page.text
    assert "Answer the questions" not in page.text


QUERIES: Final = {"reading:home": 3, "reading:papers": 2, "reading:paper": 5}


@pytest.mark.parametrize("name", QUERIES)
def test_pages_cost_the_same_with_one_and_with_twenty(
    visitor: Client,
    editor: User,
    participant: User,
    django_assert_num_queries: DjangoAssertNumQueries,
    name: str,
) -> None:
    paper = make_paper(editor, title="First", questions=1)
    post_published(participant, question_of(paper))
    for papers in (0, 20):
        for number in range(papers):
            other = make_paper(editor, title=f"Paper {number}", questions=1, follows=paper)
            post_published(participant, question_of(other))
        slug = {"slug": paper.slug} if name == "reading:paper" else {}
        with django_assert_num_queries(QUERIES[name]):
            visitor.get(reverse(name, kwargs=slug))
