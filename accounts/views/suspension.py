"""What a suspended person reads of their suspension, and where they appeal, once."""

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts import actions
from accounts.access import require_sign_in, signed_in
from accounts.forms.staffing import AppealForm
from accounts.models import User


@require_sign_in
@require_http_methods(["GET", "HEAD", "POST"])
def suspension(request: HttpRequest) -> HttpResponse:
    person = signed_in(request)
    if request.method != "POST":
        return _page(request, person, AppealForm(), HTTPStatus.OK)
    form = AppealForm(request.POST)
    if not form.is_valid():
        return _page(request, person, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        actions.appeal_suspension(actor=person, words=form.cleaned_data["words"])
    except actions.SettledMeanwhileError as error:
        form.add_error(None, str(error))
        return _page(request, person, form, HTTPStatus.CONFLICT)
    messages.success(request, "Your appeal is with the leads. You get the answer by mail.")
    return redirect("accounts:suspension")


def _page(request: HttpRequest, person: User, form: AppealForm, status: int) -> HttpResponse:
    """Show every suspension there was; for who never was suspended, there is no such page."""
    suspensions = list(person.suspensions.order_by("-pk"))
    if not suspensions:
        raise Http404("Never suspended.")
    current = next((each for each in suspensions if each.lifted_at is None), None)
    context = {
        "nav": "me",
        "current": current,
        "earlier": [each for each in suspensions if each.lifted_at is not None],
        "may_appeal": current is not None and current.appealed_at is None,
        "form": form,
        "kept_words": request.POST.get("words", "") if status == HTTPStatus.CONFLICT else "",
    }
    return render(request, "accounts/suspension.html", context, status=status)
