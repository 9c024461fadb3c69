"""Where one is signed in, and how a session ends."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.actions.factors import add_authenticator_app
from accounts.browsers import browser_in_words
from accounts.models import User
from accounts.signing_in.sessions import sessions_of
from accounts.tasks import forget_old_addresses
from tests.accounts.conftest import CodeFor
from tests.accounts.factors import signed_in
from tests.page import fetch
from tests.people import SECRET

SESSIONS = "/accounts/sessions/"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:141.0) Gecko/20100101 Firefox/141.0"
PASSWORD = "four unrelated words"


@pytest.fixture
def participant(participant: User) -> User:
    participant.set_password(PASSWORD)
    participant.save()
    return participant


def browser_of(person: User, *, agent: str = FIREFOX, address: str = "192.0.2.7") -> Client:
    """Return a browser in which the person signed in on the page, as sessions are noted there."""
    client = Client(headers={"user-agent": agent}, REMOTE_ADDR=address)
    client.post("/accounts/login/", {"login": person.email, "password": PASSWORD})
    assert signed_in(client)
    return client


def is_in(client: Client) -> bool:
    return client.get("/people/me/sign-in/").status_code == 200


def key_of(client: Client) -> str:
    return client.session.session_key or ""


def test_the_list_says_where_when_and_which_is_this_one(participant: User) -> None:
    browser_of(participant, agent="curl/8", address="198.51.100.4")
    page = fetch(browser_of(participant), SESSIONS)
    assert "Firefox on Linux This browser" in page.text
    assert "192.0.2.7" in page.text
    assert "Another browser" in page.text
    assert "198.51.100.4" in page.text


def test_nobody_sees_another_s(participant: User, other_participant: User) -> None:
    browser_of(participant)
    assert sessions_of(other_participant, current="") == []


def test_signing_out_elsewhere_keeps_this_browser(participant: User) -> None:
    here, there = browser_of(participant), browser_of(participant)
    assert here.get(SESSIONS).status_code == 200
    assert is_in(there)  # looking ends nothing
    here.post(SESSIONS)
    assert (is_in(here), is_in(there)) == (True, False)


def test_a_new_password_ends_the_other_sessions(participant: User) -> None:
    here, there = browser_of(participant), browser_of(participant)
    new = "four other unrelated words"
    here.post(
        "/accounts/password/change/",
        {"oldpassword": PASSWORD, "password1": new, "password2": new},
    )
    assert [one.is_this for one in sessions_of(participant, current=key_of(here))] == [True]
    assert (is_in(here), is_in(there)) == (True, False)


def test_a_password_set_anew_with_a_mailed_code_ends_every_session(
    participant: User, code_for: CodeFor
) -> None:
    there, visitor = browser_of(participant), Client()
    asked = visitor.post("/accounts/password/reset/", {"email": participant.email})
    typed = visitor.post(asked["Location"], {"code": code_for(participant.email)})
    new = "four other unrelated words"
    visitor.post(typed["Location"], {"password1": new, "password2": new})
    assert sessions_of(participant, current="") == []
    assert not is_in(there)


def test_a_new_factor_ends_the_sessions_from_before_it(participant: User) -> None:
    here, there = browser_of(participant), browser_of(participant)
    add_authenticator_app(actor=participant, secret=SECRET, session=here.session.session_key or "")
    assert (is_in(here), is_in(there)) == (True, False)


def test_the_cookie_of_a_closed_account_is_dead_at_once(participant: User) -> None:
    client = browser_of(participant)
    User.objects.filter(pk=participant.pk).update(is_active=False)
    assert not is_in(client)
    User.objects.filter(pk=participant.pk).update(is_active=True)
    assert client.get("/people/me/sign-in/").status_code == 200


def test_signing_out_kills_the_cookie(participant: User) -> None:
    client = browser_of(participant)
    old = client.cookies["soundings_session"].value
    client.post("/accounts/logout/")
    client.cookies["soundings_session"] = old
    assert not is_in(client)


def test_a_session_from_before_signing_in_is_not_taken_over(participant: User) -> None:
    client = Client()
    session = client.session
    session["planted"] = True
    session.save()
    client.cookies["soundings_session"] = session.session_key or ""
    client.post("/accounts/login/", {"login": participant.email, "password": PASSWORD})
    assert client.session.session_key != session.session_key


def test_addresses_are_forgotten_after_ninety_days_and_with_their_session(
    participant: User,
) -> None:
    client, ended, fresh = (browser_of(participant) for _ in range(3))
    key = client.session.session_key
    old = timezone.now() - timedelta(days=91)
    UserSession.objects.filter(session_key=key).update(created_at=old)
    Session.objects.filter(session_key=ended.session.session_key).delete()
    assert forget_old_addresses.run() == 2
    assert is_in(client)
    found = {one.address for one in sessions_of(participant, current="")}
    assert found == {"", "192.0.2.7"}
    assert is_in(fresh)


def test_the_list_costs_the_same_for_one_and_for_many(
    participant: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    browser_of(participant)
    for sessions in (1, 6):
        with django_assert_num_queries(1):
            assert len(sessions_of(participant, current="")) == sessions
        for _ in range(5):
            browser_of(participant)


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (FIREFOX, "Firefox on Linux"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1",
            "Safari on an iPhone",
        ),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge on Windows"),
        ("Mozilla/5.0 (Linux; Android 9) Chrome/90.0 Mobile Safari/537.36", "Chrome on Android"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15) Safari/605.1.15", "Safari on a Mac"),
        ("", "Another browser"),
    ],
)
def test_a_browser_in_words(agent: str, words: str) -> None:
    assert browser_in_words(agent) == words


def test_codes_of_the_second_step_are_asked_of_each_new_browser(
    participant: User, code_for: CodeFor
) -> None:
    add_authenticator_app(actor=participant, secret=SECRET, session="")
    client = Client()
    client.post("/accounts/login/", {"login": participant.email, "password": PASSWORD})
    assert not signed_in(client)
    assert UserSession.objects.count() == 0
