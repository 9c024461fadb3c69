"""The one place where allauth meets this site."""

from typing import Any, Final
from urllib.parse import urlencode

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.stagekit import LOGIN_SESSION_KEY
from allauth.account.models import EmailAddress
from allauth.core.internal import ratelimit
from django.contrib import messages
from django.core.exceptions import ImproperlyConfigured
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.urls import reverse

from accounts.access import signed_in
from accounts.actions.addresses import note_change_of_address
from accounts.models import User
from accounts.organisations.invitations import invited_address
from accounts.policy import must_take_note
from accounts.signing_in.account_mail import FACTS, KIND, PREFIX, new_key
from accounts.signing_in.evenness import look_up_nobody
from accounts.signing_in.proving import AsksAgain
from consultation.lib.addresses import check_address
from consultation.mail.actions import enqueue_message


class AccountAdapter(AsksAgain, DefaultAccountAdapter):  # type: ignore[misc]
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
        return check_address(email)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Return where signing in leads without a `next`: to the desk, or to one’s own page."""
        return resolve_url("desk:home" if signed_in(request).granted_roles else "reading:me")

    def is_email_verified(self, request: HttpRequest, email: str) -> bool:
        """Say whether an invitation that was sent to exactly this address brought the visitor."""
        return bool(email) and email.lower() == invited_address(request)

    def unstash_verified_email(self, request: HttpRequest) -> None:
        """Give allauth none: it would take the invited address for whichever was typed."""

    def send_account_already_exists_mail(self, email: str) -> None:
        """Send it without the addresses allauth works out for it, which takes time a code does not.

        Ours come from the settings, when the mail is written.
        """
        self.send_mail(f"{PREFIX}account_already_exists", email, {})

    def get_login_stages(self) -> list[str]:
        """Return allauth's; it asks for them whenever it takes up a sign-in that was begun.

        Then it fetches who is signing in. For an address without an account there is nobody.
        """
        begun = self.request.session.get(LOGIN_SESSION_KEY)
        if begun and not begun.get("user_pk"):
            look_up_nobody()
        return list(super().get_login_stages())

    def is_ajax(self, request: HttpRequest) -> bool:  # noqa: ARG002 (allauth's call)
        """Serve pages only: no second set of answers to keep even and safe."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return where the request comes from, for the limits.

        A request that went round the proxy carries too few addresses. It counts by the connection
        it came through, which no header can choose.
        """
        try:
            return str(super().get_client_ip(request))
        except ImproperlyConfigured:
            return str(request.META["REMOTE_ADDR"])

    def _delete_login_attempts_cached_email(self, request: HttpRequest, **credentials: Any) -> None:
        """Forget wrong passwords for an address that has a new one.

        allauth would also forget those from the same network: by setting one's own password anew
        one could go on trying those of others.
        """
        rates = app_settings.RATE_LIMITS["login_failed"].split(",")
        by_address = ",".join(rate for rate in rates if rate.endswith("/key"))
        ratelimit.clear(
            request,
            app="allauth.account",
            action="login_failed",
            config={"login_failed": by_address},
            key=self._get_login_attempts_cache_key(request, **credentials),
        )

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        """Take the address on, tell the new one too, and log it; False if it was taken meanwhile.

        allauth itself tells the old address.
        """
        person = email_address.user
        old = person.email
        try:
            with transaction.atomic():
                if not super().confirm_email(request, email_address):
                    return False
                if old != email_address.email:
                    note_change_of_address(actor=person)
                    facts = {"from_email": old, "to_email": email_address.email}
                    self.send_notification_mail(
                        f"{PREFIX}email_now_yours", person, facts, email_address.email
                    )
        except IntegrityError:
            self.add_message(
                request, messages.ERROR, "account/messages/email_confirmation_failed.txt"
            )
            return False
        return True

    def post_login(self, request: HttpRequest, user: User, **hooks: Any) -> HttpResponseBase:
        """Let who has signed in answer "Before you take part" first, then go where they were going.

        allauth asks `get_login_redirect_url` only where there is no `next`.
        """
        response: HttpResponseBase = super().post_login(request, user, **hooks)
        if isinstance(response, HttpResponseRedirect) and must_take_note(user):
            query = urlencode({"next": response.url})
            response["Location"] = f"{reverse('accounts:welcome')}?{query}"
        return response

    def send_notification_mail(
        self,
        template_prefix: str,
        user: User,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Send word of a change, and keep whose account it is about."""
        about = {**(context or {}), "about": user}
        super().send_notification_mail(template_prefix, user, about, email)

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
                key=new_key(context.get("about")),
                context={"template": template_prefix.rpartition("/")[2], **facts},
            )
