"""The organisations a person answers for."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts import actions
from accounts.access import get_own_membership_or_404, require_sign_in, signed_in
from accounts.forms import OrganisationForm
from accounts.models import User


@require_sign_in
@require_safe
def organisations(request: HttpRequest) -> HttpResponse:
    return _page(request, signed_in(request), OrganisationForm())


@require_sign_in
@require_POST
def add_organisation(request: HttpRequest) -> HttpResponse:
    person = signed_in(request)
    form = OrganisationForm(request.POST)
    if not form.is_valid():
        return _page(request, person, form)
    membership = actions.say_who_you_answer_for(
        actor=person, organisation_name=form.cleaned_data["organisation"]
    )
    messages.success(request, f"You can now answer for {membership.organisation.name}.")
    return redirect("accounts:organisations")


@require_sign_in
@require_POST
def leave_organisation(request: HttpRequest, slug: str) -> HttpResponseRedirect:
    person = signed_in(request)
    membership = get_own_membership_or_404(person, slug)
    actions.leave_organisation(actor=person, membership=membership)
    messages.success(request, f"You no longer answer for {membership.organisation.name}.")
    return redirect("accounts:organisations")


def _page(request: HttpRequest, person: User, form: OrganisationForm) -> HttpResponse:
    memberships = person.memberships.current().select_related("organisation")
    return render(
        request,
        "accounts/organisations.html",
        {
            "nav": "me",
            "memberships": memberships.order_by("organisation__name"),
            "organisation_form": form,
        },
        status=HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK,
    )
