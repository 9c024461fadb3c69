"""The house rules, as a lead changes them: a preview, then a new version."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts import actions
from accounts.access import require_role, signed_in
from accounts.forms.staffing import PublishRulesForm
from accounts.models import HouseRules, Role


@require_role(Role.LEAD)
@require_http_methods(["GET", "HEAD", "POST"])
def house_rules(request: HttpRequest) -> HttpResponse:
    newest = HouseRules.objects.newest()
    if request.method != "POST":
        form = PublishRulesForm(initial={"body": newest.body, "replaces": newest.version})
        return _page(request, newest, form, HTTPStatus.OK)
    form = PublishRulesForm(request.POST)
    if not form.is_valid():
        return _page(request, newest, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    if "preview" in request.POST:
        return _page(request, newest, form, HTTPStatus.OK, preview=form.cleaned_data["body"])
    try:
        published = actions.publish_rules(actor=signed_in(request), **form.cleaned_data)
    except actions.RulesChangedError as error:
        # The reader has both texts before them now: what is sent next replaces the newest.
        typed = {"body": form.cleaned_data["body"], "replaces": newest.version}
        again = PublishRulesForm(initial=typed)
        return _page(request, newest, again, HTTPStatus.CONFLICT, conflict=str(error))
    _say_what_was_done(request, published, before=newest)
    return redirect("people:house-rules")


def _say_what_was_done(request: HttpRequest, published: HouseRules, *, before: HouseRules) -> None:
    if published.version == before.version:
        messages.info(request, "These are the rules that stand already. Nothing was published.")
        return
    messages.success(
        request,
        f"Version {published.version} of the house rules is published. Everybody is asked to take "
        "note of it before they next post.",
    )


def _page(
    request: HttpRequest,
    newest: HouseRules,
    form: PublishRulesForm,
    status: HTTPStatus,
    *,
    preview: str = "",
    conflict: str = "",
) -> HttpResponse:
    context = {
        "newest": newest,
        "form": form,
        "preview": preview,
        "conflict": conflict,
        "nav": "desk",
    }
    return render(request, "desk/house_rules.html", context, status=status)
