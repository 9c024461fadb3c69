"""The pages of the second factor: allauth's views, with our actions behind them."""
# mypy: allow-subclassing-any
# (allauth has no types)

import json
from http import HTTPStatus
from typing import Any, Final

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import views as base_views
from allauth.mfa.totp import views as totp_views
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY, clear_totp_secret
from allauth.mfa.webauthn import views as webauthn_views
from allauth.mfa.webauthn.internal.auth import begin_authentication
from django.contrib import messages
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
    JsonResponse,
)
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.utils.cache import patch_cache_control
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.access import require_sign_in, signed_in
from accounts.actions import factors as actions
from accounts.signing_in.factors import factors_of
from accounts.views.sign_in import keep_way_on

SIGN_IN_PAGE = reverse_lazy("accounts:sign-in")
IN_MY_PAGES: Final = {"nav": "me"}


class _Refusing:
    """A form that was refused says so in its status too."""

    request: HttpRequest

    def form_invalid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_invalid(form)  # type: ignore[misc]
        if response.status_code == HTTPStatus.OK:
            response.status_code = HTTPStatus.UNPROCESSABLE_ENTITY
        return response


class _Asking(_Refusing):
    """A page that asks a browser for a passkey; what it is asked for goes into the form."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        data = context.get("js_data", {})
        options = data.get("creation_options") or data.get("request_options")
        return {**context, "nav": "me", "options": json.dumps(options), **self._form(kwargs)}

    def _form(self, kwargs: dict[str, Any]) -> dict[str, Any]:
        # allauth forgets a refused form here, and what was typed into it.
        return {"form": kwargs["form"]} if "form" in kwargs else {}


class SecondStep(_Refusing, base_views.AuthenticateView):
    """The second step of signing in."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        options = context["js_data"]["request_options"]
        factors = factors_of(self.stage.login.user)
        return {**context, "options": json.dumps(options), "factors": factors}


class AskAgain(_Refusing, base_views.ReauthenticateView):
    extra_context = IN_MY_PAGES


class AskAgainByPasskey(_Asking, webauthn_views.ReauthenticateWebAuthnView):
    def form_invalid(self, form: Any) -> HttpResponse:
        context = self.get_context_data(form=form)
        return self.render_to_response(context, status=HTTPStatus.UNPROCESSABLE_ENTITY)  # type: ignore[no-any-return]


class AddApp(_Refusing, totp_views.ActivateTOTPView):
    def form_valid(self, form: Any) -> HttpResponse:
        added = actions.add_authenticator_app(
            actor=signed_in(self.request),
            secret=form.secret,
            code=form.cleaned_data["code"],
            session=_key(self.request),
        )
        clear_totp_secret(self.request)
        if added:
            messages.success(self.request, "Your authenticator app is set up.")
        return _enrolled(self.request)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        secret = context["form"].secret
        grouped = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
        return {**context, "nav": "me", "secret": grouped}


@require_sign_in
@require_safe
@never_cache
def app_picture(request: HttpRequest) -> HttpResponse:
    """Draw the QR code of the secret that the page beside it shows; never kept by a browser."""
    secret = request.session.get(SECRET_SESSION_KEY)
    if not secret:
        raise Http404
    adapter = get_adapter()
    svg = adapter.build_totp_svg(adapter.build_totp_url(signed_in(request), secret))
    response = HttpResponse(svg, content_type="image/svg+xml")
    patch_cache_control(response, no_store=True)
    return response


class RemoveApp(_Refusing, totp_views.DeactivateTOTPView):
    success_url = SIGN_IN_PAGE

    def form_valid(self, form: Any) -> HttpResponse:  # noqa: ARG002 (it holds nothing)
        _remove(self.request, self.authenticator)
        return redirect(SIGN_IN_PAGE)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), **_about_removing(self.request)}


class AddPasskey(_Asking, webauthn_views.AddWebAuthnView):
    def form_valid(self, form: Any) -> HttpResponse:
        _add_passkey(self.request, form, actor=signed_in(self.request))
        messages.success(self.request, "Your passkey is added.")
        return _enrolled(self.request)


class RenamePasskey(_Refusing, webauthn_views.EditWebAuthnView):
    success_url = SIGN_IN_PAGE
    extra_context = IN_MY_PAGES

    def form_valid(self, form: Any) -> HttpResponse:
        actions.rename_passkey(
            actor=signed_in(self.request),
            passkey=form.instance,
            name=form.cleaned_data["name"],
        )
        return redirect(SIGN_IN_PAGE)


class RemovePasskey(webauthn_views.RemoveWebAuthnView):
    success_url = SIGN_IN_PAGE

    def form_valid(self, form: Any) -> HttpResponse:  # noqa: ARG002 (it holds nothing)
        _remove(self.request, self.get_object())
        return redirect(SIGN_IN_PAGE)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return {**context, "name": self.object.wrap().name, **_about_removing(self.request)}


class SignInWithPasskey(webauthn_views.LoginWebAuthnView):
    """A passkey instead of everything else; the page it stands on is the sign-in page."""

    def form_invalid(self, form: Any) -> HttpResponse:
        for sentence in form.non_field_errors():
            messages.error(self.request, sentence)
        return redirect(self.get_context_data()["login_url"])

    def get(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """Give a script what to ask the browser for; a person belongs on the sign-in page."""
        if request.accepts("text/html"):
            return redirect("account_login")
        response = JsonResponse({"request_options": begin_authentication(user=None)})
        patch_cache_control(response, no_store=True, private=True)
        return response


class JoinWithPasskey(_Asking, webauthn_views.SignupWebAuthnView):
    """The last step of joining with a passkey; it may be left out, the address being confirmed."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.POST.get("action") == "skip":
            return self._login_stage.exit()  # type: ignore[no-any-return]
        return super().post(request, *args, **kwargs)  # type: ignore[no-any-return]

    def form_valid(self, form: Any) -> HttpResponse:
        stage = self._login_stage
        _add_passkey(self.request, form, actor=stage.login.user, joining=True)
        return _codes_first(self.request, stage.exit())


def _add_passkey(request: HttpRequest, form: Any, *, actor: Any, joining: bool = False) -> None:
    actions.add_passkey(
        actor=actor,
        name=form.cleaned_data["name"],
        credential=form.cleaned_data["credential"],
        session=_key(request),
        joining=joining,
    )
    record_authentication(request, actor, "mfa", type="webauthn")


def _enrolled(request: HttpRequest) -> HttpResponse:
    """Show the recovery codes: who set up a factor has just shown that they hold it."""
    record_authentication(request, request.user, "mfa", reauthenticated=True)
    return redirect("mfa_view_recovery_codes")


def _codes_first(request: HttpRequest, onward: HttpResponse) -> HttpResponse:
    """Show newcomers their recovery codes too: without them a lost phone is a lost account."""
    if not (request.user.is_authenticated and isinstance(onward, HttpResponseRedirect)):
        return onward
    keep_way_on(request, onward.url)
    return redirect("mfa_view_recovery_codes")


def _remove(request: HttpRequest, factor: Any) -> None:
    person = signed_in(request)
    actions.remove_factor(actor=person, factor=factor, session=_key(request))
    said = "It is removed. Wherever else you were signed in, you are now signed out."
    messages.success(request, said)


def _about_removing(request: HttpRequest) -> dict[str, Any]:
    """Say what a page that asks before removing must warn of."""
    person = signed_in(request)
    is_last = len(factors_of(person)) == 1
    return {"nav": "me", "is_last": is_last, "closes_desk": is_last and bool(person.granted_roles)}


def _key(request: HttpRequest) -> str:
    return request.session.session_key or ""


def sign_in_page(_request: HttpRequest) -> HttpResponse:
    """Lead from the address that allauth knows to the one page about signing in."""
    return redirect(reverse("accounts:sign-in"))
