"""Reading what the outbox would send, without sending it."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from consultation.mail.kinds import Mail, kind_named
from consultation.mail.models import Message

Mailed = Callable[[str], Mail]
CodeFor = Callable[[str], str]
Join = Callable[..., str]


@pytest.fixture
def mailed(db: None) -> Mailed:
    """Return the newest mail waiting for an address, written as a worker would."""

    def newest(to: str) -> Mail:
        message = Message.objects.filter(to=to).latest("id")
        mail = kind_named(message.kind).compose(message)
        assert mail is not None
        return mail

    return newest


@pytest.fixture
def code_for(mailed: Mailed) -> CodeFor:
    """Return the code in the newest mail to an address."""

    def code(to: str) -> str:
        found = re.search(r"^ {4}(\d{6})$", mailed(to).text, re.MULTILINE)
        assert found is not None
        return found[1]

    return code


@pytest.fixture
def ask_to_join(visitor: Client) -> Join:
    """Fill in the sign-up form; return where it leads."""

    def join(email: str, **more: str) -> str:
        response = visitor.post("/accounts/signup/", {"email": email, **more})
        assert response.status_code == 302, response.content.decode()
        return response.url  # type: ignore[attr-defined,no-any-return]

    return join
