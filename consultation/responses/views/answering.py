"""One answer of a formal answer: written, saved as one types, settled, and its versions."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import SuspendedError
from consultation.lib.marking import marked
from consultation.responses.access import find_wording
from consultation.responses.actions.answering import (
    AnswerConflictError,
    AnswerTooLongError,
    Written,
    text_of,
    write_answer,
)
from consultation.responses.actions.rooms import RoomError
from consultation.responses.choosing import Ask, Choice, Chosen, in_words
from consultation.responses.formal.merging import AnswerText
from consultation.responses.formal.rooms import (
    Room,
    is_somebody_else_here,
    openness_in_words,
    saved_in_words,
    talk_about,
    who,
)
from consultation.responses.forms.rooms import AnswerForm, CommentForm, initial_of
from consultation.responses.models import Answer, AnswerVersion
from consultation.responses.threads.asked_as import asked_as
from consultation.responses.threads.pages import QuestionPage
from consultation.responses.views.entering import for_drafters, frame, get_question_or_404
from papers.content import QuestionContent
from papers.models import Wording

FORM_METHODS = ["GET", "HEAD", "POST"]


@for_drafters
@require_http_methods(FORM_METHODS)
def answer(request: HttpRequest, room: Room, number: int) -> HttpResponse:
    """Write the answer to one question; whatever goes wrong, the text comes back."""
    question = get_question_or_404(room, number)
    if request.method == "POST":
        return _save(request, room, question)
    return _show(request, room, question)


def _save(request: HttpRequest, room: Room, question: QuestionContent) -> HttpResponse:
    read = find_wording(question.id, request.POST.get("asked_as", "")) or _wording(question)
    form = AnswerForm(
        request.POST, ask=_ask(room, question, read), is_organisations=room.is_organisations
    )
    if not form.is_valid():
        return _refuse(request, room, question, form, status=422)
    try:
        written = write_answer(
            actor=room.viewer,
            submission=room.submission,
            wording=read,
            typed=form.typed,
            expected_version=form.cleaned_data["version"],
        )
    except AnswerConflictError as conflict:
        return _settle(request, room, question, conflict)
    except AnswerTooLongError as error:
        return _refuse(request, room, question, form, problem=str(error), status=422)
    except (RoomError, SuspendedError) as error:
        return _refuse(request, room, question, form, problem=str(error), status=409)
    return _kept(written) if _is_quiet(request) else _saved(request, room, question, written)


def _is_quiet(request: HttpRequest) -> bool:
    """Whether the script saves it, while its writer goes on typing."""
    return request.POST.get("keep") == "quietly"


def _refuse(
    request: HttpRequest,
    room: Room,
    question: QuestionContent,
    form: AnswerForm,
    *,
    problem: str = "",
    status: int,
) -> HttpResponse:
    if _is_quiet(request):
        faults = [problem, *(fault for found in form.errors.values() for fault in found)]
        return _said(f"Not saved. {next(filter(None, faults))}", status=status)
    return _show(request, room, question, form, problem=problem, status=status)


def _saved(
    request: HttpRequest, room: Room, question: QuestionContent, written: Written
) -> HttpResponse:
    if written.is_merged:
        other = who(written.merged_with, room.viewer)
        by = "you wrote in another window" if other == "you" else f"{other} wrote"
        messages.success(request, f"Saved, together with what {by} meanwhile.")
    else:
        messages.success(request, "Saved.")
    if "go_on" not in request.POST:
        return redirect(room.url_of("answer", question.number))
    return redirect(room.beside(question)[1] or room.url)


def _kept(written: Written) -> JsonResponse:
    """Tell the script what is saved; of a merge also the text, to be shown when it does no harm."""
    saved = written.answer
    kept: dict[str, Any] = {"said": "Saved as you typed.", "version": written.own_version}
    if written.is_merged:
        other = written.merged_with.public_name if written.merged_with else "somebody else"
        kept["said"] = f"Saved as you typed, together with what {other} wrote."
        kept["together"] = {"body": saved.body, "version": saved.version}
    return JsonResponse(kept)


def _said(words: str, *, status: int) -> JsonResponse:
    return JsonResponse({"said": words}, status=status)


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
    context = {
        **answer_context(room, question),
        "form": form or _form_on(room, question, saved),
        "saved": saved,
        "kept_text": saved.body if saved else "",
        "chosen": chosen_in(room, question, saved) if saved else None,
        "saved_words": saved_in_words(room, saved) if saved else "",
        "somebody_else": is_somebody_else_here(room, saved),
        "asked_otherwise": asked_as(saved.wording, question) if saved else None,
        "previous_url": before,
        "next_url": after,
        "talk": talk_about(room, question, everything=request.GET.get("comments") == "all"),
        "comment_form": CommentForm(initial={"about": question.number}),
        "problem": problem,
        "read": _read_before(request, question),
    }
    return render(request, "submissions/answer.html", context, status=status)


def _read_before(request: HttpRequest, question: QuestionContent) -> Wording | None:
    """The wording that the form was opened with, where the question reads otherwise by now."""
    number = request.POST.get("asked_as", "")
    return find_wording(question.id, number) if number != str(question.wording) else None


def answer_context(room: Room, question: QuestionContent) -> dict[str, Any]:
    page = QuestionPage(room.published, question).context()
    around = frame(room.published, room)
    here = {"title": room.respondent, "url": room.url}
    return {
        **page,
        **around,
        "crumbs": [*around["crumbs"], here],
        "action": room.url_of("answer", question.number),
        "versions_url": room.url_of("versions", question.number),
    }


def find_answer(room: Room, question: QuestionContent) -> Answer | None:
    answers = room.submission.answers.select_related("wording", "changed_by")
    return answers.filter(question=question.id).first()


def _ask(room: Room, question: QuestionContent, read: Wording | None = None) -> Ask:
    return QuestionPage(room.published, question).ask(read)


def _wording(question: QuestionContent) -> Wording:
    return Wording.objects.get(question_id=question.id, number=question.wording)


def _form_on(room: Room, question: QuestionContent, saved: Answer | None) -> AnswerForm:
    """The form with the newest text; what was chosen among older options is found by its words."""
    ask = _ask(room, question)
    text = AnswerText()
    if saved is not None:
        chosen_from = _ask(room, question, saved.wording).options
        text = text_of(saved).carried_to(ask.options, chosen_from=chosen_from)
    return _form(room, ask, text, saved.version if saved else 0, question.wording)


def _form(room: Room, ask: Ask, text: AnswerText, version: int, asked_as: int) -> AnswerForm:
    initial = initial_of(text, ask, version=version, asked_as=asked_as)
    return AnswerForm(initial=initial, ask=ask, is_organisations=room.is_organisations)


def _settle(
    request: HttpRequest, room: Room, question: QuestionContent, conflict: AnswerConflictError
) -> HttpResponse:
    """Both texts, and a box to settle it; nothing has been saved of what was typed."""
    saved, together = conflict.saved, conflict.together
    if _is_quiet(request):
        other = who(saved.changed_by, room.viewer)
        return _said(f"Changed by {other} as well. Press Save to see both.", status=409)
    newer = conflict.wording
    ask = _ask(room, question, newer)
    theirs, mine = marked(saved.body, conflict.typed.body)
    context = {
        **answer_context(room, question),
        "form": _form(room, ask, together.text, saved.version, newer.number),
        "other": who(saved.changed_by, room.viewer),
        "saved": saved,
        "clashes": together.clashes,
        "theirs": theirs,
        "mine": mine,
        "their_choice": _in_words(ask, saved.choice),
        "my_choice": _in_words(ask, conflict.typed.choice),
        "their_openness": openness_in_words(saved.openness, room),
        "my_openness": openness_in_words(conflict.typed.openness, room),
    }
    return render(request, "submissions/settle.html", context, status=409)


def chosen_in(
    room: Room, question: QuestionContent, written: Answer | AnswerVersion
) -> Chosen | None:
    return _in_words(_ask(room, question, written.wording), written.choice)


def _in_words(ask: Ask, choice: Choice) -> Chosen | None:
    return in_words(choice, options=ask.options, kind=ask.kind, language=ask.language)
