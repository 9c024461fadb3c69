"""Giving a form back with what was typed in it, whatever kept it from being taken."""

from dataclasses import replace
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.safestring import SafeString

from accounts.access import signed_in
from consultation.responses.actions import NotWelcomedError, PostedBesideError
from consultation.responses.actions.drafting import (
    CannotKeepError,
    DraftConflictError,
    save_draft,
)
from consultation.responses.drafts.carrying import carry, put_down, writer_in
from consultation.responses.drafts.drafting import LONGEST, kept_until
from consultation.responses.forms import ResponseForm
from consultation.responses.models import Draft, Response
from consultation.responses.threads.pages import QuestionPage
from consultation.responses.views.composing import composer_context, replied_to

CARRIED: Final = (
    "You are signed out, so this was not saved. Sign in again in this browser within the hour, and "
    "your text comes back into its form. Nobody else who signs in here is shown it."
)
SIGNED_OUT: Final = (
    "You are signed out. Your text is kept below: copy it, sign in, and post it again."
)
SOMEBODY_ELSE: Final = (
    "This was written by somebody else’s account than the one that is signed in now. Nothing of it "
    "was saved or posted. Its author can copy it, sign in, and paste it again."
)


def give_back(
    request: HttpRequest,
    page: QuestionPage,
    form: ResponseForm | None,
    *,
    status: int,
    problem: str | Exception = "",
    theirs: Draft | None = None,
    kept: Draft | None = None,
    preview: SafeString | None = None,
    is_for_copying: bool = False,
) -> HttpResponse:
    """Show the composer, with what is wrong; `kept` is the draft that it became."""
    beside = _standing_beside(problem)
    closes_at = page.published.paper.closes_at
    context = {
        **page.context(),
        **composer_context(request, page, form, theirs=theirs, preview=preview, beside=beside),
        "problem": str(problem),
        "leads_to_welcome": isinstance(problem, NotWelcomedError),
        "kept": kept,
        "kept_until": kept_until(kept, closes_at) if kept else None,
        "contact_html": page.published.content.contact_html,
        "is_for_copying": is_for_copying,
    }
    # A link to reply that outlived its response must not become a response without a word.
    is_reply = context["parent"] or context["around"].why_no_reply
    context["replies_to_nothing"] = form is None and bool(replied_to(request)) and not is_reply
    # What the problem says already need not be said twice.
    context["around"] = replace(
        context["around"], says_why=not problem, is_mine_kept=bool(theirs and kept)
    )
    response = render(request, "responses/respond.html", context, status=status)
    # Of who is signed out, too: what was typed must not come back with the back button.
    add_never_cache_headers(response)
    return response


def _standing_beside(problem: str | Exception) -> Response | None:
    """What kept it from being posted, if that still stands and both can."""
    if isinstance(problem, PostedBesideError) and problem.standing.is_living:
        return problem.standing
    return None


def give_back_unplaced(request: HttpRequest) -> HttpResponse:
    """Give back what was typed, whether the question was hidden meanwhile or never was."""
    kept = [text for text in request.POST.getlist("body") if text.strip()]
    answer = render(request, "404.html", {"kept": kept}, status=404)
    add_never_cache_headers(answer)
    return answer


def give_back_signed_out(
    request: HttpRequest, page: QuestionPage, form: ResponseForm
) -> HttpResponse:
    """Show what was typed, and carry it through the next sign-in of its writer here."""
    problem = CARRIED if carry(request, page.question.id) else SIGNED_OUT
    return give_back(request, page, form, status=401, problem=problem)


def is_somebody_else(request: HttpRequest) -> bool:
    """Whether the form was made for another account than the one that sends it."""
    mark = request.POST.get("writer", "")
    return bool(mark) and writer_in(mark) != signed_in(request).pk


def check_writer(
    request: HttpRequest, page: QuestionPage, form: ResponseForm
) -> HttpResponse | None:
    """Refuse one person's text from the account of another who signed in meanwhile."""
    if not is_somebody_else(request):
        return None
    return give_back(request, page, form, status=409, problem=SOMEBODY_ELSE, is_for_copying=True)


def keep_what_was_refused(
    request: HttpRequest, page: QuestionPage, form: ResponseForm
) -> Draft | None:
    """Keep as a draft what could not be posted, so that it outlives this page; None if not."""
    writing = form.writing(page.question.id, longest=LONGEST)
    if writing is None:
        return None
    try:
        draft = save_draft(actor=signed_in(request), writing=writing)
    except DraftConflictError as conflict:
        draft = conflict.kept
    except CannotKeepError:
        return None
    if draft is not None:
        form.kept_as(draft)
        put_down(request, signed_in(request), page.question.id, writing.reply_to)
    return draft
