"""The list of papers: by where they stand, with search and topics, and nothing before its time."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from papers.actions import create_paper, publish_paper, withdraw_paper
from papers.models import Listing, Paper
from tests.asking import close, make_paper
from tests.page import fetch

LIST = reverse("reading:papers")
NOW = datetime.now(UTC)


def found(visitor: Client, query: str = "") -> list[str]:
    """The titles in the list, in its order."""
    page = fetch(visitor, f"{LIST}{query}")
    cards = page.tree.iter("article")
    return ["".join(next(card.iter("a")).itertext()) for card in cards]


def make_coming(editor: User, title: str = "To come", **fields: Any) -> Paper:
    opens = NOW + timedelta(days=5)
    dates: dict[str, Any] = {"opens_at": opens, "closes_at": opens + timedelta(days=30)}
    return make_paper(editor, title=title, **{**dates, **fields})


def make_withdrawn(editor: User, paper: Paper) -> Paper:
    withdraw_paper(actor=editor, paper=paper, reason="Overtaken by events.")
    return paper


def test_what_can_be_answered_comes_first_and_what_was_withdrawn_last(
    visitor: Client, editor: User
) -> None:
    make_withdrawn(editor, make_paper(editor, title="Withdrawn"))
    make_paper(editor, title="Said", kind="submission", questions=0, dated_on=NOW.date())
    close(make_paper(editor, title="Over"))
    make_coming(editor)
    make_paper(editor, title="Later", closes_at=NOW + timedelta(days=50))
    make_paper(editor, title="Sooner", closes_at=NOW + timedelta(days=2))
    assert found(visitor) == ["Sooner", "Later", "To come", "Over", "Said", "Withdrawn"]


def test_each_status_says_how_many_there_are(visitor: Client, editor: User) -> None:
    for number in range(3):
        make_paper(editor, title=f"Open {number}")
    close(make_paper(editor, title="Over"))
    links = fetch(visitor, LIST).links()
    assert {"All 4", "Open 3", "Closed 1"} <= links.keys()
    assert found(visitor, links["Closed 1"].removeprefix(LIST)) == ["Over"]


def test_counts_follow_the_words_and_the_topic(visitor: Client, editor: User) -> None:
    make_paper(editor, title="Housing in Leeds", topics=["housing", "leeds"])
    make_paper(editor, title="Housing in York", topics=["housing"])
    close(make_paper(editor, title="Health in Leeds", topics=["health", "leeds"]))
    page = fetch(visitor, f"{LIST}?q=housing&topic=leeds")
    assert {"All 1", "Open 1"} <= page.links().keys()
    assert "1 paper with “housing” on leeds" in page.text
    assert "leeds (1)" in page.text


def test_a_topic_is_that_of_the_edition(visitor: Client, editor: User) -> None:
    paper = make_paper(editor, topics=["housing"])
    Paper.objects.filter(pk=paper.pk).update(topics=["canary"])
    assert found(visitor, "?topic=housing") == [paper.title]
    assert found(visitor, "?topic=canary") == []


@pytest.mark.parametrize(
    ("words", "finds"),
    [
        ("rehabilitation", True),
        ("rehab", True),  # the beginning of a word
        ("look rehabilitating", True),  # all words, by their stems
        ("zebra", False),
        ("look zebra", False),
        ('"good look"', True),
        ('"look good"', False),
        ("rehabilitation -look", False),
        ("zebra or look", True),
        ("the", False),
        ("' OR 1=1 --", False),
        ("\\ & | ! :* ()", False),
    ],
)
def test_words_are_found_in_all_of_an_open_paper(
    visitor: Client, editor: User, words: str, finds: bool
) -> None:
    make_paper(editor, title="Rehabilitation", ask="Does good look like this")
    answer = visitor.get(LIST, {"q": words})
    assert answer.status_code == 200
    assert ("paper-card-title" in answer.text) is finds


def hidden_from_the_public(editor: User) -> None:
    """Papers of every kind that may not be found by “canary”."""
    ask: dict[str, Any] = {"ask": "What of the canary"}
    soon = NOW + timedelta(days=3)
    draft = make_coming(editor, title="Canary, a draft")
    Paper.objects.filter(pk=draft.pk).update(current_edition=None)
    make_paper(editor, title="Canary, embargoed", **ask, announced_at=soon, opens_at=soon)
    make_coming(editor, title="A coming paper", **ask)
    never = make_coming(editor, title="Withdrawn before it opened", **ask)
    make_withdrawn(editor, never)


def test_no_search_finds_what_may_not_be_known(visitor: Client, editor: User) -> None:
    hidden_from_the_public(editor)
    assert found(visitor, "?q=canary") == []
    assert "All 0" in fetch(visitor, f"{LIST}?q=canary").text


def test_no_search_without_a_word_tells_what_questions_hold(visitor: Client, editor: User) -> None:
    make_coming(editor, title="A coming paper", ask="What of the canary")
    assert found(visitor, "?q=coming -canary") == found(visitor, "?q=coming -sparrow")
    assert found(visitor, "?q=coming -canary") == ["A coming paper"]


def test_a_coming_paper_is_found_by_its_title_and_summary(visitor: Client, editor: User) -> None:
    make_coming(editor, title="Families")
    assert found(visitor, "?q=families") == ["Families"]
    assert found(visitor, "?q=free crime") == ["Families"]


def test_a_paper_withdrawn_after_it_opened_is_found_by_its_questions(
    visitor: Client, editor: User
) -> None:
    make_withdrawn(editor, make_paper(editor, title="Gone", ask="What of the sparrow"))
    assert found(visitor, "?q=sparrow") == ["Gone"]


def test_the_next_edition_is_what_is_found(visitor: Client, editor: User) -> None:
    paper = make_paper(editor, title="Before")
    Paper.objects.filter(pk=paper.pk).update(title="Afterwards", is_changed_since_edition=True)
    assert found(visitor, "?q=afterwards") == []
    publish_paper(actor=editor, paper=paper)
    assert found(visitor, "?q=afterwards") == ["Afterwards"]


def test_pages_hold_twenty_and_lose_none(visitor: Client, editor: User) -> None:
    titles = {make_paper(editor, title=f"Paper {n}", questions=1).title for n in range(21)}
    first, second = found(visitor), found(visitor, "?page=2")
    assert (len(first), len(second)) == (20, 1)
    assert {*first, *second} == titles
    assert "Papers 21 to 21 of 21" in fetch(visitor, f"{LIST}?page=2").text


@pytest.mark.parametrize(
    "query", ["?page=2", "?page=0", "?page=x", "?page=-1", "?page=٣", "?status=draft", "?page="]
)
def test_a_list_that_is_not_there_is_not_found(visitor: Client, editor: User, query: str) -> None:
    make_paper(editor)
    assert visitor.get(f"{LIST}{query}").status_code == 404


def test_a_search_that_finds_nothing_says_what_to_try(visitor: Client, editor: User) -> None:
    make_paper(editor)
    page = fetch(visitor, f"{LIST}?q=zebra")
    assert "No paper has all of these words" in page.text
    assert page.links()["Show every paper"] == LIST


def test_what_is_typed_is_shown_as_typed(visitor: Client, db: None) -> None:
    assert "“<b>x</b>” in papers" in fetch(visitor, f"{LIST}?q=<b>x</b>").title


def test_a_listing_holds_no_more_than_postgresql_takes(editor: User) -> None:
    paper = create_paper(
        actor=editor,
        title="A long paper",
        summary="s",
        contact="c",
        opens_at=NOW - timedelta(days=1),
        closes_at=NOW + timedelta(days=90),
    )
    for number in range(6):
        words = " ".join(f"a{number}b{word}-c{word}.example" for word in range(4_000))
        paper.sections.create(position=number, title=f"Section {number}", body=words)
    section = paper.sections.first()
    assert section is not None
    paper.questions.create(section=section, position=1, number=1, text="What?")
    publish_paper(actor=editor, paper=paper)
    assert Listing.objects.get(paper=paper).questions == 1
