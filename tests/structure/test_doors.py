"""Every address by role, and the canary: no held or private word comes out of any door.

A new address fails here until its row in `doors.py` says who may open it.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Final

import pytest
from django.conf import settings
from django.db import transaction
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.test import Client, override_settings
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from pytest_django.plugin import DjangoDbBlocker

from accounts.models import Role, User
from tests.accounts.factors import prove
from tests.conftest import caches_apart
from tests.page import read_page
from tests.people import (
    make_other_member,
    make_person,
    make_staff_without_factor,
    make_suspended,
)
from tests.structure.doors import DOORS, NOT_PAGES
from tests.structure.roles import ROLES
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


@dataclass(frozen=True)
class Site:
    """The world, and everybody of the table with the cookies of their browser."""

    world: World
    people: dict[str, User]
    cookies: dict[str, str]


@pytest.fixture(scope="module")
def site(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Site]:
    """Made once: what a test changes is taken back after it, and this after the last of them."""
    with django_db_blocker.unblock(), transaction.atomic():
        with override_settings(CACHES=caches_apart(settings.CACHES)):
            people = people_of_the_table()
            world = World(people["editor"], people["participant"], people["moderator"])
            cookies = {role: cookie_of(person) for role, person in people.items()}
        yield Site(world, people, cookies)
        transaction.set_rollback(True)


def people_of_the_table() -> dict[str, User]:
    return {
        "participant": make_person("participant"),
        "other_participant": make_person("other"),
        "other_member": make_other_member(),
        "suspended": make_suspended(),
        **{role.value: make_person(role.value, role) for role in Role},
        "staff_without_factor": make_staff_without_factor(),
    }


def cookie_of(person: User) -> str:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client.cookies[settings.SESSION_COOKIE_NAME].value


@pytest.fixture
def world(site: Site, db: None) -> World:
    return site.world


@pytest.fixture
def clients(site: Site, db: None) -> dict[str, Client]:
    """Browsers that have been nowhere yet: none carries over what another test was given."""
    found = {role: Client() for role in ROLES}
    for role, cookie in site.cookies.items():
        found[role].cookies[settings.SESSION_COOKIE_NAME] = cookie
    return found


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
    answers = [clients[role].get(url) for role, status in DOORS[name].items() if status == 200]
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
    "canary-unheard": {"moderator", "lead"},
    "canary-erased": set(),
    "canary-withdrawn": {"participant", "moderator", "lead"},
    "canary-held-edit": {"participant", "moderator", "lead"},
    "canary-refused-edit": {"participant", "moderator", "lead"},
    "canary-rejected": {"participant", "moderator", "lead"},
    "canary-room": {"participant"},
    "canary-answered": {"participant", "editor", "moderator", "analyst", "lead"},
    "canary-nameless": {"editor", "moderator", "analyst", "lead"},
    "canary-unposted": {"participant"},
    "canary-offline": {"moderator", "lead"},
}


def content_of(answer: HttpResponseBase) -> bytes:
    """Return the whole body, of a file too."""
    if isinstance(answer, FileResponse):
        return b"".join(answer)
    assert isinstance(answer, HttpResponse)
    return answer.content


def forbidden_to(role: str) -> list[bytes]:
    return [canary.encode() for canary, readers in MAY_READ.items() if role not in readers]


@pytest.mark.parametrize("role", ROLES)
def test_no_canary_leaves_by_any_door(role: str, world: World, clients: dict[str, Client]) -> None:
    urls = {name: world.url(name, pattern) for name, pattern in ALL.items()}
    for name, url in (urls | world.hidden_doors()).items():
        answer = clients[role].get(url, follow=True)
        everything = content_of(answer) + str(dict(answer.headers)).encode()
        assert [canary for canary in forbidden_to(role) if canary in everything] == [], name


@pytest.mark.parametrize("role", [role for role in ROLES if role != "visitor"])
def test_no_canary_is_in_the_copy_of_one_s_data(
    role: str, site: Site, clients: dict[str, Client]
) -> None:
    prove(clients[role], site.people[role], "mfa")
    answer = clients[role].post(reverse("accounts:data"))
    with zipfile.ZipFile(BytesIO(content_of(answer))) as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist())
    assert site.people[role].email.encode() in everything
    assert [canary for canary in forbidden_to(role) if canary in everything] == []


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
