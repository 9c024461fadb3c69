"""The desk's pages for answers that came on paper, by phone or as a document."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import require_role, signed_in
from accounts.models import Role
from consultation.responses.actions.entering import (
    begin_entry,
    check_entry,
    discard_entry,
    enter_answers,
    is_own_entry,
    take_entry_back,
)
from consultation.responses.actions.not_entered import (
    AlreadyEnteredError,
    AnswersFaultyError,
    CannotEnterError,
)
from consultation.responses.actions.refusals import Fault
from consultation.responses.forms.offline import (
    NewEntryForm,
    VersionForm,
)
from consultation.responses.models import Submission
from consultation.responses.offline import entered
from consultation.responses.offline.entered import Entry, get_entry_or_404
from papers.models import Paper

FORM_METHODS = ["GET", "HEAD", "POST"]


@require_role(Role.MODERATOR)
@require_safe
def entries(request: HttpRequest) -> HttpResponse:
    """What is being keyed in, what waits for a second look, and documents that were read."""
    context = {
        "keyed_in": entered.being_keyed_in(),
        "unchecked": entered.to_be_checked(),
        "documents": entered.read_and_not_entered(),
        "nav": "desk",
    }
    return render(request, "offline/entries.html", context)


@require_role(Role.MODERATOR)
@require_http_methods(FORM_METHODS)
def begin(request: HttpRequest) -> HttpResponse:
    """Say whose answers came, and how; then key them in."""
    papers = entered.papers_taking_entries()
    initial = {"paper": request.GET.get("paper", "")}
    form = NewEntryForm(request.POST or None, papers=papers, initial=initial)
    problem = ""
    if request.method == "POST" and form.is_valid():
        paper = get_object_or_404(Paper, slug=form.cleaned_data["paper"])
        try:
            entry = begin_entry(actor=signed_in(request), paper=paper, details=form.details)
        except CannotEnterError as error:
            problem = str(error)
        else:
            return redirect("offline:entry", entry.public_id)
    context = {"form": form, "problem": problem, "papers": papers, **frame_of("Enter answers")}
    status = 422 if form.is_bound else 200
    return render(request, "offline/begin.html", context, status=status)


@require_role(Role.MODERATOR)
@require_http_methods(FORM_METHODS)
def look(request: HttpRequest, public_id: str) -> HttpResponse:
    """Look it all over as it will be published, and enter it."""
    found = get_entry_or_404(public_id)
    if found.submission.state != Submission.State.DRAFTING:
        return redirect("offline:entry", public_id)
    problem, status = "", 200
    faults: tuple[Fault, ...] = ()
    if request.method == "POST":
        version = VersionForm.sent(request.POST)
        try:
            enter_answers(
                actor=signed_in(request), entry=found.submission, expected_version=version
            )
        except AlreadyEnteredError as error:
            messages.info(request, str(error))
            return redirect("offline:entries")
        except AnswersFaultyError as error:
            problem, faults, status = str(error), error.faults, 422
        except CannotEnterError as error:
            problem, status = str(error), 409
        else:
            messages.success(request, "These answers are entered.")
            return redirect("offline:entry", public_id)
        found = get_entry_or_404(public_id)
    context = {
        "entry": found,
        "answers": entered.shown(found),
        "problem": problem,
        "faults": faults,
        **frame_of("Look it over", found),
    }
    return render(request, "offline/look.html", context, status=status)


@require_role(Role.MODERATOR)
@require_POST
def check(request: HttpRequest, public_id: str) -> HttpResponse:
    """Say that one has held what was entered beside what came."""
    found = get_entry_or_404(public_id)
    try:
        check_entry(actor=signed_in(request), entry=found.submission)
    except CannotEnterError as error:
        return show_entered(request, found, problem=str(error))
    messages.success(request, "Checked.")
    return redirect("offline:entry", public_id)


@require_role(Role.MODERATOR)
@require_http_methods(FORM_METHODS)
def take_back(request: HttpRequest, public_id: str) -> HttpResponse:
    """Withdraw what was entered, or throw away what was only keyed in; asked first."""
    found = get_entry_or_404(public_id)
    is_entered = found.submission.state != Submission.State.DRAFTING
    if request.method == "POST":
        try:
            _do_take_back(request, found, is_entered=is_entered)
        except CannotEnterError as error:
            messages.error(request, str(error))
            return redirect("offline:entries")
        messages.success(request, "Withdrawn." if is_entered else "Discarded.")
        return redirect("offline:entries")
    title = "Withdraw these answers?" if is_entered else "Discard this entry?"
    context = {"entry": found, "is_entered": is_entered, **frame_of(title, found)}
    return render(request, "offline/take_back.html", context)


def _do_take_back(request: HttpRequest, found: Entry, *, is_entered: bool) -> None:
    actor = signed_in(request)
    if is_entered:
        take_entry_back(actor=actor, entry=found.submission)
    else:
        version = VersionForm.sent(request.POST)
        discard_entry(actor=actor, entry=found.submission, expected_version=version)


def show_entered(
    request: HttpRequest, found: Entry, *, problem: str = "", kept: Sequence[str] = ()
) -> HttpResponse:
    """What was entered; with `kept`, words that came too late for it, to be copied."""
    context = {
        "entry": found,
        "responses": entered.entered(found),
        "is_own": is_own_entry(found.submission, signed_in(request)),
        "problem": problem,
        "kept": kept,
        **frame_of("Answers that came offline", found),
    }
    return render(request, "offline/entered.html", context, status=409 if problem else 200)


def frame_of(title: str, found: Entry | None = None) -> dict[str, Any]:
    """What stands around a page about one entry, or about none yet."""
    crumbs = [{"title": "Answers that came offline", "url": reverse("offline:entries")}]
    if found is not None and title not in {"Key the answers in", "Answers that came offline"}:
        url = reverse("offline:entry", args=[found.submission.public_id])
        crumbs.append({"title": found.submission.respondent_name, "url": url})
    return {"title": title, "crumbs": crumbs, "nav": "desk"}
