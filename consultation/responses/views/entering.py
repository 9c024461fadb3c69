"""What every page of a drafting room shares: the way in, and what was typed at a shut door."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

from accounts.access import View, signed_in
from consultation.responses.access import get_room_or_404
from consultation.responses.formal.rooms import Room
from consultation.responses.threads.pages import status_band
from papers.access import PublishedPaper, get_published_paper_or_404
from papers.content import QuestionContent
from papers.pages.asking import lang_attribute

RoomView = Callable[..., HttpResponse]


def get_asking_paper_or_404(slug: str) -> PublishedPaper:
    """Return a paper whose questions readers may see."""
    published = get_published_paper_or_404(slug)
    if not (published.shows_questions and published.content.questions):
        raise Http404("No such paper.")
    return published


def for_drafters(view: RoomView) -> "View[...]":
    """Open the room's page to its drafters; everybody else finds nothing, and keeps their text."""

    @wraps(view)
    def guarded(request: HttpRequest, slug: str, public_id: str, **more: Any) -> HttpResponseBase:
        typed = [request.POST.get(name, "") for name in ("body", "comment")]
        kept = {"kept": [text for text in typed if text.strip()], "next": request.path}
        if not request.user.is_authenticated:
            return _given_back(request, "401.html", kept, 401) or redirect_to_login(request.path)
        try:
            return view(request, _room(request, slug, public_id), **more)
        except Http404:
            if answer := _given_back(request, "404.html", kept, 404):
                return answer
            raise

    return guarded


def _given_back(
    request: HttpRequest, template: str, kept: dict[str, Any], status: int
) -> HttpResponse | None:
    """Show what was typed, to be copied, and let no back button bring it back; None if nothing."""
    if not kept["kept"]:
        return None
    answer = render(request, template, kept, status=status)
    add_never_cache_headers(answer)
    return answer


def _room(request: HttpRequest, slug: str, public_id: str) -> Room:
    viewer = signed_in(request)
    submission = get_room_or_404(viewer, slug, public_id)
    return Room(submission, get_asking_paper_or_404(slug), viewer)


def get_question_or_404(room: Room, number: int) -> QuestionContent:
    """Return a question of the room's paper as readers see it, one no longer asked among them."""
    question = room.find_question(number)
    if question is None:
        raise Http404("No such question.")
    return question


def frame(published: PublishedPaper, room: Room | None = None) -> dict[str, Any]:
    """Return what stands around every page: where the paper stands, and the way here."""
    slug = published.paper.slug
    crumbs = [
        {"title": "Papers", "url": reverse("reading:papers")},
        {"title": published.content.title, "url": reverse("reading:paper", args=[slug])},
    ]
    if room is not None:
        crumbs.append({"title": "Formal answers", "url": reverse("submissions:entry", args=[slug])})
    return {
        "nav": "papers",
        "lang": lang_attribute(published.paper.language),
        "published": published,
        "room": room,
        "band": status_band(published, title=True),
        "crumbs": crumbs,
        "head": None,
    }
