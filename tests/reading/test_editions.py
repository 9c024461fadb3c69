"""Earlier editions: what readers saw stays readable, and what they never saw stays unseen."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import DjangoAssertNumQueries

from accounts.models import User
from papers.actions import (
    add_question,
    change_paper,
    change_question,
    change_section,
    publish_paper,
    remove_attachment,
    withdraw_paper,
)
from papers.models import Edition, Paper, Section
from tests.asking import make_paper, question_of
from tests.conftest import ClientFor
from tests.page import fetch
from tests.papers.uploads import attach

SOON = datetime.now(UTC) + timedelta(days=3)
LATER = SOON + timedelta(days=60)
NEWEST = 999  # as if it had been opened just now


def url_of(name: str, paper: Paper, *number: int) -> str:
    return reverse(f"reading:{name}", args=[paper.slug, *number])


def reword(editor: User, paper: Paper, text: str, *, note: str = "") -> None:
    change_question(actor=editor, question=question_of(paper), text=text, expected_version=NEWEST)
    publish_paper(actor=editor, paper=paper, note=note)
    paper.refresh_from_db()


@pytest.fixture
def reworded(editor: User, open_paper: Paper) -> Paper:
    reword(editor, open_paper, "What does very good look like, 1?", note="Clearer words.")
    return open_paper


def test_the_list_names_each_edition_with_its_note(visitor: Client, reworded: Paper) -> None:
    page = fetch(visitor, url_of("editions", reworded))
    assert page.links()["Edition 2, the current one"] == url_of("paper", reworded)
    assert page.links()["Edition 1"] == url_of("edition", reworded, 1)
    assert page.links()["What edition 2 changed"] == url_of("changes", reworded, 2)
    assert "Clearer words." in page.text
    assert "What edition 1 changed" not in page.text


def test_an_earlier_edition_is_kept_as_readers_saw_it(visitor: Client, reworded: Paper) -> None:
    page = fetch(visitor, url_of("edition", reworded, 1))
    assert "What does good look like, 1?" in page.text
    assert "What does very good" not in page.text
    assert "This is edition 1, replaced on" in page.text
    assert page.links()["Read the current edition"] == url_of("paper", reworded)
    assert [meta.get("content") for meta in page.tree.iter("meta")].count("noindex") == 1


def test_a_question_of_then_leads_to_where_it_stands_now(visitor: Client, reworded: Paper) -> None:
    links = fetch(visitor, url_of("edition", reworded, 1)).links()
    question = reverse("responses:question", args=[reworded.slug, 1])
    assert links["Read question 1 as it stands now"] == question
    assert "Answer question 1" not in links


def test_the_changes_say_in_words_what_went_and_what_came(
    visitor: Client, editor: User, reworded: Paper
) -> None:
    section = Section.objects.get(paper=reworded)
    change_section(
        actor=editor,
        section=section,
        title="Before release",
        body="Why we do ask.",
        expected_version=NEWEST,
    )
    add_question(actor=editor, section=section, text="What else?")
    publish_paper(actor=editor, paper=reworded)
    page = fetch(visitor, url_of("changes", reworded, 3))
    for said in ("1 question added", "1 section reworded", "Why we [Added: do ] ask."):
        assert said in page.text
    assert "very good" not in page.text


def test_the_paper_links_what_its_edition_changed(visitor: Client, reworded: Paper) -> None:
    links = fetch(visitor, url_of("paper", reworded)).links()
    assert links["See what edition 2 changed"] == url_of("changes", reworded, 2)


@pytest.mark.parametrize("number", [0, 1, 3, 2**70])
def test_there_are_no_changes_of_a_first_or_missing_edition(
    visitor: Client, reworded: Paper, number: int
) -> None:
    assert visitor.get(url_of("changes", reworded, number)).status_code == 404


def test_an_announced_papers_editions_hold_questions_and_stay_shut(
    visitor: Client, editor: User
) -> None:
    paper = make_paper(editor, ask="canary", opens_at=SOON, closes_at=LATER)
    reword(editor, paper, "canary again?")
    urls = [url_of("editions", paper), url_of("edition", paper, 1), url_of("changes", paper, 2)]
    assert [visitor.get(url).status_code for url in urls] == [404, 404, 404]
    assert "canary" not in visitor.get(url_of("paper", paper)).text


def test_what_was_replaced_before_the_paper_opened_is_never_shown(
    visitor: Client, editor: User
) -> None:
    paper = make_paper(editor, ask="canary", opens_at=SOON, closes_at=LATER)
    reword(editor, paper, "The question that was asked?")
    change_question(
        actor=editor, question=question_of(paper, 2), text="And the other?", expected_version=NEWEST
    )
    publish_paper(actor=editor, paper=paper)
    # Time passes the day on which it opens.
    Paper.objects.filter(pk=paper.pk).update(opens_at=datetime.now(UTC))
    urls = [url_of("edition", paper, 1), url_of("edition", paper, 2), url_of("changes", paper, 3)]
    assert [visitor.get(url).status_code for url in urls] == [404, 404, 404]
    page = fetch(visitor, url_of("editions", paper))
    assert "Edition 3" in page.text
    assert "Edition 2" not in page.text
    assert "See what edition 3 changed" not in visitor.get(url_of("paper", paper)).text


def test_an_embargoed_papers_editions_give_the_answer_of_a_missing_one(
    visitor: Client, editor: User
) -> None:
    paper = make_paper(
        editor, opens_at=LATER, closes_at=LATER + timedelta(days=9), announced_at=SOON
    )
    shut, missing = (
        visitor.get(reverse("reading:editions", args=[slug])) for slug in (paper.slug, "missing")
    )
    assert (shut.status_code, missing.status_code) == (404, 404)
    assert shut.content == missing.content


def test_a_withdrawn_papers_editions_stay_readable(
    visitor: Client, editor: User, reworded: Paper
) -> None:
    withdraw_paper(actor=editor, paper=reworded, reason="Overtaken by events.")
    assert "What does good look like, 1?" in fetch(visitor, url_of("edition", reworded, 1)).text


def test_a_file_taken_out_is_named_and_not_offered(
    visitor: Client, editor: User, open_paper: Paper
) -> None:
    file = attach(editor, open_paper, "Annex A")
    publish_paper(actor=editor, paper=open_paper)
    remove_attachment(actor=editor, attachment=file)
    publish_paper(actor=editor, paper=open_paper)
    page = fetch(visitor, url_of("edition", open_paper, 2))
    assert "No longer offered to download: Annex A" in page.text
    assert not [url for url in page.links().values() if file.public_id in url]


def test_the_pages_never_need_more_queries(
    visitor: Client,
    editor: User,
    reworded: Paper,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for count in range(6):
        reword(editor, reworded, f"What is good, {count}?")
    for name, number, queries in (("editions", (), 2), ("edition", (1,), 3), ("changes", (7,), 3)):
        with django_assert_num_queries(queries):
            visitor.get(url_of(name, reworded, *number))
    with django_assert_num_queries(2):  # what changed is kept
        visitor.get(url_of("changes", reworded, 7))


def test_who_comes_back_is_told_that_nothing_changed(visitor: Client, reworded: Paper) -> None:
    url = url_of("changes", reworded, 2)
    etag = visitor.get(url)["ETag"]
    assert visitor.get(url, headers={"If-None-Match": etag}).status_code == 304
    Paper.objects.filter(pk=reworded.pk).update(current_edition=None)
    assert visitor.get(url, headers={"If-None-Match": etag}).status_code == 404


def test_a_signed_in_persons_page_is_kept_nowhere(
    participant: User, reworded: Paper, client_for: ClientFor
) -> None:
    answer = client_for(participant).get(url_of("changes", reworded, 2))
    assert "no-store" in answer["Cache-Control"]


def test_the_words_of_a_welsh_paper_are_marked_as_welsh(visitor: Client, editor: User) -> None:
    paper = make_paper(editor, ask="Beth yw da", language=Paper.Language.WELSH)
    change_paper(actor=editor, paper=paper, title="Adsefydlu gwell", expected_version=NEWEST)
    publish_paper(actor=editor, paper=paper)
    page = fetch(visitor, url_of("changes", paper, 2))
    lines = [line for line in page.tree.iter("p") if "change-line" in line.get("class", "")]
    assert lines
    assert {line.get("lang") for line in lines} == {"cy"}
    assert Edition.objects.filter(paper=paper).count() == 2


def test_the_feed_leads_to_what_an_edition_changed(visitor: Client, reworded: Paper) -> None:
    feed = visitor.get(reverse("reading:paper-feed", args=[reworded.slug])).text
    assert url_of("changes", reworded, 2) in feed
