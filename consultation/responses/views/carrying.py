"""Carrying a text through signing in, from the page that could not take it, by a press."""

from typing import Final

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_POST

from accounts.access import signed_in
from consultation.responses.drafts.carrying import CARRIED_FROM, carry, writer_in
from consultation.responses.drafts.destinations import destination_of
from consultation.responses.views.giving_back import SOMEBODY_ELSE

NOT_CARRIED: Final = (
    "Your text could not be kept for you just now. Copy it, sign in, open the page again, and "
    "paste it in."
)
SIGN_IN: Final = "Sign in, and your text comes back into its form. Nothing of it is sent before."


@require_POST
def carry_on(request: HttpRequest) -> HttpResponse:
    """Carry a form that was refused into its page; nothing of it is posted or saved here."""
    destination = destination_of(request.POST.get(CARRIED_FROM, ""), request.POST)
    if destination is None:
        raise Http404("No form of ours.")
    is_signed_in = request.user.is_authenticated
    if is_signed_in and writer_in(request.POST.get("writer", "")) != signed_in(request).pk:
        return _give_back(request, SOMEBODY_ELSE)
    if not carry(request, destination.question_id, destination.to):
        return _give_back(request, NOT_CARRIED)
    if is_signed_in:
        return redirect(destination.url)
    messages.info(request, SIGN_IN)
    return redirect_to_login(destination.url)


def _give_back(request: HttpRequest, problem: str) -> HttpResponse:
    kept = [text for text in request.POST.getlist("body") if text.strip()]
    context = {"kept": kept, "problem": problem}
    answer = render(request, "responses/not_carried.html", context, status=409)
    add_never_cache_headers(answer)
    return answer
