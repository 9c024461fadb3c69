"""After an erasure nothing of the person is anywhere: no row, key, file or letter."""

import logging
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from accounts.models import User
from consultation.activity.models import Activity
from consultation.mail import claiming
from consultation.mail.mailbox.sink import FolderHandler
from consultation.mail.models import Message
from consultation.mail.sending import send_due
from consultation.responses.models import Response
from papers.models import Question
from tests.accounts.canaries import (
    ADDRESS,
    MARK,
    NETWORK,
    PLACES,
    Canaries,
    canary,
    own_rows,
)
from tests.accounts.haystack import finds, haystack
from tests.asking import post_published
from tests.sinks import serve_handler

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def mailbox(tmp_path: Path, settings: Settings) -> Iterator[Path]:
    """The sink of a trial set-up, and a folder of its own for files."""
    settings.MAILBOX_FOLDER = tmp_path / "mailbox"
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    for port in serve_handler(FolderHandler(settings.MAILBOX_FOLDER)):
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        yield tmp_path


@pytest.fixture
def canaries(
    mailbox: Path, question: Question, moderator: User, other_participant: User
) -> Canaries:
    post_published(other_participant, question, "What another said before.")
    placed = Canaries(question, moderator, other_participant)
    (mailbox / "mailbox" / "20260101T000000000000Z-0123456789abcdef.eml").write_text(
        f"To: {ADDRESS}\nSubject: {canary('subject')}\n\nDear {canary('letter')}.\n"
    )
    (mailbox / "mailbox" / "20260101T000000000000Z-0123456789abcde0.eml").write_text(
        f"To: staff@soundings.example\nSubject: New\n\n{canary('name')} wrote.\n"
    )
    (mailbox / "mailbox" / "20260101T000000000000Z-0123456789abcde1.eml").write_text(
        "To: staff@soundings.example\nSubject: Something else\n\nHello.\n"
    )
    client = Client(REMOTE_ADDR=NETWORK)
    client.post(reverse("account_request_login_code"), {"email": ADDRESS})
    client.get(reverse("responses:thread", args=_thread(question, placed.answered)))
    send_due()
    return placed


def _thread(question: Question, root: Response) -> tuple[str, int, str]:
    return question.paper.slug, question.number, root.public_id


def test_every_canary_is_seen_before_and_none_after(canaries: Canaries, mailbox: Path) -> None:
    before = list(haystack(mailbox))
    unseen = {p for p in PLACES if not any(finds(kept, canary(p)[:20]) for _, kept in before)}
    assert unseen == set()
    assert any(finds(kept, NETWORK) for place, kept in before if place.startswith("cache"))
    call_command("erase_person", ADDRESS, yes=True)
    for needle in (MARK, NETWORK):
        found = {place for place, kept in haystack(mailbox) if finds(kept, needle)}
        assert found == set(), f"{needle} is still in {found}"


def test_what_others_have_is_as_it_was(canaries: Canaries, mailbox: Path) -> None:
    people = [canaries.other, canaries.moderator]
    before = [own_rows(person) for person in people]
    call_command("erase_person", ADDRESS, yes=True)
    assert [own_rows(person) for person in people] == before
    assert len(list((mailbox / "mailbox").glob("*abcde1.eml"))) == 1


def test_what_was_said_for_the_organisation_stays(canaries: Canaries) -> None:
    call_command("erase_person", ADDRESS, yes=True)
    kept = Response.objects.get(pk=canaries.for_organisation.pk)
    assert (kept.comment, kept.shown_organisation) == (
        "What the organisation said.",
        "Harbour Project",
    )
    assert kept.stays_confirmed


def test_it_goes_too_when_the_organisation_asks(canaries: Canaries) -> None:
    call_command("erase_person", ADDRESS, "--also-for", canaries.organisation.slug, "--yes")
    assert not Response.objects.filter(pk=canaries.for_organisation.pk).exists()


def test_the_log_holds_numbers_and_known_words_only(canaries: Canaries) -> None:
    call_command("erase_person", ADDRESS, yes=True)
    for data in Activity.objects.values_list("data", flat=True):
        assert MARK not in str(data)
        for value in data.values():
            assert (
                value is None
                or isinstance(value, int | bool)
                or re.fullmatch(r"[a-z0-9_. -]*", str(value))
            ), data


class _Everything(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


@pytest.fixture
def log_lines() -> Iterator[list[str]]:
    """Collect every line of every logger, but those of the sink that stands for a mail server."""
    handler, root = _Everything(), logging.getLogger()
    level, sink = root.level, logging.getLogger("mail.log")
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    sink.setLevel(logging.WARNING)
    yield handler.lines
    root.removeHandler(handler)
    root.setLevel(level)
    sink.setLevel(logging.NOTSET)


def test_no_line_of_the_log_ever_holds_an_address_or_a_text(
    log_lines: list[str], canaries: Canaries, question: Question, client: Client
) -> None:
    typed = {"email": f"{MARK}-typed@soundings.example", "login": ADDRESS, "password": MARK}
    for name in ("account_signup", "account_login", "account_reset_password"):
        client.post(reverse(name), typed)
    client.post(reverse("account_confirm_login_code"), {"code": MARK})
    client.get(reverse("reading:papers"), {"q": MARK})
    client.get(f"/{MARK}/")
    client.post(
        reverse("responses:respond", args=[question.paper.slug, question.number]),
        {"body": f"\0{MARK}"},
    )
    send_due()
    call_command("erase_person", ADDRESS, yes=True)
    assert log_lines
    told = [line for line in log_lines if MARK in line.lower() and f"/{MARK}/" not in line]
    assert told == []


def test_a_worker_that_holds_a_mail_finds_nothing_to_settle(canaries: Canaries) -> None:
    with_lease = Message.objects.filter(recipient=canaries.person, state="queued")
    assert with_lease.update(not_before="2026-01-01T00:00Z", priority=0) >= 1
    message = claiming.claim_next()
    assert message
    call_command("erase_person", ADDRESS, yes=True)
    assert not claiming.settle_sent(message)
    assert not Message.objects.filter(pk=message.pk).exists()
