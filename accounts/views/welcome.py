"""Before you take part: how one is shown, and the house rules."""

from http import HTTPStatus

from allauth.account.adapter import get_adapter
from allauth.account.utils import get_next_redirect_url
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts import actions
from accounts.access import require_sign_in, signed_in
from accounts.forms import RulesForm, WelcomeForm
from accounts.models import HouseRules, User
from consultation.lib.text import name_on_one_line

CHANGED = "The house rules have changed since you opened this page. Please read them again."


@require_sign_in
@require_http_methods(["GET", "HEAD", "POST"])
def welcome(request: HttpRequest) -> HttpResponse:
    """Ask once before somebody takes part, and again for the rules alone when they are new."""
    person = signed_in(request)
    rules = HouseRules.objects.newest()
    if person.is_suspended or person.agreed_rules >= rules.version:
        return _answered_before(request, person)
    form = _form_for(person, rules, request)
    if request.method != "POST" or not form.is_valid():
        return _show(request, person, rules, form)
    if form.cleaned_data["version"] != rules.version:
        typed = {**form.cleaned_data, "agrees": False, "version": rules.version}
        return _show(request, person, rules, type(form)(initial=typed), changed=True)
    if isinstance(form, WelcomeForm):
        actions.welcome_person(actor=person, rules=rules, **form.answer)
        messages.success(request, f"Welcome. You are shown as {person.public_name}.")
    else:
        actions.agree_to_rules(actor=person, rules=rules)
    return redirect(_onward(request))


@require_safe
def house_rules(request: HttpRequest) -> HttpResponse:
    """All versions there were, so that anybody can read what somebody took note of."""
    newest, *earlier = HouseRules.objects.order_by("-version")
    return render(request, "accounts/house_rules.html", {"rules": newest, "earlier": earlier})


def _answered_before(request: HttpRequest, person: User) -> HttpResponse:
    """Lead on; but nobody must believe that a name typed in an older tab is the one now shown."""
    typed = name_on_one_line(request.POST.get("display_name", person.display_name))
    if person.is_suspended or typed == person.display_name:
        return redirect(_onward(request))
    messages.warning(
        request,
        f"You had answered this page before, so “{typed}” was not saved: you are shown as "
        f"{person.public_name}. You can change that here.",
    )
    return redirect("accounts:name")


def _onward(request: HttpRequest) -> str:
    """Where the person was going, if it is a page of ours."""
    wanted: str | None = get_next_redirect_url(request)
    return wanted or str(get_adapter().get_login_redirect_url(request))


def _form_for(person: User, rules: HouseRules, request: HttpRequest) -> RulesForm:
    data = request.POST if request.method == "POST" else None
    kind = RulesForm if person.agreed_rules else WelcomeForm
    initial = {"version": rules.version, "display_name": person.display_name}
    return kind(data, initial=initial)


def _show(
    request: HttpRequest,
    person: User,
    rules: HouseRules,
    form: RulesForm,
    *,
    changed: bool = False,
) -> HttpResponse:
    earlier = HouseRules.objects.filter(version=person.agreed_rules).first()
    context = {
        "form": form,
        "rules": rules,
        "earlier": earlier,
        "new_lines": _lines_new(rules, earlier) if earlier else "",
        "problem": CHANGED if changed else "",
        "next": get_next_redirect_url(request) or "",
    }
    status = HTTPStatus.CONFLICT if changed else HTTPStatus.OK
    if form.errors:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    return render(request, "accounts/welcome.html", context, status=status)


def _lines_new(rules: HouseRules, earlier: HouseRules) -> str:
    """The lines of the rules that were not in the version a person took note of."""
    known = set(earlier.body.splitlines())
    return "\n".join(line for line in rules.body.splitlines() if line not in known)
