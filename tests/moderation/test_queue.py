"""The queue: what waits, the oldest first, for moderators only."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from consultation.moderation.waiting import CASES_A_PAGE
from consultation.responses.models import Response
from papers.models import Paper, Question
from tests.asking import make_paper, post, post_published, question_of
from tests.conftest import ClientFor
from tests.people import make_person

QUEUE = "/desk/moderation/"


@pytest.fixture
def browser(moderator: User, client_for: ClientFor) -> Client:
    return client_for(moderator)


def hold(question: Question, count: int) -> list[Response]:
    """Post the first responses of so many people."""
    return [post(make_person(f"person{n}"), question, f"Words number {n}.") for n in range(count)]


def test_a_visitor_is_asked_to_sign_in(visitor: Client) -> None:
    answer = visitor.get(QUEUE)
    assert answer.status_code == 302
    assert answer["Location"].endswith("?next=/desk/moderation/")


@pytest.mark.parametrize("role", ["participant", "editor", "analyst"])
def test_for_others_it_is_not_there(
    role: str, request: pytest.FixtureRequest, client_for: ClientFor
) -> None:
    assert client_for(request.getfixturevalue(role)).get(QUEUE).status_code == 404


@pytest.mark.parametrize("role", ["moderator", "lead"])
def test_moderators_and_leads_open_it(
    role: str, request: pytest.FixtureRequest, client_for: ClientFor, held: Response
) -> None:
    answer = client_for(request.getfixturevalue(role)).get(QUEUE)
    assert f"/desk/moderation/{held.public_id}/" in answer.content.decode()


def test_the_longest_waiting_comes_first(browser: Client, question: Question) -> None:
    first, second = hold(question, 2)
    page = browser.get(QUEUE).content.decode()
    assert page.index(first.public_id) < page.index(second.public_id)


def test_only_what_waits_is_in_it(browser: Client, other_participant: User, held: Response) -> None:
    done = post_published(other_participant, held.question)
    assert done.public_id not in browser.get(QUEUE).content.decode()


def test_it_says_how_long_each_waits(browser: Client, held: Response) -> None:
    Response.objects.filter(pk=held.pk).update(submit_date=timezone.now() - timedelta(hours=3))
    assert "3\xa0hours" in browser.get(QUEUE).content.decode()


def test_it_counts_what_waits(browser: Client, question: Question) -> None:
    hold(question, 3)
    page = browser.get(QUEUE).content.decode()
    assert "3 responses wait. Oldest first." in page
    assert '<span class="desk-nav-count">3<' in page


def test_an_empty_queue_says_so(browser: Client) -> None:
    assert "Nothing waits here." in browser.get(QUEUE).content.decode()


def test_a_paper_s_link_narrows_it(
    browser: Client, editor: User, participant: User, held: Response
) -> None:
    other = make_paper(editor, title="Good help")
    elsewhere = post(participant, question_of(other))
    page = browser.get(f"{QUEUE}?paper={other.slug}").content.decode()
    assert elsewhere.public_id in page
    assert held.public_id not in page
    assert "1 response waits." in page


def test_a_paper_nobody_knows_has_nothing_waiting(browser: Client, held: Response) -> None:
    answer = browser.get(f"{QUEUE}?paper=no-such-paper")
    assert answer.status_code == 200
    assert held.public_id not in answer.content.decode()


def test_it_is_paged(browser: Client, open_paper: Paper) -> None:
    rows = hold(question_of(open_paper), CASES_A_PAGE + 1)
    first = browser.get(QUEUE)
    assert rows[-1].public_id not in first.content.decode()
    second = browser.get(first.context["queue"].after_url).content.decode()
    assert rows[-1].public_id in second
    assert rows[0].public_id not in second


@pytest.mark.parametrize("cursor", ["x", "%00", "W10", "9" * 700])
def test_a_made_up_page_is_not_there(browser: Client, cursor: str) -> None:
    assert browser.get(f"{QUEUE}?cursor={cursor}").status_code in {400, 404}


def test_its_cost_does_not_grow(
    browser: Client, question: Question, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    hold(question, 1)
    with django_assert_num_queries(7):
        browser.get(QUEUE)
    for n in range(20):
        post(make_person(f"more{n}"), question)
    with django_assert_num_queries(7):
        assert browser.get(QUEUE).status_code == 200
