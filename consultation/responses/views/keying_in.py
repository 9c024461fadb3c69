"""The page on which staff key in what came: saved as often as they like, by several at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import require_role, signed_in
from accounts.models import Role, User
from consultation.lib.marking import Difference, marked
from consultation.lib.readable_input import is_worth_keeping
from consultation.responses.actions.answering import text_of
from consultation.responses.actions.keying_in import (
    AnswerTogether,
    EntryConflictError,
    Keyed,
    save_entry,
)
from consultation.responses.actions.not_entered import AlreadyEnteredError, CannotEnterError
from consultation.responses.choosing import Choice, in_words
from consultation.responses.formal.merging import AnswerText
from consultation.responses.formal.rooms import who
from consultation.responses.forms.keying_in import AnswersForm, Shown, Wordings
from consultation.responses.forms.offline import SavedEntryForm
from consultation.responses.models import Submission
from consultation.responses.offline.details import EntryDetails
from consultation.responses.offline.entered import Entry, get_entry_or_404
from consultation.responses.views.offline import frame_of, show_entered
from papers.content import QuestionContent
from papers.models import Wording

FORM_METHODS = ["GET", "HEAD", "POST"]
TOO_LATE: Final = (
    "These answers were entered before you saved, so what you typed is not among them. "
    "It is below: copy what is missing."
)
NOTHING_CHOSEN: Final = "Nothing chosen"


@dataclass(frozen=True)
class Forms:
    """Both forms of the page."""

    details: SavedEntryForm
    answers: AnswersForm

    def are_valid(self) -> bool:
        return all([self.details.is_valid(), self.answers.is_valid()])


@require_role(Role.MODERATOR)
@require_http_methods(FORM_METHODS)
def entry(request: HttpRequest, public_id: str) -> HttpResponse:
    """Key the answers in; what was entered already is shown."""
    if request.method == "POST":
        return _save(request, public_id)
    found = get_entry_or_404(public_id)
    if found.submission.state != Submission.State.DRAFTING:
        return show_entered(request, found)
    return _show(request, found, _opened(found))


def _save(request: HttpRequest, public_id: str) -> HttpResponse:
    try:
        found = get_entry_or_404(public_id)
    except Http404:
        return _gone(request)
    if found.submission.state != Submission.State.DRAFTING:
        return show_entered(request, found, problem=TOO_LATE, kept=_typed(request))
    forms = _opened(found, request)
    if not forms.are_valid():
        return _show(request, found, forms, status=422)
    return _save_typed(request, found, forms)


def _save_typed(request: HttpRequest, found: Entry, forms: Forms) -> HttpResponse:
    try:
        keyed = save_entry(
            actor=signed_in(request),
            entry=found.submission,
            seen=forms.details.seen,
            details=forms.details.details,
            answers=forms.answers.entered,
        )
    except EntryConflictError as conflict:
        return _settle(request, found, forms, conflict)
    except AlreadyEnteredError:  # since this request began
        return _save(request, found.submission.public_id)
    except CannotEnterError as error:
        return _show(request, found, forms, problem=str(error), status=409)
    messages.success(request, _saved(keyed, signed_in(request)))
    leads_to = "offline:look" if "look" in request.POST else "offline:entry"
    return redirect(leads_to, found.submission.public_id)


def _saved(keyed: Keyed, viewer: User) -> str:
    also = f", together with what {who(keyed.merged_with, viewer)} saved meanwhile"
    return f"Saved{also if keyed.is_merged else ''}. Nothing is entered yet."


def _typed(request: HttpRequest) -> list[str]:
    """What was written in the fields that are seen; the others tell what the page began with."""
    return [
        text
        for name, text in request.POST.items()
        if isinstance(text, str)
        and not name.startswith("initial-")
        and is_worth_keeping(name, text)
    ]


def _gone(request: HttpRequest) -> HttpResponse:
    """Somebody discarded it meanwhile, or it never was: what was typed comes back all the same."""
    return render(request, "404.html", {"kept": _typed(request)}, status=404)


def _opened(found: Entry, request: HttpRequest | None = None) -> Forms:
    """The forms on what is saved now, or as they were sent."""
    texts = {
        question_id: (text_of(answer), answer.wording, answer.version)
        for question_id, answer in found.answers.items()
    }
    wordings = found.wordings
    shown = {
        question.id: _shown(question, wordings, *texts[question.id])
        for question in found.content.questions
        if question.id in texts
    }
    answers = _answers_form(found, wordings, shown, request)
    data = request.POST if request is not None else None
    saved = EntryDetails.of(found.submission)
    return Forms(SavedEntryForm(data, saved=saved, paper=found.paper), answers)


def _shown(
    question: QuestionContent,
    wordings: Wordings,
    text: AnswerText,
    wording: Wording,
    version: int,
    differences: tuple[Difference, ...] = (),
) -> Shown:
    """The answer on the newest wording: what was chosen is found by its words."""
    options = wordings[question.id, question.wording].options
    return Shown(text.carried_to(options, chosen_from=wording.options), version, differences)


def _answers_form(
    found: Entry,
    wordings: Wordings,
    shown: Mapping[int, Shown],
    request: HttpRequest | None = None,
) -> AnswersForm:
    return AnswersForm(
        request.POST if request is not None else None,
        questions=found.content.questions,
        wordings=wordings,
        shown=shown,
        language=found.paper.language,
    )


def _settle(
    request: HttpRequest, found: Entry, forms: Forms, conflict: EntryConflictError
) -> HttpResponse:
    """Both texts, and one form that holds them; nothing has been saved of what was typed."""
    wordings = found.wordings
    shown = {
        question.id: _shown(
            question,
            wordings,
            each.together.text,
            each.wording,
            each.version,
            _differences(question, each, found.paper.language),
        )
        for question in found.content.questions
        if (each := conflict.answers.get(question.id))
    }
    typed, clashes = forms.details.details, conflict.details.clashes
    settled = Forms(
        forms.details.facing(conflict.saved, conflict.details.details),
        _answers_form(found, wordings, shown),
    )
    more = {
        "is_conflict": True,
        "other": who(conflict.saved_by, signed_in(request)),
        "differences": forms.details.differences(conflict.saved, typed, clashes),
    }
    return _show(request, found, settled, more, status=409)


def _differences(
    question: QuestionContent, answer: AnswerTogether, language: str
) -> tuple[Difference, ...]:
    """What two keyed in of one answer where they differ, in words."""

    def chosen(choice: Choice) -> str:
        options = answer.wording.options
        found = in_words(choice, options=options, kind=question.kind, language=language)
        return found.in_words if found else NOTHING_CHOSEN

    saved, typed = answer.saved, answer.typed
    pairs = {
        "choice": ("The choice", chosen(saved.choice), chosen(typed.choice)),
        "body": ("The words", saved.body, typed.body),
    }
    return tuple(
        Difference(label, *marked(theirs, mine))
        for name, (label, theirs, mine) in pairs.items()
        if name in answer.together.clashes
    )


def _show(
    request: HttpRequest,
    found: Entry,
    forms: Forms,
    more: Mapping[str, Any] | None = None,
    *,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {
        "entry": found,
        "details": forms.details,
        "answers": forms.answers,
        "problem": problem,
        **frame_of("Key the answers in", found),
        **(more or {}),
    }
    return render(request, "offline/entry.html", context, status=status)
