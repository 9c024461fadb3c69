"""Showing by a mailed code that one still holds the mailbox."""

from http import HTTPStatus

from allauth.account.internal.flows.reauthentication import resume_request
from allauth.account.utils import get_next_redirect_url
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.access import require_sign_in, signed_in
from accounts.actions.factors import send_proof_code
from accounts.forms.factors import ProofForm
from accounts.models import User
from accounts.signing_in import proving
from accounts.signing_in.limiting import ask_to_wait, is_within_limit
from accounts.signing_in.sessions import in_turn

WRONG = "This is not the code we sent. Take it from our newest mail."
OFTEN_ENOUGH = "We have sent you several codes. Wait a while, then ask again."


@in_turn
@require_sign_in
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def prove(request: HttpRequest) -> HttpResponse:
    """Send a code when asked to, then take it; other ways than a mailbox come first."""
    person = signed_in(request)
    ways = proving.ways_to_prove(person)
    if all(way["id"] != "accounts:prove" for way in ways):
        return redirect(_with_next(request, ways[0]["url"]))
    if request.method == "POST" and request.POST.get("action") == "send":
        return _send(request, person)
    form = ProofForm(request.POST) if request.method == "POST" else ProofForm()
    if request.method == "POST" and form.is_valid():
        if proving.is_code(request, form.cleaned_data["code"]):
            return _go_on(request)
        form.add_error("code", WRONG)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return _page(request, person, form, status=status)


def _page(
    request: HttpRequest,
    person: User,
    form: ProofForm,
    *,
    problem: str = "",
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    context = {
        "nav": "me",
        "form": form,
        "person": person,
        "was_sent": proving.has_code(request),
        "next": get_next_redirect_url(request) or "",
        "others": [way for way in proving.ways_to_prove(person) if way["id"] != "accounts:prove"],
        "problem": problem,
    }
    return render(request, "accounts/prove.html", context, status=status)


def _send(request: HttpRequest, person: User) -> HttpResponse:
    if not is_within_limit(request, action="prove"):
        page = _page(request, person, ProofForm(), problem=OFTEN_ENOUGH)
        return ask_to_wait(page, action="prove")
    send_proof_code(actor=person, code=proving.new_code(request))
    return redirect(_with_next(request, request.path))


def _go_on(request: HttpRequest) -> HttpResponse:
    proving.note_proof(request, "code")
    return resume_request(request) or redirect("accounts:sign-in")


def _with_next(request: HttpRequest, path: str) -> str:
    next_url = get_next_redirect_url(request)
    return f"{path}?{urlencode({'next': next_url})}" if next_url else path
