"""What staff decide for organisations that have no owner: who answers for them."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Final, Literal, TypeVar

from django.contrib import messages
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts import actions
from accounts.access import require_role, signed_in
from accounts.models import JoinRequest, Membership, Organisation, Role
from accounts.organisations.members import MEMBERS_A_PAGE, current_members, waiting_requests
from consultation.lib.pages import Page, page_of

M = TypeVar("M", bound=Model)
Decision = Literal["owner", "member", "refuse"]
ROLES: Final = {"owner": Membership.Role.OWNER, "member": Membership.Role.MEMBER}


@require_role(Role.MODERATOR)
@require_safe
def list_requests(request: HttpRequest) -> HttpResponse:
    """All requests that no owner can decide, the longest waiting first."""
    waiting = JoinRequest.objects.awaiting_staff().select_related("user", "organisation")
    context = {"nav": "desk", "page": _page(request, waiting)}
    return render(request, "accounts/join_requests.html", context)


@require_role(Role.MODERATOR)
@require_safe
def show_people(request: HttpRequest, slug: str) -> HttpResponse:
    return _show(request, get_object_or_404(Organisation, slug=slug))


@require_role(Role.MODERATOR)
@require_POST
def decide_request(
    request: HttpRequest, slug: str, request_id: int, decision: Decision
) -> HttpResponse:
    staff = signed_in(request)
    organisation = get_object_or_404(Organisation, slug=slug)
    requests = JoinRequest.objects.select_related("user").filter(organisation=organisation)
    asked = get_object_or_404(requests.exclude(user=staff), pk=request_id)
    if decision == "refuse":
        return _do(
            request,
            organisation,
            lambda: actions.refuse_request(actor=staff, join_request=asked),
            done=f"Not accepted: {asked.user}. They get a mail.",
        )
    role = ROLES[decision]
    return _do(
        request,
        organisation,
        lambda: actions.accept_request(actor=staff, join_request=asked, role=role),
        done=f"{asked.user} answers for {organisation} now, as {role.word.lower()}.",
    )


@require_role(Role.MODERATOR)
@require_POST
def appoint_owner(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    staff = signed_in(request)
    organisation = get_object_or_404(Organisation, slug=slug)
    others = current_members(organisation).exclude(user=staff)
    member = get_object_or_404(others, user__public_id=public_id)
    return _do(
        request,
        organisation,
        lambda: actions.appoint_owner(actor=staff, membership=member),
        done=f"{member.user} owns {organisation} now, and gets a mail that says so.",
    )


def _do(
    request: HttpRequest, organisation: Organisation, act: Callable[[], object], *, done: str
) -> HttpResponse:
    try:
        act()
    except actions.BelongingError as error:
        return _show(request, organisation, refusal=str(error))
    messages.success(request, done)
    return redirect("register:people", organisation.slug)


def _show(request: HttpRequest, organisation: Organisation, *, refusal: str = "") -> HttpResponse:
    """Show who answers and who asks; 409 with what stood in the way of a decision."""
    owners = Membership.objects.owners().filter(organisation=organisation)
    context = {
        "nav": "desk",
        "organisation": organisation,
        "page": _page(request, current_members(organisation)),
        "requests": waiting_requests(organisation),
        "has_owner": owners.exists(),
        "staff": signed_in(request),
        "refusal": refusal,
    }
    status = HTTPStatus.CONFLICT if refusal else HTTPStatus.OK
    return render(request, "accounts/members_desk.html", context, status=status)


def _page(request: HttpRequest, rows: QuerySet[M]) -> Page[M]:
    cursor = request.GET.get("cursor")
    return page_of(rows, order=("id",), size=MEMBERS_A_PAGE, cursor=cursor)
