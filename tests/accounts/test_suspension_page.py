"""What a suspended person reads of it, and how they appeal."""

from http import HTTPStatus

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.actions import lift_suspension
from accounts.models import Suspension, User
from tests.accounts.test_suspension import REASON
from tests.conftest import ClientFor
from tests.page import fetch, read_page
from tests.people import make_suspension

URL = "/people/me/suspension/"


def test_the_page_is_not_there_for_who_was_never_suspended(
    visitor: Client, participant: User, client_for: ClientFor
) -> None:
    assert client_for(participant).get(URL).status_code == HTTPStatus.NOT_FOUND
    assert visitor.get(URL)["Location"].endswith(f"?next={URL}")


def test_every_page_says_it_and_leads_to_the_reason(suspended: User, client_for: ClientFor) -> None:
    browser = client_for(suspended)
    for url in ("/", "/papers/", "/people/me/responses/"):
        assert fetch(browser, url).links()["Read why, or appeal"] == URL
    page = fetch(browser, URL)
    assert REASON in page.text
    assert "Read why, or appeal" not in page.text


def test_nobody_else_reads_that_on_their_pages(
    suspended: User, participant: User, client_for: ClientFor
) -> None:
    for browser in (Client(), client_for(participant)):
        assert "suspended" not in browser.get("/").text


def test_the_appeal_is_sent_from_the_page(suspended: User, client_for: ClientFor) -> None:
    browser = client_for(suspended)
    answer = browser.post(URL, {"words": "It was my own story."}, follow=True)
    page = read_page(answer)
    assert "Your appeal is with the leads." in page.text
    assert "It was my own story." in page.text
    assert not list(page.tree.iter("textarea"))
    assert Suspension.objects.get().appeal == "It was my own story."


@pytest.mark.parametrize("typed", ["", "  \n\t", "\u200b", "a" * 2_001, "a\x00b"])
def test_an_appeal_that_cannot_be_kept_is_given_back(
    suspended: User, client_for: ClientFor, typed: str
) -> None:
    answer = client_for(suspended).post(URL, {"words": typed})
    assert answer.status_code in {HTTPStatus.UNPROCESSABLE_ENTITY, HTTPStatus.BAD_REQUEST}
    assert Suspension.objects.get().appealed_at is None
    if "\x00" not in typed:
        assert typed.strip() in answer.text


def test_an_appeal_that_came_too_late_keeps_its_words(
    suspended: User, client_for: ClientFor
) -> None:
    browser = client_for(suspended)
    browser.post(URL, {"words": "The first."})
    answer = browser.post(URL, {"words": "The second."})
    assert answer.status_code == HTTPStatus.CONFLICT
    page = read_page(answer)
    assert "You have appealed already." in page.text
    assert "The second." in page.text
    assert Suspension.objects.get().appeal == "The first."


def test_afterwards_the_page_still_says_what_was_written(
    lead: User, suspended: User, client_for: ClientFor
) -> None:
    browser = client_for(suspended)
    browser.post(URL, {"words": "It was my own story."})
    lift_suspension(actor=lead, suspension=Suspension.objects.get(), words="We misread it.")
    page = fetch(browser, URL)
    assert "not suspended any more" in page.text
    for words in (REASON, "It was my own story.", "We misread it."):
        assert words in page.text
    assert "Read why, or appeal" not in fetch(browser, "/").text


def test_what_they_typed_is_text(suspended: User, client_for: ClientFor) -> None:
    browser = client_for(suspended)
    browser.post(URL, {"words": "<script>alert(1)</script>"})
    assert "<script>alert" not in browser.get(URL).text
    assert "&lt;script&gt;alert" in browser.get(URL).text


def test_the_pages_of_oneself_stay_open(suspended: User, client_for: ClientFor) -> None:
    browser = client_for(suspended)
    for url in ("/people/me/responses/", "/people/me/sign-in/"):
        assert fetch(browser, url).h1


def test_the_mark_costs_no_query(participant: User, client_for: ClientFor) -> None:
    browser = client_for(participant)
    browser.get("/about/")
    with CaptureQueriesContext(connection) as before:
        browser.get("/about/")
    make_suspension(participant)
    with CaptureQueriesContext(connection) as after:
        browser.get("/about/")
    assert len(after) == len(before)
