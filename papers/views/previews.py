"""A paper before its time: for the desk at any stage, for named outsiders by a link."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import require_role, signed_in
from accounts.models import Role
from papers import actions
from papers.access import (
    get_preview_link_or_404,
    get_working_copy_or_404,
    get_working_preview_link_or_404,
)
from papers.forms import PreviewLinkForm
from papers.models import Paper, PreviewLink
from papers.pages.previewing import READERS, chosen_view, page_at, page_for_outsiders
from papers.pages.staging import stages_of
from papers.stages import Stage
from papers.views.answering import crumbs, posted
from papers.views.life import life_crumb


@require_role(Role.EDITOR)
@require_safe
def preview_paper(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the working copy as a kind of reader would meet it at a stage (`?as=…&stage=…`)."""
    paper = get_working_copy_or_404(slug)
    view = chosen_view(paper, reader=request.GET.get("as"), stage=request.GET.get("stage"))
    page = page_at(paper, view.stage)
    context = {
        "paper": paper,
        "page": page,
        "view": view,
        "readers": READERS,
        "stages": stages_of(paper),
        "tell_me": {"slug": slug} if view.stage == Stage.ANNOUNCED else None,
        "band": page.standing.band(),
        "crumbs": crumbs(paper),
        "nav": "desk",
    }
    return render(request, "papers/preview.html", context)


@require_safe
def open_preview(request: HttpRequest, secret: str) -> HttpResponse:
    """Show a paper to who has its link; once the public may read it, lead there.

    What was never made, was revoked or has expired is the same 404.
    """
    link = get_working_preview_link_or_404(secret)
    paper = get_working_copy_or_404(link.paper.slug)
    if paper.stage.is_public:
        return _secretive(redirect("reading:paper", paper.slug))
    actions.note_preview_opened(link)
    page = page_for_outsiders(paper, secret=secret)
    # Signed in or not, it is read as a stranger: nothing on it acts, the header's form included.
    context = {
        "page": page,
        "link": link,
        "user": AnonymousUser(),
        "is_staff_member": False,
        "is_embargoed": paper.current_edition_id is not None,
        "announced_at": paper.announced_at,
    }
    return _secretive(render(request, "papers/open_preview.html", context))


@require_role(Role.EDITOR)
@require_http_methods(["GET", "HEAD", "POST"])
def list_preview_links(request: HttpRequest, slug: str) -> HttpResponse:
    """List the links and make another; its address stands on the answer to the POST alone."""
    paper = get_working_copy_or_404(slug)
    form = PreviewLinkForm(**posted(request))
    if form.is_bound and form.is_valid():
        try:
            link, token = actions.make_preview_link(
                actor=signed_in(request), paper=paper, **form.arguments()
            )
        except actions.PaperRefusedError as error:
            form.add_error(None, str(error))
        else:
            path = reverse("life:open-preview", args=[token])
            made = {"made": link, "address": f"{settings.SITE_URL}{path}"}
            return _show_links(request, paper, PreviewLinkForm(), made=made)
    return _show_links(request, paper, form, status=422 if form.is_bound else 200)


@require_role(Role.EDITOR)
@require_POST
def revoke_preview_link(request: HttpRequest, slug: str, link_id: int) -> HttpResponse:
    link: PreviewLink = get_preview_link_or_404(slug, link_id)
    actions.revoke_preview_link(actor=signed_in(request), link=link)
    messages.success(request, f"The link for {link.name} opens nothing any more.")
    return redirect("papers:preview-links", slug)


def _show_links(
    request: HttpRequest,
    paper: Paper,
    form: PreviewLinkForm,
    *,
    made: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "paper": paper,
        "form": form,
        "links": paper.preview_links.with_clock(),
        "crumbs": [*crumbs(paper), *life_crumb(paper)],
        "nav": "desk",
        **(made or {}),
    }
    return render(request, "papers/list_preview_links.html", context, status=status)


def _secretive(response: HttpResponse) -> HttpResponse:
    """Keep a page whose address is a secret out of caches, search engines and others' logs."""
    response["Cache-Control"] = "no-store, private"
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    return response
