"""The parts of a working copy: removed after a question."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.access import require_role, signed_in
from accounts.models import Role
from papers import actions
from papers.access import (
    get_attachment_to_change_or_404,
    get_call_or_404,
    get_question_or_404,
    get_section_or_404,
    get_source_or_404,
    get_working_copy_or_404,
)
from papers.models import Paper
from papers.views.answering import crumbs, goes_back_when_gone

FORM_METHODS = ["GET", "HEAD", "POST"]


@require_role(Role.EDITOR)
@require_http_methods(FORM_METHODS)
@goes_back_when_gone
def remove_section(request: HttpRequest, slug: str, section_id: int) -> HttpResponse:
    section = get_section_or_404(slug, section_id)
    return _answer_removal(
        request,
        paper=section.paper,
        what="section",
        text=section.title,
        act=lambda: actions.remove_section(actor=signed_in(request), section=section),
    )


@require_role(Role.EDITOR)
@require_http_methods(FORM_METHODS)
@goes_back_when_gone
def remove_question(request: HttpRequest, slug: str, question_id: int) -> HttpResponse:
    question = get_question_or_404(slug, question_id)
    return _answer_removal(
        request,
        paper=question.paper,
        what="question",
        text=question.text,
        act=lambda: actions.remove_question(actor=signed_in(request), question=question),
    )


@require_role(Role.EDITOR)
@require_http_methods(FORM_METHODS)
@goes_back_when_gone
def remove_source(request: HttpRequest, slug: str, source_id: int) -> HttpResponse:
    source = get_source_or_404(slug, source_id)
    return _answer_removal(
        request,
        paper=source.section.paper,
        what="source",
        text=source.title,
        act=lambda: actions.remove_source(actor=signed_in(request), source=source),
    )


@require_role(Role.EDITOR)
@require_http_methods(FORM_METHODS)
@goes_back_when_gone
def remove_call(request: HttpRequest, slug: str, call_id: int) -> HttpResponse:
    call = get_call_or_404(slug, call_id)
    return _answer_removal(
        request,
        paper=call.paper,
        what="call",
        text=call.audience,
        act=lambda: actions.remove_call(actor=signed_in(request), call=call),
    )


@require_role(Role.EDITOR)
@require_http_methods(FORM_METHODS)
@goes_back_when_gone
def remove_attachment(request: HttpRequest, slug: str, attachment_id: int) -> HttpResponse:
    attachment = get_attachment_to_change_or_404(slug, attachment_id)
    return _answer_removal(
        request,
        paper=attachment.paper,
        what="file",
        text=attachment.title,
        act=lambda: actions.remove_attachment(actor=signed_in(request), attachment=attachment),
        back="papers:files",
    )


@require_role(Role.EDITOR)
@require_http_methods(FORM_METHODS)
@goes_back_when_gone
def remove_cover(request: HttpRequest, slug: str) -> HttpResponse:
    paper = get_working_copy_or_404(slug)
    if paper.cover is None:
        raise Http404("It has no cover.")
    return _answer_removal(
        request,
        paper=paper,
        what="cover",
        text=paper.cover.alt,
        act=lambda: actions.remove_cover(actor=signed_in(request), paper=paper),
        back="papers:files",
    )


def _answer_removal(
    request: HttpRequest,
    *,
    paper: Paper,
    what: str,
    text: str,
    act: Callable[[], None],
    back: str = "papers:structure",
) -> HttpResponse:
    """Ask first, then remove; a removal that is refused says why (422)."""
    refusal = ""
    if request.method == "POST":
        try:
            act()
        except actions.PartGoneError:
            raise
        except actions.PaperRefusedError as error:
            refusal = str(error)
        else:
            messages.success(request, f"The {what} is removed from the draft.")
            return redirect(back, paper.slug)
    context = {
        "paper": paper,
        "what": what,
        "text": text,
        "refusal": refusal,
        "keep_url": reverse(back, args=[paper.slug]),
        "crumbs": crumbs(paper),
        "nav": "desk",
    }
    return render(request, "papers/remove_part.html", context, status=422 if refusal else 200)
