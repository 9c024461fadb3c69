"""What went to an address that somebody has left, or to one that merely ends like theirs."""

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.test import Client

from accounts.actions.rights import erase_person
from accounts.holdings.signing_in import addresses_of
from accounts.models import User
from consultation.mail.models import Message
from consultation.mail.sending import send_due
from papers.models import OpeningAlert, Question
from tests.accounts.conftest import CodeFor
from tests.accounts.factors import browser_of
from tests.people import make_person
from tests.sinks import SmtpSink, smtp_sink

__all__ = ["smtp_sink"]  # a fixture, found by its name here

OLD = "participant@soundings.example"
NEW = "elsewhere@soundings.example"

pytestmark = pytest.mark.django_db


@pytest.fixture
def moved(participant: User, visitor: Client, code_for: CodeFor) -> User:
    """Somebody who asked for a code at their old address, and then took another."""
    visitor.post("/accounts/login/code/", {"email": OLD})
    client = browser_of(participant)
    client.post("/accounts/email/", {"action_add": "1", "email": NEW})
    client.post("/accounts/confirm-email/", {"code": code_for(NEW)})
    return User.objects.get(email=NEW)


def test_an_erasure_deletes_the_mails_to_the_address_that_was_left(
    moved: User, smtp_sink: SmtpSink
) -> None:
    send_due()
    assert Message.objects.filter(to=OLD, state="sent").count() >= 2
    erase_person(actor=None, person=moved)
    assert not Message.objects.exists()


def test_an_erasure_deletes_those_that_still_wait(moved: User) -> None:
    assert Message.objects.filter(to=OLD, state="queued").exists()
    erase_person(actor=None, person=moved)
    assert not Message.objects.exists()


def test_an_alert_to_the_address_that_was_left_goes_too(moved: User, question: Question) -> None:
    OpeningAlert.objects.create(paper=question.paper, email=OLD)
    erase_person(actor=None, person=moved)
    assert not OpeningAlert.objects.exists()


def test_an_address_that_somebody_else_has_taken_since_is_theirs(moved: User) -> None:
    make_person("participant")
    assert addresses_of(moved) == {NEW}


def test_a_longer_address_that_ends_alike_keeps_its_mail_and_session() -> None:
    person, other = make_person("lane"), make_person("penny.lane")
    session = SessionStore()
    session["methods"] = [{"method": "code", "email": other.email}]
    session.save()
    facts = {"template": "email_changed", "from_email": other.email, "to_email": NEW}
    Message.objects.create(to=other.email, kind="account", key="1", context=facts)
    erase_person(actor=None, person=person)
    assert Message.objects.filter(to=other.email).exists()
    assert Session.objects.filter(session_key=session.session_key).exists()
