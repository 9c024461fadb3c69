"""Undoing the last save of a working copy."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import require_role, signed_in
from accounts.models import Role
from papers import actions
from papers.access import get_working_copy_or_404
from papers.editing.copies import copy_of, what_differs
from papers.models import Paper, PreviousCopy
from papers.views.answering import crumbs


@require_role(Role.EDITOR)
@require_http_methods(["GET", "HEAD", "POST"])
def undo_save(request: HttpRequest, slug: str) -> HttpResponse:
    """Say what undoing would do, and do it."""
    paper = get_working_copy_or_404(slug)
    refusal = ""
    if request.method == "POST":
        try:
            paper = actions.undo_last_save(
                actor=signed_in(request), paper=paper, expected_version=_version(request)
            )
        except actions.PaperRefusedError as error:
            refusal = str(error)
        else:
            messages.success(request, "The last save is undone. Undo once more to redo it.")
            return redirect("papers:structure", paper.slug)
    return _show(request, paper, refusal)


def _show(request: HttpRequest, paper: Paper, refusal: str) -> HttpResponse:
    previous = (
        PreviousCopy.objects.filter(paper=paper, version=paper.draft_version)
        .select_related("saved_by")
        .first()
    )
    context = {
        "paper": paper,
        "previous": previous,
        "changes": what_differs(copy_of(paper), previous.content) if previous else [],
        "refusal": refusal,
        "crumbs": crumbs(paper),
        "nav": "desk",
    }
    return render(request, "papers/undo_save.html", context, status=409 if refusal else 200)


def _version(request: HttpRequest) -> int:
    sent = request.POST.get("version", "")
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 10 else -1
