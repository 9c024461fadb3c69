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
from papers.forms.importing import day_of
from papers.importing.confining import read_confined
from papers.importing.refusals import DocumentRefusedError
from papers.models import PaperImport
from papers.reviewing import Reviewed, reviewed
from papers.views.answering import crumbs, posted
from papers.views.form_pages import Crumb

FORM_METHODS = ["GET", "HEAD", "POST"]


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
    kept = get_import_or_404(import_id)
    if kept.paper is not None:
        return redirect("papers:structure", kept.paper.slug)
    state = reviewed(kept)
    context = {
        "kept": kept,
        "review": state,
        "rows": [state.row(piece) for piece in state.pieces],
        "crumbs": _crumbs(),
        "nav": "desk",
    }
    return render(request, "papers/review_import.html", context)


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
