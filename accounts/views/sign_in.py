"""How a person signs in, and the step that staff take before the desk opens."""

from typing import Final

from allauth.usersessions.models import UserSession
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

from accounts.access import require_sign_in, signed_in
from accounts.signing_in.factors import factors_of

_WAY_ON: Final = "after_second_step"  # in the session: what somebody without a factor wanted


@require_sign_in
@require_safe
def sign_in(request: HttpRequest) -> HttpResponse:
    person = signed_in(request)
    context = {
        "nav": "me",
        "person": person,
        "factors": factors_of(person),
        "session_count": UserSession.objects.filter(user=person).count(),
    }
    return render(request, "accounts/sign_in.html", context)


@require_sign_in
@require_safe
def second_step(request: HttpRequest) -> HttpResponse:
    """Say to staff what still keeps the desk shut, and offer the ways to open it."""
    keep_way_on(request, request.GET.get("next", ""))
    person = signed_in(request)
    if person.has_second_factor or not person.granted_roles:
        return redirect(way_on(request) or "accounts:sign-in")
    return render(request, "accounts/second_step.html", {"nav": "desk"})


def way_on(request: HttpRequest) -> str:
    """Return where to go once there is a second factor; empty if nothing was asked for."""
    return str(request.session.get(_WAY_ON, ""))


def keep_way_on(request: HttpRequest, url: str) -> None:
    """Remember where to go once there is a second factor and its recovery codes are kept."""
    if url_has_allowed_host_and_scheme(url, allowed_hosts=None):
        request.session[_WAY_ON] = url
