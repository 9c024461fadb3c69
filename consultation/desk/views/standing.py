"""What leads decide about a person: staff roles, suspensions and the answers to appeals."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts import actions
from accounts.access import require_role, signed_in
from accounts.forms.staffing import AnswerForm, LiftForm, SuspendForm
from accounts.models import Role, Suspension, User
from accounts.people.staffing import OPENS, able_leads, short_name
from consultation.desk.people_access import crumbs_to, get_person_or_404
from consultation.lib.steps import Step, posted

FORM_METHODS = ["GET", "HEAD", "POST"]
_NOT_ANY_MORE: Final = (
    "They cannot post any more, or act for an organisation. They can still sign in, read, take "
    "their data and appeal, once."
)
_STAYS: Final = "What they posted stays as it is, and what is held stays in the queue."
Refused = (actions.RoleRefusedError, actions.SuspensionRefusedError)


@require_role(Role.LEAD)
@require_http_methods(FORM_METHODS)
def give_role(request: HttpRequest, public_id: str, role: Role) -> HttpResponse:
    person = get_person_or_404(public_id)
    name = short_name(role)
    words = [f"What it opens: {OPENS[role]}"]
    if not person.has_second_factor:
        words.append(
            f"{person.public_name} has no second factor. The role sleeps until they have added "
            "one: the mail tells them how."
        )
    words.append("They are told by mail that a lead did it, and so are the other leads.")
    step = Step(
        title=f"Give the role of {name}?",
        words=tuple(words),
        form=forms.Form(**posted(request)),
        button=f"Give the role of {name}",
        done=f"{person.public_name} has the role of {name}. A mail tells them.",
    )
    return _answer(
        request,
        person,
        step,
        lambda _: actions.grant_role(actor=signed_in(request), person=person, role=role),
    )


@require_role(Role.LEAD)
@require_http_methods(FORM_METHODS)
def take_back_role(request: HttpRequest, public_id: str, role: Role) -> HttpResponse:
    person = get_person_or_404(public_id)
    lead = signed_in(request)
    name = short_name(role)
    closes = f"What it opened closes at once, in every session: {OPENS[role]}"
    told = "They are told by mail that a lead did it, and so are the other leads."
    if lead.pk == person.pk:
        told = "This is your own role. Only another lead can give it back to you."
    step = Step(
        title=f"Take the role of {name} back?",
        words=(closes, told),
        form=forms.Form(**posted(request)),
        button=f"Take the role of {name} back",
        done=f"{person.public_name} has the role of {name} no more. A mail tells them.",
        is_danger=True,
    )
    return _answer(
        request,
        person,
        step,
        lambda _: actions.take_back_role(actor=lead, person=person, role=role),
    )


@require_role(Role.LEAD)
@require_http_methods(FORM_METHODS)
def suspend(request: HttpRequest, public_id: str) -> HttpResponse:
    person = get_person_or_404(public_id)
    step = Step(
        title="Suspend the account",
        words=(_NOT_ANY_MORE, _STAYS),
        form=SuspendForm(**posted(request)),
        button="Suspend the account",
        done=f"The account of {person.public_name} is suspended. A mail quotes the reason.",
        is_danger=True,
    )
    return _answer(
        request,
        person,
        step,
        lambda typed: actions.suspend_person(actor=signed_in(request), person=person, **typed),
    )


@require_role(Role.LEAD)
@require_http_methods(FORM_METHODS)
def lift_suspension(request: HttpRequest, public_id: str) -> HttpResponse:
    person = get_person_or_404(public_id)
    suspension = _suspension_or_404(request, person)
    step = Step(
        title="Lift the suspension",
        words=("From then on they can take part as before. A mail sends them your words.",),
        form=LiftForm(**posted(request)),
        button="Lift the suspension",
        done=f"{person.public_name} can take part again. A mail tells them.",
    )
    return _answer(
        request,
        person,
        step,
        lambda typed: actions.lift_suspension(
            actor=signed_in(request), suspension=suspension, **typed
        ),
        suspension=suspension,
    )


@require_role(Role.LEAD)
@require_http_methods(FORM_METHODS)
def answer_appeal(request: HttpRequest, public_id: str) -> HttpResponse:
    person = get_person_or_404(public_id)
    suspension = _suspension_or_404(request, person)
    if suspension.appealed_at is None:
        raise Http404("No appeal.")
    lead = signed_in(request)
    words = ["A mail sends your answer. There is one appeal, and this is its answer."]
    if suspension.by_id == lead.pk:
        words.append(_about_oneself(lead))
    step = Step(
        title="Answer the appeal",
        words=tuple(words),
        form=AnswerForm(**posted(request)),
        button="Send the answer",
        done=f"{person.public_name} is told by mail.",
    )

    def act(typed: dict[str, Any]) -> None:
        is_lifted = typed["verdict"] == AnswerForm.LIFT
        answer = actions.lift_suspension if is_lifted else actions.uphold_suspension
        answer(actor=lead, suspension=suspension, words=typed["words"])

    return _answer(request, person, step, act, suspension=suspension)


def _about_oneself(lead: User) -> str:
    if able_leads().exclude(pk=lead.pk).exists():
        return (
            "You suspended this person yourself. You can end the suspension; that it stays, only "
            "another lead can say."
        )
    return (
        "You suspended this person yourself, and there is no other lead who could answer. You may, "
        "and the log says that it was you both times."
    )


def _suspension_or_404(request: HttpRequest, person: User) -> Suspension:
    """Return the current suspension; for what is being sent, also one that ended meanwhile.

    The action then says so, and the page keeps the words.
    """
    suspensions = person.suspensions.select_related("by").order_by("-pk")
    if request.method != "POST":
        suspensions = suspensions.current()
    suspension = suspensions.first()
    if suspension is None:
        raise Http404("Not suspended.")
    return suspension


def _answer(
    request: HttpRequest,
    person: User,
    step: Step[forms.Form],
    act: Callable[[dict[str, Any]], object],
    *,
    suspension: Suspension | None = None,
) -> HttpResponse:
    """Show the step, or take it; a refusal says why and keeps what was typed (422, or 409)."""
    form, status = step.form, HTTPStatus.OK
    if form.is_bound:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        if form.is_valid():
            try:
                done = act(form.cleaned_data)
            except Refused as error:
                form.add_error(None, str(error))
                status = HTTPStatus.CONFLICT
            else:
                _say_what_was_done(request, step, done=done)
                return redirect("people:person", person.public_id)
    context = {
        "person": person,
        "step": step,
        "suspension": suspension,
        "crumbs": crumbs_to(person),
        "nav": "desk",
    }
    return render(request, "desk/person_step.html", context, status=status)


def _say_what_was_done(request: HttpRequest, step: Step[forms.Form], *, done: object) -> None:
    """Say that it is done, or that a colleague was quicker: a role's action returns False then."""
    if done is False:
        messages.info(request, "It was so already: nothing has changed, and nobody was told again.")
    else:
        messages.success(request, step.done)
