"""Who answers for an organisation, for its owners: letting in, roles, removing, handing over."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Final, Literal

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import actions
from accounts.access import get_owned_organisation_or_404, require_sign_in, signed_in
from accounts.forms import InviteForm, RoleForm
from accounts.models import Invitation, JoinRequest, Membership, Organisation
from accounts.organisations.members import current_members, is_only_owner, members_page

Decision = Literal["accept", "refuse"]
FORM_METHODS: Final = ["GET", "HEAD", "POST"]


@require_sign_in
@require_safe
def members(request: HttpRequest, slug: str) -> HttpResponse:
    organisation = get_owned_organisation_or_404(signed_in(request), slug)
    return _show(request, organisation, InviteForm())


@require_sign_in
@require_POST
def invite(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer the same for an address that is known and for one that is not."""
    owner = signed_in(request)
    organisation = get_owned_organisation_or_404(owner, slug)
    form = InviteForm(request.POST)
    if not form.is_valid():
        return _show(request, organisation, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    address = form.cleaned_data["email"]
    return _do(
        request,
        organisation,
        lambda: actions.invite(actor=owner, organisation=organisation, **form.cleaned_data),
        done=f"The invitation is on its way to {address}. It holds for 14 days.",
        form=form,
    )


@require_sign_in
@require_POST
def send_again(request: HttpRequest, slug: str, invitation_id: int) -> HttpResponse:
    owner = signed_in(request)
    organisation, invitation = _invitation(request, slug, invitation_id)
    return _do(
        request,
        organisation,
        lambda: actions.send_again(actor=owner, invitation=invitation),
        done=f"A new invitation is on its way to {invitation.email}. The link in the one before "
        "opens nothing any more.",
    )


@require_sign_in
@require_POST
def revoke_invitation(request: HttpRequest, slug: str, invitation_id: int) -> HttpResponse:
    owner = signed_in(request)
    organisation, invitation = _invitation(request, slug, invitation_id)
    return _do(
        request,
        organisation,
        lambda: actions.revoke_invitation(actor=owner, invitation=invitation),
        done=f"The invitation to {invitation.email} is taken back.",
    )


@require_sign_in
@require_POST
def decide_request(
    request: HttpRequest, slug: str, request_id: int, decision: Decision
) -> HttpResponse:
    owner = signed_in(request)
    organisation = get_owned_organisation_or_404(owner, slug)
    requests = JoinRequest.objects.select_related("user").filter(organisation=organisation)
    asked = get_object_or_404(requests, pk=request_id)
    if decision == "accept":
        return _do(
            request,
            organisation,
            lambda: actions.accept_request(actor=owner, join_request=asked),
            done=f"{asked.user} answers for {organisation} now.",
        )
    return _do(
        request,
        organisation,
        lambda: actions.refuse_request(actor=owner, join_request=asked),
        done=f"You did not accept {asked.user}. We tell them so.",
    )


@require_sign_in
@require_POST
def confirm_member(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    organisation, member = _member(request, slug, public_id)
    _refuse_self(request, member)
    return _do(
        request,
        organisation,
        lambda: actions.confirm_membership(actor=signed_in(request), membership=member),
        done=f"{member.user} answers for {organisation}: confirmed.",
    )


@require_sign_in
@require_http_methods(FORM_METHODS)
def change_role(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """Change a role, one's own too: an owner steps down here."""
    organisation, member = _member(request, slug, public_id)
    is_own = member.user_id == signed_in(request).pk
    form = RoleForm(request.POST or None, initial={"role": member.role})
    context = {
        "form": form,
        "member": member,
        "is_own": is_own,
        "must_hand_over": is_own and is_only_owner(signed_in(request), organisation),
    }
    if request.method != "POST" or not form.is_valid():
        status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
        return _step(request, organisation, "members_role", context, status=status)
    role = form.cleaned_data["role"]
    word = Membership.Role(role).word.lower()
    done = f"Your role is {word} now." if is_own else f"The role of {member.user} is {word} now."
    return _do(
        request,
        organisation,
        lambda: actions.change_member_role(actor=signed_in(request), membership=member, role=role),
        done=done,
    )


@require_sign_in
@require_http_methods(FORM_METHODS)
def remove_member(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    organisation, member = _member(request, slug, public_id)
    _refuse_self(request, member)
    if request.method != "POST":
        return _step(request, organisation, "members_remove", {"member": member})
    return _do(
        request,
        organisation,
        lambda: actions.remove_member(actor=signed_in(request), membership=member),
        done=f"{member.user} no longer answers for {organisation}.",
    )


@require_sign_in
@require_http_methods(FORM_METHODS)
def hand_over(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    organisation, member = _member(request, slug, public_id)
    _refuse_self(request, member)
    if request.method != "POST":
        return _step(request, organisation, "members_hand_over", {"member": member})
    return _do(
        request,
        organisation,
        lambda: actions.hand_over_ownership(actor=signed_in(request), to=member),
        done=f"{member.user} owns {organisation} now. You are a member.",
    )


def _invitation(
    request: HttpRequest, slug: str, invitation_id: int
) -> tuple[Organisation, Invitation]:
    organisation = get_owned_organisation_or_404(signed_in(request), slug)
    return organisation, get_object_or_404(organisation.invitations, pk=invitation_id)


def _member(request: HttpRequest, slug: str, public_id: str) -> tuple[Organisation, Membership]:
    organisation = get_owned_organisation_or_404(signed_in(request), slug)
    members = current_members(organisation)
    return organisation, get_object_or_404(members, user__public_id=public_id)


def _refuse_self(request: HttpRequest, member: Membership) -> None:
    if member.user_id == signed_in(request).pk:
        raise Http404


def _do(
    request: HttpRequest,
    organisation: Organisation,
    act: Callable[[], object],
    *,
    done: str,
    form: InviteForm | None = None,
) -> HttpResponse:
    """Do it and go back to the members; what stands in its way is said there, with 409."""
    try:
        act()
    except actions.BelongingError as error:
        status = HTTPStatus.CONFLICT
        return _show(request, organisation, form or InviteForm(), refusal=str(error), status=status)
    messages.success(request, done)
    if not signed_in(request).memberships.owners().filter(organisation=organisation).exists():
        return redirect("accounts:organisations")  # who stepped down sees the members no more
    return redirect("organisations:members", organisation.slug)


def _step(
    request: HttpRequest,
    organisation: Organisation,
    template: str,
    context: dict[str, object],
    *,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    everything = {"nav": "me", "organisation": organisation, **context}
    return render(request, f"accounts/{template}.html", everything, status=status)


def _show(
    request: HttpRequest,
    organisation: Organisation,
    form: InviteForm,
    *,
    refusal: str = "",
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    owner = signed_in(request)
    page = members_page(owner, organisation, cursor=request.GET.get("cursor"))
    context = {
        "nav": "me",
        "organisation": organisation,
        "page": page,
        "form": form,
        "viewer": owner,
        "refusal": refusal,
    }
    return render(request, "accounts/members.html", context, status=status)
