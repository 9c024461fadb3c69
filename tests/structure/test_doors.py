"""Every address by role, and the canary: no held or private word comes out of any door.

A new address fails here until its row in `doors.py` says who may open it.
"""

import re
from collections.abc import Iterator
from typing import Final

import pytest
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from accounts.models import User
from papers.models import Paper
from tests.conftest import ClientFor
from tests.page import read_page
from tests.structure.doors import DOORS, NOT_PAGES, ROLES
from tests.structure.world import World


def patterns(resolver: URLResolver, namespace: str = "") -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        # The operators' pages have a walk of their own, for roles that nobody has elsewhere:
        # tests/accounts/test_operators.py.
        if isinstance(entry, URLResolver) and entry.namespace == "admin":
            continue
        if isinstance(entry, URLResolver):
            prefix = f"{entry.namespace}:" if entry.namespace else ""
            yield from patterns(entry, namespace + prefix)
        else:
            yield f"{namespace}{entry.name}", entry


ALL: Final = dict(patterns(get_resolver()))


@pytest.fixture
def world(editor: User, participant: User, moderator: User) -> World:
    return World(editor, participant, moderator)


@pytest.fixture
def clients(request: pytest.FixtureRequest, client_for: ClientFor) -> dict[str, Client]:
    people = {role: request.getfixturevalue(role) for role in ROLES if role != "visitor"}
    return {"visitor": Client(), **{role: client_for(person) for role, person in people.items()}}


def test_every_address_has_its_row() -> None:
    assert sorted(ALL) == sorted(DOORS)


@pytest.mark.parametrize("name", DOORS)
def test_who_may_open_it(name: str, world: World, clients: dict[str, Client]) -> None:
    url = world.url(name, ALL[name])
    found = {role: client.get(url).status_code for role, client in clients.items()}
    assert found == DOORS[name]


@pytest.mark.parametrize("name", [name for name, row in DOORS.items() if 200 in row.values()])
def test_every_page_is_well_made(name: str, world: World, clients: dict[str, Client]) -> None:
    url = world.url(name, ALL[name])
    answers = [client.get(url) for client in clients.values()]
    pages = [answer for answer in answers if answer["Content-Type"].startswith("text/html")]
    titles = [read_page(answer).title for answer in pages if answer.status_code == 200]
    assert titles or name in NOT_PAGES


MAY_READ: Final = {
    "canary-held": {"participant", "moderator", "lead"},
    "canary-private": {"moderator", "editor", "analyst", "lead"},
    "canary-working": {"editor", "lead"},
    "canary-draft": {"editor", "lead"},
    "canary-import": {"editor", "lead"},
    "canary-announced": {"editor", "lead"},
    "canary-preview": {"editor", "lead"},
    "canary-register": {"moderator", "lead"},
    "canary-profile": {"participant", "editor", "moderator", "analyst", "lead"},
    "canary-request": {"participant", "moderator", "lead"},
    "canary-invited": {"participant"},
    "canary-person": {"moderator", "lead"},
    "canary-suspension": {"lead"},
}


def content_of(answer: HttpResponseBase) -> bytes:
    """Return the whole body, of a file too."""
    if isinstance(answer, FileResponse):
        return b"".join(answer)
    assert isinstance(answer, HttpResponse)
    return answer.content


@pytest.mark.parametrize("role", ROLES)
def test_no_canary_leaves_by_any_door(role: str, world: World, clients: dict[str, Client]) -> None:
    forbidden = [canary for canary, readers in MAY_READ.items() if role not in readers]
    coming = Paper.objects.get(title="A coming paper").slug
    urls = {name: world.url(name, pattern) for name, pattern in ALL.items()}
    urls["an announced paper"] = reverse("reading:paper", args=[coming])
    urls["its question"] = reverse("responses:question", args=[coming, 1])
    urls["its editions"] = reverse("reading:editions", args=[coming])
    urls["its edition"] = reverse("reading:edition", args=[coming, 1])
    urls["its feed"] = reverse("reading:paper-feed", args=[coming])
    urls["a search for it"] = reverse("reading:papers") + "?q=canary"
    for name, url in urls.items():
        answer = clients[role].get(url, follow=True)
        everything = content_of(answer) + str(dict(answer.headers)).encode()
        assert [c for c in forbidden if c.encode() in everything] == [], name


@pytest.mark.parametrize("role", ["visitor", "other_participant", "editor", "analyst"])
def test_held_and_missing_give_the_same_answer(
    role: str, world: World, clients: dict[str, Client]
) -> None:
    held = reverse("responses:permalink", args=[world.held.public_id])
    missing = reverse("responses:permalink", args=["0" * 16])
    answers = [clients[role].get(url) for url in (held, missing)]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].content == answers[1].content


def test_a_held_response_is_in_no_count(world: World, clients: dict[str, Client]) -> None:
    page = clients["visitor"].get(reverse("reading:paper", args=[world.paper.slug])).text
    assert re.search(r"Read the 1 answer<", page)


def test_getting_changes_nothing(world: World, clients: dict[str, Client]) -> None:
    from consultation.activity.models import Activity

    before = Activity.objects.count()
    for client in (clients["lead"], clients["participant"]):
        for name, pattern in ALL.items():
            client.get(world.url(name, pattern))
    assert Activity.objects.count() == before
