"""What every form of the papers' desk does with what was typed."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from consultation.lib.steps import posted
from consultation.lib.uploads import refused_file
from papers.access import get_working_copy_or_404
from papers.actions import PaperChangedMeanwhileError, PaperRefusedError, PartGoneError
from papers.forms import PartForm, VersionedForm
from papers.models import Paper
from papers.views.form_pages import Crumb, FormPage
from papers.views.keeping import answer_keeping, forget_unsaved, offer_unsaved, preview_of

__all__ = [
    "Crumb",
    "FormPage",
    "answer_aside",
    "answer_form",
    "crumbs",
    "goes_back_when_gone",
    "keeps_text_when_gone",
    "posted",
    "show_form",
    "uploaded",
]

View = Callable[..., HttpResponse]


def crumbs(paper: Paper | None) -> list[Crumb]:
    """Return the way from the desk to the page of a paper's part."""
    way = [Crumb("Papers", reverse("papers:list"))]
    if paper is not None:
        way.append(Crumb(paper.title, reverse("papers:structure", args=[paper.slug])))
    return way


def uploaded(request: HttpRequest) -> dict[str, Any]:
    """Return those of a form with a file; one that was dropped on its way in says why."""
    if request.method != "POST":
        return {}
    return {
        "data": request.POST,
        "files": request.FILES,
        "refused": refused_file(request, "file"),
    }


def answer_form(
    request: HttpRequest, page: FormPage, act: Callable[[dict[str, Any]], Paper]
) -> HttpResponse:
    """Show the page, or do what it asks; refused text stays in the form (422, or 409)."""
    if request.method != "POST":
        return show_form(request, page, status=200, **offer_unsaved(request, page))
    if aside := answer_aside(request, page):
        return aside
    if page.form.is_valid():
        try:
            paper = act(page.form.arguments())
        except PaperChangedMeanwhileError as error:
            return _show_conflict(request, page, error)
        except PaperRefusedError as error:
            page.form.add_error(None, str(error))
        else:
            forget_unsaved(request, page)
            messages.success(request, page.done)
            return redirect(page.back, paper.slug)
    return show_form(request, page, status=422)


def answer_aside(request: HttpRequest, page: FormPage) -> HttpResponse | None:
    """Answer the form's other buttons, which save nothing: a preview, keeping, discarding."""
    if "preview" in request.POST:
        return _show_preview(request, page, name=request.POST["preview"])
    return answer_keeping(request, page)


def _show_preview(request: HttpRequest, page: FormPage, *, name: str) -> HttpResponse:
    """Show a field's prose as readers will see it, above the form as it was left."""
    typed = page.form.typed()
    if page.paper and "version" in page.form.fields:
        typed["version"] = request.POST.get("version")
    page.form.begin_with(typed)
    prose = str(typed.get(name) or "")
    shown = {"preview_label": page.form[name].label, "preview_html": preview_of(prose)}
    return show_form(request, page, status=200, **(shown if name in typed else {}))


def show_form(request: HttpRequest, page: FormPage, *, status: int, **more: Any) -> HttpResponse:
    cancel = reverse(page.back, args=[page.paper.slug]) if page.paper else reverse("papers:list")
    context = {
        "page": page,
        "form": page.form,
        "crumbs": crumbs(page.paper),
        "cancel_url": cancel,
        "here": request.path,
        "keeps": page.paper is not None and "unsaved" not in more,
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
    differences = form.differences(form.initial_of(page.saved, paper), form.cleaned_data)
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
