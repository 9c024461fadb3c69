import pytest
from allauth.account.adapter import get_adapter

from consultation.mail.models import Message
from consultation.mail.sending import send_due
from tests.accounts.conftest import Mailed
from tests.sinks import SmtpSink, smtp_sink

__all__ = ["smtp_sink"]  # a fixture, found by its name here

TO = "reader@soundings.example"
CODES = [
    "login_code",
    "email_confirmation_signup",
    "email_confirmation",
    "password_reset_code",
    "proof_code",
]
CHANGES = [
    "password_set",
    "password_changed",
    "password_reset",
    "email_changed",
    "email_now_yours",
    "account_connected",
    "totp_activated",
    "totp_deactivated",
    "webauthn_added",
    "webauthn_removed",
    "recovery_codes_generated",
    "factors_removed",
]
OTHERS = ["unknown_account", "account_already_exists"]


def send(template: str) -> None:
    facts = {"code": "123456", "from_email": TO, "to_email": "new@x.example", "user": object()}
    context = facts if template in CODES else {**facts, "code": ""}
    get_adapter().send_mail(f"account/email/{template}", TO, context)


@pytest.mark.parametrize("template", CODES + CHANGES + OTHERS)
def test_every_account_mail_says_why_and_what_if_not_you(mailed: Mailed, template: str) -> None:
    send(template)
    mail = mailed(TO)
    assert "this address was typed at Soundings" in mail.text
    assert "If you did not" in mail.text or "If it was not you" in mail.text
    assert "<h1" in mail.html
    assert "{{" not in mail.subject + mail.text + mail.html


@pytest.mark.parametrize("template", ["totp_activated", "webauthn_added", "email_changed"])
def test_who_was_shut_out_is_not_told_to_sign_in(mailed: Mailed, template: str) -> None:
    send(template)  # a code alone no longer opens the account, or is sent to who took it
    mail = mailed(TO)
    assert "sign in with a code" not in mail.text + mail.html
    assert "/about/" in mail.text
    assert "/about/" in mail.html


@pytest.mark.parametrize("template", CODES)
def test_a_code_stands_out_and_says_how_long_it_lasts(mailed: Mailed, template: str) -> None:
    send(template)
    mail = mailed(TO)
    assert "123456" in mail.subject
    assert "for 15 minutes" in mail.text
    assert 'class="code"' in mail.html


def test_the_outbox_keeps_facts_only_and_sends_these_first(db: None) -> None:
    send("login_code")
    message = Message.objects.get()
    assert message.priority == 0
    assert set(message.context) == {"template", "code", "from_email", "to_email"}


def test_a_code_is_kept_nowhere_once_its_mail_has_failed(db: None, smtp_sink: SmtpSink) -> None:
    send("login_code")
    smtp_sink.answers[TO] = "550 No such mailbox"
    assert send_due().failed == 1
    assert (Message.objects.get().state, Message.objects.get().context) == ("failed", {})


def test_links_come_from_the_settings(mailed: Mailed) -> None:
    send("unknown_account")
    assert "http://testserver/accounts/signup/" in mailed(TO).text


def test_each_asking_is_a_mail_of_its_own(db: None) -> None:
    for _ in range(2):
        send("login_code")
    assert Message.objects.count() == 2
