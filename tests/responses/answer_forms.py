"""The form of an answer's page, filled in and sent as a browser does."""

from typing import Any

from django.test import Client

from accounts.models import User
from consultation.responses.models import Submission
from papers.models import Question
from tests.page import Page, fetch
from tests.responses.rooms import url_of, write

PLAN = "A plan from day one.\n\nHousing first."


def form_of(page: Page) -> dict[str, str]:
    """Return what the form holds when it is opened, as a browser would send it."""
    return fields_of(page, "/answer/")


def fields_of(page: Page, action: str) -> dict[str, str]:
    """Return what the form holds whose address has this in it."""
    form = next(each for each in page.tree.iter("form") if action in each.get("action", ""))
    sent = {}
    for control in form.iter():
        name = control.get("name")
        if not name or name == "csrfmiddlewaretoken":
            continue
        if control.tag == "textarea":
            sent[name] = (control.text or "").removeprefix("\n")
        elif control.tag == "select":
            chosen = [each for each in control.iter("option") if each.get("selected") is not None]
            sent[name] = chosen[0].get("value", "") if chosen else ""
        elif control.get("type") in {"radio", "checkbox"}:
            if control.get("checked") is not None:
                sent[name] = control.get("value", "on")
        elif control.tag == "input":
            sent[name] = control.get("value", "")
    return sent


def save(client: Client, room: Submission, page: Page, **fields: str) -> Any:
    return client.post(url_of(room, "answer", 1), {**form_of(page), **fields})


def quietly(client: Client, room: Submission, page: Page, **fields: str) -> Any:
    return save(client, room, page, keep="quietly", **fields)


def opened_before(
    writer: User, client: Client, room: Submission, question: Question, *, drafter: User
) -> Page:
    """A drafter's page of their answer, from before this writer changed its second paragraph."""
    write(drafter, room, question, PLAN)
    page = fetch(client, url_of(room, "answer", 1))
    write(writer, room, question, PLAN.replace("Housing", "A home"), on=1)
    return page
