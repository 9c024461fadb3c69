"""The orders of threads, read page by page while others write."""

import re
from collections.abc import Callable

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.models import User
from consultation.lib.pages import BadCursor
from consultation.responses.models import Response
from consultation.responses.threads.orders import MOST_CARRIED, ORDERS, THREADS_A_PAGE, roots_at
from papers.models import Question
from tests.asking import post_published
from tests.page import fetch
from tests.responses.multiplying import multiply


@pytest.fixture
def roots(participant: User, question: Question) -> list[int]:
    """Sixty roots, the later ones with more replies and fewer readers who agree."""
    multiply(post_published(participant, question), 59)
    pks = list(Response.objects.filter(question=question).order_by("path").values_list(flat=True))
    for place, pk in enumerate(pks):
        Response.objects.filter(pk=pk).update(reply_count=place // 2, agree_count=60 - place)
    return pks


def url_of(question: Question, query: str = "") -> str:
    return reverse("responses:question", args=[question.paper.slug, question.number]) + query


def read_all(code: str, between: Callable[[], None] = lambda: None) -> list[int]:
    """Read every page in one order, with something happening between any two of them."""
    seen: list[int] = []
    cursor: str | None = ""
    while cursor is not None:
        all_roots = Response.objects.in_place_for(AnonymousUser()).roots()
        page = roots_at(all_roots, ORDERS[code], cursor)
        seen += [root.pk for root in page.items]
        cursor = page.after
        between()
    return seen


@pytest.mark.parametrize("code", ORDERS)
def test_each_order_shows_every_thread_once(code: str, roots: list[int]) -> None:
    assert sorted(read_all(code)) == roots


def test_the_orders_differ_as_they_say(roots: list[int]) -> None:
    assert read_all("newest") == roots[::-1]
    assert read_all("oldest") == roots
    assert read_all("discussed") == roots[::-1]
    assert read_all("agreed") == roots


@pytest.mark.parametrize("code", ["discussed", "agreed"])
def test_nobody_misses_one_or_sees_one_twice_while_counts_change(
    code: str, roots: list[int]
) -> None:
    turns = iter(range(1, 60))

    def others_write() -> None:
        # What was shown falls to the end, and what was last comes first.
        turn = next(turns)
        low, high = roots[: turn * 7], roots[-turn * 7 :]
        Response.objects.filter(pk__in=low).update(reply_count=1, agree_count=1)
        Response.objects.filter(pk__in=high).update(reply_count=90, agree_count=90)

    assert sorted(read_all(code, others_write)) == roots


@pytest.mark.parametrize("code", ORDERS)
def test_a_thread_begun_meanwhile_repeats_nothing(
    code: str, roots: list[int], other_participant: User, question: Question
) -> None:
    seen = read_all(code, lambda: void(post_published(other_participant, question)))
    assert len(seen) == len(set(seen))
    assert set(roots) <= set(seen)


def void(_response: Response) -> None:
    return None


def test_reading_by_count_ends_with_the_way_on(
    participant: User, question: Question, visitor: Client
) -> None:
    multiply(post_published(participant, question), MOST_CARRIED)
    url: str | None = url_of(question, "?sort=agreed")
    pages = 0
    while url:
        page, pages = fetch(visitor, url), pages + 1
        url = page.links().get("More responses →")
    assert pages == MOST_CARRIED // THREADS_A_PAGE
    assert "These were the 200 most agreed with" in page.text
    assert page.links()["the newest first"] == url_of(question, "#responses")


def test_one_page_back_by_count_is_the_page_before(
    roots: list[int], question: Question, visitor: Client
) -> None:
    first = fetch(visitor, url_of(question, "?sort=agreed"))
    second = fetch(visitor, first.links()["More responses →"])
    assert shown(second) != shown(first)
    assert shown(fetch(visitor, second.links()["← The page before"])) == shown(first)


def shown(page: object) -> list[str]:
    return re.findall(r'id="r-(\w+)"', page.response.content.decode())  # type: ignore[attr-defined]


@pytest.mark.parametrize("cursor", ["A", "AAAA", "é", "!!!!", "AAAAAAAA!", "A" * 3_000])
def test_a_forged_list_of_threads_is_no_page(
    cursor: str, question: Question, visitor: Client
) -> None:
    with pytest.raises(BadCursor):
        roots_at(Response.objects.all(), ORDERS["agreed"], cursor)
    answer = visitor.get(url_of(question), {"sort": "agreed", "cursor": cursor})
    assert answer.status_code == 404


def test_an_order_that_is_not_known_is_the_first(
    roots: list[int], question: Question, visitor: Client
) -> None:
    page = fetch(visitor, url_of(question, "?sort=random"))
    assert shown(page) == shown(fetch(visitor, url_of(question)))


@pytest.mark.parametrize(
    ("code", "index"),
    [
        ("newest", "response_roots_newest"),
        ("oldest", "response_roots_newest"),
        ("discussed", "response_roots_replied"),
        ("agreed", "response_roots_liked"),
    ],
)
def test_each_order_has_its_index(
    code: str, index: str, participant: User, question: Question
) -> None:
    """So that the last page among many costs what the first does."""
    multiply(post_published(participant, question), 3_000)
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {Response._meta.db_table}")
    roots = Response.objects.public().filter(question=question).roots()
    assert index in roots.order_by(*ORDERS[code].columns)[:THREADS_A_PAGE].explain()
