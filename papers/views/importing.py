"""A document becomes a draft: read in, reviewed piece by piece, confirmed or discarded."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.access import require_role, signed_in
from accounts.models import Role
from consultation.lib.clock import LONDON
from papers import actions
from papers.access import get_import_or_404
from papers.forms import ConfirmImportForm, ImportForm
from papers.forms.importing import ReviewQuery, day_of
from papers.importing.confining import read_confined
from papers.importing.refusals import DocumentRefusedError
from papers.importing.revising import Change
from papers.models import PaperImport
from papers.reviewing import Reviewed, deed_in_words, page_of, reviewed, steps_of
from papers.views.answering import crumbs, posted
from papers.views.form_pages import Crumb

FORM_METHODS = ["GET", "HEAD", "POST"]
# The script asks for the renewed part alone.
FRAGMENT = "X-Fragment"
UNKNOWN = "That button is not known here. Open the page again."


@require_role(Role.EDITOR)
@require_http_methods(FORM_METHODS)
def import_paper(request: HttpRequest) -> HttpResponse:
    """Read a file or a text in; what is refused says why, and the text stays in its field."""
    form = ImportForm(**posted(request), files=request.FILES or None)
    if form.is_bound and form.is_valid():
        data, name, shown_name = form.document()
        try:
            document = read_confined(data, name)
        except DocumentRefusedError as refusal:
            form.add_error("file" if form.cleaned_data["file"] else "text", str(refusal))
        else:
            kept = actions.keep_import(
                actor=signed_in(request), file_name=shown_name, document=document
            )
            return redirect("papers:review-import", kept.pk)
    context = {
        "form": form,
        "waiting": PaperImport.objects.unconfirmed(),
        "crumbs": crumbs(None),
        "nav": "desk",
    }
    return render(
        request, "papers/import_paper.html", context, status=422 if form.is_bound else 200
    )


@require_role(Role.EDITOR)
@require_http_methods(FORM_METHODS)
def review_import(request: HttpRequest, import_id: int) -> HttpResponse:
    """Show the pieces beside what they were taken for; a POST changes one of them, or undoes."""
    kept = get_import_or_404(import_id)
    if kept.paper is not None:
        return redirect("papers:structure", kept.paper.slug)
    asked = ReviewQuery(request.GET)
    if request.method == "POST":
        return _answer_change(request, kept, asked)
    return _show_review(request, kept, asked, at=asked.at)


def _answer_change(request: HttpRequest, kept: PaperImport, asked: ReviewQuery) -> HttpResponse:
    """Do what was pressed and go on from there; a refusal shows the review as it is now."""
    try:
        kept, at = _change(request, kept)
    except (actions.ImportGoneError, actions.ImportConfirmedError) as error:
        messages.error(request, str(error))
        return redirect("papers:import")
    except (ValueError, actions.NotRevisedError, actions.ReviewedMeanwhileError) as error:
        wish = _wish(request)
        is_late = isinstance(error, actions.ReviewedMeanwhileError)
        refusal = UNKNOWN if isinstance(error, ValueError) else str(error)
        return _show_review(
            request,
            get_import_or_404(kept.pk),
            asked,
            at=wish.key if wish else "",
            refusal=f"{refusal} You pressed “{deed_in_words(wish)}”." if wish else refusal,
            status=409 if is_late else 422,
        )
    state = reviewed(kept)
    said = _said(state, at)
    if FRAGMENT in request.headers:
        return _show_review(request, kept, asked, at=at, said=said, state=state)
    messages.success(request, said)
    return redirect(f"{request.path}{asked.with_piece(at)}#p-{at}")


def _change(request: HttpRequest, kept: PaperImport) -> tuple[PaperImport, str]:
    """Do what the pressed button says; ValueError if no button of ours sends it."""
    person = signed_in(request)
    pressed = request.POST.get("do", "")
    if pressed == "undo":
        version = int(request.POST.get("version", ""))
        return actions.undo_import_change(actor=person, paper_import=kept, expected_version=version)
    change = Change.parse(pressed)
    return actions.change_import(actor=person, paper_import=kept, change=change)


def _said(state: Reviewed, at: str) -> str:
    """What the piece is now, for who sees the page and for who hears it."""
    piece = state.piece(at)
    if piece is None:
        return "Done."
    row = state.row(piece)
    return f"{row.now}: “{row.name}”."


def _wish(request: HttpRequest) -> Change | None:
    try:
        return Change.parse(request.POST.get("do", ""))
    except ValueError:
        return None


def _show_review(
    request: HttpRequest,
    kept: PaperImport,
    asked: ReviewQuery,
    *,
    at: str = "",
    refusal: str = "",
    said: str = "",
    state: Reviewed | None = None,
    status: int = 200,
) -> HttpResponse:
    """Show the page, or to the script only the part of it that a change renews."""
    state = state or reviewed(kept)
    is_part = FRAGMENT in request.headers
    context = {
        "kept": kept,
        "review": state,
        "page": page_of(state, show=asked.show, number=asked.number, at=at),
        "can_undo": bool(steps_of(kept)),
        "refusal": refusal,
        "said": said,
        "crumbs": _crumbs(),
        "nav": "desk",
    }
    template = "papers/_import_review.html" if is_part else "papers/review_import.html"
    answer = render(request, template, context, status=status)
    if is_part:
        answer[FRAGMENT] = "review"
    return answer


@require_role(Role.EDITOR)
@require_http_methods(FORM_METHODS)
def confirm_import(request: HttpRequest, import_id: int) -> HttpResponse:
    """Make the draft paper of a reviewed import, once its details are complete."""
    kept = get_import_or_404(import_id)
    if kept.paper is not None:
        return redirect("papers:structure", kept.paper.slug)
    state = reviewed(kept)
    today = timezone.now().astimezone(LONDON).date()
    initial = ConfirmImportForm.initial_of(state.draft, version=kept.version, today=today)
    form = ConfirmImportForm(drafted=state.draft, initial=initial, **posted(request))
    status = 200
    if form.is_bound:
        status = 422
        if form.is_valid():
            try:
                paper = actions.create_paper_from_import(
                    actor=signed_in(request), paper_import=kept, **form.arguments()
                )
            except actions.ReviewedMeanwhileError as error:
                messages.error(request, str(error))
                return redirect("papers:review-import", kept.pk)
            except actions.PaperRefusedError as error:
                form.add_error(None, str(error))
            else:
                messages.success(request, "The review is confirmed. This is the draft it made.")
                return redirect("papers:structure", paper.slug)
    return _show_confirm(request, kept, state, form, status=status)


@require_role(Role.EDITOR)
@require_http_methods(FORM_METHODS)
def discard_import(request: HttpRequest, import_id: int) -> HttpResponse:
    kept = get_import_or_404(import_id)
    if kept.paper is not None:
        return redirect("papers:structure", kept.paper.slug)
    if request.method == "POST":
        try:
            actions.discard_import(actor=signed_in(request), paper_import=kept)
        except actions.PaperRefusedError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, f"“{kept.file_name}” is discarded.")
        return redirect("papers:import")
    context = {"kept": kept, "crumbs": _crumbs(), "nav": "desk"}
    return render(request, "papers/discard_import.html", context)


def _show_confirm(
    request: HttpRequest,
    kept: PaperImport,
    state: Reviewed,
    form: ConfirmImportForm,
    *,
    status: int,
) -> HttpResponse:
    found = day_of(state.draft.closes_on)
    context: dict[str, Any] = {
        "kept": kept,
        "review": state,
        "form": form,
        "closing_passed": found if found and not form.initial["closes_on"] else None,
        "crumbs": [
            *_crumbs(),
            Crumb(kept.file_name, reverse("papers:review-import", args=[kept.pk])),
        ],
        "nav": "desk",
    }
    return render(request, "papers/confirm_import.html", context, status=status)


def _crumbs() -> list[Crumb]:
    return [*crumbs(None), Crumb("From a file", reverse("papers:import"))]
