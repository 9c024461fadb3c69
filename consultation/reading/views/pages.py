"""The public pages: home, papers, one paper, about."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.access import require_sign_in, signed_in
from consultation.lib.heads import PageHead, absolute
from consultation.moderation.models import Reason
from consultation.reading.editions import changes_url_of
from consultation.reading.following import awaited_by, get_own_alert_or_404, page_of_followed
from consultation.reading.listing import Wanted, list_of_papers, papers_on_home
from consultation.reading.me import overview_of
from consultation.reading.mine import own_responses
from consultation.reading.papers import neighbours_of, newest, page_of_paper, paper_head
from consultation.responses.formal.own import rooms_on
from consultation.responses.models import Submission
from consultation.responses.taking_part.following import follows_paper
from consultation.responses.threads.pages import viewer_of
from papers.access import (
    find_alert,
    get_published_paper_or_404,
    get_slug_of_short_link_or_404,
)
from papers.actions import stop_alert
from papers.models import Paper
from papers.stages import Stage


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What is open, what is coming, what was said, and how it works."""
    head = PageHead("Soundings: discussion papers, answered in the open", absolute("/"))
    return render(request, "reading/home.html", {**papers_on_home(), "head": head})


@require_safe
def papers(request: HttpRequest) -> HttpResponse:
    """Every paper the public may know, by where it stands, narrowed as the reader asks."""
    wanted = Wanted.from_query(request.GET)
    context = {
        **list_of_papers(wanted),
        "nav": "papers",
        # A search has no address of its own; each page of the list has.
        "head": PageHead("Papers", absolute(wanted.url(words="", page=wanted.page))),
    }
    return render(request, "reading/papers.html", context)


@require_safe
def paper(request: HttpRequest, slug: str) -> HttpResponse:
    """One paper as its current edition has it; an announced one without its questions."""
    published = get_published_paper_or_404(slug)
    page = page_of_paper(published)
    neighbours = neighbours_of(published.paper)
    context = {
        "nav": "papers",
        "page": page,
        "new": newest(page),
        "neighbours": neighbours,
        "tell_me": _tell_me(request, published.paper),
        "follow": _follow(request, published.paper),
        "rooms": _rooms(request, published.paper),
        "changes_url": changes_url_of(published),
        "band": page.standing.band(),
        "head": paper_head(page, neighbours),
        "crumbs": [{"title": "Papers", "url": reverse("reading:papers")}],
    }
    return render(request, "reading/paper.html", context)


def _tell_me(request: HttpRequest, paper: Paper) -> dict[str, Any] | None:
    """What papers/_tell_me.html asks, for a paper that has not opened; one query if signed in."""
    if paper.stage != Stage.ANNOUNCED:
        return None
    person = viewer_of(request.user)
    waiting = person is not None and find_alert(person, paper) is not None
    return {"slug": paper.slug, "is_signed_in": person is not None, "is_waiting": waiting}


def _rooms(request: HttpRequest, paper: Paper) -> list[Submission]:
    """The formal answers that the reader can go on with; one query if signed in."""
    person = viewer_of(request.user)
    return rooms_on(person, paper.pk) if person and paper.stage.takes_responses else []


def _follow(request: HttpRequest, paper: Paper) -> dict[str, Any] | None:
    """What the button to follow asks, while there can be something new; one query if signed in."""
    if not paper.stage.takes_responses:
        return None
    return {
        "slug": paper.slug,
        "is_signed_in": viewer_of(request.user) is not None,
        "is_following": follows_paper(request.user, paper.pk),
    }


@require_safe
def short_link(request: HttpRequest, number: int) -> HttpResponse:  # noqa: ARG001
    """The address that is printed and read aloud; not permanent, because a slug may change."""
    return redirect("reading:paper", get_slug_of_short_link_or_404(number))


@require_sign_in
@require_safe
def me(request: HttpRequest) -> HttpResponse:
    """What waits for me, and the way to all that is mine."""
    person = signed_in(request)
    context = {"overview": overview_of(person), "person": person, "nav": "me"}
    return render(request, "reading/me.html", context)


@require_sign_in
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """What became of everything I posted."""
    context = own_responses(
        signed_in(request),
        state=request.GET.get("state", ""),
        cursor=request.GET.get("cursor"),
    )
    return render(request, "reading/mine.html", {**context, "nav": "me"})


@require_sign_in
@require_safe
def following(request: HttpRequest) -> HttpResponse:
    """What I follow, and the papers I asked to be told about."""
    person = signed_in(request)
    page = page_of_followed(person, request.GET.get("cursor"))
    context = {**page, "awaited": awaited_by(person), "nav": "me"}
    return render(request, "reading/following.html", context)


@require_sign_in
@require_POST
def stop_waiting(request: HttpRequest, slug: str) -> HttpResponse:
    person = signed_in(request)
    stop_alert(alert=get_own_alert_or_404(person, slug), actor=person)
    messages.success(request, "We will not write to you about this paper.")
    return redirect("reading:following")


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """How it works, the house rules, accessibility and privacy."""
    rules = Reason.objects.filter(paper__isnull=True)
    return render(request, "reading/about.html", {"rules": rules})
