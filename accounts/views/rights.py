"""One's own data: a copy of it, and the wish to be erased."""

import tempfile
from http import HTTPStatus

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import require_sign_in, signed_in
from accounts.actions.rights import (
    StillStaffError,
    ask_for_erasure,
    note_data_taken,
    take_back_erasure,
)
from accounts.holdings import registered_holdings
from accounts.holdings.belonging import named_by_nobody_else
from accounts.people.rights import file_name, write_copy
from accounts.signing_in.limiting import ask_to_wait, is_within_limit
from accounts.signing_in.proving import require_proof
from consultation.lib.clock import database_now

OFTEN_ENOUGH = "You have taken several copies within the hour. Wait a little before the next."


@require_sign_in
@require_http_methods(["GET", "HEAD", "POST"])
def data(request: HttpRequest) -> HttpResponseBase:
    """Say what is held and what can be asked for; a POST gives the copy."""
    if request.method == "POST":
        return _copy(request)
    return _page(request)


@require_proof
def _copy(request: HttpRequest) -> HttpResponseBase:
    person = signed_in(request)
    if not is_within_limit(request, action="take_data"):
        return ask_to_wait(_page(request, problem=OFTEN_ENOUGH), action="take_data")
    note_data_taken(actor=person, person=person)
    archive = tempfile.TemporaryFile()  # noqa: SIM115  # the response closes it when it is sent
    write_copy(person, archive)
    archive.seek(0)
    name = file_name(database_now())
    return FileResponse(archive, as_attachment=True, filename=name, content_type="application/zip")


@require_sign_in
@require_http_methods(["GET", "HEAD", "POST"])
def erasure(request: HttpRequest) -> HttpResponseBase:
    """Say what goes and what stays before anybody asks for it."""
    if request.method == "POST":
        return _ask(request)
    return _erasure_page(request)


@require_proof
def _ask(request: HttpRequest) -> HttpResponse:
    try:
        is_new = ask_for_erasure(actor=signed_in(request))
    except StillStaffError:
        return _erasure_page(request, status=HTTPStatus.CONFLICT)
    if is_new:
        messages.success(request, "We have your request. You can take it back until it is done.")
    else:
        messages.info(request, "You had asked for it already.")
    return redirect("accounts:data")


@require_sign_in
@require_POST
def withdraw_erasure(request: HttpRequest) -> HttpResponse:
    if take_back_erasure(actor=signed_in(request)):
        messages.success(request, "You took your request back. Nothing is erased.")
    else:
        messages.info(request, "No request was waiting.")
    return redirect("accounts:data")


def _page(
    request: HttpRequest, *, problem: str = "", status: HTTPStatus = HTTPStatus.OK
) -> HttpResponse:
    latest = signed_in(request).erasure_requests.order_by("-pk").first()
    context = {
        "nav": "me",
        "holdings": registered_holdings(),
        "request_for_erasure": latest,
        "problem": problem,
    }
    return render(request, "accounts/data.html", context, status=status)


def _erasure_page(request: HttpRequest, *, status: HTTPStatus = HTTPStatus.OK) -> HttpResponse:
    person = signed_in(request)
    going_too = named_by_nobody_else(person)
    memberships = person.memberships.current().exclude(organisation__in=going_too)
    context = {
        "nav": "me",
        "person": person,
        "is_staff": bool(person.granted_roles) or person.is_staff or person.is_superuser,
        "is_waiting": person.erasure_requests.pending().exists(),
        "memberships": memberships.select_related("organisation"),
        "going_too": sorted(going_too, key=lambda each: each.name),
    }
    return render(request, "accounts/erase.html", context, status=status)
