"""The page on which a formal answer is checked: its form, and its buttons pressed."""

from typing import Any

from django.test import Client

from consultation.responses.models import Submission
from tests.page import Page, fetch
from tests.responses.rooms import url_of

READ = {"version", "seen", "left_out", "asked", "token"}


def check_page(client: Client, room: Submission) -> Page:
    return fetch(client, url_of(room, "check"))


def read_form(page: Page) -> dict[str, str]:
    """Return what the page's form would send of what was read."""
    fields = (each for each in page.tree.iter("input") if each.get("type") == "hidden")
    return {
        each.get("name", ""): each.get("value", "") for each in fields if each.get("name") in READ
    }


def press(client: Client, room: Submission, deed: str, **data: str) -> Any:
    return client.post(url_of(room, deed), data, follow=True)
