"""Every account page one can reach: one heading, a title, nothing inline."""

import re

import pytest
from django.test import Client

from accounts.models import User
from tests.accounts.factors import browser_of
from tests.conftest import ClientFor

OUTSIDE = [
    "/accounts/login/",
    "/accounts/login/code/",
    "/accounts/signup/",
    "/accounts/inactive/",
    "/accounts/password/reset/",
    "/accounts/password/reset/done/",
]
INSIDE = [
    "/people/me/name/",
    "/accounts/email/",
    "/accounts/logout/",
    "/accounts/password/set/",
    "/accounts/password/reset/",
]
WITH_PASSWORD = ["/accounts/password/change/", "/accounts/reauthenticate/"]
CONFIRM = {
    "/accounts/signup/": "Confirm your address",
    "/accounts/login/code/": "Type the code",
    "/accounts/password/reset/": "Type the code",
}


def title(html: str) -> str:
    """Return the title as a browser shows it."""
    return " ".join(html.partition("<title>")[2].partition("</title>")[0].split())


def looks_right(html: str) -> bool:
    """Check what holds on every page: HOUSE rules of markup, and labels for fields."""
    ids = re.findall(r'\sid="([^"]+)"', html)
    visible = re.findall(r"<input(?![^>]*hidden)[^>]*>", html)
    labelled = set(re.findall(r'<label for="([^"]+)"', html))
    assert html.count("<h1") == 1
    assert re.fullmatch(r"\S.* – Soundings", title(html))
    assert len(ids) == len(set(ids))
    assert not re.search(r"<(style|script(?! type=\"module\" src))|\s(style|on\w+)=", html)
    assert all(re.search(r'\sid="([^"]+)"', field)[1] in labelled for field in visible)  # type: ignore[index]
    assert "placeholder" not in html
    return True


@pytest.mark.parametrize("address", OUTSIDE)
def test_pages_outside(visitor: Client, address: str) -> None:
    response = visitor.get(address)
    assert response.status_code == 200
    assert looks_right(response.content.decode())


@pytest.mark.parametrize("address", INSIDE)
def test_pages_inside(participant: User, address: str) -> None:
    response = browser_of(participant).get(address)
    assert response.status_code == 200
    assert looks_right(response.content.decode())


@pytest.mark.parametrize("address", WITH_PASSWORD)
def test_pages_for_who_has_a_password(
    participant: User, client_for: ClientFor, address: str
) -> None:
    participant.set_password("four unrelated words")
    participant.save()
    response = client_for(participant).get(address)
    assert response.status_code == 200
    assert looks_right(response.content.decode())


@pytest.mark.parametrize(("address", "heading"), CONFIRM.items())
def test_pages_that_take_a_code(visitor: Client, address: str, heading: str) -> None:
    answers = {"email": "new@soundings.example", "display_name": "Sam"}
    page = visitor.post(address, answers, follow=True).content.decode()
    assert f"<h1>{heading}</h1>" in page
    assert looks_right(page)


@pytest.mark.parametrize("address", OUTSIDE[:3] + OUTSIDE[4:5])
def test_an_empty_form_says_what_is_missing(visitor: Client, address: str) -> None:
    response = visitor.post(address, {})
    page = response.content.decode()
    assert response.status_code == 422
    assert title(page).startswith("Error: ")
    assert "There is a problem" in page
    assert looks_right(page)


@pytest.mark.parametrize("address", CONFIRM)
def test_a_wrong_code_is_refused_with_its_status(visitor: Client, address: str) -> None:
    answers = {"email": "new@soundings.example", "display_name": "Sam"}
    there = visitor.post(address, answers)["Location"]
    assert visitor.get(there).status_code == 200
    assert visitor.post(there, {"code": "wrong"}).status_code == 422


@pytest.mark.parametrize("address", [*INSIDE[1:2], *INSIDE[3:4]])
def test_what_is_refused_inside_is_refused_with_its_status(participant: User, address: str) -> None:
    sent = {"action_add": "1", "email": "nonsense", "password1": "a", "password2": "b"}
    response = browser_of(participant).post(address, sent)
    assert response.status_code == 422
    assert looks_right(response.content.decode())


def test_too_many_tries_is_a_page_with_words(visitor: Client) -> None:
    pages = [visitor.post("/accounts/login/", {}) for _ in range(31)]
    assert pages[-1].status_code == 429
    assert b"<h1>Too many tries</h1>" in pages[-1].content


@pytest.mark.parametrize("address", OUTSIDE[:3])
def test_what_is_missing_is_named(visitor: Client, address: str) -> None:
    page = visitor.post(address, {}).content.decode()
    assert "Enter your email address." in page
    assert "This field is required" not in page
