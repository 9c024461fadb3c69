"""Every paper of the desk, found by its stage and its title, at any number of them."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from consultation.lib.clock import database_now
from papers.models import Edition, Paper
from papers.stages import Stage
from papers.views.listing import PAPERS_A_PAGE
from tests.page import fetch, read_page

URL = "/desk/papers/"
DAY = timedelta(days=1)


@pytest.mark.parametrize("stage", Stage)
def test_sql_and_python_say_the_same_stage(published: Paper, stage: Stage) -> None:
    now = database_now()
    opened = {"opens_at": now - 20 * DAY, "closes_at": now + 20 * DAY}
    lives: dict[Stage, dict[str, Any]] = {
        Stage.DRAFT: {"current_edition": None},
        Stage.EMBARGOED: {"announced_at": now + DAY, "opens_at": now + 2 * DAY},
        Stage.ANNOUNCED: {"opens_at": now + DAY},
        Stage.OPEN: opened,
        Stage.CLOSING_SOON: {**opened, "closes_at": now + 2 * DAY},
        Stage.CLOSED: {**opened, "closes_at": now - DAY},
        Stage.WITHDRAWN: {**opened, "withdrawn_at": now, "withdrawal_reason": "Wrong."},
        Stage.PUBLISHED: {"kind": "submission"},
    }
    Paper.objects.filter(pk=published.pk).update(**lives[stage])
    assert Paper.objects.with_stage().at_stage(stage).get().stage == stage
    assert Paper.objects.with_stage().count_by_stage() == {stage.value: 1}


def many(count: int, word: str = "Paper") -> None:
    Paper.objects.bulk_create(
        Paper(slug=f"{word.lower()}-{n}", title=f"{word} {n}") for n in range(count)
    )


def test_it_is_paged_and_loses_none(desk: Client) -> None:
    many(PAPERS_A_PAGE + 3)
    older = fetch(desk, URL).links()["Changed earlier →"]
    papers = [p.pk for url in (URL, older) for p in desk.get(url).context["papers"]]
    assert len(papers) == len(set(papers)) == PAPERS_A_PAGE + 3


def test_the_same_queries_for_two_papers_and_for_two_hundred(
    desk: Client, published: Paper
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            desk.get(URL)
        return len(captured)

    few = queries()
    many(200)
    assert queries() == few


def test_the_texts_of_editions_are_not_fetched(desk: Client, published: Paper) -> None:
    with CaptureQueriesContext(connection) as captured:
        desk.get(URL)
    assert not any('"content"' in query["sql"] for query in captured)
    assert Edition.objects.count() == 1


def test_a_stage_narrows_it_and_each_says_how_many(desk: Client, published: Paper) -> None:
    many(3)
    text = fetch(desk, f"{URL}?stage=open").text
    assert published.title in text
    assert "Paper 1" not in text
    assert "All 4 Draft 3 Open 1" in text


def test_words_of_a_title_find_it_and_stay_in_the_form(desk: Client) -> None:
    many(2, "Housing")
    many(2, "Health")
    answer = desk.get(URL, {"q": "hOUS"})
    text = read_page(answer).text
    assert "Housing 1" in text
    assert "Health" not in text
    assert 'value="hOUS"' in answer.content.decode()


@pytest.mark.parametrize("query", ["stage=nowhere", "q=%25", "q=nothing+like+it"])
def test_what_matches_nothing_says_so(desk: Client, editor: User, query: str) -> None:
    many(1)
    assert "No paper matches." in fetch(desk, f"{URL}?{query}").text


def test_a_cursor_of_another_list_is_404(desk: Client) -> None:
    assert desk.get(URL, {"cursor": "x"}).status_code == 404
