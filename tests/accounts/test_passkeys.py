"""Passkeys: added, used alone or as second step, refused when they are not what they claim."""

import json
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from accounts.forms.factors import MOST_PASSKEYS
from accounts.models import User
from consultation.activity.models import Activity, Verb
from consultation.mail.models import Message
from tests.accounts.conftest import CodeFor, Mailed
from tests.accounts.factors import (
    HOST,
    SoftKey,
    add_passkey,
    browser_of,
    kinds_of,
    signed_in,
)

ADD = "/accounts/2fa/webauthn/add/"
LOGIN = "/accounts/2fa/webauthn/login/"
STEP = "/accounts/2fa/authenticate/"
AGAIN = "/accounts/2fa/webauthn/reauthenticate/"


def ask_for_options(client: Client) -> dict[str, Any]:
    """Return what the script of the sign-in page fetches before it asks the browser."""
    answer = client.get(LOGIN, headers={"accept": "application/json"})
    options: dict[str, Any] = answer.json()["request_options"]
    return options


def sign_in_alone(key: SoftKey, *, verified: bool = True, **more: str) -> Client:
    """Return a browser that tried to sign in with nothing but the passkey."""
    client = Client(SERVER_NAME=HOST)
    options = ask_for_options(client)
    client.post(LOGIN, {"credential": key.use(options, verified=verified), **more})
    return client


def test_a_passkey_signs_in_by_itself(participant: User) -> None:
    key, answer = add_passkey(browser_of(participant), alone=True)
    assert answer["Location"] == "/accounts/2fa/recovery-codes/"
    assert signed_in(sign_in_alone(key))


def test_a_passkey_leads_to_where_one_was_going(participant: User) -> None:
    key, _ = add_passkey(browser_of(participant), alone=True)
    client = Client(SERVER_NAME=HOST)
    options = ask_for_options(client)
    answer = client.post(LOGIN, {"credential": key.use(options), "next": "/papers/?q=1"})
    assert answer["Location"] == "/papers/?q=1"


def test_a_key_kept_for_the_second_step_does_not_sign_in_alone__allauth_4224(
    participant: User,
) -> None:
    # The browser claims that the key can; what counts is that its owner did not tick the box.
    key, _ = add_passkey(browser_of(participant), alone=False)
    assert not signed_in(sign_in_alone(key))


def test_a_key_that_asked_for_no_finger_cannot_be_made_one_that_signs_in_alone(
    participant: User,
) -> None:
    _, answer = add_passkey(browser_of(participant), alone=True, verified=False)
    assert answer.status_code == 422
    assert "was not accepted" in answer.content.decode()
    assert kinds_of(participant) == []


def test_alone_it_signs_in_only_with_a_finger_face_or_pin(participant: User) -> None:
    key, _ = add_passkey(browser_of(participant), alone=True)
    assert not signed_in(sign_in_alone(key, verified=False))


def test_a_passkey_is_a_second_step(participant: User, code_for: CodeFor) -> None:
    key, _ = add_passkey(browser_of(participant), alone=False)
    client = Client(SERVER_NAME=HOST)
    step = client.post("/accounts/login/code/", {"email": participant.email})
    client.post(step["Location"], {"code": code_for(participant.email)})
    assert not signed_in(client)
    page = client.get(STEP)
    client.post(STEP, {"credential": key.use(page.context["options"], verified=False)})
    assert signed_in(client)


def test_another_s_passkey_is_no_second_step(
    participant: User, other_participant: User, code_for: CodeFor
) -> None:
    add_passkey(browser_of(participant), alone=False)
    others, _ = add_passkey(browser_of(other_participant), alone=False)
    client = Client(SERVER_NAME=HOST)
    step = client.post("/accounts/login/code/", {"email": participant.email})
    client.post(step["Location"], {"code": code_for(participant.email)})
    page = client.get(STEP)
    answer = client.post(STEP, {"credential": others.use(page.context["options"])})
    assert answer.status_code == 422
    assert not signed_in(client)


def test_a_challenge_is_good_for_one_answer(participant: User) -> None:
    key, _ = add_passkey(browser_of(participant), alone=True)
    client = Client(SERVER_NAME=HOST)
    said = key.use(ask_for_options(client))
    client.post(LOGIN, {"credential": said})
    assert signed_in(client)
    client.post("/accounts/logout/")
    ask_for_options(client)
    client.post(LOGIN, {"credential": said})
    assert not signed_in(client)


def test_a_closed_account_is_not_opened_by_a_passkey(participant: User) -> None:
    key, _ = add_passkey(browser_of(participant), alone=True)
    User.objects.update(is_active=False)
    assert not signed_in(sign_in_alone(key))


def said(**response: str | None) -> str:
    """Return what looks like the word of a browser."""
    return json.dumps({"id": "AA", "rawId": "AA", "type": "public-key", "response": response})


HOSTILE = [
    "",
    "null",
    "[]",
    "0",
    '"text"',
    "{",
    "{}",
    '{"id": "x"}',
    '{"id": 1, "rawId": 2, "type": [], "response": null}',
    '{"id": "AA", "rawId": "AA", "type": "public-key", "response": {}}',
    '{"id": "AA", "rawId": "AA", "type": "public-key", "response": {"userHandle": "é"}}',
    said(clientDataJSON="AA", authenticatorData="AA", signature="AA", userHandle=None),
    said(clientDataJSON="e30", authenticatorData="AA", signature="AA", userHandle="MTIzNDU"),
    said(clientDataJSON="e30", attestationObject="AA", signature="AA", userHandle="MQ" * 90),
    json.dumps({"a": [[[[[[[[]]]]]]]]}),
    "[" * 100_000,
]


@pytest.mark.parametrize("words", HOSTILE)
def test_what_no_browser_says_is_refused_in_words(words: str, participant: User) -> None:
    inside, outside = browser_of(participant), Client(SERVER_NAME=HOST)
    inside.get(ADD)
    ask_for_options(outside)
    refused = inside.post(ADD, {"name": "x", "credential": words})
    assert (refused.status_code, kinds_of(participant)) == (422, [])
    page = outside.post(LOGIN, {"credential": words}, follow=True)
    assert "This passkey was not accepted" in page.content.decode()


@pytest.mark.parametrize("words", HOSTILE)
def test_at_the_second_step_too(words: str, moderator: User, code_for: CodeFor) -> None:
    client = Client(SERVER_NAME=HOST)
    step = client.post("/accounts/login/code/", {"email": moderator.email})
    client.post(step["Location"], {"code": code_for(moderator.email)})
    assert client.post(STEP, {"credential": words}).status_code == 422


def test_adding_and_removing_are_logged_and_told(participant: User, mailed: Mailed) -> None:
    client = browser_of(participant)
    add_passkey(client, alone=True)
    assert mailed(participant.email).subject == "A passkey was added"
    key = Authenticator.objects.get(type="webauthn")
    answer = client.post(f"/accounts/2fa/webauthn/keys/{key.pk}/remove/")
    assert answer["Location"] == "/people/me/sign-in/"
    assert mailed(participant.email).subject == "A passkey was removed"
    verbs = Activity.objects.order_by("id").values_list("verb", flat=True)
    assert list(verbs) == [Verb.FACTOR_ADDED, Verb.FACTOR_REMOVED]
    assert kinds_of(participant) == []  # the recovery codes went with the last one


def test_a_name_can_be_given_and_changed(participant: User) -> None:
    client = browser_of(participant)
    add_passkey(client, alone=True)
    key = Authenticator.objects.get(type="webauthn")
    client.post(f"/accounts/2fa/webauthn/keys/{key.pk}/edit/", {"name": "  Blue  key "})
    page = client.get("/people/me/sign-in/").content.decode()
    assert "Blue key" in page
    assert "signs you in by itself" in page


@pytest.mark.parametrize("deed", ["edit", "remove"])
def test_another_s_passkey_is_not_there(
    deed: str, participant: User, other_participant: User
) -> None:
    add_passkey(browser_of(other_participant), alone=True)
    key = Authenticator.objects.get(type="webauthn")
    answer = browser_of(participant).post(
        f"/accounts/2fa/webauthn/keys/{key.pk}/{deed}/", {"name": "Mine"}
    )
    assert answer.status_code == 404
    assert Authenticator.objects.get(type="webauthn").wrap().name == "My phone"


def test_there_is_an_end_to_passkeys(participant: User) -> None:
    client = browser_of(participant)
    add_passkey(client, alone=True)
    first = Authenticator.objects.get(type="webauthn")
    for _ in range(MOST_PASSKEYS - 1):
        Authenticator.objects.create(user=participant, type=first.type, data=first.data)
    _, answer = add_passkey(client, alone=True)
    assert "Remove one of them first" in answer.content.decode()


def test_joining_with_a_passkey(code_for: CodeFor) -> None:
    client, key = Client(SERVER_NAME=HOST), SoftKey()
    step = client.post("/accounts/signup/passkey/", {"email": "new@soundings.example"})
    step = client.post(step["Location"], {"code": code_for("new@soundings.example")})
    assert step["Location"] == "/accounts/2fa/webauthn/signup/"
    page = client.get(step["Location"])
    step = client.post(step["Location"], {"credential": key.make(page.context["options"])})
    assert signed_in(client)
    # Without these a lost phone would be a lost account.
    assert step["Location"] == "/accounts/2fa/recovery-codes/"
    shown = client.get(step["Location"]).context
    assert len(shown["codes"]) == 10
    assert shown["next"].startswith("/people/welcome/?next=")
    assert Message.objects.filter(context__template="webauthn_added").count() == 0
    assert signed_in(sign_in_alone(key))


def test_joining_goes_on_without_the_passkey(code_for: CodeFor) -> None:
    client = Client(SERVER_NAME=HOST)
    step = client.post("/accounts/signup/passkey/", {"email": "new@soundings.example"})
    step = client.post(step["Location"], {"code": code_for("new@soundings.example")})
    client.post(step["Location"], {"action": "skip"})
    assert signed_in(client)
    assert kinds_of(User.objects.get()) == []


def test_an_unconfirmed_address_makes_no_passkey(visitor: Client) -> None:
    visitor.post("/accounts/signup/passkey/", {"email": "new@soundings.example"})
    assert visitor.get("/accounts/2fa/webauthn/signup/")["Location"] == "/accounts/signup/"
