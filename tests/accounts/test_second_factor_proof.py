"""Before the ways into an account are changed, one shows again who one is."""

import pytest
from django.test import Client

from accounts.actions.factors import add_authenticator_app
from accounts.models import User
from consultation.mail.models import Message
from tests.accounts.conftest import CodeFor, Join
from tests.accounts.factors import add_passkey, browser_of, kinds_of, prove
from tests.page import read_page
from tests.people import SECRET, authenticator_code, make_person

AGAIN = "/people/me/sign-in/again/"
ACTIVATE = "/accounts/2fa/totp/activate/"
BY_CODE = "/accounts/2fa/reauthenticate/"
BY_PASSKEY = "/accounts/2fa/webauthn/reauthenticate/"
BY_PASSWORD = "/accounts/reauthenticate/"
PASSWORD = "four unrelated words"
CHANGES = [
    ACTIVATE,
    "/accounts/password/set/",
    "/accounts/2fa/webauthn/add/",
    "/accounts/2fa/recovery-codes/",
    "/accounts/2fa/recovery-codes/generate/",
    "/accounts/2fa/recovery-codes/download/",
]


def where(client: Client, url: str) -> str:
    """Return where one is led, without the way back."""
    return str(client.get(url)["Location"]).partition("?")[0]


@pytest.mark.parametrize("url", CHANGES)
def test_an_old_session_alone_changes_nothing(participant: User, url: str) -> None:
    client = browser_of(participant, proved="")
    assert where(client, url) == AGAIN
    typed = {"code": "123456", "password1": PASSWORD, "password2": PASSWORD}
    assert client.post(url, typed)["Location"].startswith(AGAIN)
    assert kinds_of(participant) == []
    participant.refresh_from_db()
    assert not participant.has_usable_password()


def test_who_signed_in_a_moment_ago_is_not_asked(participant: User) -> None:
    client = browser_of(participant)
    assert client.get(ACTIVATE).status_code == 200
    prove(client, participant, "code", ago=16 * 60)
    assert where(client, ACTIVATE) == AGAIN


def test_who_joined_a_moment_ago_is_not_asked(
    visitor: Client, ask_to_join: Join, code_for: CodeFor
) -> None:
    where = ask_to_join("new@soundings.example")
    visitor.post(where, {"code": code_for("new@soundings.example")})
    assert visitor.get(ACTIVATE).status_code == 200


def test_a_mailed_code_is_proof_where_there_is_nothing_else(
    participant: User, code_for: CodeFor
) -> None:
    client = browser_of(participant, proved="")
    client.get(f"{AGAIN}?next={ACTIVATE}")
    assert Message.objects.count() == 0  # looking sends nothing
    client.post(AGAIN, {"action": "send", "next": ACTIVATE})
    answer = client.post(AGAIN, {"code": code_for(participant.email), "next": ACTIVATE})
    assert answer["Location"] == ACTIVATE
    assert client.get(ACTIVATE).status_code == 200


def test_a_mailed_code_is_good_for_one_browser(participant: User, code_for: CodeFor) -> None:
    client, other = browser_of(participant, proved=""), browser_of(participant, proved="")
    client.post(AGAIN, {"action": "send"})
    answer = other.post(AGAIN, {"code": code_for(participant.email)})
    assert answer.status_code == 422


def test_after_three_wrong_codes_the_right_one_is_none(
    participant: User, code_for: CodeFor
) -> None:
    client = browser_of(participant, proved="")
    client.post(AGAIN, {"action": "send"})
    code = code_for(participant.email)
    for _ in range(3):
        client.post(AGAIN, {"code": "x"})
    assert client.post(AGAIN, {"code": code}).status_code == 422
    assert where(client, ACTIVATE) == AGAIN


@pytest.mark.django_db(transaction=True)
def test_the_mail_is_asked_for_in_a_transaction_of_its_own() -> None:
    client = browser_of(make_person("someone"), proved="")
    assert client.post(AGAIN, {"action": "send"}).status_code == 302
    assert Message.objects.get().context["template"] == "proof_code"


def test_codes_are_rationed(participant: User) -> None:
    client = browser_of(participant, proved="")
    answers = [client.post(AGAIN, {"action": "send"}) for _ in range(4)]
    assert [answer.status_code for answer in answers] == [302] * 3 + [429]
    assert Message.objects.count() == 3
    assert "We have sent you several codes" in read_page(answers[-1]).text
    assert answers[-1]["Retry-After"] == "60"


def test_proving_leads_to_no_other_site(participant: User, code_for: CodeFor) -> None:
    client = browser_of(participant, proved="")
    client.post(AGAIN, {"action": "send", "next": "https://evil.example/"})
    sent = {"code": code_for(participant.email), "next": "https://evil.example/"}
    assert client.post(AGAIN, sent)["Location"] == "/people/me/sign-in/"


def test_who_has_a_password_types_it_or_has_a_code_sent(participant: User) -> None:
    participant.set_password("four unrelated words")
    participant.save()
    client = browser_of(participant, proved="")
    assert where(client, ACTIVATE) == BY_PASSWORD
    page = client.get(f"{BY_PASSWORD}?next={ACTIVATE}").content.decode()
    assert f'href="{AGAIN}?next=' in page
    answer = client.post(BY_PASSWORD, {"password": "four unrelated words", "next": ACTIVATE})
    assert answer["Location"] == ACTIVATE
    assert client.get(AGAIN).status_code == 200


def test_a_password_or_a_mailbox_does_not_remove_a_second_factor(participant: User) -> None:
    participant.set_password("four unrelated words")
    participant.save()
    add_authenticator_app(actor=participant, secret=SECRET, session="")
    for proved in ("", "password", "code"):
        client = browser_of(participant, proved=proved)
        assert where(client, "/accounts/2fa/totp/deactivate/") == BY_CODE
        assert client.post("/accounts/2fa/totp/deactivate/").status_code == 302
        assert where(client, BY_PASSWORD) == BY_CODE
        assert where(client, AGAIN) == BY_CODE
    assert "totp" in kinds_of(participant)


def test_a_code_of_the_app_is_proof(moderator: User) -> None:
    client = browser_of(moderator, proved="")
    url = "/accounts/2fa/totp/deactivate/"
    answer = client.post(f"{BY_CODE}?next={url}", {"code": authenticator_code(), "next": url})
    assert answer["Location"] == url
    assert client.get(url).status_code == 200


def test_a_passkey_is_proof(participant: User) -> None:
    key, _ = add_passkey(browser_of(participant), alone=False)
    client = browser_of(participant, proved="")
    assert where(client, ACTIVATE) == BY_PASSKEY
    page = client.get(BY_PASSKEY)
    client.post(BY_PASSKEY, {"credential": key.use(page.context["options"]), "next": ACTIVATE})
    assert client.get(ACTIVATE).status_code == 200


def test_a_wrong_passkey_leaves_one_on_the_page(participant: User) -> None:
    add_passkey(browser_of(participant), alone=False)
    client = browser_of(participant, proved="")
    answer = client.post(BY_PASSKEY, {"credential": "{}", "next": ACTIVATE})
    assert answer.status_code == 422
    assert "was not accepted" in answer.content.decode()


def test_a_change_of_address_asks_too(participant: User) -> None:
    client = browser_of(participant, proved="")
    sent = {"email": "thief@soundings.example", "action_add": "1"}
    assert client.post("/accounts/email/", sent)["Location"].startswith(AGAIN)
    assert Message.objects.count() == 0
