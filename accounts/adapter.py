"""The one place where allauth meets this site."""

import re
import secrets
from typing import Any, Final

from allauth.account.adapter import DefaultAccountAdapter
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.shortcuts import resolve_url

from accounts.access import signed_in
from accounts.account_mail import FACTS, KIND, PREFIX
from consultation.mail.actions import enqueue_message

# Narrower than RFC 5321: a quoted local part can hold a second recipient, and nobody has one.
_PLAIN_ADDRESS: Final = re.compile(r"[^\s\x00-\x1f\x7f\",;<>@]+@[^\s\x00-\x1f\x7f\",;<>@]+")


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Mail goes into the outbox, and the sentences are ours."""

    error_messages: Final = DefaultAccountAdapter.error_messages | {
        "account_inactive": "This account is closed.",
        "duplicate_email": "This is the address you use already.",
        "email_password_mismatch": "The address and the password do not belong together. "
        "You can have a code sent to you instead.",
        "email_taken": "This address cannot be used. Sign in with it, or choose another.",
        "enter_current_password": "This is not the password you use now.",
        "incorrect_code": "This is not the code we sent. Take it from our newest mail.",
        "incorrect_password": "This is not your password.",
        "rate_limited": "We have just sent you a code. Wait a minute before you ask for another.",
        "same_as_current": "This is the address you use already.",
        "too_many_login_attempts": "Too many tries. Wait a few minutes, then ask for a new code.",
    }

    def clean_email(self, email: str) -> str:
        """Return the address; raises ValidationError for one that no mail of ours could carry."""
        if not _PLAIN_ADDRESS.fullmatch(email):
            raise ValidationError("Enter an address like name@example.org.")
        return email

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Return where signing in leads without a `next`: to the desk, or to what one posted."""
        return resolve_url("desk:home" if signed_in(request).roles else "reading:mine")

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Put the mail into the outbox.

        The row keeps facts only, and nothing a person typed but addresses: a display name in a
        mail to an address somebody else typed would carry anybody's advertisement.
        """
        facts = {name: str(context[name]) for name in FACTS if context.get(name)}
        with transaction.atomic():
            enqueue_message(
                kind=KIND,
                to=email,
                key=secrets.token_hex(8),
                context={"template": template_prefix.removeprefix(PREFIX), **facts},
            )
