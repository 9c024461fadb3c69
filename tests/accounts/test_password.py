import pytest
from django.test import Client

from accounts.models import User
from tests.accounts.conftest import CodeFor, Mailed
from tests.accounts.factors import browser_of
from tests.conftest import ClientFor

STRONG = "four unrelated words"
OTHER = "quite another sentence"
WITH = {"password1": STRONG, "password2": STRONG}


def has(person: User, password: str) -> bool:
    person.refresh_from_db()
    return person.check_password(password)


def test_a_password_may_be_set_later(participant: User, mailed: Mailed) -> None:
    browser_of(participant).post("/accounts/password/set/", WITH)
    assert has(participant, STRONG)
    assert mailed(participant.email).subject == "A password was set for your account"


@pytest.mark.parametrize("weak", ["short", "password1234", "participant@soundings.example"])
def test_a_weak_password_is_refused(participant: User, weak: str) -> None:
    browser_of(participant).post("/accounts/password/set/", {"password1": weak, "password2": weak})
    assert not has(participant, weak)


def test_changing_a_password_asks_for_the_old_one(
    participant: User, client_for: ClientFor, mailed: Mailed
) -> None:
    participant.set_password(OTHER)
    participant.save()
    client = client_for(participant)
    client.post("/accounts/password/change/", {**WITH, "oldpassword": "wrong"})
    assert has(participant, OTHER)
    client.post("/accounts/password/change/", {**WITH, "oldpassword": OTHER})
    assert has(participant, STRONG)
    assert mailed(participant.email).subject == "Your password was changed"


def test_a_forgotten_password_is_set_anew_with_a_code(
    visitor: Client, participant: User, code_for: CodeFor
) -> None:
    asked = visitor.post("/accounts/password/reset/", {"email": participant.email})
    confirmed = visitor.post(asked["Location"], {"code": code_for(participant.email)})
    done = visitor.post(confirmed["Location"], WITH, follow=True)
    assert has(participant, STRONG)
    assert b"<h1>Your password is set</h1>" in done.content


def test_without_the_code_no_password_is_set(visitor: Client, participant: User) -> None:
    visitor.post("/accounts/password/reset/", {"email": participant.email})
    visitor.post("/accounts/password/reset/complete/", WITH)
    assert not has(participant, STRONG)
