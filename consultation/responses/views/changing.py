"""Changing one's own response, taking it back, and what a response said before."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import require_sign_in, signed_in
from accounts.models import User
from consultation.lib.marking import Difference, marked
from consultation.responses.access import get_history_or_404, get_own_response_or_404
from consultation.responses.actions import CannotPostError, NotWelcomedError
from consultation.responses.actions.editing import Edited, ask_to_edit, edit_response
from consultation.responses.actions.not_changed import (
    CannotChangeError,
    EditConflictError,
    NoLongerForThemError,
    NotChangeableError,
    PartOfSubmissionError,
    SuspendedAuthorError,
)
from consultation.responses.actions.own import membership_of
from consultation.responses.actions.withdrawing import withdraw_response
from consultation.responses.forms.changing import EditForm
from consultation.responses.models import Response
from consultation.responses.threads.pages import crumbs_to_question
from consultation.responses.threads.versions import chosen_in, history_of
from papers.pages.asking import lang_attribute

FORM_METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(FORM_METHODS)
def edit(request: HttpRequest, public_id: str) -> HttpResponse:
    """Change one's own response; whatever goes wrong, the text comes back."""
    if not request.user.is_authenticated:
        return _sign_in_first(request)
    person = signed_in(request)
    response = get_own_response_or_404(person, public_id)
    try:
        sent = request.POST if request.method == "POST" else None
        form = EditForm(sent, response=response, ask=ask_to_edit(person, response))
        membership_of(person, response)
        if request.method != "POST":
            return _show_form(request, response, form)
        if not form.is_valid():
            return _show_form(request, response, form, status=422)
        edited = edit_response(
            actor=person,
            response=response,
            body=form.cleaned_data["body"],
            choice=form.choice,
            expected_version=form.cleaned_data["version"],
        )
    except EditConflictError as error:
        return _show_conflict(request, get_own_response_or_404(person, public_id), form, error)
    except CannotPostError as error:
        return _show_refusal(request, response, error)
    _say_what_happened(request, edited)
    return redirect("responses:permalink", public_id)


@require_sign_in
@require_http_methods(FORM_METHODS)
def withdraw(request: HttpRequest, public_id: str) -> HttpResponse:
    """Say what happens to it, then take one's own response back."""
    person = signed_in(request)
    response = get_own_response_or_404(person, public_id)
    if request.method == "POST":
        try:
            was_done = withdraw_response(actor=person, response=response)
        except CannotChangeError as error:
            return _show_withdrawal(request, response, error)
        said = "Your response is withdrawn." if was_done else "You had withdrawn it already."
        messages.success(request, said)
        return redirect("responses:permalink", public_id)
    if response.state == Response.State.WITHDRAWN:
        messages.info(request, "You have withdrawn this response.")
        return redirect("responses:permalink", public_id)
    return _show_withdrawal(request, response)


@require_safe
def history(request: HttpRequest, public_id: str) -> HttpResponse:
    """What a response said before, as far as it was public; all of it for its author."""
    response = get_history_or_404(request.user, public_id)
    context = {
        **_about(response),
        "history": history_of(response, request.user),
        "speaker": response.shown_organisation or response.shown_name,
        "is_mine": response.user_id is not None and response.user_id == request.user.pk,
    }
    return render(request, "responses/history.html", context)


def _sign_in_first(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return redirect_to_login(request.get_full_path())
    kept = [text for text in request.POST.getlist("body") if text.strip()]
    context = {"kept": kept, "next": request.get_full_path()}
    return render(request, "401.html", context, status=401)


def _about(response: Response) -> dict[str, Any]:
    """What every page about one response shows: where it stands."""
    paper, number = response.question.paper, response.question.number
    return {
        "nav": "papers",
        "response": response,
        "lang": lang_attribute(paper.language),
        "permalink": reverse("responses:permalink", args=[response.public_id]),
        "crumbs": crumbs_to_question(
            response.paper_title,  # type: ignore[attr-defined]
            paper.slug,
            number,
        ),
    }


def _show_form(
    request: HttpRequest, response: Response, form: EditForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    context = {**_about(response), "form": form, "is_held": _is_held(response), **more}
    return render(request, "responses/edit.html", context, status=status)


def _show_conflict(
    request: HttpRequest, response: Response, form: EditForm, error: EditConflictError
) -> HttpResponse:
    """Show what is saved beside what was typed; saving once more is on purpose."""
    saved, typed = marked(response.comment, form.cleaned_data["body"])
    differences = [Difference("What it says", saved, typed)] if saved != typed else []
    chosen = chosen_in(response, response), form.chosen
    if chosen[0] != chosen[1]:
        words = [each.in_words if each else "" for each in chosen]
        differences.append(Difference("What it chose", *marked(*words)))
    return _show_form(
        request,
        response,
        form.over(response.version),
        status=409,
        conflict=str(error),
        differences=differences,
    )


def _show_refusal(request: HttpRequest, response: Response, error: CannotPostError) -> HttpResponse:
    """Say why it stays as it is; what was typed is given back, to be copied."""
    context = {
        **_about(response),
        **_refused(error, response),
        "kept": request.POST.get("body", ""),
        "may_withdraw": _why_it_cannot_be_withdrawn(signed_in(request), response) is None,
    }
    status = 409 if request.method == "POST" else 200
    return render(request, "responses/not_edited.html", context, status=status)


def _show_withdrawal(
    request: HttpRequest, response: Response, error: CannotChangeError | None = None
) -> HttpResponse:
    problem = error or _why_it_cannot_be_withdrawn(signed_in(request), response)
    context = {
        **_about(response),
        "has_replies": Response.objects.public().filter(in_reply_to=response.pk).exists(),
        "chosen": chosen_in(response, response),
        **(_refused(problem, response) if problem else {}),
    }
    return render(request, "responses/withdraw.html", context, status=409 if error else 200)


def _why_it_cannot_be_withdrawn(person: User, response: Response) -> CannotChangeError | None:
    if response.submission_id is not None:
        return PartOfSubmissionError()
    if not _may_be_withdrawn(response):
        return NotChangeableError()
    if person.is_suspended:
        return SuspendedAuthorError()
    try:
        membership_of(person, response)
    except NoLongerForThemError as error:
        return error
    return None


def _refused(error: CannotPostError, response: Response) -> dict[str, Any]:
    is_submitted = isinstance(error, PartOfSubmissionError)
    return {
        "errors": [{"message": str(error), "url": ""}],
        "leads_to_welcome": isinstance(error, NotWelcomedError),
        "submission_url": _way_to_submission(response) if is_submitted else "",
    }


def _way_to_submission(response: Response) -> str:
    """Return where the formal answer can be withdrawn, if it was sent through this site."""
    sent = response.submission
    if sent is None or sent.channel != Response.Channel.WEB or not sent.reference:
        return ""
    return reverse("submissions:withdraw", args=[response.question.paper.slug, sent.reference])


def _may_be_withdrawn(response: Response) -> bool:
    return response.state in {Response.State.HELD, Response.State.PUBLISHED}


def _is_held(response: Response) -> bool:
    return response.state == Response.State.HELD


def _say_what_happened(request: HttpRequest, edited: Edited) -> None:
    if not edited.changed:
        messages.info(request, "Nothing was changed: your response says this already.")
    elif edited.response.state != Response.State.HELD:
        messages.success(request, "Your change is published. Readers can see what it said before.")
    elif edited.response.was_public:
        messages.success(
            request,
            "We have your change. A moderator reads it first, and until then readers see neither "
            "text, only that it was changed. We will tell you by email.",
        )
    else:
        messages.success(request, "Your change is saved. A moderator reads it before it appears.")
