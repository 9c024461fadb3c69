"""Asking to be told when a paper opens, confirming it, and stopping it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import require_sign_in, signed_in
from accounts.signing_in.limiting import ask_to_wait, is_within_limit
from consultation.lib.tokens import hash_of
from papers import actions
from papers.access import (
    PublishedPaper,
    find_alert,
    get_alert_by_hash_or_404,
    get_published_paper_or_404,
)
from papers.alerts.alert_mail import ForgedStopError, read_stop_token
from papers.forms import AddressForm
from papers.models import Paper
from papers.stages import Stage

FORM_METHODS = ["GET", "HEAD", "POST"]


@never_cache
@require_http_methods(FORM_METHODS)
def tell_me(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask with one click when signed in, else by an address that has to confirm."""
    published = get_published_paper_or_404(slug)
    if published.paper.stage != Stage.ANNOUNCED:
        messages.info(request, "This paper is not waiting to open any more.")
        return redirect("reading:paper", slug)
    if request.user.is_authenticated:
        return _tell_person(request, published)
    return _tell_address(request, published)


@require_sign_in
@require_POST
def stop_waiting(request: HttpRequest, slug: str) -> HttpResponse:
    published = get_published_paper_or_404(slug)
    person = signed_in(request)
    alert = find_alert(person, published.paper)
    if alert is not None:
        actions.stop_alert(alert=alert, actor=person)
    messages.success(request, "We will not write to you about this paper.")
    return redirect("reading:paper", slug)


@never_cache
@require_http_methods(FORM_METHODS)
def confirm_alert(request: HttpRequest, secret: str) -> HttpResponse:
    """Show a button first: programs that follow every link in a mail must confirm nothing."""
    alert = get_alert_by_hash_or_404(hash_of(secret))
    is_confirmed = alert.confirmed_at is not None
    if request.method == "POST":
        actions.confirm_alert(alert=alert)
        is_confirmed = True
    context = {**_known(alert.paper), "is_confirmed": is_confirmed}
    return _unlisted(render(request, "papers/confirm_alert.html", context))


@csrf_exempt
@never_cache
@require_http_methods(FORM_METHODS)
def stop_alert(request: HttpRequest, signed: str) -> HttpResponse:
    """Stop by a mail's signed link, which is the whole right to do so (RFC 8058)."""
    try:
        handle = read_stop_token(signed)
    except ForgedStopError:
        raise Http404 from None
    try:
        alert = get_alert_by_hash_or_404(handle)
    except Http404:
        # Stopped before, or forgotten long since: there is nothing left to stop.
        return _unlisted(render(request, "papers/stop_alert.html", {"is_stopped": True}))
    if request.method == "POST":
        actions.stop_alert(alert=alert)
    context = {**_known(alert.paper), "is_stopped": request.method == "POST"}
    return _unlisted(render(request, "papers/stop_alert.html", context))


def _tell_person(request: HttpRequest, published: PublishedPaper) -> HttpResponse:
    person = signed_in(request)
    if request.method == "POST":
        actions.ask_to_be_told(actor=person, paper=published.paper)
        messages.success(request, f"We will write to {person.email} when this paper opens.")
        return redirect("reading:paper", published.paper.slug)
    is_waiting = find_alert(person, published.paper) is not None
    return _show(request, published, {"is_waiting": is_waiting})


def _tell_address(request: HttpRequest, published: PublishedPaper) -> HttpResponse:
    """Say the same whatever the address: known, unknown, confirmed or flooded."""
    form = AddressForm(request.POST if request.method == "POST" else None)
    if not form.is_bound:
        return _show(request, published, {"form": form})
    if not form.is_valid():
        return _show(request, published, {"form": form}, status=422)
    if not is_within_limit(request, action="tell_me"):
        return ask_to_wait(render(request, "429.html"), action="tell_me")
    address: str = form.cleaned_data["email"]
    actions.ask_by_address(paper=published.paper, address=address)
    return _show(request, published, {"asked": address})


def _show(
    request: HttpRequest, published: PublishedPaper, more: dict[str, Any], status: int = 200
) -> HttpResponse:
    context = {"paper": published.paper, "title": published.content.title, "nav": "papers", **more}
    return render(request, "papers/tell_me.html", context, status=status)


def _known(paper: Paper) -> dict[str, Any]:
    """Return what the public may know of an alert's paper."""
    published = get_published_paper_or_404(paper.slug)
    return {"title": published.content.title, "paper": published.paper, "nav": "papers"}


def _unlisted(response: HttpResponse) -> HttpResponse:
    """Keep a page whose address is a secret out of search engines.

    The site's Referrer-Policy keeps it from other sites; a stricter one would keep the browser from
    saying where a form comes from, which the check against forgery needs.
    """
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
