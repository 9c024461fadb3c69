"""One's own address: changing it, and taking back a change that is not confirmed yet."""
# mypy: allow-subclassing-any
# (allauth has no types)

from typing import Any

from allauth.account import views as allauth_views
from allauth.account.internal.flows.email_verification_by_code import EmailVerificationProcess
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect


class AddressView(allauth_views.EmailView):
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "action_take_back" in request.POST:
            return self._take_back(request)
        if "action_add" not in request.POST:
            return redirect("account_email")  # allauth's others are for several addresses a person
        response: HttpResponse = super().post(request, *args, **kwargs)
        return response

    def _take_back(self, request: HttpRequest) -> HttpResponse:
        if pending := EmailVerificationProcess.resume(request):
            pending.abort()
            messages.success(request, "Taken back. Your address stays as it is.")
        return redirect("account_email")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        pending = EmailVerificationProcess.resume(self.request)
        return {
            **super().get_context_data(**kwargs),
            "pending_address": pending.email if pending else None,
        }


address = AddressView.as_view()
