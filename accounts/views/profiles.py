"""An organisation's profile as its owners change it, and its logo as everybody sees it."""

import logging
from collections.abc import Callable
from http import HTTPStatus
from pathlib import PurePath
from typing import Any, Final

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import (
    get_organisation_or_404,
    get_owned_organisation_or_404,
    require_sign_in,
    signed_in,
)
from accounts.actions.logos import put_logo, remove_logo, reword_logo
from accounts.actions.organisations import (
    OrganisationChangedMeanwhileError,
    TakenError,
    change_organisation,
)
from accounts.forms.logos import LogoForm
from accounts.forms.organisations import ProfileForm
from accounts.models import Organisation, User
from accounts.organisations.profiles import KEEPERS, fields_open_to
from consultation.lib.storing import NoRoomError
from consultation.lib.uploads import NO_ROOM, refused_file

logger = logging.getLogger(__name__)

FORM_METHODS: Final = ["GET", "HEAD", "POST"]
# The address stays when the logo is replaced: its tag then is another.
FOR_A_WHILE: Final = "public, max-age=600"
FOR_NOBODY_ELSE: Final = "private, no-store"
SANDBOX: Final = "default-src 'none'; frame-ancestors 'none'; sandbox"
SEEN_LATER: Final = "Readers see it once staff have verified the organisation."
NUMBER_TAKEN: Final = (
    "This number cannot be used here. Check it; if it is right, write to the contact named on a "
    "paper."
)
NOT_YOURS: Final = {
    "name": "Another organisation has this name. If it is the same one, ask to join it instead.",
    "charity_number": NUMBER_TAKEN,
    "company_number": NUMBER_TAKEN,
}


@require_sign_in
@require_http_methods(FORM_METHODS)
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    person = signed_in(request)
    organisation = get_owned_organisation_or_404(person, slug)
    only = fields_open_to(person, organisation)
    form = ProfileForm(organisation, only=only, data=request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            change_organisation(actor=person, organisation=organisation, **form.arguments())
        except OrganisationChangedMeanwhileError as error:
            return _edit_page(request, organisation, form, conflict=str(error))
        except TakenError as error:
            form.add_error(error.field, NOT_YOURS[error.field])
        else:
            seen = "Readers see it now." if organisation.is_verified else SEEN_LATER
            messages.success(request, f"The profile is saved. {seen}")
            return redirect("reading:organisation", organisation.slug)
    return _edit_page(request, organisation, form)


def _edit_page(
    request: HttpRequest, organisation: Organisation, form: ProfileForm, *, conflict: str = ""
) -> HttpResponse:
    context: dict[str, Any] = {
        "organisation": organisation,
        "form": form,
        "conflict": conflict,
        "here": request.path,
        "nav": "organisations",
    }
    if conflict:
        organisation.refresh_from_db()
        context["differences"] = form.differences_from(organisation)
        form.take_version(organisation.version)
    status = HTTPStatus.CONFLICT if conflict else _status_of(form)
    return render(request, "accounts/organisation_edit.html", context, status=status)


def _status_of(form: ProfileForm | LogoForm) -> HTTPStatus:
    return HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK


@require_sign_in
@require_http_methods(FORM_METHODS)
def change_logo(request: HttpRequest, slug: str) -> HttpResponse:
    person = signed_in(request)
    organisation = _with_changeable_logo(person, slug)
    form = LogoForm(organisation, **_uploaded(request))
    if request.method == "POST" and form.is_valid():
        try:
            _save_logo(person, organisation, form.cleaned_data)
        except NoRoomError:
            form.add_error("file", NO_ROOM)
        else:
            messages.success(request, "The logo is saved.")
            return redirect(_back(person, organisation))
    context = {
        "organisation": organisation,
        "form": form,
        "back_url": _back(person, organisation),
        "nav": "organisations",
    }
    return render(request, "accounts/organisation_logo.html", context, status=_status_of(form))


def _save_logo(person: User, organisation: Organisation, typed: dict[str, Any]) -> None:
    how: dict[str, Any] = {"actor": person, "organisation": organisation, "alt": typed["alt"]}
    act: Callable[..., Organisation] = reword_logo
    if typed["file"]:
        act, how = put_logo, {**how, "picture": typed["file"]}
    act(**how)


@require_sign_in
@require_POST
def take_logo_away(request: HttpRequest, slug: str) -> HttpResponse:
    person = signed_in(request)
    organisation = _with_changeable_logo(person, slug)
    remove_logo(actor=person, organisation=organisation)
    messages.success(request, "The logo is gone from the site.")
    return redirect(_back(person, organisation))


def _with_changeable_logo(person: User, slug: str) -> Organisation:
    organisation = get_organisation_or_404(person, slug)
    if person.is_suspended or "logo" not in fields_open_to(person, organisation):
        raise Http404("Not theirs to change.")
    return organisation


def _back(person: User, organisation: Organisation) -> str:
    """Return where one came from: staff keep the register on the desk."""
    name = "register:organisation" if person.has_role(*KEEPERS) else "reading:organisation"
    return reverse(name, args=[organisation.slug])


def _uploaded(request: HttpRequest) -> dict[str, Any]:
    if request.method != "POST":
        return {}
    refused = refused_file(request, "file")
    return {"data": request.POST, "files": request.FILES, "refused": refused}


@require_safe
def logo(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Give the logo to who may read the organisation's page; a verified one's to everybody."""
    organisation = get_organisation_or_404(request.user, slug)
    if not organisation.logo:
        raise Http404("It has no logo.")
    try:
        content = organisation.logo.open("rb")
    except OSError as error:
        logger.error("a logo cannot be read: %s", error)  # noqa: TRY400
        raise Http404("Its logo is not in its place.") from None
    # A replaced logo has another name, which tells nothing of what was uploaded.
    tag = f'"{PurePath(organisation.logo.name).stem}"'
    answer = FileResponse(content, content_type="image/webp")
    answer["ETag"] = tag
    answer["Content-Security-Policy"] = SANDBOX
    answer["Cache-Control"] = FOR_A_WHILE if organisation.is_verified else FOR_NOBODY_ELSE
    if known := get_conditional_response(request, etag=tag):
        content.close()
        known["Cache-Control"] = answer["Cache-Control"]
        return known
    return answer
