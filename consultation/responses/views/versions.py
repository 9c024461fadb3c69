"""The versions of an answer that is drafted: who wrote what, and bringing one back."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import SuspendedError
from consultation.responses.actions.answering import bring_back
from consultation.responses.actions.not_drafted import RoomError
from consultation.responses.formal.rooms import Room, openness_in_words, who
from consultation.responses.formal.sittings import changes_between, sittings_of
from consultation.responses.models import Answer
from consultation.responses.views.answer_pages import answer_context, chosen_in, find_answer
from consultation.responses.views.entering import for_drafters, get_question_or_404
from papers.content import QuestionContent
from papers.models import Question


@for_drafters
@require_http_methods(["GET", "HEAD", "POST"])
def versions(request: HttpRequest, room: Room, number: int) -> HttpResponse:
    """Who wrote what when; one version with what it changed, and bringing it back."""
    question = get_question_or_404(room, number)
    saved = find_answer(room, question)
    if saved is None:
        raise Http404("Nothing was written yet.")
    problem, status = "", 200
    if request.method == "POST":
        try:
            bring_back(
                actor=room.viewer,
                submission=room.submission,
                question=Question.objects.get(pk=question.id),
                number=_number(request.POST.get("number", "")),
                expected_version=_number(request.POST.get("version", "")),
            )
        except (RoomError, SuspendedError) as error:
            problem, status = str(error), 409
        else:
            messages.success(request, "Brought back. What it replaced is still among the versions.")
            return redirect(room.url_of("answer", question.number))
    context = {**answer_context(room, question), **_history(request, room, question, saved)}
    return render(
        request, "submissions/versions.html", {**context, "problem": problem}, status=status
    )


def _history(
    request: HttpRequest, room: Room, question: QuestionContent, saved: Answer
) -> dict[str, Any]:
    everything = saved.versions.select_related("written_by").defer("body").order_by("number")
    ends = sittings_of(everything)
    wanted = _number(request.GET.get("version", "")) or saved.version
    place = next((i for i, each in enumerate(ends) if each.number == wanted), None)
    if place is None:
        raise Http404("No such version.")
    numbers = [each.number for each in ends[max(0, place - 1) : place + 1]]
    read = list(
        saved.versions.filter(number__in=numbers).select_related("wording").order_by("number")
    )
    before = read[0] if len(read) > 1 else None
    return {
        "saved": saved,
        "sittings": [
            {
                "number": each.number,
                "who": who(each.written_by, room.viewer),
                "at": each.written_at,
                "is_shown": each.number == wanted,
                "is_newest": each.number == saved.version,
            }
            for each in reversed(ends)
        ],
        "shown": read[-1],
        "shown_who": who(ends[place].written_by, room.viewer),
        "chosen": chosen_in(room, question, read[-1]),
        "openness_then": openness_in_words(read[-1].openness, room),
        "passages": changes_between(question, before, read[-1]),
        "is_newest": wanted == saved.version,
    }


def _number(typed: str) -> int:
    is_number = typed.isascii() and typed.isdigit() and len(typed) < 10
    return int(typed) if is_number else 0
