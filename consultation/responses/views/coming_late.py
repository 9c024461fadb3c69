"""The text of an answer that comes after a colleague sent the whole: kept, offered, discarded."""

from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.access import SuspendedError, require_sign_in, signed_in
from consultation.responses.access import get_sent_or_404
from consultation.responses.actions.answering import AnswerTooLongError
from consultation.responses.actions.coming_late import keep_late
from consultation.responses.actions.not_drafted import RoomClosedError
from consultation.responses.formal.rooms import Room
from consultation.responses.models import Submission
from consultation.responses.views.answer_pages import (
    carried_answer,
    put_down_answer,
    sent_answer,
)
from consultation.responses.views.entering import (
    get_asking_paper_or_404,
    get_question_or_404,
    lead_to_sent,
    sent_url,
    show_sent_meanwhile,
)
from consultation.responses.views.saving import is_quiet
from consultation.responses.views.settling import discard_typed
from papers.models import Question

KEPT: Final = (
    "This formal answer was sent meanwhile. Your text is kept for you alone: the page of what was "
    "sent shows it."
)


def keep_what_came_late(request: HttpRequest, sent: Submission, number: int) -> HttpResponse:
    """Keep the text of a form that was opened before it was sent, and say where it waits.

    So with one that was carried through signing in, and comes back to find it sent.
    """
    data = request.POST if request.method == "POST" else carried_answer(request, sent, number)
    if data is None:
        return redirect(sent_url(sent))
    room = Room(sent, get_asking_paper_or_404(sent.paper.slug), signed_in(request))
    form, read = sent_answer(room, get_question_or_404(room, number), data)
    if not form.is_valid() or not (form.typed.body or form.typed.choice):
        return lead_to_sent(request, sent)
    try:
        kept_in = keep_late(
            actor=room.viewer,
            submission=sent,
            wording=read,
            typed=form.typed,
            expected_version=form.cleaned_data["version"],
            page=form.cleaned_data["page"],
        )
    except (RoomClosedError, SuspendedError, AnswerTooLongError):
        return lead_to_sent(request, sent)
    put_down_answer(request, sent, number)
    return _told(request, sent, kept_in, number, form.typed.body)


def _told(
    request: HttpRequest, sent: Submission, kept_in: Submission | None, number: int, text: str
) -> HttpResponse:
    if kept_in is None:
        said = "This formal answer was sent meanwhile. What you saved is part of it."
        if is_quiet(request):
            return JsonResponse({"said": said, "kept": True}, status=409)
        messages.info(request, said)
        return redirect(sent_url(sent))
    if is_quiet(request):
        return JsonResponse({"said": KEPT, "kept": True}, status=409)
    begun = [sent.paper.slug, kept_in.public_id, number]
    where = {"settle_url": reverse("submissions:settle", args=begun)} if kept_in != sent else {}
    return show_sent_meanwhile(request, sent, [text] if text else [], is_kept=True, **where)


@require_sign_in
@require_POST
def discard_late(request: HttpRequest, slug: str, reference: str, number: int) -> HttpResponse:
    """Delete what this person typed and what was sent without it."""
    sent = get_sent_or_404(signed_in(request), slug, reference)
    asked = get_object_or_404(Question, paper=sent.paper_id, number=number)
    discard_typed(request, sent, asked, stands="What was sent is as it was.")
    return redirect(sent_url(sent))
