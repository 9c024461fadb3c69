"""What every form of the papers' desk does with what was typed."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from typing import Any

from django.contrib import messages
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from papers.access import get_working_copy_or_404
from papers.actions import PaperChangedMeanwhileError, PaperRefusedError, PartGoneError
from papers.forms import PartForm, VersionedForm
from papers.models import Paper

View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Crumb:
    title: str
    url: str


@dataclass(frozen=True)
class FormPage:
    """One form on a page of its own; `saved` is the part it changes, if there is one yet."""

    title: str
    form: PartForm
    button: str
    done: str
    paper: Paper | None = None
    saved: models.Model | None = None
    note: str = ""
    template: str = "papers/edit_part.html"
    extra: dict[str, Any] = field(default_factory=dict)


def crumbs(paper: Paper | None) -> list[Crumb]:
    """Return the way from the desk to the page of a paper's part."""
    way = [Crumb("Papers", reverse("papers:list"))]
    if paper is not None:
        way.append(Crumb(paper.title, reverse("papers:structure", args=[paper.slug])))
    return way


def posted(request: HttpRequest) -> dict[str, Any]:
    """Return the arguments that bind a form to a POST, and to nothing else."""
    return {"data": request.POST} if request.method == "POST" else {}


def answer_form(
    request: HttpRequest, page: FormPage, act: Callable[[dict[str, Any]], Paper]
) -> HttpResponse:
    """Show the page, or do what it asks; refused text stays in the form (422, or 409)."""
    if request.method == "POST" and page.form.is_valid():
        try:
            paper = act(page.form.arguments())
        except PaperChangedMeanwhileError as error:
            return _show_conflict(request, page, error)
        except PaperRefusedError as error:
            page.form.add_error(None, str(error))
        else:
            messages.success(request, page.done)
            return redirect("papers:structure", paper.slug)
    return show_form(request, page, status=422 if page.form.is_bound else 200)


def show_form(request: HttpRequest, page: FormPage, *, status: int, **more: Any) -> HttpResponse:
    cancel = (
        reverse("papers:structure", args=[page.paper.slug])
        if page.paper
        else reverse("papers:list")
    )
    context = {
        "page": page,
        "form": page.form,
        "crumbs": crumbs(page.paper),
        "cancel_url": cancel,
        "nav": "desk",
        **page.extra,
        **more,
    }
    return render(request, page.template, context, status=status)


def _show_conflict(
    request: HttpRequest, page: FormPage, error: PaperChangedMeanwhileError
) -> HttpResponse:
    form, paper = page.form, page.paper
    if paper is None or page.saved is None or not isinstance(form, VersionedForm):
        raise error
    paper.refresh_from_db(fields=["draft_version"])
    page.saved.refresh_from_db()
    differences = form.differences(form.initial_of(page.saved, paper))
    form.take_version(paper.draft_version)
    return show_form(request, page, status=409, conflict=str(error), differences=differences)


def keeps_text_when_gone(form_class: type[PartForm]) -> Callable[[View], View]:
    """Give what was typed back when the part it was typed for has been removed meanwhile."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, slug: str, **kwargs: Any) -> HttpResponse:
            try:
                return view(request, slug, **kwargs)
            except Http404:
                if request.method != "POST":
                    raise
            paper = get_working_copy_or_404(slug)
            form = form_class(request.POST)
            typed = [
                (form[name].label, form[name].value()) for name in form.fields if form[name].value()
            ]
            context = {"typed": typed, "crumbs": crumbs(paper), "paper": paper, "nav": "desk"}
            return render(request, "papers/part_gone.html", context, status=409)

        return guarded

    return guard


def goes_back_when_gone(view: View) -> View:
    """Lead from a button on a part that has been removed meanwhile to the draft as it is now."""

    @wraps(view)
    def guarded(request: HttpRequest, slug: str, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, slug, **kwargs)
        except (Http404, PartGoneError):
            if request.method != "POST":
                raise
        paper = get_working_copy_or_404(slug)
        messages.error(request, "Someone removed that part meanwhile. This is the draft now.")
        return redirect("papers:structure", paper.slug)

    return guarded
