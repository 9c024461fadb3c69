"""The name others read."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts import actions
from accounts.access import require_sign_in, signed_in
from accounts.forms import RenameForm


@require_sign_in
@require_http_methods(["GET", "HEAD", "POST"])
def name(request: HttpRequest) -> HttpResponse:
    person = signed_in(request)
    form = RenameForm(request.POST or None, initial={"display_name": person.display_name})
    if request.method == "POST" and form.is_valid():
        actions.rename_person(actor=person, display_name=form.cleaned_data["display_name"])
        messages.success(
            request, "From now on your responses show this name; earlier ones keep the old one."
        )
        return redirect("accounts:name")
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "accounts/name.html", {"nav": "me", "form": form}, status=status)
