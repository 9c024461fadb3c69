"""“Dates and life”: where a paper stands, what comes when, and the steps that change it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import require_role, signed_in
from accounts.models import Role
from consultation.lib.steps import Step, posted
from papers import actions
from papers.access import get_working_copy_or_404
from papers.alerts.telling import people_waiting
from papers.forms import ConfirmForm, ExtendForm, PartForm, ScheduleForm, WithdrawForm
from papers.models import Paper
from papers.pages.staging import milestones_of
from papers.views.answering import crumbs

FORM_METHODS = ["GET", "HEAD", "POST"]


@require_role(Role.EDITOR)
@require_safe
def show_life(request: HttpRequest, slug: str) -> HttpResponse:
    paper = get_working_copy_or_404(slug)
    stage = paper.stage
    context = {
        "paper": paper,
        "milestones": milestones_of(paper),
        "extensions": paper.extensions.all(),
        "people_waiting": people_waiting(paper),
        "may_extend": paper.kind == Paper.Kind.DISCUSSION
        and stage.is_public
        and paper.withdrawn_at is None,
        "may_withdraw": stage.is_public and paper.withdrawn_at is None,
        "may_restore": signed_in(request).has_role(Role.LEAD),
        "preview_links": paper.preview_links.valid().count(),
        "crumbs": crumbs(paper),
        "nav": "desk",
    }
    return render(request, "papers/show_life.html", context)


@require_role(Role.EDITOR)
@require_http_methods(FORM_METHODS)
def schedule(request: HttpRequest, slug: str) -> HttpResponse:
    paper = get_working_copy_or_404(slug)
    form = ScheduleForm(
        paper=paper, initial=ScheduleForm.initial_of(paper, paper), **posted(request)
    )
    step = Step(
        title="Change the dates",
        words=("The dates count as soon as you save them.",),
        form=form,
        button="Save the dates",
        done="The dates are saved.",
    )
    return _answer(
        request,
        paper,
        step,
        lambda fields: actions.change_paper(actor=signed_in(request), paper=paper, **fields),
    )


@require_role(Role.EDITOR)
@require_http_methods(FORM_METHODS)
def extend(request: HttpRequest, slug: str) -> HttpResponse:
    paper = get_working_copy_or_404(slug)
    seen = paper.closes_at.isoformat() if paper.closes_at else ""
    initial = {"extended_from": seen, "closes_at": paper.closes_at}
    waiting = people_waiting(paper)
    words = [
        (
            "Readers see both dates and your reason on the paper’s page. "
            "The diary file moves with the date."
        )
    ]
    if waiting:
        words.append(f"A mail goes to the {waiting} who asked to be told about this paper.")
    step = Step(
        title="Extend the closing date",
        words=tuple(words),
        form=ExtendForm(initial=initial, **posted(request)),
        button="Extend it",
        done="The closing date is extended, and its page says why.",
    )
    return _answer(
        request,
        paper,
        step,
        lambda fields: actions.extend_paper(actor=signed_in(request), paper=paper, **fields),
    )


@require_role(Role.EDITOR)
@require_http_methods(FORM_METHODS)
def close(request: HttpRequest, slug: str) -> HttpResponse:
    paper = get_working_copy_or_404(slug)
    step = Step(
        title="Close it now?",
        words=(
            (
                "From this moment nobody can respond or reply. What was written stays to be read; "
                "whoever is writing now keeps their text, but cannot post it."
            ),
            "To open it again, extend the closing date.",
        ),
        form=ConfirmForm(**posted(request)),
        button="Close it now",
        done="The paper is closed.",
        is_danger=True,
    )
    return _answer(
        request,
        paper,
        step,
        lambda _fields: actions.close_paper(actor=signed_in(request), paper=paper),
    )


@require_role(Role.EDITOR)
@require_http_methods(FORM_METHODS)
def withdraw(request: HttpRequest, slug: str) -> HttpResponse:
    paper = get_working_copy_or_404(slug)
    step = Step(
        title="Withdraw the paper",
        words=(
            (
                "Nobody can respond any more, and the page says why. What was published stays "
                "readable. Nobody who waits for it to open is told."
            ),
            "Only a lead can restore it.",
        ),
        form=WithdrawForm(**posted(request)),
        button="Withdraw the paper",
        done="The paper is withdrawn, and its page says why.",
        is_danger=True,
    )
    return _answer(
        request,
        paper,
        step,
        lambda fields: actions.withdraw_paper(actor=signed_in(request), paper=paper, **fields),
    )


@require_role(Role.LEAD)
@require_http_methods(FORM_METHODS)
def restore(request: HttpRequest, slug: str) -> HttpResponse:
    paper = get_working_copy_or_404(slug)
    step = Step(
        title="Restore the paper?",
        words=(
            (
                "It is then where its dates put it: announced, open or closed. The reason for the "
                "withdrawal goes from its page; the log keeps that it was withdrawn and restored."
            ),
        ),
        form=ConfirmForm(**posted(request)),
        button="Restore the paper",
        done="The paper is restored.",
    )
    return _answer(
        request,
        paper,
        step,
        lambda _fields: actions.restore_paper(actor=signed_in(request), paper=paper),
    )


def _answer(
    request: HttpRequest,
    paper: Paper,
    step: Step[PartForm],
    act: Callable[[dict[str, Any]], object],
) -> HttpResponse:
    """Show the step, or take it; a refusal says why and keeps what was typed (422, or 409)."""
    form, status = step.form, 200
    if form.is_bound and form.is_valid():
        try:
            act(form.arguments())
        except actions.PaperRefusedError as error:
            form.add_error(None, str(error))
            status = 409 if _is_conflict(error) else 422
            _take_what_is_now(form, paper)
        else:
            messages.success(request, step.done)
            return redirect("papers:life", paper.slug)
    elif form.is_bound:
        status = 422
    context = {
        "paper": paper,
        "step": step,
        "crumbs": [*crumbs(paper), *life_crumb(paper)],
        "nav": "desk",
    }
    return render(request, "papers/life_step.html", context, status=status)


def life_crumb(paper: Paper) -> list[dict[str, str]]:
    return [{"title": "Dates and life", "url": reverse("papers:life", args=[paper.slug])}]


def _is_conflict(error: actions.PaperRefusedError) -> bool:
    return isinstance(error, actions.PaperChangedMeanwhileError | actions.ExtendedMeanwhileError)


def _take_what_is_now(form: PartForm, paper: Paper) -> None:
    """Let the next press of the button mean: I have read the refusal, and seen the date of now."""
    paper.refresh_from_db(fields=["draft_version", "closes_at"])
    if isinstance(form, ScheduleForm):
        form.take_version(paper.draft_version)
    if isinstance(form, ExtendForm) and paper.closes_at is not None:
        typed = {name: form.data[name] for name in form.data}
        form.data = {**typed, "extended_from": paper.closes_at.isoformat()}
