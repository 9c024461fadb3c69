"""The papers' desk: a paper's details, its structure and its publishing."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import require_role, signed_in
from accounts.models import Role
from consultation.lib.clock import in_words
from papers import actions
from papers.access import get_working_copy_or_404
from papers.comparing import Changes, compare
from papers.content import PaperContent, content_of
from papers.editing.structure import structure_of
from papers.forms import ChangedPaperForm, PaperForm, PublishForm
from papers.models import Edition, Paper
from papers.pages.asking import lang_attribute
from papers.readiness import checklist_of
from papers.views.answering import FormPage, answer_form, crumbs, posted, show_form

AT_ONCE = (
    "Moderation and the papers it belongs with count as soon as you save. Words count when you "
    "publish the next edition. The dates are under “Dates and life”."
)


@require_role(Role.EDITOR)
@require_http_methods(["GET", "HEAD", "POST"])
def create_paper(request: HttpRequest) -> HttpResponse:
    page = FormPage(
        title="Start a paper",
        form=PaperForm(**posted(request)),
        button="Start the paper",
        done="The paper is a draft that only staff can see. Next, add its sections and questions.",
    )
    return answer_form(
        request, page, lambda fields: actions.create_paper(actor=signed_in(request), **fields)
    )


@require_role(Role.EDITOR)
@require_http_methods(["GET", "HEAD", "POST"])
def edit_paper(request: HttpRequest, slug: str) -> HttpResponse:
    paper = get_working_copy_or_404(slug)
    initial = ChangedPaperForm.initial_of(paper, paper)
    page = FormPage(
        title="Details",
        form=ChangedPaperForm(paper=paper, initial=initial, **posted(request)),
        button="Save the details",
        done="The details are saved.",
        paper=paper,
        saved=paper,
        note=AT_ONCE if paper.current_edition_id else "",
    )
    return answer_form(
        request,
        page,
        lambda fields: actions.change_paper(actor=signed_in(request), paper=paper, **fields),
    )


@require_role(Role.EDITOR)
@require_safe
def show_structure(request: HttpRequest, slug: str) -> HttpResponse:
    paper = get_working_copy_or_404(slug)
    context = {
        "paper": paper,
        "edition": paper.current_edition,
        "structure": structure_of(paper),
        "crumbs": crumbs(None),
        "nav": "desk",
    }
    return render(request, "papers/show_structure.html", context)


@require_role(Role.EDITOR)
@require_http_methods(["GET", "HEAD", "POST"])
def publish_paper(request: HttpRequest, slug: str) -> HttpResponse:
    paper = get_working_copy_or_404(slug)
    form = PublishForm(initial={"version": paper.draft_version}, **posted(request))
    page = _publish_page(paper, form)
    if form.is_bound and form.is_valid():
        try:
            edition = actions.publish_paper(
                actor=signed_in(request), paper=paper, **form.arguments()
            )
        except actions.NotReadyToPublishError:
            return show_form(request, page, status=422)
        except actions.PaperChangedMeanwhileError as error:
            form.take_version(get_working_copy_or_404(slug).draft_version)
            return show_form(request, page, status=409, conflict=str(error))
        except actions.PaperRefusedError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _what_happens_next(paper, edition))
            return redirect("papers:structure", slug)
    return show_form(request, page, status=422 if form.is_bound else 200)


def _publish_page(paper: Paper, form: PublishForm) -> FormPage:
    extra: dict[str, Any] = {
        "checklist": checklist_of(paper),
        "edition": paper.current_edition,
        "changes": _changes_to_publish(paper),
        "lang": lang_attribute(paper.language),
        "preview_url": reverse("papers:preview", args=[paper.slug]),
    }
    return FormPage(
        title="Publish",
        form=form,
        button="Publish the next edition" if paper.current_edition_id else "Publish the paper",
        done="",
        paper=paper,
        template="papers/publish_paper.html",
        extra=extra,
    )


def _changes_to_publish(paper: Paper) -> Changes | None:
    """Return what the next edition would change of the one that readers see, if there is one."""
    edition = paper.current_edition
    if edition is None or not paper.is_changed_since_edition:
        return None
    return compare(PaperContent.from_json(edition.content), content_of(paper))


def _what_happens_next(paper: Paper, edition: Edition) -> str:
    published = get_working_copy_or_404(paper.slug)
    if not published.stage.is_public and published.announced_at:
        until = in_words(published.announced_at)
        return f"Edition {edition.number} is made. It is under embargo until {until}."
    said = f"Edition {edition.number} is published: readers see it now."
    if published.stage.takes_responses:
        return f"{said} The paper is open, and people can respond until it closes."
    if published.stage == "announced":
        return f"{said} The paper is announced. It opens by itself on its opening date."
    return said
