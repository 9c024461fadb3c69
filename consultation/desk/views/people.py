"""The desk's people: moderators and leads find them; the rest of a person is for leads."""

from collections.abc import Callable
from typing import Any, Final, TypeVar

from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import require_role, signed_in
from accounts.models import Role, User
from consultation.desk.dossier import dossier_of
from consultation.desk.finding import Wanted, people_for
from consultation.desk.history import LINES_A_PAGE, in_words, lines_about
from consultation.desk.people_access import crumbs_to, get_person_or_404
from consultation.desk.posted import (
    MAILS_A_PAGE,
    POSTED_A_PAGE,
    mail_lines,
    mails_to,
    posted_lines,
    responses_of,
)
from consultation.lib.pages import page_of

M = TypeVar("M", bound=Model)
_NEWEST_FIRST: Final = ("-id",)


@require_role(Role.MODERATOR)
@require_safe
def list_people(request: HttpRequest) -> HttpResponse:
    viewer = signed_in(request)
    is_lead = viewer.has_role(Role.LEAD)
    wanted = Wanted.from_query(request.GET, is_lead=is_lead)
    people = people_for(viewer, wanted)
    context = {"people": people, "wanted": wanted, "is_lead": is_lead, "nav": "desk"}
    return render(request, "desk/people.html", context)


@require_role(Role.MODERATOR)
@require_safe
def show_person(request: HttpRequest, public_id: str) -> HttpResponse:
    person = get_person_or_404(public_id)
    dossier = dossier_of(person, viewer=signed_in(request))
    return render(request, "desk/person.html", {"dossier": dossier, "nav": "desk"})


@require_role(Role.MODERATOR)
@require_safe
def list_responses(request: HttpRequest, public_id: str) -> HttpResponse:
    person = get_person_or_404(public_id)
    responses = responses_of(person, viewer=signed_in(request))
    return _paged(
        request, person, responses, posted_lines, size=POSTED_A_PAGE, name="person_responses"
    )


@require_role(Role.LEAD)
@require_safe
def list_history(request: HttpRequest, public_id: str) -> HttpResponse:
    person = get_person_or_404(public_id)
    viewer = signed_in(request)
    return _paged(
        request,
        person,
        lines_about(person),
        lambda lines: in_words(lines, person=person, viewer=viewer),
        size=LINES_A_PAGE,
        name="person_history",
    )


@require_role(Role.LEAD)
@require_safe
def list_mail(request: HttpRequest, public_id: str) -> HttpResponse:
    person = get_person_or_404(public_id)
    return _paged(
        request, person, mails_to(person), mail_lines, size=MAILS_A_PAGE, name="person_mail"
    )


def _paged(
    request: HttpRequest,
    person: User,
    rows: "QuerySet[M]",
    lines: Callable[[list[M]], tuple[Any, ...]],
    *,
    size: int,
    name: str,
) -> HttpResponse:
    """Show one page of what belongs to a person, newest first."""
    page = page_of(rows, order=_NEWEST_FIRST, size=size, cursor=request.GET.get("cursor"))
    context = {
        "person": person,
        "crumbs": crumbs_to(person),
        "lines": lines(page.items),
        "newer_url": f"{request.path}?cursor={page.newer}" if page.newer else "",
        "older_url": f"{request.path}?cursor={page.older}" if page.older else "",
        "nav": "desk",
    }
    return render(request, f"desk/{name}.html", context)
