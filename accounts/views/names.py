"""The name others read."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts import actions
from accounts.access import require_sign_in, signed_in
from accounts.forms import OTHER_NAME, OWN_NAME, NameForm


@require_sign_in
@require_http_methods(["GET", "HEAD", "POST"])
def name(request: HttpRequest) -> HttpResponse:
    person = signed_in(request)
    shown_as = OTHER_NAME if person.uses_pseudonym else OWN_NAME
    initial = {"shown_as": shown_as, "display_name": person.display_name}
    form = NameForm(request.POST or None, initial=initial)
    status = HTTPStatus.OK
    if request.method == "POST" and person.is_suspended:
        status = HTTPStatus.FORBIDDEN
    elif request.method == "POST" and form.is_valid():
        actions.rename_person(actor=person, **form.answer)
        messages.success(
            request, "From now on your responses show this name; earlier ones keep the old one."
        )
        return redirect("accounts:name")
    elif form.errors:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    context = {"nav": "me", "form": form, "person": person}
    return render(request, "accounts/name.html", context, status=status)
