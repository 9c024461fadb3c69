"""What cannot be served is said in words, and nothing typed is lost."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Never

import pytest
from django.db import OperationalError
from django.db.backends.postgresql.base import DatabaseWrapper
from django.test import Client
from django.urls import reverse

from accounts.models import User
from papers.models import Question
from tests.conftest import ClientFor
from tests.page import fetch, read_page

LONG_TEXT = "A paragraph that took twenty minutes to write, on a telephone, on a bus."


def away(*_args: object) -> Never:
    raise OperationalError("the connection is lost")


@contextmanager
def away_from(monkeypatch: pytest.MonkeyPatch) -> Iterator[Client]:
    """A browser, while the database is away."""
    with monkeypatch.context() as patched:
        patched.setattr(DatabaseWrapper, "cursor", away)
        yield Client(raise_request_exception=False)


@pytest.fixture
def respond_url(question: Question) -> str:
    return reverse("responses:respond", args=[question.paper.slug, question.number])


def test_a_form_out_of_date_gives_its_text_back(respond_url: str, participant: User) -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.post(respond_url, {"body": LONG_TEXT, "password": "x" * 60})
    assert answer.status_code == 403
    assert LONG_TEXT in answer.text
    assert "x" * 60 not in answer.text


def test_a_database_that_is_away_gives_the_text_back(
    respond_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with away_from(monkeypatch) as client:
        answer = client.post(respond_url, {"body": LONG_TEXT})
    assert answer.status_code == 503
    assert answer["Retry-After"] == "30"
    assert LONG_TEXT in answer.text


def test_a_page_that_was_not_sent_anything_leads_back_to_itself(
    respond_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with away_from(monkeypatch) as client:
        page = read_page(client.get(respond_url))
    assert page.links()["Open this page again"] == ""
    assert "What you sent" not in page.text


def test_who_is_signed_in_is_not_asked_to_sign_in(
    analyst: User, client_for: ClientFor, question: Question
) -> None:
    """What is not published a lead alone may take away: an analyst is refused."""
    exported = f"/desk/exports/{question.paper.slug}/csv/"
    refused = client_for(analyst).post(exported, {"everything": "on"})
    page = read_page(refused)
    assert (refused.status_code, page.links()["Go to my page"]) == (403, "/people/me/")
    assert "Sign in" not in page.links()


def test_readiness_says_which_part_is_away(
    visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert visitor.get("/readyz").json() == {"database": True, "redis": True}
    with monkeypatch.context() as patched:
        patched.setattr(DatabaseWrapper, "cursor", away)
        answer = visitor.get("/readyz")
        assert visitor.get("/healthz").status_code == 200
    assert (answer.status_code, answer.json()["database"]) == (503, False)


def test_nothing_there_is_a_page_with_a_way_on(visitor: Client) -> None:
    page = fetch(visitor, "/papers/no-such-paper/", status=404)
    assert "/papers/" in page.links().values()


def test_the_address_of_a_button_is_a_page_in_words(
    participant: User, client_for: ClientFor
) -> None:
    client = client_for(participant)
    url = reverse("reading:stop-waiting", args=["any"])
    page = fetch(client, url, status=405)
    assert "Press the button again" in page.title
    assert client.get(url)["Allow"] == "POST"


def test_a_text_sent_to_a_page_that_takes_none_comes_back(visitor: Client) -> None:
    answer = visitor.post(reverse("reading:about"), {"body": LONG_TEXT})
    assert answer.status_code == 405
    assert LONG_TEXT in answer.text
