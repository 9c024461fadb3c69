"""The organisations a person answers for: naming one, asking to join one, leaving."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import actions
from accounts.access import (
    SuspendedError,
    get_joinable_organisation_or_404,
    get_own_membership_or_404,
    require_sign_in,
    signed_in,
)
from accounts.forms import JoinRequestForm, OrganisationForm
from accounts.models import Membership, Organisation
from accounts.organisations.members import is_only_owner, organisations_of
from accounts.querysets import OrganisationQuerySet

FORM_METHODS = ["GET", "HEAD", "POST"]
MOST_SUGGESTIONS = 8


@require_sign_in
@require_safe
def organisations(request: HttpRequest) -> HttpResponse:
    context = {
        "nav": "me",
        "mine": organisations_of(signed_in(request)),
        "form": OrganisationForm(),
    }
    return render(request, "accounts/organisations.html", context)


@require_sign_in
@require_http_methods(FORM_METHODS)
def add_organisation(request: HttpRequest) -> HttpResponse:
    """Look for a name in the register (GET); where it is not there, propose it (POST)."""
    typed = request.POST if request.method == "POST" else request.GET or None
    form = OrganisationForm(typed)
    if not form.is_valid():
        return _find(request, form)
    name = form.cleaned_data["organisation"]
    if request.method != "POST":
        return _find(request, form, name=name)
    try:
        membership = actions.propose_organisation(actor=signed_in(request), name=name)
    except actions.KnownNameError:
        return _find(request, form, name=name, status=HTTPStatus.CONFLICT)
    except actions.BelongingError as error:
        return _find(request, form, refusal=str(error), status=HTTPStatus.CONFLICT)
    except SuspendedError as error:
        return _find(request, form, refusal=str(error), status=HTTPStatus.FORBIDDEN)
    messages.success(
        request,
        f"You can answer for {membership.organisation} now. Readers see “not yet confirmed” "
        "beside its name until we have looked at it.",
    )
    return redirect("accounts:organisations")


@require_sign_in
@require_http_methods(FORM_METHODS)
def join(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask those who decide for the organisation; of one not verified no more than the name."""
    organisation = get_joinable_organisation_or_404(slug)
    form = JoinRequestForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _ask(request, organisation, form)
    if not form.is_valid():
        return _ask(request, organisation, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        actions.ask_to_join(
            actor=signed_in(request),
            organisation=organisation,
            words=form.cleaned_data["words"],
        )
    except actions.BelongingError as error:
        return _ask(request, organisation, form, refusal=str(error), status=HTTPStatus.CONFLICT)
    except SuspendedError as error:
        return _ask(request, organisation, form, refusal=str(error), status=HTTPStatus.FORBIDDEN)
    messages.success(request, f"You have asked to answer for {organisation}. We write to you.")
    return redirect("accounts:organisations")


@require_sign_in
@require_POST
def take_back(request: HttpRequest, slug: str) -> HttpResponse:
    person = signed_in(request)
    organisation = get_joinable_organisation_or_404(slug)
    mine = person.join_requests.pending().filter(organisation=organisation).first()
    if mine is not None and actions.take_back_request(actor=person, join_request=mine):
        messages.success(request, f"You have taken back your request to {organisation}.")
    else:
        messages.info(request, f"No request of yours to {organisation} is waiting any more.")
    return redirect("accounts:organisations")


@require_sign_in
@require_http_methods(FORM_METHODS)
def leave_organisation(request: HttpRequest, slug: str) -> HttpResponse:
    """Say first what leaving means; then go, unless it means something else by now."""
    person = signed_in(request)
    membership = get_own_membership_or_404(person, slug)
    if request.method != "POST":
        return _leave(request, membership)
    try:
        actions.leave_organisation(
            actor=person, membership=membership, knowing="knowing" in request.POST
        )
    except actions.BelongingError as error:
        return _leave(request, membership, refusal=str(error))
    messages.success(request, f"You no longer answer for {membership.organisation.name}.")
    return redirect("accounts:organisations")


def _find(
    request: HttpRequest,
    form: OrganisationForm,
    *,
    name: str = "",
    refusal: str = "",
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    """Show what the register has by a name, exactly or nearly, and then the way to propose it."""
    found = _by_name(name)
    context = {
        "nav": "me",
        "form": form,
        "name": name,
        "exact": found,
        "close": _close_to(name, besides=found) if name else (),
        "is_closed": found is not None and found.declined_at is not None,
        "refusal": refusal,
        "too_late": status == HTTPStatus.CONFLICT and not refusal,
    }
    if form.errors:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    return render(request, "accounts/organisations_add.html", context, status=status)


def _by_name(name: str) -> Organisation | None:
    return Organisation.objects.called(name).first() if name else None


def _close_to(name: str, *, besides: Organisation | None) -> OrganisationQuerySet:
    close = Organisation.objects.named_like(name)
    if besides is not None:
        close = close.exclude(pk=besides.pk)
    return close[:MOST_SUGGESTIONS]


def _ask(
    request: HttpRequest,
    organisation: Organisation,
    form: JoinRequestForm,
    *,
    refusal: str = "",
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    person = signed_in(request)
    here = {"organisation": organisation}
    context = {
        "nav": "me",
        "organisation": organisation,
        "form": form,
        "refusal": refusal,
        "is_member": person.memberships.current().filter(**here).exists(),
        "waiting": person.join_requests.pending().filter(**here).first(),
        "has_owner": Membership.objects.owners().filter(**here).exists(),
    }
    return render(request, "accounts/join.html", context, status=status)


def _leave(request: HttpRequest, membership: Membership, *, refusal: str = "") -> HttpResponse:
    """Show what going means as things are now; 409 when they had changed since it was read."""
    organisation = membership.organisation
    others = organisation.memberships.current().exclude(pk=membership.pk)
    is_alone = not others.exists()
    context = {
        "nav": "me",
        "membership": membership,
        "organisation": organisation,
        "is_alone": is_alone,
        "must_hand_over": not is_alone and is_only_owner(signed_in(request), organisation),
        "refusal": refusal,
    }
    status = HTTPStatus.CONFLICT if refusal else HTTPStatus.OK
    return render(request, "accounts/leave.html", context, status=status)
