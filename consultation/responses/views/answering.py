"""One answer of a formal answer: written, saved as one types, put together with others'."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import SuspendedError
from consultation.lib.clock import time_in_words
from consultation.responses.access import find_sent, find_wording
from consultation.responses.actions.answering import (
    AnswerConflictError,
    AnswerTooLongError,
    Written,
    keep_aside,
    text_of,
    write_answer,
)
from consultation.responses.actions.not_drafted import (
    AwaitingSignOffError,
    RoomClosedError,
    RoomError,
)
from consultation.responses.formal.merging import AnswerText
from consultation.responses.formal.rooms import (
    Room,
    is_somebody_else_here,
    saved_in_words,
    talk_about,
    who,
)
from consultation.responses.formal.unsettled import unsettled_in
from consultation.responses.forms.rooms import AnswerForm, CommentForm
from consultation.responses.models import Answer
from consultation.responses.threads.asked_as import asked_as
from consultation.responses.views.answer_pages import (
    answer_context,
    ask_of,
    can_change,
    carried_answer,
    chosen_in,
    find_answer,
    form_of_sent,
    form_with,
    put_down_answer,
    sent_answer,
)
from consultation.responses.views.coming_late import keep_what_came_late
from consultation.responses.views.composing import preview_of
from consultation.responses.views.entering import (
    for_drafters_until_sent,
    get_question_or_404,
    read_again,
)
from consultation.responses.views.saving import is_quiet
from consultation.responses.views.settling import show_comparison
from papers.content import QuestionContent
from papers.models import Wording

FORM_METHODS = ["GET", "HEAD", "POST"]


@for_drafters_until_sent(keep_what_came_late)
@require_http_methods(FORM_METHODS)
def answer(request: HttpRequest, room: Room, number: int) -> HttpResponse:
    """Write the answer to one question; whatever goes wrong, the text comes back."""
    question = get_question_or_404(room, number)
    if request.method == "POST":
        return _save(request, room, question)
    return _show(request, room, question)


def _save(request: HttpRequest, room: Room, question: QuestionContent) -> HttpResponse:
    form, read = sent_answer(room, question, request.POST)
    if "preview" in request.POST and can_change(room, question):
        return _show(request, room, question, form)
    if not form.is_valid():
        return _refuse(request, room, question, form, status=422)
    try:
        return _keep(request, room, question, form, read)
    except (AnswerConflictError, RoomError, SuspendedError) as error:
        return _not_saved(request, room, question, form, error)


def _keep(
    request: HttpRequest, room: Room, question: QuestionContent, form: AnswerForm, read: Wording
) -> HttpResponse:
    typed = {
        "actor": room.viewer,
        "submission": room.submission,
        "wording": read,
        "typed": form.typed,
        "expected_version": form.cleaned_data["version"],
        "page": form.cleaned_data["page"],
    }
    if is_quiet(request) and form.cleaned_data["aside"]:
        keep_aside(**typed)
        put_down_answer(request, room.submission, question.number)
        return _kept_aside(room, form)
    written = write_answer(**typed, takes_back="take_back" in request.POST)
    put_down_answer(request, room.submission, question.number)
    return _kept(room, written) if is_quiet(request) else _saved(request, room, question, written)


def _not_saved(
    request: HttpRequest,
    room: Room,
    question: QuestionContent,
    form: AnswerForm,
    error: AnswerConflictError | RoomError | SuspendedError,
) -> HttpResponse:
    if isinstance(error, AnswerConflictError | AwaitingSignOffError):
        put_down_answer(request, room.submission, question.number)  # it is kept aside by now
    if isinstance(error, AnswerConflictError):
        return _settle(request, room, question, form, error)
    if isinstance(error, RoomClosedError):
        slug, public_id = room.published.paper.slug, room.submission.public_id
        if sent := find_sent(room.viewer, slug, public_id):  # in the same instant
            return keep_what_came_late(request, sent, question.number)
    if isinstance(error, AwaitingSignOffError):
        return _wait(request, room, question, form, error)
    status = 422 if isinstance(error, AnswerTooLongError) else 409
    return _refuse(request, room, question, form, problem=str(error), status=status)


def _refuse(
    request: HttpRequest,
    room: Room,
    question: QuestionContent,
    form: AnswerForm,
    *,
    problem: str = "",
    status: int,
) -> HttpResponse:
    if is_quiet(request):
        faults = [problem, *(fault for found in form.errors.values() for fault in found)]
        return _said(f"Not saved. {next(filter(None, faults))}", status=status)
    return _show(request, room, question, form, problem=problem, status=status)


def _wait(
    request: HttpRequest,
    room: Room,
    question: QuestionContent,
    form: AnswerForm,
    error: AwaitingSignOffError,
) -> HttpResponse:
    """Say that somebody put it before an approver meanwhile; what was typed is kept aside."""
    if is_quiet(request):
        said = "It waits for sign-off now. Your text is kept for you alone: press Save to go on."
        return _said(said, status=409, kept=True)
    read_again(room)
    form.stays_aside()
    return _show(request, room, question, form, problem=str(error), status=409)


def _settle(
    request: HttpRequest,
    room: Room,
    question: QuestionContent,
    form: AnswerForm,
    conflict: AnswerConflictError,
) -> HttpResponse:
    """Both texts, and a box to settle it."""
    if is_quiet(request):
        other = who(conflict.saved.changed_by, room.viewer)
        where = " in another window" if other == "you" else ""
        said = f"Changed by {other}{where} as well. Your text is kept for you alone: press Save to"
        return _said(f"{said} see both.", status=409, kept=True)
    page = form.cleaned_data["page"]
    return show_comparison(request, room, question, conflict.comparison, page=page)


def _saved(
    request: HttpRequest, room: Room, question: QuestionContent, written: Written
) -> HttpResponse:
    taken_back = " It is taken back from sign-off." if "take_back" in request.POST else ""
    messages.success(request, f"Saved{_merged(room, written)}.{taken_back}")
    if "go_on" not in request.POST:
        return redirect(room.url_of("answer", question.number))
    return redirect(room.beside(question)[1] or room.url)


def _kept(room: Room, written: Written) -> JsonResponse:
    """Tell the script what is saved.

    Of a merge that is also the merged text: the script puts it into the box once the writer is not
    in it, so that nothing moves under their hands.
    """
    said = f"Saved as you typed, {time_in_words(room.now)}{_merged(room, written)}."
    kept: dict[str, Any] = {"said": said, "version": written.own_version}
    if written.is_merged:
        saved = written.answer
        kept["together"] = {"body": saved.body, "version": saved.version}
    return JsonResponse(kept)


def _merged(room: Room, written: Written) -> str:
    """Whose words were saved along with one's own, after “Saved”; empty where nobody's were."""
    if not written.is_merged:
        return ""
    other = who(written.merged_with, room.viewer)
    by = "you wrote in another window" if other == "you" else f"{other} wrote"
    return f", together with what {by} meanwhile"


def _kept_aside(room: Room, form: AnswerForm) -> JsonResponse:
    said = f"Kept for you alone, {time_in_words(room.now)}. It is not in the answer yet."
    return JsonResponse({"said": said, "version": form.cleaned_data["version"]})


def _said(words: str, *, status: int, kept: bool = False) -> JsonResponse:
    return JsonResponse({"said": words, "kept": kept}, status=status)


def _show(
    request: HttpRequest,
    room: Room,
    question: QuestionContent,
    form: AnswerForm | None = None,
    *,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    saved = find_answer(room, question)
    before, after = room.beside(question)
    sent = carried_answer(request, room.submission, question.number) if form is None else None
    context = {
        **answer_context(room, question),
        "form": form or _form_on(room, question, saved, sent),
        "carried": sent,
        "saved": saved,
        "unsettled": unsettled_in(room, question.id),
        "kept_text": saved.body if saved else "",
        "chosen": chosen_in(room, question, saved) if saved else None,
        "saved_words": saved_in_words(room, saved) if saved else "",
        "somebody_else": is_somebody_else_here(room, saved),
        "asked_otherwise": asked_as(saved.wording, question) if saved else None,
        "previous_url": before,
        "next_url": after,
        "talk": talk_about(room, question, everything=request.GET.get("comments") == "all"),
        "comment_form": CommentForm(initial={"about": question.number}),
        "preview": preview_of(request.POST.get("body", "")) if "preview" in request.POST else None,
        "problem": problem,
        "read": _read_before(request, question),
    }
    return render(request, "submissions/answer.html", context, status=status)


def _read_before(request: HttpRequest, question: QuestionContent) -> Wording | None:
    """The wording that the form was opened with, where the question reads otherwise by now."""
    number = request.POST.get("asked_as", "")
    return find_wording(question.id, number) if number != str(question.wording) else None


def _form_on(
    room: Room, question: QuestionContent, saved: Answer | None, sent: QueryDict | None
) -> AnswerForm:
    """The form with what was carried through signing in, or with the newest text.

    What was chosen among older options is found by its words.
    """
    aside = room.submission.is_awaiting
    if sent is not None:
        return form_of_sent(room, question, sent, aside=aside)
    ask = ask_of(room, question)
    text = AnswerText()
    if saved is not None:
        chosen_from = ask_of(room, question, saved.wording).options
        text = text_of(saved).carried_to(ask.options, chosen_from=chosen_from)
    version = saved.version if saved else 0
    return form_with(room, ask, text, version=version, asked_as=question.wording, aside=aside)
