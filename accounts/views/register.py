"""The register on the desk: every organisation, and what staff do about each."""

from http import HTTPStatus
from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import require_role, signed_in
from accounts.actions.organisations import (
    OrganisationChangedMeanwhileError,
    RegisterRefusedError,
    TakenError,
    add_organisation,
    change_organisation,
    decline_organisation,
    verify_organisation,
)
from accounts.forms.organisations import DeclineForm, RegisterForm, VersionedForm
from accounts.models import Organisation
from accounts.organisations.entries import entry_of, register_list
from accounts.organisations.profiles import KEEPERS, fields_open_to

FORM_METHODS: Final = ["GET", "HEAD", "POST"]
Crumbs = list[dict[str, str]]


@require_role(*KEEPERS)
@require_safe
def list_organisations(request: HttpRequest) -> HttpResponse:
    context = register_list(request.GET)
    return render(request, "accounts/register_list.html", {**context, "nav": "desk"})


@require_role(*KEEPERS)
@require_safe
def organisation(request: HttpRequest, slug: str) -> HttpResponse:
    return _organisation_page(request, get_object_or_404(Organisation, slug=slug))


def _organisation_page(
    request: HttpRequest, found: Organisation, *, refused: str = ""
) -> HttpResponse:
    entry = entry_of(found, signed_in(request), request.GET.get("cursor"))
    context = {**entry, "refused": refused, "crumbs": _crumbs(), "nav": "desk"}
    status = HTTPStatus.CONFLICT if refused else HTTPStatus.OK
    return render(request, "accounts/register_organisation.html", context, status=status)


@require_role(*KEEPERS)
@require_http_methods(FORM_METHODS)
def add(request: HttpRequest) -> HttpResponse:
    person = signed_in(request)
    new = Organisation()
    form = RegisterForm(new, only=fields_open_to(person, new), data=request.POST or None)
    if request.method == "POST" and form.is_valid():
        fields = form.arguments()
        fields.pop("expected_version")
        try:
            added = add_organisation(actor=person, **fields)
        except TakenError as error:
            form.add_error(error.field, str(error))
        else:
            messages.success(request, f"{added.name} is in the register.")
            return redirect("register:organisation", added.slug)
    return _form_page(request, form, title="Add an organisation", back=reverse("register:list"))


@require_role(*KEEPERS)
@require_http_methods(FORM_METHODS)
def change(request: HttpRequest, slug: str) -> HttpResponse:
    person = signed_in(request)
    found = get_object_or_404(Organisation, slug=slug)
    form = RegisterForm(found, only=fields_open_to(person, found), data=request.POST or None)
    back = reverse("register:organisation", args=[slug])
    page: dict[str, Any] = {"title": f"Change {found.name}", "back": back, "found": found}
    if request.method == "POST" and form.is_valid():
        try:
            changed = change_organisation(actor=person, organisation=found, **form.arguments())
        except OrganisationChangedMeanwhileError as error:
            found.refresh_from_db()
            differences = form.differences_from(found)
            form.take_version(found.version)
            page |= {"conflict": str(error), "differences": differences}
        except TakenError as error:
            form.add_error(error.field, str(error))
        else:
            messages.success(request, f"{changed.name} is saved.")
            return redirect(back)
    return _form_page(request, form, **page)


def _form_page(
    request: HttpRequest, form: RegisterForm, *, title: str, back: str, **more: Any
) -> HttpResponse:
    found = more.pop("found", None)
    context = {
        "form": form,
        "title": title,
        "back_url": back,
        "here": request.path,
        "crumbs": _crumbs(found),
        "nav": "desk",
        **more,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    status = HTTPStatus.CONFLICT if more.get("conflict") else status
    return render(request, "accounts/register_edit.html", context, status=status)


@require_role(*KEEPERS)
@require_POST
def verify(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Organisation, slug=slug)
    form = VersionedForm(request.POST)
    version = form.cleaned_data["version"] if form.is_valid() else 0
    try:
        verify_organisation(actor=signed_in(request), organisation=found, expected_version=version)
    except RegisterRefusedError as error:
        found.refresh_from_db()
        return _organisation_page(request, found, refused=str(error))
    messages.success(
        request, f"{found.name} is verified. Who proposed it and its owners get a mail."
    )
    return redirect("register:organisation", slug)


@require_role(*KEEPERS)
@require_http_methods(FORM_METHODS)
def decline(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Organisation, slug=slug)
    form = DeclineForm(request.POST or None, initial={"version": found.version})
    refused = ""
    if request.method == "POST" and form.is_valid():
        try:
            decline_organisation(
                actor=signed_in(request),
                organisation=found,
                reason=form.cleaned_data["reason"],
                expected_version=form.cleaned_data["version"],
            )
        except RegisterRefusedError as error:
            found.refresh_from_db()
            refused = str(error)
            form.take_version(found.version)
        else:
            messages.success(
                request, f"{found.name} is not in the register. Its people get a mail."
            )
            return redirect("register:organisation", slug)
    context = {
        "organisation": found,
        "form": form,
        "refused": refused,
        "crumbs": _crumbs(found),
        "nav": "desk",
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    status = HTTPStatus.CONFLICT if refused else status
    return render(request, "accounts/register_decline.html", context, status=status)


def _crumbs(found: Organisation | None = None) -> Crumbs:
    way = [{"title": "Organisations", "url": reverse("register:list")}]
    if found is not None:
        url = reverse("register:organisation", args=[found.slug])
        way.append({"title": found.name, "url": url})
    return way
