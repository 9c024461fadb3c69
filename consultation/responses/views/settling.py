"""What was typed beside a saved answer: laid beside it, settled, or discarded."""

import uuid
from dataclasses import fields
from http import HTTPStatus
from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import signed_in
from consultation.lib.marking import marked
from consultation.responses.actions.answering import Comparison, compare, text_of
from consultation.responses.actions.keeping_aside import Typed, discard_unsettled
from consultation.responses.formal.merging import AnswerText, Together
from consultation.responses.formal.rooms import Room, openness_in_words, who
from consultation.responses.models import Answer, Submission, UnsettledText
from consultation.responses.views.answer_pages import (
    answer_context,
    ask_of,
    chosen_in_words,
    find_answer,
    form_with,
)
from consultation.responses.views.entering import for_drafters, get_question_or_404
from papers.content import QuestionContent
from papers.models import Question

HAPPENED: Final = (
    "While you wrote, {} saved a change to the same place{}. Your text is kept for you alone until "
    "you settle it."
)
NOTHING_WAITS: Final = "Nothing of yours waits here any more."


@for_drafters
@require_http_methods(["GET", "HEAD", "POST"])
def settle(request: HttpRequest, room: Room, number: int) -> HttpResponse:
    """Offer what one typed last and could not save, beside what is saved; discard it."""
    question = get_question_or_404(room, number)
    if request.method == "POST":
        return _discard(request, room, question)
    own = UnsettledText.objects.filter(submission=room.submission, person=room.viewer)
    newest = own.filter(question=question.id).select_related("wording").order_by("-saved_at", "-pk")
    kept = newest.first()
    if kept is None:
        messages.info(request, NOTHING_WAITS)
        return redirect(room.url_of("answer", question.number))
    comparison = _comparison(room, question, kept)
    return show_comparison(
        request, room, question, comparison, page=kept.page, status=HTTPStatus.OK
    )


def show_comparison(
    request: HttpRequest,
    room: Room,
    question: QuestionContent,
    comparison: Comparison,
    *,
    page: uuid.UUID,
    status: int = HTTPStatus.CONFLICT,
) -> HttpResponse:
    """Show both texts, and a box to settle it; what is typed on in it is kept for its writer."""
    saved, together, newer = comparison.saved, comparison.together, comparison.wording
    ask = ask_of(room, question, newer)
    theirs, mine = marked(comparison.theirs.body, comparison.typed.body)
    form = form_with(
        room,
        ask,
        together.text,
        version=saved.version if saved else 0,
        asked_as=newer.number,
        aside=True,
        page=page,
    )
    context: dict[str, Any] = {
        **answer_context(room, question),
        "form": form,
        "page_token": page,
        **_what_happened(room, saved),
        "is_new": status == HTTPStatus.CONFLICT,
        "saved": saved,
        "clashes": together.clashes,
        "differs": _differing(comparison.theirs, comparison.typed),
        "theirs": theirs,
        "mine": mine,
        "my_text": comparison.typed.body,
        "their_choice": chosen_in_words(ask, comparison.theirs.choice),
        "my_choice": chosen_in_words(ask, comparison.typed.choice),
        "their_openness": openness_in_words(comparison.theirs.openness, room),
        "my_openness": openness_in_words(comparison.typed.openness, room),
    }
    return render(request, "submissions/settle.html", context, status=status)


def _what_happened(room: Room, saved: Answer | None) -> dict[str, Any]:
    """Who saved what stands there, and that they did."""
    other = who(saved.changed_by, room.viewer) if saved else ""
    is_own = saved is not None and saved.changed_by == room.viewer
    words = HAPPENED.format(other, " in another window" if is_own else "")
    return {"other": other, "is_own": is_own, "what_happened": words}


def _differing(theirs: AnswerText, mine: AnswerText) -> frozenset[str]:
    """Name what is not the same in both, also where only one of them changed it."""
    return frozenset(
        each.name
        for each in fields(theirs)
        if getattr(theirs, each.name) != getattr(mine, each.name)
    )


def _comparison(room: Room, question: QuestionContent, kept: UnsettledText) -> Comparison:
    typed = Typed(kept.wording, text_of(kept), kept.began_with, kept.page)
    saved = find_answer(room, question)
    if saved is not None:
        return compare(saved, typed)
    nothing = Together(typed.text, frozenset())
    return Comparison(None, AnswerText(), typed.text, nothing, kept.wording)


def _discard(request: HttpRequest, room: Room, question: QuestionContent) -> HttpResponse:
    asked = Question.objects.get(pk=question.id)
    discard_typed(request, room.submission, asked, stands="The answer is as it was saved.")
    return redirect(room.url_of("answer", question.number))


def discard_typed(
    request: HttpRequest, submission: Submission, question: Question, *, stands: str
) -> None:
    """Discard what the reader typed on the page that the form names, and say what stands."""
    try:
        page = uuid.UUID(request.POST.get("page", ""))
    except ValueError:
        page = uuid.uuid4()  # no page of ours: there is nothing to discard
    person = signed_in(request)
    if discard_unsettled(actor=person, submission=submission, question=question, page=page):
        messages.success(request, f"Your text is discarded. {stands}")
    else:
        messages.info(request, NOTHING_WAITS)
