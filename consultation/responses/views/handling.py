"""What staff do in a question's threads: a page for each deed, which says what it does."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.access import require_role, signed_in
from accounts.models import Role
from consultation.lib.clock import day_in_words
from consultation.responses.access import get_public_response_or_404
from consultation.responses.actions import handling
from consultation.responses.actions.not_changed import (
    CannotChangeError,
    ChangedSinceSeenError,
    NotARootError,
    NotPublicError,
)
from consultation.responses.forms.changing import AnsweredForm, CloseForm
from consultation.responses.models import QuestionTally, Response
from consultation.responses.threads.pages import crumbs_to_question
from consultation.responses.threads.places import spoken_of
from consultation.responses.threads.versions import is_public
from papers.access import get_asked_question_or_404
from papers.models import Question

FORM_METHODS: Final = ["GET", "HEAD", "POST"]
UNDO: Final = "undo"
PINNED_ROOT: Final = (
    "It stands first on the question’s page with its first replies, marked as pinned, in whatever "
    "order."
)
PINNED_REPLY: Final = (
    "It stands first on the question’s page, marked as pinned, in whatever order: with whom it "
    "replies to, and the way into its thread. Its place there and its link stay."
)

CLOSED: Final = "It was closed on {day}, and readers see why: “{reason}”"
CLOSING: Final = (
    "It takes no more replies, and what was said in it cannot be edited. It stays to be read, and "
    "its authors can withdraw theirs. You can reopen it."
)


@dataclass(frozen=True)
class Step:
    """One deed and what it does in words; `seen` is what stood when its page was opened."""

    title: str
    words: tuple[str, ...]
    button: str
    done: str
    back: str
    crumbs: list[dict[str, str]]
    act: Callable[[], None]
    seen: str = ""
    form: forms.Form | None = None
    response: Response | None = None
    undo: str = ""  # the label of a second button, which takes it back
    refused: CannotChangeError | None = None  # why there is nothing to do
    lands: str = ""  # where what was done is seen, and said at the top; else `back`


@require_role(Role.MODERATOR)
@require_http_methods(FORM_METHODS)
def pin(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show a response first on its question's page, or in its own place again."""
    return _answer(request, lambda: _pin_step(request, public_id))


@require_role(Role.MODERATOR)
@require_http_methods(FORM_METHODS)
def close_thread(request: HttpRequest, public_id: str) -> HttpResponse:
    """Let a thread take no more replies, or replies again."""
    return _answer(request, lambda: _close_step(request, public_id))


@require_role(Role.EDITOR)
@require_http_methods(FORM_METHODS)
def answered(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Say where the policy team has answered a question, change that, or take it back."""
    return _answer(request, lambda: _answered_step(request, slug, number))


def _answer(request: HttpRequest, look: Callable[[], Step]) -> HttpResponse:
    """Show the step; do it if what stands is what was seen, or look again and say that it is not.

    `look` puts the step together from what stands now.
    """
    step = look()
    if step.refused is not None:
        return _show(request, step, step.refused)
    if request.method != "POST":
        return _show(request, step)
    try:
        if request.POST.get("seen", "") != step.seen:
            raise ChangedSinceSeenError
        if step.form is not None and step.form.is_bound and not step.form.is_valid():
            return _show(request, step, status=422)
        step.act()
    except CannotChangeError as error:
        return _show(request, look(), error, status=409)
    messages.success(request, step.done)
    return redirect(step.lands or step.back)


def _show(
    request: HttpRequest, step: Step, problem: CannotChangeError | None = None, status: int = 200
) -> HttpResponse:
    typed = request.POST.get("reason", "").strip()
    context: dict[str, Any] = {
        "nav": "papers",
        "step": step,
        "problem": problem,
        # Somebody closed the thread first: the reason that was typed for it is not lost.
        "kept": [typed] if typed and step.form is None else [],
    }
    return render(request, "responses/step.html", context, status=status)


def _pin_step(request: HttpRequest, public_id: str) -> Step:
    moderator, response = signed_in(request), get_public_response_or_404(public_id)
    tally = QuestionTally.objects.select_related("pinned").filter(pk=response.question_id).first()
    pinned = tally.pinned if tally else None
    shown = _shown_with(response, pinned.public_id if pinned else "")
    first = reverse(
        "responses:question", args=[response.question.paper.slug, response.question.number]
    )
    if pinned and pinned.pk == response.pk:
        return Step(
            title="Unpin this response?",
            words=("It stands in its own place again, in the order that readers choose.",),
            button="Unpin it",
            done="The response is not pinned any more.",
            lands=first,
            act=lambda: handling.unpin_response(actor=moderator, response=response),
            **shown,
        )
    words = [PINNED_REPLY if response.depth else PINNED_ROOT]
    if pinned:
        day = day_in_words(pinned.submit_date)
        words.append(f"It takes the place of what is pinned now: {spoken_of(pinned)}, {day}.")
    return Step(
        title="Pin this response?",
        words=tuple(words),
        button="Pin it",
        done="The response is pinned: it stands first.",
        lands=first,
        act=lambda: handling.pin_response(
            actor=moderator, response=response, instead_of=pinned.pk if pinned else None
        ),
        refused=None if is_public(response) else NotPublicError(),
        **shown,
    )


def _close_step(request: HttpRequest, public_id: str) -> Step:
    moderator, root = signed_in(request), get_public_response_or_404(public_id)
    shown = _shown_with(root, root.closed_at.isoformat() if root.closed_at else "")
    thread = reverse(
        "responses:thread",
        args=[root.question.paper.slug, root.question.number, root.public_id],
    )
    if root.closed_at:
        return Step(
            title="Reopen this thread?",
            words=(
                CLOSED.format(day=day_in_words(root.closed_at), reason=root.closed_reason),
                "It takes replies again, for as long as its paper does.",
            ),
            button="Reopen the thread",
            done="The thread takes replies again.",
            lands=thread,
            act=lambda: handling.reopen_thread(actor=moderator, root=root),
            **shown,
        )
    form = CloseForm(request.POST if request.method == "POST" else None)
    return Step(
        title="Close this thread?",
        words=(CLOSING,),
        button="Close the thread",
        done="The thread is closed, and readers see why.",
        lands=thread,
        act=lambda: handling.close_thread(
            actor=moderator, root=root, reason=form.cleaned_data["reason"]
        ),
        form=form,
        refused=NotARootError() if root.depth else None,
        **shown,
    )


def _answered_step(request: HttpRequest, slug: str, number: int) -> Step:
    published, asked = get_asked_question_or_404(slug, number)
    question = get_object_or_404(Question.objects.select_related("paper"), pk=asked.id)
    tally = QuestionTally.objects.filter(pk=question.pk).first() or QuestionTally()
    is_undo = UNDO in request.POST and tally.answered_at is not None
    sent = request.POST if request.method == "POST" and not is_undo else None
    form = AnsweredForm(sent, initial={"where": tally.answered_where})

    def act() -> None:
        where = "" if is_undo else form.cleaned_data["where"]
        handling.mark_answered(
            actor=signed_in(request), question=question, where=where, seen=tally.answered_at
        )

    undone = "The question is not marked as answered any more."
    return Step(
        title="Answered in the report" if tally.answered_at else "Mark as answered?",
        words=(
            f"Question {number}: “{asked.text}”",
            (
                "Readers see beside the question that it is answered, and where. "
                "It takes responses as before, for as long as its paper does."
            ),
        ),
        button="Save" if tally.answered_at else "Mark as answered",
        done=undone if is_undo else "The question is marked as answered.",
        act=act,
        form=form,
        back=reverse("responses:question", args=[slug, number]),
        seen=tally.answered_at.isoformat() if tally.answered_at else "",
        undo="Take it back" if tally.answered_at else "",
        crumbs=crumbs_to_question(published.content.title, slug, number),
    )


def _shown_with(response: Response, seen: str) -> dict[str, Any]:
    paper, number = response.question.paper, response.question.number
    title: str = response.paper_title  # type: ignore[attr-defined]
    return {
        "response": response,
        "back": reverse("responses:permalink", args=[response.public_id]),
        "crumbs": crumbs_to_question(title, paper.slug, number),
        "seen": seen,
    }
