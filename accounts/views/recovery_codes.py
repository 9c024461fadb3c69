"""Codes for a day without phone and passkey: shown when they are new, and never again."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import require_sign_in, signed_in
from accounts.actions import factors as actions
from accounts.signing_in.factors import factors_of, new_codes_of
from accounts.signing_in.proving import require_proof
from accounts.views.sign_in import way_on


@require_sign_in
@require_proof
@require_safe
@never_cache
def recovery_codes(request: HttpRequest) -> HttpResponse:
    person = signed_in(request)
    new = new_codes_of(person)
    left = factors_of(person).codes_left
    if left is None:
        return redirect("accounts:sign-in")
    codes, until = new or ([], None)
    context = {
        "nav": "me",
        "codes": codes,
        "until": until,
        "left": left,
        "next": way_on(request),
    }
    return render(request, "mfa/recovery_codes/index.html", context)


@require_sign_in
@require_proof
@require_safe
@never_cache
def download_recovery_codes(request: HttpRequest) -> HttpResponse:
    """Give the new codes as a file; once they are no longer shown there is none."""
    person = signed_in(request)
    new = new_codes_of(person)
    if new is None:
        raise Http404
    context = {"codes": new[0], "person": person, "site_name": settings.SITE_NAME}
    text = render_to_string("mfa/recovery_codes/download.txt", context)
    name = 'attachment; filename="soundings-recovery-codes.txt"'
    headers = {"Content-Disposition": name}
    return HttpResponse(text, content_type="text/plain; charset=utf-8", headers=headers)


@require_sign_in
@require_proof
@require_http_methods(["GET", "HEAD", "POST"])
def renew_recovery_codes(request: HttpRequest) -> HttpResponse:
    person = signed_in(request)
    factors = factors_of(person)
    key = request.session.session_key or ""
    if request.method != "POST" and factors:
        context = {"nav": "me", "left": factors.codes_left}
        return render(request, "mfa/recovery_codes/generate.html", context)
    if not factors or not actions.renew_recovery_codes(actor=person, session=key):
        messages.error(request, "Set up an authenticator app or a passkey first.")
        return redirect("accounts:sign-in")
    return redirect("mfa_view_recovery_codes")
