"""Who posts: made people, signed in, each with the form that the site gave them."""

import http.client
from collections.abc import Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Final

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from accounts.models import User
from consultation.management.volume.words import DOMAIN
from papers.models import Question

HOST: Final = "127.0.0.1"
PATIENCE: Final = 30  # seconds; nobody waits longer for a page


@dataclass(frozen=True)
class Poster:
    """A person's cookies, and the fields of the form at a question as they got it."""

    path: str
    cookies: str
    fields: Mapping[str, str]


class _Fields(HTMLParser):
    """What the form that posts a response holds and nobody is asked: hidden fields, and a list."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {}
        self.asks_who = False
        self._inside = False
        self._list = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._inside = given.get("action", "").endswith("/respond/")
        if tag == "input" and self._inside:
            if given.get("type") == "hidden":
                self.found[given["name"]] = given.get("value", "")
            self.asks_who |= given.get("name") == "capacity"
        if tag == "select":
            self._list = given.get("name", "")
        if tag == "option" and self._inside and "selected" in given:
            self.found[self._list] = given.get("value", "")


def signed_in_posters(port: int, number: int) -> list[Poster]:
    """Return so many people, shared out among the questions, each with a form of their own."""
    people = User.objects.filter(email__endswith=f"@{DOMAIN}").order_by("pk")[:number]
    questions = list(Question.objects.select_related("paper").order_by("pk"))
    line = http.client.HTTPConnection(HOST, port, timeout=PATIENCE)
    return [
        _poster(line, person, questions[place % len(questions)])
        for place, person in enumerate(people)
    ]


def _poster(line: http.client.HTTPConnection, person: User, question: Question) -> Poster:
    path = f"/papers/{question.paper.slug}/questions/{question.number}/"
    session = f"{settings.SESSION_COOKIE_NAME}={_session_of(person)}"
    line.request("GET", path, headers={"Cookie": session})
    answer = line.getresponse()
    page = answer.read().decode()
    secret = answer.headers.get_all("Set-Cookie") or []
    cookies = "; ".join([session, *(cookie.split(";")[0] for cookie in secret)])
    fields = _Fields()
    fields.feed(page)
    if answer.status != 200 or "token" not in fields.found:
        raise RuntimeError(f"{path} answered {answer.status} and gave no form")
    who = {"capacity": "me"} if fields.asks_who else {}
    return Poster(f"{path}respond/", cookies, {**fields.found, **who})


def _session_of(person: User) -> str:
    """Sign the person in as the sign-in page would in the end; return the cookie's value."""
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.save()
    return str(session.session_key)
