"""What the cache keeps to itself, and what a browser may keep: nothing of somebody signed in."""

import pytest
from django.core.cache import cache, caches
from django.test import Client
from pytest_django.fixtures import Settings
from redis import Redis

from accounts.models import User
from consultation.lib.caching import ForgivingRedisCache
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


def test_what_mentions_a_word_goes_whole_in_few_commands(monkeypatch: pytest.MonkeyPatch) -> None:
    cache.set_many({f"note-{n}": "of nobody" for n in range(250)})
    cache.set_many({"limit-lane@x.example": 1, "kept": {"to": "Lane@X.example"}})
    sent = _commands(monkeypatch)
    assert own_cache().forget_mentions(["lane@x.example"]) == 2
    assert cache.get("kept") is cache.get("limit-lane@x.example") is None
    assert cache.get("note-249") == "of nobody"
    assert 3 <= sent.count("MGET") <= 4
    assert "GET" not in sent[: sent.index("DEL")]


def test_keys_that_begin_so_go_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    cache.set_many({"carried-7-a": "carried-8-", "carried-7-b": "", "carried-78-a": "carried-7-"})
    sent = _commands(monkeypatch)
    assert own_cache().forget_named("carried-7-") == 2
    assert set(sent) == {"SCAN", "UNLINK"}
    assert cache.get("carried-78-a") == "carried-7-"


def own_cache() -> ForgivingRedisCache:
    found = caches["default"]
    assert isinstance(found, ForgivingRedisCache)
    return found


def _commands(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that each command sent to the cache is added to."""
    sent: list[str] = []
    send = Redis.execute_command

    def note(client: Redis, name: str, *rest: object, **options: object) -> object:
        sent.append(name)
        return send(client, name, *rest, **options)  # type: ignore[no-untyped-call]

    monkeypatch.setattr(Redis, "execute_command", note)
    return sent


def test_clearing_a_cache_leaves_the_keys_of_others(settings: Settings) -> None:
    other = caches_apart(settings.CACHES)["default"]
    settings.CACHES = {**settings.CACHES, "other": other}
    caches["other"].set("limit", [1, 2])
    cache.set_many({f"page-{n}": "kept" for n in range(2_500)})
    cache.clear()
    assert cache.get("page-0") is cache.get("page-2499") is None
    assert caches["other"].get("limit") == [1, 2]
