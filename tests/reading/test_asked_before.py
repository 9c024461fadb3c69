"""A question that an earlier paper asked, too: the way to what was said there, and no leak."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from papers.actions import change_question, copy_paper, publish_paper
from papers.models import Paper, Question
from tests.asking import make_paper, post, post_published, question_of
from tests.reading.test_paper_page import LATER, page_of, question_page


def carry_on(editor: User, paper: Paper, title: str = "Good rehabilitation, again") -> Paper:
    """Publish a copy of the paper, which asks the same and is open."""
    questions = list(Question.objects.filter(paper=paper))
    copied = copy_paper(actor=editor, paper=paper, title=title, questions=questions, follows=True)
    now = datetime.now(UTC)
    Paper.objects.filter(pk=copied.pk).update(
        opens_at=now, closes_at=LATER, contact="The policy team", dated_on=None
    )
    copied.refresh_from_db()
    publish_paper(actor=editor, paper=copied)
    copied.refresh_from_db()
    return copied


def reword(editor: User, paper: Paper, text: str) -> None:
    change_question(
        actor=editor,
        question=question_of(paper),
        expected_version=paper.draft_version,
        text=text,
    )
    paper.refresh_from_db()
    publish_paper(actor=editor, paper=paper)


@pytest.fixture
def earlier(editor: User) -> Paper:
    paper = make_paper(editor, questions=1)
    Paper.objects.filter(pk=paper.pk).update(dated_on="2024-03-01")
    return paper


def test_both_pages_lead_to_what_was_said_before(
    visitor: Client,
    editor: User,
    participant: User,
    other_participant: User,
    earlier: Paper,
) -> None:
    post_published(participant, question_of(earlier))
    post(other_participant, question_of(earlier), "Held, so it is not counted.")
    paper = carry_on(editor, earlier)
    thread = reverse("responses:question", args=[earlier.slug, 1])
    for page in (page_of(visitor, paper), question_page(visitor, paper)):
        assert "Also asked in 2024, in “Good rehabilitation”: 1 answer to it" in page.text
        assert page.links()["1 answer to it in “Good rehabilitation”"] == thread


def test_other_words_are_said_to_be_other_words(
    visitor: Client, editor: User, earlier: Paper
) -> None:
    paper = carry_on(editor, earlier)
    reword(editor, paper, "What helps?")
    assert "in “Good rehabilitation”, in other words: no answers" in page_of(visitor, paper).text
    asked = question_page(visitor, paper).text
    assert "in “Good rehabilitation”, as “What does good look like, 1?”: no answers" in asked


@pytest.mark.parametrize("hidden", ["announced", "embargoed", "never published"])
def test_an_earlier_paper_that_readers_may_not_see_is_not_named(
    visitor: Client, editor: User, earlier: Paper, hidden: str
) -> None:
    Paper.objects.filter(pk=earlier.pk).update(title="canary-title")
    publish_paper(actor=editor, paper=Paper.objects.get(pk=earlier.pk))
    paper = carry_on(editor, earlier)
    soon = datetime.now(UTC) + timedelta(days=3)
    state: dict[str, dict[str, Any]] = {
        "announced": {"opens_at": soon},
        "embargoed": {"opens_at": soon, "announced_at": soon},
        "never published": {"current_edition": None},
    }
    assert "canary-title" in page_of(visitor, paper).text
    Paper.objects.filter(pk=earlier.pk).update(**state[hidden])
    for page in (page_of(visitor, paper), question_page(visitor, paper)):
        assert "Also asked" not in page.text


def test_the_askings_of_an_announced_paper_are_not_told(
    visitor: Client, editor: User, earlier: Paper
) -> None:
    paper = carry_on(editor, earlier)
    Paper.objects.filter(pk=paper.pk).update(opens_at=LATER, closes_at=LATER + timedelta(days=9))
    assert "Also asked" not in page_of(visitor, paper).text


def test_a_long_line_costs_what_a_short_one_does(
    visitor: Client,
    editor: User,
    earlier: Paper,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    paper = earlier
    counts: list[tuple[int, int]] = []
    for title in ("Second", "Third", "Fourth"):
        paper = carry_on(editor, paper, title)
        with django_assert_max_num_queries(10) as on_paper:
            assert page_of(visitor, paper).text.count("Also asked") == len(counts) + 1
        with django_assert_max_num_queries(10) as on_question:
            assert question_page(visitor, paper).text.count("Also asked") == len(counts) + 1
        counts.append((len(on_paper), len(on_question)))
    assert len(set(counts)) == 1
