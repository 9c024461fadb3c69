"""Taking one's own response back, and what a response said before."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import require_sign_in, signed_in
from accounts.models import User
from consultation.responses.access import get_history_or_404, get_own_response_or_404
from consultation.responses.actions import CannotPostError, NotWelcomedError
from consultation.responses.actions.not_changed import (
    CannotChangeError,
    NoLongerForThemError,
    NotChangeableError,
    PartOfSubmissionError,
    SuspendedAuthorError,
)
from consultation.responses.actions.own import membership_of
from consultation.responses.actions.withdrawing import withdraw_response
from consultation.responses.models import Response
from consultation.responses.threads.pages import crumbs_to_question
from consultation.responses.threads.versions import chosen_in, history_of
from consultation.responses.views.telling import tell_at
from papers.pages.asking import lang_attribute

FORM_METHODS = ["GET", "HEAD", "POST"]


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
        tell_at(request, public_id, messages.SUCCESS, said)
        return redirect("responses:permalink", public_id)
    if response.state == Response.State.WITHDRAWN:
        tell_at(request, public_id, messages.INFO, "You have withdrawn this response.")
        return redirect("responses:permalink", public_id)
    return _show_withdrawal(request, response)


@require_safe
def history(request: HttpRequest, public_id: str) -> HttpResponse:
    """What a response said before, as far as it was public; all of it for its author."""
    response = get_history_or_404(request.user, public_id)
    context = {
        **about(response),
        "history": history_of(response, request.user),
        "speaker": response.shown_organisation or response.shown_name,
        "is_mine": response.user_id is not None and response.user_id == request.user.pk,
    }
    return render(request, "responses/history.html", context)


def about(response: Response) -> dict[str, Any]:
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


def _show_withdrawal(
    request: HttpRequest, response: Response, error: CannotChangeError | None = None
) -> HttpResponse:
    problem = error or why_it_cannot_be_withdrawn(signed_in(request), response)
    context = {
        **about(response),
        "has_replies": Response.objects.public().filter(in_reply_to=response.pk).exists(),
        "chosen": chosen_in(response, response),
        **(refused_because(problem, response) if problem else {}),
    }
    return render(request, "responses/withdraw.html", context, status=409 if error else 200)


def why_it_cannot_be_withdrawn(person: User, response: Response) -> CannotChangeError | None:
    """Return what keeps its author from taking it back; None where nothing does."""
    if response.submission_id is not None:
        return PartOfSubmissionError()
    if not response.is_living:
        return NotChangeableError()
    if person.is_suspended:
        return SuspendedAuthorError()
    try:
        membership_of(person, response)
    except NoLongerForThemError as error:
        return error
    return None


def refused_because(error: CannotPostError, response: Response) -> dict[str, Any]:
    """What a page shows of a refusal, and of the way out of it."""
    is_submitted = isinstance(error, PartOfSubmissionError)
    return {
        "problem": error,
        "leads_to_welcome": isinstance(error, NotWelcomedError),
        "submission_url": _way_to_submission(response) if is_submitted else "",
    }


def _way_to_submission(response: Response) -> str:
    """Return where the formal answer can be withdrawn, if it was sent through this site."""
    sent = response.submission
    if sent is None or sent.channel != Response.Channel.WEB or not sent.reference:
        return ""
    return reverse("submissions:withdraw", args=[response.question.paper.slug, sent.reference])
