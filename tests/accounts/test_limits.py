"""How often one may try, whatever one writes around it."""

from typing import Any, Final

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from pytest_django.fixtures import Settings

from accounts.models import User
from tests.accounts.conftest import CodeFor
from tests.accounts.factors import browser_of
from tests.accounts.test_sign_in import in_minutes

SIGN_IN: Final = "/accounts/login/"
CODE: Final = "/accounts/login/code/"
PASSWORD: Final = "four unrelated words"
TOO_MANY: Final = b"Too many tries"


@pytest.fixture
def person(participant: User) -> User:
    participant.set_password(PASSWORD)
    participant.save()
    return participant


def try_password(email: str, password: str = "wrong", **where: Any) -> Any:
    return Client(**where).post(SIGN_IN, {"login": email, "password": password})


def written(email: str) -> list[str]:
    """Return one address in ways that all reach the same mailbox."""
    return [email, email.upper(), f"  {email} ", email.title(), f"{email}\t"]


def test_five_wrong_passwords_for_an_address_are_enough_however_it_is_written(
    person: User,
) -> None:
    for n, email in enumerate(written(person.email)):
        assert TOO_MANY not in try_password(email, REMOTE_ADDR=f"192.0.2.{n}").content
    refused = try_password(person.email, PASSWORD, REMOTE_ADDR="192.0.2.9")
    assert TOO_MANY in refused.content
    with time_machine.travel(in_minutes(6)):
        assert try_password(person.email, PASSWORD).status_code == 302


def test_three_codes_a_minute_for_an_address_however_it_is_written(person: User) -> None:
    answers = [
        Client(REMOTE_ADDR=f"192.0.2.{n}").post(CODE, {"email": email})
        for n, email in enumerate(written(person.email)[:4])
    ]
    assert [answer.status_code for answer in answers] == [302, 302, 302, 429]


@pytest.mark.parametrize(
    "forged",
    [
        {"X-Forwarded-For": "198.51.100.{n}"},
        {"X-Forwarded-For": "198.51.100.{n}, 198.51.100.{n}"},
        {"Forwarded": "for=198.51.100.{n}"},
        {"X-Real-IP": "198.51.100.{n}"},
        {"True-Client-IP": "198.51.100.{n}", "CF-Connecting-IP": "198.51.100.{n}"},
        {"X-Forwarded-For": "not an address {n}"},
    ],
    ids=str,
)
def test_without_a_proxy_no_header_changes_who_one_is(db: None, forged: dict[str, str]) -> None:
    assert limited_after(10, lambda n: ask_from(n, forged))


@pytest.mark.parametrize(
    "forged",
    ["198.51.100.{n}, 203.0.113.7", "junk {n},198.51.100.{n},203.0.113.7", " , ,203.0.113.7"],
)
def test_behind_a_proxy_only_what_it_wrote_counts(
    db: None, settings: Settings, forged: str
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert limited_after(10, lambda n: ask_from(n, {"X-Forwarded-For": forged}))


def test_behind_a_proxy_two_people_are_two(db: None, settings: Settings) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for n in range(12):
        assert TOO_MANY not in ask_from(n, {"X-Forwarded-For": "203.0.113.{n}"}).content


@pytest.mark.parametrize("count", [1, 2])
def test_who_went_round_the_proxy_is_counted_and_not_an_error(
    db: None, settings: Settings, count: int
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = count
    forged = {} if count == 1 else {"X-Forwarded-For": "198.51.100.{n}"}
    assert limited_after(10, lambda n: ask_from(n, forged))


def test_a_whole_ipv6_network_is_one(db: None) -> None:
    def from_network(n: int) -> Any:
        return try_password(f"nobody{n}@x.example", REMOTE_ADDR=f"2001:db8::{n:x}")

    assert limited_after(10, from_network)


def ask_from(n: int, headers: dict[str, str]) -> Any:
    """Try another address each time, so that only where it comes from can be what is counted."""
    forged = {name: value.format(n=n) for name, value in headers.items()}
    form = {"login": f"nobody{n}@x.example", "password": "wrong"}
    return Client().post(SIGN_IN, form, headers=forged)


def limited_after(tries: int, ask: Any) -> bool:
    answers = [ask(n) for n in range(tries + 1)]
    assert {answer.status_code for answer in answers} <= {422, 429}
    assert [TOO_MANY in answer.content for answer in answers] == [False] * tries + [True]
    return True


def test_signing_in_to_ones_own_makes_no_room_for_tries_at_others(person: User) -> None:
    for n in range(10):
        try_password(f"victim{n}@x.example")
        if n % 3 == 0:
            try_password(person.email, PASSWORD)
    assert TOO_MANY in try_password("victim@x.example").content


def test_a_new_password_of_ones_own_makes_no_room_for_tries_at_others(
    person: User, code_for: CodeFor
) -> None:
    for n in range(10):
        try_password(f"victim{n}@x.example")
    set_anew(person, code_for)
    assert TOO_MANY in try_password("victim@x.example").content


def test_a_new_password_of_ones_own_can_be_used_at_once(person: User, code_for: CodeFor) -> None:
    for n in range(6):
        try_password(person.email, REMOTE_ADDR=f"192.0.2.{n}")
    set_anew(person, code_for)
    assert try_password(person.email, "quite another sentence").status_code == 302


def set_anew(person: User, code_for: CodeFor) -> None:
    client = Client(REMOTE_ADDR="192.0.2.99")
    there = client.post("/accounts/password/reset/", {"email": person.email})["Location"]
    there = client.post(there, {"code": code_for(person.email)})["Location"]
    both = dict.fromkeys(("password1", "password2"), "quite another sentence")
    assert client.post(there, both).status_code == 302


def test_who_is_signed_in_cannot_fill_mailboxes_by_changing_their_address(
    participant: User,
) -> None:
    client = browser_of(participant)
    forms = [{"action_add": "1", "email": f"a{n}@x.example"} for n in range(11)]
    answers = [client.post("/accounts/email/", form) for form in forms]
    assert [answer.status_code for answer in answers] == [302] * 10 + [429]


def test_a_limit_is_a_page_in_words_with_a_time_to_wait(visitor: Client) -> None:
    pages = [visitor.post(SIGN_IN, {}) for _ in range(31)]
    assert pages[-1].status_code == 429
    assert pages[-1]["Retry-After"] == "60"
    assert b"<h1>Too many tries</h1>" in pages[-1].content


def test_without_redis_people_still_sign_in__documented(
    visitor: Client, person: User, settings: Settings
) -> None:
    away = {**settings.CACHES["default"], "LOCATION": "redis://127.0.0.1:9/0"}
    settings.CACHES = {**settings.CACHES, "default": away}
    cache.set("is-it-there", "yes")
    assert cache.get("is-it-there") is None
    for _ in range(7):
        try_password(person.email)
    assert visitor.post(SIGN_IN, {"login": person.email, "password": PASSWORD}).status_code == 302


def test_without_redis_a_code_still_has_three_tries(
    visitor: Client, participant: User, settings: Settings, code_for: CodeFor
) -> None:
    away = {**settings.CACHES["default"], "LOCATION": "redis://127.0.0.1:9/0"}
    settings.CACHES = {**settings.CACHES, "default": away}
    there = visitor.post(CODE, {"email": participant.email})["Location"]
    for _ in range(3):
        visitor.post(there, {"code": "nonsense"})
    visitor.post(there, {"code": code_for(participant.email)})
    assert "_auth_user_id" not in visitor.session
