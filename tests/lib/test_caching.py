"""What the cache keeps to itself, and what a browser may keep: nothing of somebody signed in."""

import pytest
from django.core.cache import cache, caches
from django.test import Client
from pytest_django.fixtures import Settings

from accounts.models import User
from tests.conftest import ClientFor, caches_apart

PAGES = [
    ("get", "/papers/", 200),
    ("get", "/nowhere/", 404),
    ("get", "/desk/", 404),
    ("post", "/people/me/name/", 302),
]


@pytest.mark.parametrize(("method", "address", "status"), PAGES)
def test_nothing_shown_to_a_person_is_kept(
    participant: User, client_for: ClientFor, method: str, address: str, status: int
) -> None:
    name = {"display_name": "A reader", "shown_as": "other"}
    response = getattr(client_for(participant), method)(address, name)
    assert response.status_code == status
    assert {"no-store", "private"} <= set(response["Cache-Control"].split(", "))


@pytest.mark.parametrize(
    ("address", "status"), [("/papers/", 200), ("/nowhere/", 404), ("/people/me/name/", 302)]
)
def test_what_everybody_may_read_may_be_kept(visitor: Client, address: str, status: int) -> None:
    response = visitor.get(address)
    assert response.status_code == status
    assert "no-store" not in response.headers.get("Cache-Control", "")


def test_clearing_a_cache_leaves_the_keys_of_others(settings: Settings) -> None:
    other = caches_apart(settings.CACHES)["default"]
    settings.CACHES = {**settings.CACHES, "other": other}
    caches["other"].set("limit", [1, 2])
    cache.set_many({f"page-{n}": "kept" for n in range(2_500)})
    cache.clear()
    assert cache.get("page-0") is cache.get("page-2499") is None
    assert caches["other"].get("limit") == [1, 2]
