"""People by role, their browsers, and a cache of its own for each test."""

from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from accounts.models import HouseRules, Role, User
from consultation.lib import caching
from consultation.moderation.models import Reason
from consultation.responses.threads import kept_pages
from tests.asking import open_paper, question
from tests.people import (
    make_other_member,
    make_person,
    make_staff_without_factor,
    make_suspended,
)

__all__ = ["open_paper", "question"]  # fixtures, found by their names here

ClientFor = Callable[[User], Client]


def caches_apart(caches: dict[str, Any]) -> dict[str, Any]:
    """Return the setting with keys that nobody else has."""
    return {**caches, "default": {**caches["default"], "KEY_PREFIX": uuid4().hex}}


@pytest.fixture(autouse=True)
def _cache_of_its_own(settings: Settings) -> None:
    """Keep rate limits and cached pages of one test, or of another worker, out of this one."""
    settings.CACHES = caches_apart(settings.CACHES)


@pytest.fixture(autouse=True)
def _cache_that_answers(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, _cache_of_its_own: None
) -> Iterator[None]:
    """Fail a test whose cache was away unasked: with limits open it would prove nothing."""
    served = settings.CACHES["default"]["LOCATION"]
    complaints: list[tuple[Any, ...]] = []
    monkeypatch.setattr(caching.logger, "warning", lambda *words: complaints.append(words))
    yield
    if settings.CACHES["default"].get("LOCATION") == served:
        assert complaints == []


@pytest.fixture(autouse=True)
def _no_kept_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw every page: what a test writes past the actions, no kept page would know of."""
    monkeypatch.setattr(kept_pages, "KEPT", kept_pages.KeptPages())
    monkeypatch.setattr(kept_pages, "MOST_PAGES", 0)


@pytest.fixture(autouse=True)
def _house_rules(request: pytest.FixtureRequest) -> None:
    """Put back what a migration made: a test of real transactions empties every table after it."""
    marker = request.node.get_closest_marker("django_db")
    if marker is not None and marker.kwargs.get("transaction"):
        request.getfixturevalue("transactional_db")
        Reason.objects.get_or_create(
            title="Not about this question", rule="Answer the question.", position=1
        )
        HouseRules.objects.get_or_create(version=1, defaults={"body": "Be kind."})


@pytest.fixture
def visitor(db: None) -> Client:
    return Client()


@pytest.fixture
def participant(db: None) -> User:
    return make_person("participant")


@pytest.fixture
def other_participant(db: None) -> User:
    return make_person("other")


@pytest.fixture
def other_member(db: None) -> User:
    return make_other_member()


@pytest.fixture
def suspended(db: None) -> User:
    return make_suspended()


@pytest.fixture
def moderator(db: None) -> User:
    return make_person("moderator", Role.MODERATOR)


@pytest.fixture
def editor(db: None) -> User:
    return make_person("editor", Role.EDITOR)


@pytest.fixture
def analyst(db: None) -> User:
    return make_person("analyst", Role.ANALYST)


@pytest.fixture
def lead(db: None) -> User:
    return make_person("lead", Role.LEAD)


@pytest.fixture
def staff_without_factor(db: None) -> User:
    return make_staff_without_factor()


@pytest.fixture
def client_for() -> ClientFor:
    """Return a browser that is signed in as the person."""

    def sign_in(person: User) -> Client:
        client = Client()
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in
