"""What leads do with a request to be erased: look, carry it out, or refuse it with words."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import require_role, signed_in
from accounts.actions.rights import (
    AlreadyErasedError,
    RequestSettledError,
    StillStaffError,
    carry_out_erasure,
    refuse_erasure,
)
from accounts.forms.rights import EraseForm, RefuseForm
from accounts.models import Role
from consultation.desk.erasures import case_of, get_waiting_request_or_404, waiting_requests


@require_role(Role.LEAD)
@require_safe
def list_erasures(request: HttpRequest) -> HttpResponse:
    page = waiting_requests(request.GET.get("cursor"))
    context = {
        "nav": "desk",
        "requests": page.items,
        "before_url": f"?cursor={page.previous}" if page.previous else "",
        "after_url": f"?cursor={page.next}" if page.next else "",
    }
    return render(request, "desk/erasures.html", context)


@require_role(Role.LEAD)
@require_http_methods(["GET", "HEAD", "POST"])
def carry_out(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show what goes and what stays; a POST lets it go."""
    case = case_of(get_waiting_request_or_404(public_id))
    posted = request.POST if request.method == "POST" else None
    form = EraseForm(posted, organisations=case.organisations)
    status, problem = HTTPStatus.OK, ""
    if request.method == "POST" and form.is_valid():
        try:
            carry_out_erasure(
                actor=signed_in(request), request=case.request, also_for=form.also_for
            )
        except (RequestSettledError, StillStaffError, AlreadyErasedError) as error:
            status, problem = HTTPStatus.CONFLICT, str(error)
        else:
            messages.success(request, "They are erased. The log holds the counts, and no name.")
            return redirect("people:erasures")
    elif form.errors:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    context = {"nav": "desk", "case": case, "form": form, "problem": problem}
    return render(request, "desk/erasure.html", context, status=status)


@require_role(Role.LEAD)
@require_http_methods(["GET", "HEAD", "POST"])
def refuse(request: HttpRequest, public_id: str) -> HttpResponse:
    waiting = get_waiting_request_or_404(public_id)
    form = RefuseForm(request.POST if request.method == "POST" else None)
    status, problem = HTTPStatus.OK, ""
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data["words"]
        try:
            refuse_erasure(actor=signed_in(request), request=waiting, words=words)
        except RequestSettledError as error:
            status, problem = HTTPStatus.CONFLICT, str(error)
        else:
            messages.success(request, "The request is refused. They read why on their page.")
            return redirect("people:erasures")
    elif form.errors:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    context = {"nav": "desk", "person": waiting.user, "form": form, "problem": problem}
    return render(request, "desk/erasure_refuse.html", context, status=status)
