from collections.abc import Callable, Mapping

import pytest
from django.contrib.auth import get_user_model
from django.db import transaction

from accounts.models import User
from consultation.mail import actions, kinds
from consultation.mail.kinds import Kind, Mail
from consultation.mail.models import Message
from tests.sinks import smtp_sink  # noqa: F401 (a fixture of these tests)

Enqueue = Callable[..., Message]
NewKind = Callable[..., Kind]


@pytest.fixture
def reader(db: None) -> User:
    return get_user_model().objects.create_user("reader@soundings.example")


@pytest.fixture
def new_kind(monkeypatch: pytest.MonkeyPatch) -> NewKind:
    """Return a maker of kinds that are known for the length of the test."""

    def make(name: str = "notice", **changes: object) -> Kind:
        values = {"compose": plain_mail, "why": "you asked to be told", **changes}
        kind = Kind(name=name, **values)  # type: ignore[arg-type]
        monkeypatch.setitem(kinds._kinds, name, kind)
        return kind

    return make


@pytest.fixture
def enqueue(new_kind: NewKind, monkeypatch: pytest.MonkeyPatch) -> Enqueue:
    """Return a short way to ask for a mail; the sender is not woken."""
    new_kind()
    monkeypatch.setattr(actions, "wake_sender", lambda: None)

    def ask(to: str = "reader@soundings.example", **changes: object) -> Message:
        values = {"kind": "notice", "key": "1", "context": {"n": 1}, **changes}
        if "recipient" not in values:
            values["to"] = to
        with transaction.atomic():
            message = actions.enqueue_message(**values)  # type: ignore[arg-type]
        assert message is not None
        return message

    return ask


def plain_mail(message: Message) -> Mail:
    return Mail("News", "Some news.\n", "<p>Some news.</p>")


def mail_with(headers: Mapping[str, str] | None = None, subject: str = "News") -> Mail:
    return Mail(subject, "Some news.\n", "<p>Some news.</p>", headers or {})
