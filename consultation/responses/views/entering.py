"""What the pages of a drafting room share: who may open them, and what becomes of a late text."""

from collections.abc import Callable, Sequence
from functools import partial, wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

from accounts.access import View, signed_in
from consultation.responses.access import find_sent, get_room_or_404
from consultation.responses.actions.refusals import SubmissionSentError
from consultation.responses.drafts.carrying import carried_for, carry
from consultation.responses.drafts.destinations import destination_of
from consultation.responses.formal.rooms import Room
from consultation.responses.models import Submission
from consultation.responses.threads.pages import status_band
from consultation.responses.views.saving import is_quiet
from papers.access import PublishedPaper, get_published_paper_or_404
from papers.content import QuestionContent
from papers.pages.asking import lang_attribute

RoomView = Callable[..., HttpResponse]
SentView = Callable[..., HttpResponse]


def get_asking_paper_or_404(slug: str) -> PublishedPaper:
    """Return a paper whose questions readers may see."""
    published = get_published_paper_or_404(slug)
    if not (published.shows_questions and published.content.questions):
        raise Http404("No such paper.")
    return published


def for_drafters(view: RoomView) -> "View[...]":
    """Open the room's page to its drafters, and lead them to what was sent once it is sent.

    Everybody else finds nothing; whoever it is keeps their text.
    """
    return for_drafters_until_sent(lambda request, sent, **_more: lead_to_sent(request, sent))(view)


def for_drafters_until_sent(when_sent: SentView) -> "Callable[[RoomView], View[...]]":
    """Open it likewise, and let `when_sent` answer once the formal answer is sent."""
    return partial(_guard, when_sent=when_sent)


def _guard(view: RoomView, *, when_sent: SentView) -> "View[...]":
    @wraps(view)
    def guarded(request: HttpRequest, slug: str, public_id: str, **more: Any) -> HttpResponseBase:
        kept: dict[str, Any] = {"kept": typed_in(request), "next": request.path}
        if not request.user.is_authenticated:
            room = reverse("submissions:room", args=[slug, public_id])
            back = request.path if request.method in {"GET", "HEAD"} else room
            kept["is_carried"] = bool(kept["kept"]) and _carry(request)
            return _given_back(request, "401.html", kept, 401) or redirect_to_login(back)
        try:
            return view(request, _room(request, slug, public_id), **more)
        except Http404:
            sent = find_sent(signed_in(request), slug, public_id)
            if sent is not None:
                return when_sent(request, sent, **more)
            kept["kept"] = kept["kept"] or _carried(request)
            if answer := _given_back(request, "404.html", kept, 404):
                return answer
            raise

    return guarded


def _carry(request: HttpRequest) -> bool:
    """Carry the text of an answer through the next sign-in of its writer here."""
    place = destination_of(request.path, request.POST)
    return place is not None and carry(request, place.question_id, place.to)


def _carried(request: HttpRequest) -> list[str]:
    """Return what was carried through signing in to a room that is shut by now."""
    place = destination_of(request.path, request.GET)
    if place is None:
        return []
    sent = carried_for(request, signed_in(request), place.question_id, place.to)
    return [sent.get("body", "")] if sent else []


def typed_in(request: HttpRequest) -> list[str]:
    """Return the texts that a form of the room sent."""
    typed = [request.POST.get(name, "") for name in ("body", "comment", "words")]
    return [text for text in typed if text.strip()]


def lead_to_sent(request: HttpRequest, sent: Submission) -> HttpResponse:
    """Go to what was sent out of the room; a text that came too late is shown, to be copied."""
    kept = typed_in(request)
    url = sent_url(sent)
    if is_quiet(request):
        said = "This formal answer was sent meanwhile. Copy your text before you leave this page."
        return JsonResponse({"said": said, "kept": False}, status=409)
    if kept:
        return show_sent_meanwhile(request, sent, kept)
    if request.method == "POST":
        messages.info(request, str(SubmissionSentError()))
    return redirect(url)


def show_sent_meanwhile(
    request: HttpRequest, sent: Submission, kept: Sequence[str], **where: Any
) -> HttpResponse:
    """Say that it was sent, with the texts that came too late and where they wait, if they do."""
    context = {"kept": kept, "sent_url": sent_url(sent), "nav": "papers", **where}
    answer = render(request, "submissions/sent_meanwhile.html", context, status=409)
    add_never_cache_headers(answer)
    return answer


def sent_url(sent: Submission) -> str:
    """The page of what was sent; it lists there what its reader typed and is not part of it."""
    return reverse("reading:sent-answer", args=[sent.paper.slug, sent.reference])


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


def read_again(room: Room) -> None:
    """Read the formal answer as it is after a refusal; raises Http404 once it is discarded."""
    try:
        room.submission.refresh_from_db()
    except Submission.DoesNotExist:
        raise Http404("No such formal answer.") from None


def get_question_or_404(room: Room, number: int) -> QuestionContent:
    """Return a question of the room's paper as readers see it, one no longer asked among them."""
    question = room.find_question(number)
    if question is None:
        raise Http404("No such question.")
    return question


def frame(
    published: PublishedPaper, room: Room | None = None, *, within: bool = False
) -> dict[str, Any]:
    """Return what stands around every page: where the paper stands, and the way here.

    A page `within` a room leads back to it.
    """
    slug = published.paper.slug
    crumbs = [
        {"title": "Papers", "url": reverse("reading:papers")},
        {"title": published.content.title, "url": reverse("reading:paper", args=[slug])},
    ]
    if room is not None:
        crumbs.append({"title": "Formal answers", "url": reverse("submissions:entry", args=[slug])})
        if within:
            crumbs.append({"title": room.respondent, "url": room.url})
    return {
        "nav": "papers",
        "lang": lang_attribute(published.paper.language),
        "published": published,
        "room": room,
        "band": status_band(published, title=True),
        "crumbs": crumbs,
        "head": None,
    }
