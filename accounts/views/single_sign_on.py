"""The way through the provider of the house, and back."""
# mypy: allow-subclassing-any
# (allauth has no types)

import secrets
from typing import Any

from allauth.account.utils import get_login_redirect_url, get_next_redirect_url
from allauth.decorators import rate_limit
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST
from requests import RequestException

from accounts.single_sign_on import PROVIDER, Door, Provider, refuse


def _provider_or_404(request: HttpRequest) -> Provider:
    try:
        provider: Provider = get_adapter().get_provider(request, PROVIDER)
    except SocialApp.DoesNotExist:
        raise Http404 from None
    return provider


@require_POST
@rate_limit(action="login")  # type: ignore[untyped-decorator]
@never_cache
def single_sign_on(request: HttpRequest) -> HttpResponse:
    """Lead to the provider.

    By a page, not by a redirect: browsers follow a form's redirects only where the policy for
    forms allows, and where the provider leads on to nobody knows beforehand.
    """
    provider = _provider_or_404(request)
    if request.user.is_authenticated:
        return redirect(get_login_redirect_url(request))
    nonce = secrets.token_urlsafe(24)
    try:
        there = provider.redirect(
            request,
            AuthProcess.LOGIN,
            next_url=get_next_redirect_url(request),
            auth_params={"nonce": nonce},
            nonce=nonce,  # kept with the state, and compared when the answer comes
        )
    except RequestException:
        return refuse(request, "away")
    except OAuth2Error:
        return refuse(request, "not believed")
    context = {"url": there.url, "name": provider.name}
    return render(request, "socialaccount/going_on.html", context)


class _Back(OAuth2CallbackView):
    def _get_state(self, request: HttpRequest, provider: Any) -> tuple[Any, Any]:
        state, response = super()._get_state(request, provider)
        self.adapter.nonce = (state or {}).get("nonce", "")
        return state, response


@require_GET
@rate_limit(action="login")  # type: ignore[untyped-decorator]
@never_cache
def single_sign_on_back(request: HttpRequest) -> HttpResponse:
    """Take what the provider answers; the second factor is asked for after it as ever."""
    _provider_or_404(request)
    try:
        response: HttpResponse = _Back.adapter_view(Door(request, PROVIDER))(request)
    except RequestException:
        return refuse(request, "away")
    except (OAuth2Error, IntegrityError):
        return refuse(request, "not believed")
    return response
