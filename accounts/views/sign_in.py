"""How a person signs in, and what they may change about it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import require_sign_in, signed_in


@require_sign_in
@require_safe
def sign_in(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/sign_in.html", {"nav": "me", "person": signed_in(request)})
