"""Those of allauth's pages that would tell a known address from an unknown one by their work."""
# mypy: allow-subclassing-any
# (allauth has no types)

from typing import Any

from allauth.account import views as allauth_views
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.signup import send_unknown_account_mail
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.signing_in.evenness import look_up_nobody, look_up_nobodys_address
from accounts.signing_in.limiting import ask_to_wait
from accounts.signing_in.sessions import in_turn

# One commit, whether the address is new (a person, a mail) or known (a mail).
join = transaction.atomic(allauth_views.signup)
join_by_passkey = transaction.atomic(allauth_views.signup_by_passkey)


class RequestCodeView(allauth_views.RequestLoginCodeView):
    def form_invalid(self, form: Any) -> HttpResponse:
        """Say with the status, too, that it was asked for too often."""
        response: HttpResponse = super().form_invalid(form)
        if form.has_error("email", code="too_many_login_attempts"):
            return ask_to_wait(response)
        return response


class SignInCodeView(allauth_views.ConfirmLoginCodeView):
    def _resend_form_valid(self, form: Any) -> HttpResponse:
        """Send again what was sent first, to an address without an account too.

        allauth would send nothing, and be quicker about it.
        """
        response: HttpResponse = super()._resend_form_valid(form)
        if self._process.user is None:
            send_unknown_account_mail(self.request, self._process.state["email"])
        return response


class AddressCodeView(allauth_views.ConfirmEmailVerificationCodeView):
    def _resend_form_valid(self, form: Any) -> HttpResponse:
        """As for a code to sign in with."""
        response: HttpResponse = super()._resend_form_valid(form)
        if self._process.user is None:
            look_up_nobody()
            look_up_nobodys_address(self._process.email)
            get_adapter().send_account_already_exists_mail(self._process.email)
        return response


request_code = RequestCodeView.as_view()
sign_in_code = in_turn(SignInCodeView.as_view())
address_code = login_not_required(in_turn(AddressCodeView.as_view()))
reset_code = login_not_required(in_turn(allauth_views.confirm_password_reset_code))


def too_many_tries(request: HttpRequest) -> HttpResponse:
    """Answer whoever passed a limit, in words and with a time to wait."""
    return ask_to_wait(render(request, "429.html"))
