"""An authenticator app: set up, asked for, used once, removed."""

import re
import threading

import pytest
import time_machine
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.db import connection
from django.test import Client

from accounts.actions.factors import add_authenticator_app, spend_app_code
from accounts.models import Role, User
from accounts.signing_in.factors import sample_codes
from consultation.activity.models import Activity, Verb
from consultation.mail.models import Message
from tests.accounts.conftest import CodeFor, Mailed
from tests.accounts.factors import browser_of, kinds_of, signed_in
from tests.page import fetch
from tests.people import SECRET, authenticator_code, make_person

ACTIVATE = "/accounts/2fa/totp/activate/"
DEACTIVATE = "/accounts/2fa/totp/deactivate/"
STEP = "/accounts/2fa/authenticate/"
CODES = "/accounts/2fa/recovery-codes/"


def shown_code(secret: str) -> str:
    """Return what an app with this secret shows now."""
    from allauth.mfa.totp.internal.auth import (
        format_hotp_value,
        hotp_value,
        yield_hotp_counters_from_time,
    )

    now = list(yield_hotp_counters_from_time())[1]
    return str(format_hotp_value(hotp_value(secret, now)))


def set_up_app(client: Client) -> str:
    """Set up an app on its page; return its secret."""
    page = client.get(ACTIVATE)
    secret = str(page.context["form"].secret)
    answer = client.post(ACTIVATE, {"code": shown_code(secret)})
    assert answer["Location"] == CODES, answer.content
    return secret


def first_step(client: Client, person: User, code_for: CodeFor) -> str:
    """Type the mailed code; return where that leads."""
    step = client.post("/accounts/login/code/", {"email": person.email})
    return str(client.post(step["Location"], {"code": code_for(person.email)})["Location"])


def test_an_app_is_set_up_and_then_asked_for(participant: User, code_for: CodeFor) -> None:
    secret = set_up_app(browser_of(participant))
    assert kinds_of(participant) == ["recovery_codes", "totp"]
    client = Client()
    assert first_step(client, participant, code_for) == STEP
    assert not signed_in(client)
    with time_machine.travel(_in(60)):
        client.post(STEP, {"code": shown_code(secret)})
    assert signed_in(client)


def _in(seconds: int) -> float:
    import time

    return time.time() + seconds


def test_the_picture_is_that_of_the_key_on_the_page(participant: User) -> None:
    client = browser_of(participant)
    assert client.get(f"{ACTIVATE}qr.svg").status_code == 404
    page = client.get(ACTIVATE)
    picture = client.get(f"{ACTIVATE}qr.svg")
    assert page.context["form"].secret == page.context["secret"].replace(" ", "")
    assert picture["Content-Type"] == "image/svg+xml"
    assert "no-store" in picture["Cache-Control"]
    assert b"style=" not in picture.content


def test_a_wrong_code_sets_nothing_up_and_keeps_the_key(participant: User) -> None:
    client = browser_of(participant)
    secret = client.get(ACTIVATE).context["form"].secret
    answer = client.post(ACTIVATE, {"code": "000 000"})
    assert answer.status_code == 422
    assert "This code is wrong or was used before." in answer.content.decode()
    assert answer.context["form"].secret == secret
    assert kinds_of(participant) == []


def test_setting_up_is_logged_and_told_once(participant: User, mailed: Mailed) -> None:
    set_up_app(browser_of(participant))
    logged = Activity.objects.get(verb=Verb.FACTOR_ADDED)
    assert (logged.actor_id, logged.object_id) == (participant.pk, participant.pk)
    assert logged.data == {"factor": "totp"}
    assert mailed(participant.email).subject == "An authenticator app was set up"
    assert Message.objects.count() == 1


def test_the_secret_does_not_lie_open_in_the_database(participant: User) -> None:
    secret = set_up_app(browser_of(participant))
    rows = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in rows
    assert "secret" in rows


def test_after_another_secret_key_no_code_is_right(
    participant: User, code_for: CodeFor, monkeypatch: pytest.MonkeyPatch
) -> None:
    guarded = make_person("officer", Role.EDITOR)
    monkeypatch.setattr(settings, "SECRET_KEY", "another " * 8)
    client = Client()
    first_step(client, guarded, code_for)
    assert client.post(STEP, {"code": authenticator_code()}).status_code == 422
    assert not signed_in(client)


def test_an_older_secret_key_still_opens(
    code_for: CodeFor, monkeypatch: pytest.MonkeyPatch
) -> None:
    guarded = make_person("officer", Role.EDITOR)
    monkeypatch.setattr(settings, "SECRET_KEY_FALLBACKS", [settings.SECRET_KEY])
    monkeypatch.setattr(settings, "SECRET_KEY", "another " * 8)
    client = Client()
    first_step(client, guarded, code_for)
    client.post(STEP, {"code": authenticator_code()})
    assert signed_in(client)


def test_a_code_is_good_for_once_even_while_the_cache_is_away(
    moderator: User, code_for: CodeFor, settings: pytest.FixtureRequest
) -> None:
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}  # type: ignore[attr-defined]
    code = authenticator_code()
    for _ in range(2):
        client = Client()
        first_step(client, moderator, code_for)
        last = client.post(STEP, {"code": code})
    assert last.status_code == 422
    assert not signed_in(client)


@pytest.mark.django_db(transaction=True)
def test_one_code_in_two_browsers_at_once_signs_in_one() -> None:
    app = Authenticator.objects.get(user=make_person("officer", Role.EDITOR))
    code, spent = authenticator_code(), []

    def use() -> None:
        spent.append(spend_app_code(app=app, code=code))
        connection.close()

    threads = [threading.Thread(target=use) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(spent) == [False, False, False, True]


@pytest.mark.django_db(transaction=True)
def test_an_app_set_up_in_two_tabs_at_once_is_one() -> None:
    person, added = make_person("someone"), []

    def add() -> None:
        added.append(add_authenticator_app(actor=person, secret=SECRET, session=""))
        connection.close()

    threads = [threading.Thread(target=add) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(added) == [False, True]
    assert kinds_of(person) == ["recovery_codes", "totp"]


def test_after_some_wrong_codes_even_the_right_one_waits(
    moderator: User, code_for: CodeFor
) -> None:
    client = Client()
    first_step(client, moderator, code_for)
    for _ in range(5):
        client.post(STEP, {"code": "000000"})
    answer = client.post(STEP, {"code": authenticator_code()})
    assert "Too many tries" in answer.content.decode()
    assert not signed_in(client)


def test_a_recovery_code_takes_the_place_of_the_phone_once(
    participant: User, code_for: CodeFor
) -> None:
    client = browser_of(participant)
    set_up_app(client)
    code = client.get(CODES).context["codes"][0]
    signed = []
    for _ in range(2):
        other = Client()
        first_step(other, participant, code_for)
        other.post(STEP, {"code": code})
        signed.append(signed_in(other))
    assert signed == [True, False]


def test_new_recovery_codes_end_the_old_ones_and_the_other_sessions(
    participant: User, mailed: Mailed
) -> None:
    client = browser_of(participant)
    set_up_app(client)
    old = client.get(CODES).context["codes"]
    other = client_on_the_list(participant)
    client.post(f"{CODES}generate/")
    assert set(old).isdisjoint(client.get(CODES).context["codes"])
    assert not signed_in(other)
    assert "Every other browser was signed out." in mailed(participant.email).text


def client_on_the_list(person: User) -> Client:
    """Return a browser that is on the list of where the person is signed in."""
    client = browser_of(person)
    key = client.session.session_key or ""
    UserSession.objects.create(user=person, session_key=key, ip="192.0.2.7", user_agent="")
    assert signed_in(client)
    return client


def test_who_has_a_factor_and_no_codes_is_offered_some(moderator: User) -> None:
    client = browser_of(moderator, proved="mfa")
    page = fetch(client, "/people/me/sign-in/")
    client.post(page.links()["Make recovery codes"])
    assert kinds_of(moderator) == ["recovery_codes", "totp"]
    assert "Make recovery codes" not in fetch(client, "/people/me/sign-in/").links()


def test_without_a_factor_there_is_nothing_to_recover(participant: User) -> None:
    client = browser_of(participant)
    for ask in (client.get, client.post):
        answer = ask(f"{CODES}generate/", follow=True)
        assert "Set up an authenticator app or a passkey first." in answer.content.decode()
    assert kinds_of(participant) == []


def test_without_a_confirmed_address_there_is_no_second_factor__allauth_3432(
    participant: User,
) -> None:
    EmailAddress.objects.update(verified=False)
    answer = browser_of(participant).get(ACTIVATE, follow=True)
    assert "Confirm your email address first" in answer.content.decode()
    assert kinds_of(participant) == []


def test_removing_warns_staff_that_the_desk_closes(moderator: User) -> None:
    page = browser_of(moderator, proved="mfa").get(DEACTIVATE).content.decode()
    assert "Without it the desk closes to you at once" in page


def test_removing_closes_the_desk_in_every_browser(moderator: User, mailed: Mailed) -> None:
    client, other = browser_of(moderator, proved="mfa"), browser_of(moderator)
    client.post(DEACTIVATE)
    assert kinds_of(moderator) == []
    for browser in (client, other):
        assert browser.get("/desk/")["Location"].startswith("/people/me/second-step/")
    assert mailed(moderator.email).subject == "The authenticator app was removed"
    assert Activity.objects.get(verb=Verb.FACTOR_REMOVED).data == {"factor": "totp"}


def test_the_sample_shows_codes_of_its_own_accounts_only(moderator: User) -> None:
    from accounts.signing_in.factors import give_sample_app

    sample = make_person("sample", Role.LEAD, second_factor=False)
    give_sample_app(sample)
    assert [note.to for note in sample_codes()] == [sample.email]


def test_the_sample_s_code_signs_in_and_the_next_is_another(
    visitor: Client, code_for: CodeFor
) -> None:
    from accounts.signing_in.factors import give_sample_app

    sample = make_person("sample", Role.LEAD, second_factor=False)
    give_sample_app(sample)
    shown = re.findall(r">(\d{6})<", visitor.get("/mailbox/").content.decode())
    first_step(visitor, sample, code_for)
    visitor.post(STEP, {"code": shown[0]})
    assert signed_in(visitor)
    assert next(iter(sample_codes())).code != shown[0]
