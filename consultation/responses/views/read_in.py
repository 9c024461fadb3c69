"""The desk's pages for a document of answers: read, looked over, made an entry."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import View, require_role, signed_in
from accounts.models import Role
from consultation.responses.actions.not_entered import CannotEnterError
from consultation.responses.actions.reading_in import (
    PlacesClashError,
    ReadingChangedError,
    ReadingGoneError,
    begin_entry_from,
    discard_reading,
    keep_reading,
    place_stretches,
    undo_placing,
)
from consultation.responses.forms.offline import EntryForm, VersionForm
from consultation.responses.forms.read_in import PlacesForm, ReadForm
from consultation.responses.offline import entered
from consultation.responses.offline.read_in import (
    STRETCHES_A_PAGE,
    Reading,
    find_entry_of,
    get_reading_or_404,
)
from papers.importing.confining import read_confined
from papers.importing.refusals import DocumentRefusedError
from papers.models import Paper

FORM_METHODS = ["GET", "HEAD", "POST"]
READ_BEFORE = "This document is here already: go on where its review stands."
IS_AN_ENTRY = "This document is an entry by now. Here it is."


@require_role(Role.MODERATOR)
@require_http_methods(FORM_METHODS)
def read(request: HttpRequest) -> HttpResponse:
    """Read a file or a text in; what is refused says why, and the text stays in its field."""
    papers = entered.papers_taking_entries()
    form = ReadForm(
        request.POST or None,
        request.FILES or None,
        papers=papers,
        initial={"paper": request.GET.get("paper", "")},
    )
    if form.is_bound and form.is_valid():
        data, name, shown_name = form.document()
        try:
            document = read_confined(data, name)
        except DocumentRefusedError as refusal:
            form.add_error("file" if form.cleaned_data["file"] else "text", str(refusal))
        else:
            paper = get_object_or_404(
                Paper.objects.select_related("current_edition"), slug=form.cleaned_data["paper"]
            )
            kept, is_new = keep_reading(
                actor=signed_in(request), paper=paper, file_name=shown_name, document=document
            )
            if not is_new:
                messages.info(request, READ_BEFORE)
            return redirect("offline:review", kept.public_id)
    context = {"form": form, "papers": papers, **_frame("Read a document in")}
    status = 422 if form.is_bound else 200
    return render(request, "offline/read.html", context, status=status)


def _of_reading(view: Callable[[HttpRequest, Reading], HttpResponse]) -> View[[str]]:
    """Open the document's page; once it is an entry, lead there: by the back button, say."""

    @wraps(view)
    def opened(request: HttpRequest, public_id: str) -> HttpResponse:
        if entry := find_entry_of(public_id):
            messages.info(request, IS_AN_ENTRY)
            return redirect("offline:entry", entry.public_id)
        try:
            return view(request, get_reading_or_404(public_id))
        except ReadingGoneError as error:  # since this request began
            messages.info(request, str(error))
            return redirect("offline:entries")

    return opened


@require_role(Role.MODERATOR)
@require_http_methods(FORM_METHODS)
@_of_reading
def review(request: HttpRequest, reading: Reading) -> HttpResponse:
    """Show every stretch beside the question it was taken to answer; a POST puts them right."""
    number = _page_number(request, reading)
    if request.method != "POST":
        return _show_review(request, reading, number)
    version = VersionForm.sent(request.POST)
    form = _places_form(reading, number, request)
    if "undo" not in request.POST and not form.is_valid():
        return _show_review(request, reading, number, form, status=422)
    try:
        _do_change(request, reading, form, version)
    except PlacesClashError as clash:
        form = form.facing(clash.saved, clash.merged)
        return _show_review(request, _newest(reading), number, form, clash, status=409)
    except ReadingChangedError as error:
        return _show_review(request, _newest(reading), number, form, error, status=409)
    if "go_on" in request.POST:
        return redirect("offline:enter", reading.kept.public_id)
    messages.success(request, "Brought back." if "undo" in request.POST else "Saved.")
    return redirect(f"{request.path}?page={number}")


def _do_change(request: HttpRequest, reading: Reading, form: PlacesForm, version: int) -> None:
    actor = signed_in(request)
    if "undo" in request.POST:
        undo_placing(actor=actor, kept=reading.kept, expected_version=version)
    else:
        place_stretches(actor=actor, kept=reading.kept, seen=form.seen, places=form.places)


def _newest(reading: Reading) -> Reading:
    return get_reading_or_404(reading.kept.public_id)


@require_role(Role.MODERATOR)
@require_http_methods(FORM_METHODS)
@_of_reading
def enter(request: HttpRequest, reading: Reading) -> HttpResponse:
    """Say whose answers they are, and go on to the entry with what the document says."""
    initial = {"channel": "email", "provenance": f"{reading.kept.file_name}, read in here."}
    form = EntryForm(request.POST or None, initial=initial, paper=reading.kept.paper)
    problem = ""
    if request.method == "POST" and form.is_valid():
        try:
            entry = begin_entry_from(
                actor=signed_in(request),
                reading=reading,
                expected_version=VersionForm.sent(request.POST),
                details=form.details,
            )
        except ReadingGoneError:
            raise
        except CannotEnterError as error:
            problem, reading = str(error), _newest(reading)
        else:
            return redirect("offline:entry", entry.public_id)
    context = {
        "reading": reading,
        "form": form,
        "problem": problem,
        **_frame("Whose answers are they?", reading),
    }
    status = 409 if problem else 422 if form.is_bound else 200
    return render(request, "offline/enter.html", context, status=status)


@require_role(Role.MODERATOR)
@require_POST
@_of_reading
def discard(request: HttpRequest, reading: Reading) -> HttpResponse:
    """Forget the document."""
    discard_reading(actor=signed_in(request), kept=reading.kept)
    messages.success(request, "The document was discarded. Nothing of it was entered.")
    return redirect("offline:entries")


def _page_number(request: HttpRequest, reading: Reading) -> int:
    typed = request.GET.get("page", "1")
    number = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 6 else 0
    if not 1 <= number <= _pages(reading):
        raise Http404("No such page.")
    return number


def _pages(reading: Reading) -> int:
    return max(1, -(-len(reading.stretches) // STRETCHES_A_PAGE))


def _places_form(reading: Reading, number: int, request: HttpRequest | None = None) -> PlacesForm:
    first = (number - 1) * STRETCHES_A_PAGE
    shown = list(enumerate(reading.stretches))[first : first + STRETCHES_A_PAGE]
    asked = {question.number: question.text for question in reading.content.questions}
    data = request.POST if request is not None else None
    return PlacesForm(data, stretches=shown, asked=asked)


def _show_review(
    request: HttpRequest,
    reading: Reading,
    number: int,
    form: PlacesForm | None = None,
    problem: CannotEnterError | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    stretches = reading.stretches
    context = {
        "reading": reading,
        "form": form or _places_form(reading, number),
        "problem": str(problem or ""),
        "doubtful": sum(stretch.is_doubtful for stretch in stretches),
        "unanswered": [
            question for question in reading.content.asked if question.number not in reading.texts
        ],
        "number": number,
        "pages": _pages(reading),
        "before_url": f"{request.path}?page={number - 1}" if number > 1 else "",
        "after_url": f"{request.path}?page={number + 1}" if number < _pages(reading) else "",
        **_frame(reading.kept.file_name),
    }
    return render(request, "offline/review.html", context, status=status)


def _frame(title: str, reading: Reading | None = None) -> dict[str, Any]:
    crumbs = [{"title": "Answers that came offline", "url": reverse("offline:entries")}]
    if reading is not None:
        url = reverse("offline:review", args=[reading.kept.public_id])
        crumbs.append({"title": reading.kept.file_name, "url": url})
    return {"title": title, "crumbs": crumbs, "nav": "desk"}
