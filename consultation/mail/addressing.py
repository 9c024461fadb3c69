"""Putting a written mail into its envelope: one recipient, and the headers of machine mail."""

import re

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.validators import validate_email

from consultation.mail.composing import stop_url
from consultation.mail.header_text import one_line
from consultation.mail.kinds import Mail
from consultation.mail.models import Message

_OURS = {"to", "cc", "bcc", "from", "sender", "subject", "date", "message-id", "content-type"}
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,60}")


class UnfitHeaderError(ValueError):
    """A header that a kind of mail may not add."""


def address_mail(mail: Mail, message: Message) -> EmailMultiAlternatives:
    """Return the mail as Django sends it.

    Raises UnfitHeaderError, UnicodeError, and ValidationError for what is no address.
    """
    email = EmailMultiAlternatives(
        subject=one_line(mail.subject),
        body=mail.text,
        to=[_address_now(message)],
        headers={**_added(mail), **_standard(message)},
    )
    email.attach_alternative(mail.html, "text/html")
    email.message()  # what cannot be encoded fails here, before a connection is opened for it
    return email


def _address_now(message: Message) -> str:
    """Return a person's address of now: it may have changed since the mail was asked for.

    Without a person, as for a sign-in code, it is the address that was typed.
    """
    address = message.recipient.email if message.recipient else message.to
    validate_email(address)
    return address


def _added(mail: Mail) -> dict[str, str]:
    for name in mail.headers:
        if not _NAME.fullmatch(name) or name.lower() in _OURS:
            raise UnfitHeaderError(one_line(name))
    return {name: one_line(value, 900) for name, value in mail.headers.items()}


def _standard(message: Message) -> dict[str, str]:
    """Return what every mail carries (RFC 3834, 2919 and, for what can be stopped, 8058)."""
    listed = f"{message.kind.replace('_', '-')}.{settings.MAIL_DOMAIN}"
    headers = {
        "Message-ID": message.message_id,
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
        "List-Id": f"{settings.SITE_NAME} <{listed}>",
    }
    if stop := stop_url(message):
        headers["List-Unsubscribe"] = f"<{stop}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers
