from django.test import Client

from accounts.models import User
from consultation.mail.models import Message
from tests.accounts.conftest import CodeFor, Mailed
from tests.accounts.factors import browser_of
from tests.conftest import ClientFor

NEW = "elsewhere@soundings.example"
PAGE = "/accounts/email/"
CONFIRM = "/accounts/confirm-email/"


def ask(client: Client, email: str) -> None:
    client.post(PAGE, {"action_add": "1", "email": email})


def test_an_address_changes_once_its_code_is_typed(
    participant: User, code_for: CodeFor, mailed: Mailed
) -> None:
    old, client = participant.email, browser_of(participant)
    ask(client, NEW)
    participant.refresh_from_db()
    assert participant.email == old
    client.post(CONFIRM, {"code": code_for(NEW)})
    participant.refresh_from_db()
    assert participant.email == NEW
    assert f"signs in with {NEW} and no longer with {old}" in mailed(old).text


def test_an_address_of_somebody_else_cannot_be_taken(
    participant: User, other_participant: User, code_for: CodeFor
) -> None:
    client = browser_of(participant)
    ask(client, other_participant.email)
    code = code_for(other_participant.email)
    assert client.post(CONFIRM, {"code": code}).status_code == 200
    participant.refresh_from_db()
    assert participant.email == "participant@soundings.example"


def test_an_address_is_shown_to_its_owner_only(participant: User, client_for: ClientFor) -> None:
    client = client_for(participant)
    assert participant.email in client.get("/people/me/sign-in/").content.decode()
    assert participant.email not in client.get("/").content.decode()


def test_the_same_address_again_is_refused(participant: User, client_for: ClientFor) -> None:
    response = client_for(participant).post(PAGE, {"action_add": "1", "email": participant.email})
    assert b"This is the address you use already." in response.content
    assert not Message.objects.exists()
