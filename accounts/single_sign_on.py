"""Signing in through the provider of the house: allauth's flow, with what it leaves unchecked."""
# mypy: allow-subclassing-any
# (allauth has no types)

import logging
from typing import Any, Final
from urllib.parse import urlsplit

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, get_adapter
from allauth.socialaccount.models import SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.base import AuthError
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from requests import RequestException

from accounts.actions import join_person
from accounts.actions.addresses import note_way_in
from accounts.models import User
from accounts.signing_in.id_tokens import UntrustedTokenError, name_of, read_id_token

logger = logging.getLogger(__name__)

PROVIDER: Final = "single-sign-on"
ENDPOINTS: Final = ("authorization_endpoint", "token_endpoint", "jwks_uri")
# Why nobody was signed in, and the status that says so; the page has the words.
REFUSALS: Final = {
    "away": 503,
    "not begun here": 400,
    "not believed": 400,
    "no address": 403,
    "not staff": 403,
}


def refuse(request: HttpRequest, reason: str) -> HttpResponse:
    """Say why nobody was signed in, and what to do."""
    context = {"reason": reason, "name": settings.OIDC_NAME}
    status = REFUSALS[reason]
    response = render(request, "socialaccount/refused.html", context, status=status)
    if reason == "away":
        response["Retry-After"] = "60"
    return response


class Door(OpenIDConnectOAuth2Adapter):
    """One sign-in's talk with the provider."""

    nonce: str = ""

    @property
    def openid_config(self) -> dict[str, Any]:
        """Return what the provider says of itself; raises OAuth2Error where it is not itself.

        Its own name must be the one in our settings (OpenID Connect Discovery 4.3), and no
        address of it less safe than that one.
        """
        config: dict[str, Any] = super().openid_config
        scheme = urlsplit(settings.OIDC_SERVER_URL).scheme
        if str(config.get("issuer", "")).rstrip("/") != settings.OIDC_SERVER_URL:
            raise OAuth2Error("issuer")
        if any(urlsplit(str(config.get(name, ""))).scheme != scheme for name in ENDPOINTS):
            raise OAuth2Error("endpoints")
        return config

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:  # noqa: ARG002
        """Return the address from the settings: a Host header must not choose it."""
        return f"{settings.SITE_URL}{reverse('single_sign_on_back')}"

    def complete_login(
        self,
        request: HttpRequest,
        app: SocialApp,
        token: SocialToken,
        **kwargs: Any,
    ) -> SocialLogin:
        """Return who is signing in; keeps no more of what the provider says than is needed."""
        config = self.openid_config
        try:
            claims = read_id_token(
                str(kwargs["response"].get("id_token", "")),
                keys=self._fetch(config["jwks_uri"]),
                issuer=config["issuer"],
                client_id=app.client_id,
                nonce=self.nonce,
            )
        except UntrustedTokenError as error:
            raise OAuth2Error(str(error)) from error
        if "email" not in claims and "userinfo_endpoint" in config:
            claims |= self._more_about(claims["sub"], token)
        email = claims.get("email")
        facts = {
            "sub": name_of(claims),
            "email": email if isinstance(email, str) else None,
            # The text "false" is true to Python, and allauth would take it so.
            "email_verified": claims.get("email_verified") is True,
        }
        return self.get_provider().sociallogin_from_response(request, {"id_token": facts})

    def _more_about(self, subject: str, token: SocialToken) -> dict[str, Any]:
        """Return the address where the token does not hold it (OpenID Connect Core 5.3)."""
        info = self._fetch_user_info(token.token)
        if info.get("sub") != subject:  # 5.3.2: it could be about somebody else
            raise OAuth2Error("sub")
        return {name: info[name] for name in ("email", "email_verified") if name in info}

    def _fetch(self, url: str) -> dict[str, Any]:
        with get_adapter().get_requests_session() as session:
            answer = session.get(url)
            answer.raise_for_status()
            return dict(answer.json())


class Provider(OpenIDConnectProvider):
    oauth2_adapter_class = Door


class SingleSignOnAdapter(DefaultSocialAccountAdapter):
    """One provider, from the settings; what is in the database opens no door."""

    def get_provider(
        self,
        request: HttpRequest,
        provider: str,  # noqa: ARG002 (allauth's call)
        client_id: str | None = None,  # noqa: ARG002
    ) -> Provider:
        """Return the provider; raises SocialApp.DoesNotExist where none is set up."""
        if not settings.OIDC_SERVER_URL:
            raise SocialApp.DoesNotExist
        app = SocialApp(
            provider=OpenIDConnectProvider.id,
            provider_id=PROVIDER,
            name=settings.OIDC_NAME,
            client_id=settings.OIDC_CLIENT_ID,
            secret=settings.OIDC_CLIENT_SECRET,
            settings={
                "server_url": settings.OIDC_SERVER_URL,
                "oauth_pkce_enabled": True,
                "email_authentication": True,  # of addresses it says are confirmed
            },
        )
        return Provider(request, app=app)

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Let in who is known to us, and newcomers with a confirmed address where they may."""
        is_known = sociallogin.is_existing
        if settings.OIDC_STAFF_ONLY and not (is_known and sociallogin.user.granted_roles):
            raise ImmediateHttpResponse(refuse(request, "not staff"))
        if not is_known and not any(one.verified for one in sociallogin.email_addresses):
            raise ImmediateHttpResponse(refuse(request, "no address"))

    def save_user(self, request: HttpRequest, sociallogin: SocialLogin, form: Any = None) -> User:
        """Make the person and log it; "Before you take part" asks them the rest."""
        with transaction.atomic():
            person: User = super().save_user(request, sociallogin, form)
            join_person(actor=person)
        return person

    def send_notification_mail(
        self, template_prefix: str, user: User, *args: Any, **kwargs: Any
    ) -> None:
        """Log, and say by mail, that the provider opens an account that was there before."""
        with transaction.atomic():
            note_way_in(actor=user)
            super().send_notification_mail(template_prefix, user, *args, **kwargs)

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,  # noqa: ARG002
        error: str | None = None,
        exception: Exception | None = None,
        extra_context: dict[str, Any] | None = None,
    ) -> None:
        """Answer in our words; the log has the kind of mistake, never what was sent."""
        if error == AuthError.CANCELLED:
            messages.info(request, f"You did not sign in with {settings.OIDC_NAME}.")
            raise ImmediateHttpResponse(redirect("account_login"))
        logger.warning("single sign-on failed: %s", exception or error)
        if isinstance(exception, RequestException):
            raise ImmediateHttpResponse(refuse(request, "away"))
        begun = exception is not None or (extra_context or {}).get("state")
        raise ImmediateHttpResponse(refuse(request, "not believed" if begun else "not begun here"))
