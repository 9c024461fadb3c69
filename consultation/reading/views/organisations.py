"""The pages of organisations that readers see."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.access import get_organisation_or_404, require_sign_in
from accounts.models import Organisation, User
from accounts.organisations.profiles import KEEPERS, fields_open_to, is_own
from consultation.reading.organisations import (
    directory,
    organisation_head,
    page_of_organisation,
)
from consultation.responses.threads.pages import viewer_of


@require_sign_in
@require_safe
def organisations(request: HttpRequest) -> HttpResponse:
    """The directory: every verified organisation, narrowed as the reader asks."""
    context = directory(request.GET)
    return render(request, "reading/organisations.html", {**context, "nav": "organisations"})


@require_safe
def organisation(request: HttpRequest, slug: str) -> HttpResponse:
    """One organisation, and what it said in which papers."""
    found = get_organisation_or_404(request.user, slug)
    context = page_of_organisation(found, request.GET.get("cursor"))
    person = viewer_of(request.user)
    context |= {
        "nav": "organisations",
        "head": organisation_head(found) if found.is_verified else None,
        "may_change": person is not None and "about" in fields_open_to(person, found),
        "is_keeper": person is not None and person.has_role(*KEEPERS),
        "may_ask": person is not None and _may_ask(person, found),
        # The directory is for who has signed in.
        "crumbs": [{"title": "Organisations", "url": reverse("reading:organisations")}]
        if person
        else [],
    }
    return render(request, "reading/organisation.html", context)


def _may_ask(person: User, found: Organisation) -> bool:
    return found.is_verified and not person.is_suspended and not is_own(person, found)
