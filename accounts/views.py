"""A person's own settings: the name others read and the organisations they answer for."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts import actions
from accounts.access import get_own_membership_or_404, require_sign_in, signed_in
from accounts.forms import OrganisationForm, RenameForm
from accounts.models import User


@require_sign_in
@require_http_methods(["GET", "HEAD", "POST"])
def me(request: HttpRequest) -> HttpResponse:
    person = signed_in(request)
    form = RenameForm(request.POST or None, initial={"display_name": person.display_name})
    if request.method == "POST" and form.is_valid():
        actions.rename_person(actor=person, display_name=form.cleaned_data["display_name"])
        messages.success(
            request, "From now on your responses show this name; earlier ones keep the old one."
        )
        return redirect("accounts:me")
    return _settings_page(request, person, rename_form=form)


@require_sign_in
@require_POST
def add_organisation(request: HttpRequest) -> HttpResponse:
    person = signed_in(request)
    form = OrganisationForm(request.POST)
    if not form.is_valid():
        return _settings_page(request, person, organisation_form=form)
    membership = actions.say_who_you_answer_for(
        actor=person, organisation_name=form.cleaned_data["organisation"]
    )
    messages.success(request, f"You can now answer for {membership.organisation.name}.")
    return redirect("accounts:me")


@require_sign_in
@require_POST
def leave_organisation(request: HttpRequest, slug: str) -> HttpResponseRedirect:
    person = signed_in(request)
    membership = get_own_membership_or_404(person, slug)
    actions.leave_organisation(actor=person, membership=membership)
    messages.success(request, f"You no longer answer for {membership.organisation.name}.")
    return redirect("accounts:me")


def _settings_page(
    request: HttpRequest,
    person: User,
    *,
    rename_form: RenameForm | None = None,
    organisation_form: OrganisationForm | None = None,
) -> HttpResponse:
    rename_form = rename_form or RenameForm(initial={"display_name": person.display_name})
    organisation_form = organisation_form or OrganisationForm()
    wrong = rename_form.errors or organisation_form.errors
    return render(
        request,
        "accounts/me.html",
        {
            "nav": "me",
            "person": person,
            "memberships": person.memberships.current()
            .select_related("organisation")
            .order_by("organisation__name"),
            "rename_form": rename_form,
            "organisation_form": organisation_form,
        },
        status=HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK,
    )
