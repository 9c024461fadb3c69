"""The editions of a paper: their list, each as it was, and what each changed.

They are the same for everybody and nearly always the same as yesterday, so that a reader who comes
back gets 304; the ETag is made of the page, because a paper can be withdrawn.
"""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import conditional_page, require_safe

from consultation.lib.heads import PageHead, absolute
from consultation.reading.editions import (
    ReadEdition,
    changes_html,
    get_read_edition_or_404,
    page_of_edition,
    read_editions_or_404,
)
from papers.access import PublishedPaper, get_published_paper_or_404
from papers.pages.asking import lang_attribute


@require_safe
@conditional_page
def editions(request: HttpRequest, slug: str) -> HttpResponse:
    """Every edition that readers could read, the newest first."""
    published = get_published_paper_or_404(slug)
    read = read_editions_or_404(published)
    path = reverse("reading:editions", args=[slug])
    context = {
        **_around(published),
        "editions": read,
        "head": PageHead(f"Editions of {published.content.title}", absolute(path)),
    }
    return render(request, "reading/editions.html", context)


@require_safe
@conditional_page
def edition(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The paper as readers saw it in one edition."""
    published = get_published_paper_or_404(slug)
    read = get_read_edition_or_404(published, number)
    then = page_of_edition(published, number)
    context = {
        **_around(published, read),
        "page": then.page,
        "files_gone": then.files_gone,
    }
    return render(request, "reading/edition.html", context)


@require_safe
@conditional_page
def changes(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """What one edition changed of the one that readers saw before it."""
    published = get_published_paper_or_404(slug)
    read = get_read_edition_or_404(published, number)
    if read.replaces is None:
        raise Http404("No edition before this one was read.")
    context = {
        **_around(published, read),
        "replaced_url": reverse("reading:edition", args=[slug, read.replaces]),
        "changes_html": changes_html(published.paper, old=read.replaces, new=number),
        "head": PageHead(
            f"What edition {number} changed: {published.content.title}", absolute(read.changes_url)
        ),
    }
    return render(request, "reading/compare.html", context)


def _around(published: PublishedPaper, read: ReadEdition | None = None) -> dict[str, Any]:
    """What every page of editions shows around them."""
    slug = published.paper.slug
    crumbs = [
        {"title": "Papers", "url": reverse("reading:papers")},
        {"title": published.content.title, "url": reverse("reading:paper", args=[slug])},
    ]
    if read is not None:
        crumbs.append({"title": "Editions", "url": reverse("reading:editions", args=[slug])})
    return {
        "nav": "papers",
        "title": published.content.title,
        "lang": lang_attribute(published.paper.language),
        "paper_url": reverse("reading:paper", args=[slug]),
        "read": read,
        "crumbs": crumbs,
    }
