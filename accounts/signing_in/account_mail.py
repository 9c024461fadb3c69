"""The mails about one's own account: a code to type, or word of a change."""

import secrets
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from consultation.mail.composing import absolute_url, compose_from_templates
from consultation.mail.kinds import Kind, Mail, register_kind
from consultation.mail.models import Message
from consultation.mail.querysets import MessageQuerySet

KIND: Final = "account"
PREFIX: Final = "account/email/"  # allauth's; ours are in templates/emails/account/
FACTS: Final = ("code", "from_email", "to_email")


def new_key(about: User | None = None) -> str:
    """Return the key of one such mail; whom it is about, it says by their number.

    The mail goes to the address it is made out to, as the one that somebody leaves, and so the row
    has no recipient. Until it is deleted, this is how that address can be told to have been theirs.
    """
    token = secrets.token_hex(8)
    return f"{about.pk}-{token}" if about else token


def mails_about(person: User) -> MessageQuerySet:
    """Return the word of changes to the person's account, each to an address they confirmed."""
    return Message.objects.filter(kind=KIND, recipient=None, key__startswith=f"{person.pk}-")


def compose(message: Message) -> Mail | None:
    """Write the mail; None for a code that would arrive too late to be of use."""
    facts = message.context
    life = timedelta(seconds=settings.SIGN_IN_CODE_SECONDS)
    expires_at = message.created_at + life
    if facts.get("code") and timezone.now() >= expires_at:
        return None
    return compose_from_templates(
        f"account/{facts['template']}",
        {
            **facts,
            "minutes": settings.SIGN_IN_CODE_SECONDS // 60,
            "expires_at": expires_at,
            "happened_at": message.created_at,
            "sign_in_url": absolute_url(reverse("account_login")),
            "join_url": absolute_url(reverse("account_signup")),
            "reset_url": absolute_url(reverse("account_reset_password")),
            "single_sign_on": settings.OIDC_NAME,
            "about_url": absolute_url(reverse("reading:about")),
        },
        message=message,
    )


def register() -> None:
    """Make the kind known to the outbox; before everything else in the queue."""
    register_kind(
        Kind(
            name=KIND,
            title="Signing in, or a change to your account",
            compose=compose,
            priority=0,
            secret=True,
            why=f"this address was typed at {settings.SITE_NAME} to join, to sign in or to change "
            "an account",
        )
    )
