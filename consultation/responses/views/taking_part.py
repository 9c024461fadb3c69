"""Saying what one thinks of a response with one button, and following what is said."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Final

from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from accounts.access import SuspendedError, signed_in
from accounts.signing_in.limiting import ask_to_wait, is_within_limit
from consultation.responses.access import get_response_or_404
from consultation.responses.actions.following import CannotFollowError, follow, stop_following
from consultation.responses.actions.reacting import (
    CannotReactError,
    Reacted,
    ReaderNotWelcomedError,
    react,
)
from consultation.responses.models import Response
from consultation.responses.taking_part.following import Target
from consultation.responses.taking_part.reacting import Deed
from consultation.responses.views.telling import tell_at
from papers.access import get_asked_question_or_404, get_published_paper_or_404

TOO_FAST: Final = (
    "You have pressed many buttons in a short time. Wait a minute, then go on: "
    "what was noted stays noted."
)
LONGEST_ADDRESS: Final = 2_000
UNKNOWN: Final = "This page is older than the site is now. Open it again, and press the button."
SAID: Final = {
    Deed.AGREE: "You agree.",
    Deed.DISAGREE: "You disagree.",
    Deed.HELPS: "It helps you.",
    Deed.UNDO_AGREE: "You do not say any more that you agree.",
    Deed.UNDO_DISAGREE: "You do not say any more that you disagree.",
    Deed.UNDO_HELPS: "You do not say any more that it helps you.",
}


@require_POST
def react_to_response(request: HttpRequest) -> HttpResponse:
    """Note what the reader says; back to the response in its list, or numbers for the script.

    The button is named after the deed, and its value is the response: there are three in each row.
    """
    deed = next((deed for deed in Deed if deed in request.POST), None)
    if deed is None:
        back = _page_pressed_on(request) or reverse("reading:papers")
        return _refuse(request, UNKNOWN, back, HTTPStatus.UNPROCESSABLE_ENTITY)
    public_id = request.POST[deed]
    response = get_response_or_404(request.user, public_id)
    page = _page_pressed_on(request)
    back = f"{page}#r-{public_id}" if page else reverse("responses:permalink", args=[public_id])
    if not request.user.is_authenticated:
        return _sign_in_first(request, back)
    if not is_within_limit(request, action="take_part"):
        return _refuse(request, TOO_FAST, back, HTTPStatus.TOO_MANY_REQUESTS)
    try:
        reacted = react(actor=signed_in(request), response=response, deed=deed)
    except CannotReactError as error:
        welcome = isinstance(error, ReaderNotWelcomedError)
        return _refuse(request, str(error), back, HTTPStatus.CONFLICT, leads_to_welcome=welcome)
    if _is_script(request):
        return JsonResponse(_numbers(reacted, SAID[deed]))
    tell_at(request, public_id, messages.SUCCESS, SAID[deed])
    return redirect(back)


@require_POST
def follow_paper(request: HttpRequest, slug: str) -> HttpResponse:
    published = get_published_paper_or_404(slug)
    back = reverse("reading:paper", args=[slug])
    return _follow(request, Target(published.paper.pk), back, "this paper")


@require_POST
def follow_question(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    published, question = get_asked_question_or_404(slug, number)
    back = reverse("responses:question", args=[slug, number])
    target = Target(published.paper.pk, question_id=question.id)
    return _follow(request, target, back, "this question")


@require_POST
def follow_thread(request: HttpRequest, public_id: str) -> HttpResponse:
    """Follow the thread that the response is part of."""
    response = get_response_or_404(request.user, public_id)
    back = reverse("responses:permalink", args=[public_id])
    in_public = Response.objects.in_place_for(AnonymousUser()).filter(pk=response.root_id)
    if not in_public.exists():
        words = "This thread is not public yet. You can follow it once it is."
        return _refuse(request, words, back, HTTPStatus.CONFLICT)
    target = Target(response.question.paper_id, thread_id=response.root_id)
    return _follow(request, target, back, "this thread")


def _follow(request: HttpRequest, target: Target, back: str, thing: str) -> HttpResponse:
    """Begin or stop, as the button says; then back to the top of its page, which says so."""
    back = _page_pressed_on(request) or back
    if not request.user.is_authenticated:
        return _sign_in_first(request, back)
    if request.POST.get("from") == "list":
        back = reverse("reading:following")
    acts: dict[str, tuple[Callable[..., object], str]] = {
        "follow": (follow, f"You follow {thing}. We tell you what is said, as you chose for mail."),
        "stop": (stop_following, f"You do not follow {thing} any more."),
    }
    what = request.POST.get("what", "")
    if what not in acts:
        return _refuse(request, UNKNOWN, back, HTTPStatus.UNPROCESSABLE_ENTITY)
    if not is_within_limit(request, action="take_part"):
        return _refuse(request, TOO_FAST, back, HTTPStatus.TOO_MANY_REQUESTS)
    act, words = acts[what]
    try:
        act(actor=signed_in(request), target=target)
    except (CannotFollowError, SuspendedError) as error:
        return _refuse(request, str(error), back, HTTPStatus.CONFLICT)
    messages.success(request, words)
    return redirect(back)


def _page_pressed_on(request: HttpRequest) -> str:
    """Return the address of the page that holds the button, its order and filters with it.

    Empty where none is told, or one that is not of this site.
    """
    page = request.POST.get("next", "").partition("#")[0]
    is_ours = page.startswith("/") and url_has_allowed_host_and_scheme(page, allowed_hosts=None)
    return page if is_ours and len(page) <= LONGEST_ADDRESS else ""


def _sign_in_first(request: HttpRequest, back: str) -> HttpResponse:
    """Lead to where the button stands, not to the button's own address, which opens no page."""
    if _is_script(request):
        return JsonResponse({"said": "Sign in first."}, status=HTTPStatus.UNAUTHORIZED)
    return redirect_to_login(back)


def _refuse(
    request: HttpRequest,
    words: str,
    back: str,
    status: HTTPStatus,
    *,
    leads_to_welcome: bool = False,
) -> HttpResponse:
    if _is_script(request):
        answer: HttpResponse = JsonResponse({"said": words}, status=status)
    else:
        context = {"words": words, "back": back, "leads_to_welcome": leads_to_welcome}
        answer = render(request, "responses/not_noted.html", context, status=status)
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return ask_to_wait(answer, action="take_part")
    return answer


def _is_script(request: HttpRequest) -> bool:
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"


def _numbers(reacted: Reacted, words: str) -> dict[str, object]:
    return {
        "said": words,
        "agree": reacted.counts["agree_count"],
        "disagree": reacted.counts["disagree_count"],
        "helps": reacted.counts["helps_count"],
        "mine": [
            deed
            for deed, is_said in (
                (Deed.AGREE, reacted.said.counts["agree_count"]),
                (Deed.DISAGREE, reacted.said.counts["disagree_count"]),
                (Deed.HELPS, reacted.said.counts["helps_count"]),
            )
            if is_said
        ],
    }
