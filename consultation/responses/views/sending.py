"""Checking a formal answer as a whole, and sending it: on one's own, or through a sign-off."""

from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from consultation.responses.access import find_sent
from consultation.responses.actions import signing_off
from consultation.responses.actions.refusals import (
    AnswersCannotGoError,
    CannotSendError,
    SenderNotWelcomedError,
    SentBackBeforeError,
    SubmissionChangedError,
)
from consultation.responses.actions.sending import send_submission, sign_off_and_send
from consultation.responses.formal.checking import check_page
from consultation.responses.formal.returning import last_return
from consultation.responses.formal.rooms import Room
from consultation.responses.formal.unsettled import unsettled_in
from consultation.responses.forms.sending import AskForm, SendBackForm, SendForm
from consultation.responses.views.entering import (
    for_drafters,
    frame,
    lead_to_sent,
    read_again,
    typed_in,
)
from papers.pages.asking import lang_attribute

DEEDS: Final = ("send", "ask", "take_back", "send_back")


@require_safe
@for_drafters
def check(request: HttpRequest, room: Room) -> HttpResponse:
    """The whole as it would be sent, and what can be done with it."""
    return _show(request, room)


@require_POST
@for_drafters
def send(request: HttpRequest, room: Room) -> HttpResponse:
    """Send it, signed off by whoever presses the button where it is an organisation's."""
    form = SendForm(request.POST)
    if not form.is_valid():
        return _show(request, room, problem=SubmissionChangedError(), status=409)
    read = {
        "actor": room.viewer,
        "submission": room.submission,
        "expected_version": form.cleaned_data["version"],
        "leaving_out": form.leaving_out,
    }
    try:
        if room.is_organisations:
            sent = sign_off_and_send(**read, as_asked=form.cleaned_data["asked"])
        else:
            sent = send_submission(**read)
    except CannotSendError as error:
        return _refused(request, room, error, seen=form.seen_versions)
    messages.success(
        request, f"Your formal answer is sent. Its reference is {sent.reference}: keep it."
    )
    return redirect("reading:sent-answer", room.published.paper.slug, sent.reference)


@require_POST
@for_drafters
def ask(request: HttpRequest, room: Room) -> HttpResponse:
    """Put it before somebody who signs it off."""
    form = AskForm(request.POST, signers=check_page(room).signers, asker=room.viewer)
    if not form.is_valid():
        return _show(request, room, ask_form=form, status=422)
    try:
        signing_off.ask_for_sign_off(
            actor=room.viewer, submission=room.submission, approver=form.chosen
        )
    except CannotSendError as error:
        return _refused(request, room, error)
    messages.success(
        request,
        f"{form.chosen.public_name} is asked by mail to sign it off. Nothing is sent before. "
        "To change it, take it back first.",
    )
    return redirect(room.url_of("check"))


@require_POST
@for_drafters
def take_back(request: HttpRequest, room: Room) -> HttpResponse:
    """Take it back from sign-off, to go on drafting."""
    try:
        signing_off.take_back(actor=room.viewer, submission=room.submission)
    except CannotSendError as error:
        return _refused(request, room, error)
    messages.success(request, "It is with its drafters again. Nothing was sent.")
    return redirect(room.url)


@require_POST
@for_drafters
def send_back(request: HttpRequest, room: Room) -> HttpResponse:
    """Send it back to its drafters with words."""
    form = SendBackForm(request.POST)
    if not form.is_valid():
        return _show(request, room, back_form=form, status=422)
    try:
        signing_off.send_back(
            actor=room.viewer,
            submission=room.submission,
            words=form.cleaned_data["words"],
            token=form.cleaned_data["token"],
        )
    except SentBackBeforeError as error:
        again = SendBackForm(initial={"words": form.cleaned_data["words"]})
        return _refused(request, room, error, back_form=again)
    except CannotSendError as error:
        return _refused(request, room, error, back_form=form)
    messages.success(request, "It is with its drafters again, with your words.")
    return redirect(room.url)


def _refused(request: HttpRequest, room: Room, error: CannotSendError, **more: Any) -> HttpResponse:
    """Show it as it is now, and why it was not done."""
    sent = find_sent(room.viewer, room.published.paper.slug, room.submission.public_id)
    if sent is not None:  # in the same instant
        return lead_to_sent(request, sent)
    read_again(room)
    return _show(request, room, problem=error, status=409, **more)


def _show(
    request: HttpRequest,
    room: Room,
    *,
    problem: CannotSendError | None = None,
    seen: dict[int, int] | None = None,
    ask_form: AskForm | None = None,
    back_form: SendBackForm | None = None,
    status: int = 200,
) -> HttpResponse:
    page = check_page(room)
    forms = [each for each in (ask_form, back_form) if each is not None]
    context = {
        **frame(room.published, room, within=True),
        "page": page,
        "returned": last_return(room),
        "unsettled": unsettled_in(room),
        "lang": lang_attribute(room.published.paper.language),
        **{f"{deed}_url": room.url_of(deed.replace("_", "-")) for deed in DEEDS},
        "problem": problem,
        "kept_words": typed_in(request) if problem else [],
        "problems": _problems(problem, page.changes_since(seen or {})),
        "welcome_url": _welcome_url(room) if isinstance(problem, SenderNotWelcomedError) else "",
        "has_errors": problem is not None or any(form.errors for form in forms),
        "ask_form": ask_form or AskForm(signers=page.signers, asker=room.viewer),
        "back_form": back_form or SendBackForm(),
    }
    return render(request, "submissions/check.html", context, status=status)


def _problems(problem: CannotSendError | None, changes: tuple[str, ...]) -> tuple[str, ...]:
    """Say in sentences what stands in the way."""
    if isinstance(problem, AnswersCannotGoError):
        return tuple(map(str, problem.faults))
    return changes if isinstance(problem, SubmissionChangedError) else ()


def _welcome_url(room: Room) -> str:
    return f"{reverse('accounts:welcome')}?next={room.url_of('check')}"
