"""The mails about one's own account: a code to type, or word of a change."""

from datetime import timedelta
from typing import Final

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from consultation.mail.composing import absolute_url, compose_from_templates
from consultation.mail.kinds import Kind, Mail, register_kind
from consultation.mail.models import Message

KIND: Final = "account"
PREFIX: Final = "account/email/"  # allauth's; ours are in templates/emails/account/
FACTS: Final = ("code", "from_email", "to_email")


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
