from collections.abc import Callable
from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.access import require_role, signed_in
from accounts.actions import BelongingError
from accounts.actions import confirm_membership as confirm
from accounts.models import Role
from consultation.moderation import actions
from consultation.moderation.access import get_case_or_404
from consultation.moderation.forms import RejectForm
from consultation.moderation.reviewing import case_of
from consultation.moderation.waiting import case_url, next_case_url, waiting_queue
from consultation.responses.models import Response

NOBODY_TOLD: Final = "Its author’s account is gone: nobody is told."


@require_role(Role.MODERATOR)
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    waiting = waiting_queue(
        signed_in(request), paper_slug=_filter(request), cursor=request.GET.get("cursor")
    )
    return render(request, "moderation/queue.html", {"queue": waiting, "nav": "desk"})


@require_role(Role.MODERATOR)
@require_safe
def review(request: HttpRequest, public_id: str) -> HttpResponse:
    response = get_case_or_404(signed_in(request), public_id)
    form = RejectForm(response=response)
    return _show_case(request, response, form)


@require_role(Role.MODERATOR)
@require_POST
def publish_response(request: HttpRequest, public_id: str) -> HttpResponse:
    moderator = signed_in(request)
    response = get_case_or_404(moderator, public_id)
    return _decide(
        request,
        response,
        RejectForm(response=response),
        lambda: actions.publish_response(actor=moderator, response=response),
        done=_said_of_publishing(response),
    )


@require_role(Role.MODERATOR)
@require_POST
def reject_response(request: HttpRequest, public_id: str) -> HttpResponse:
    moderator = signed_in(request)
    response = get_case_or_404(moderator, public_id)
    form = RejectForm(request.POST, response=response)
    if not form.is_valid():
        return _show_case(request, response, form, status=422)
    return _decide(
        request,
        response,
        form,
        lambda: actions.reject_response(actor=moderator, response=response, **form.cleaned_data),
        done=_said_of_refusal(response),
    )


@require_role(Role.MODERATOR)
@require_POST
def confirm_membership(request: HttpRequest, public_id: str) -> HttpResponse:
    moderator = signed_in(request)
    response = get_case_or_404(moderator, public_id)
    unconfirmed = case_of(moderator, response, paper_slug="").unconfirmed
    if unconfirmed is not None:
        try:
            confirm(actor=moderator, membership=unconfirmed)
        except BelongingError as error:
            messages.error(request, str(error))
        else:
            done = f"{unconfirmed.user} answers for {unconfirmed.organisation}: confirmed."
            messages.success(request, done)
    return redirect(case_url(response, _filter(request)))


def _said_of_publishing(response: Response) -> str:
    told = "Its author gets a mail that says so."
    is_private = response.visibility == Response.Visibility.PRIVATE
    said = (
        "Passed on to the policy team. Readers see nothing of it."
        if is_private
        else "Published. Everyone can read it."
    )
    return f"{said} {told if response.user_id else NOBODY_TOLD}"


def _said_of_refusal(response: Response) -> str:
    told = "Its author gets a mail with the rule and your words."
    said = "Not published."
    if response.visibility == Response.Visibility.PRIVATE:
        said = "Not passed on to the policy team."
    elif response.was_public:
        said = "Not published. What it said before stands again."
    return f"{said} {told if response.user_id else NOBODY_TOLD}"


def _decide(
    request: HttpRequest,
    response: Response,
    form: RejectForm,
    decide: Callable[[], object],
    *,
    done: str,
) -> HttpResponse:
    """Take the decision and go on to the next case; say who was faster where somebody was."""
    try:
        if request.POST.get("version", "") != str(response.version):
            raise actions.ChangedMeanwhileError
        decide()
    except actions.AlreadyDecidedError:
        return _show_again(request, response, form)
    except actions.OwnResponseError as error:
        messages.error(request, str(error))
        return redirect(case_url(response, _filter(request)))
    messages.success(request, done)
    return redirect(next_case_url(signed_in(request), after=response, paper_slug=_filter(request)))


def _show_again(request: HttpRequest, response: Response, form: RejectForm) -> HttpResponse:
    """Show the case as it is by now: decided, taken back, or saying something else."""
    stored = get_case_or_404(signed_in(request), response.public_id)
    return _show_case(request, stored, form, status=409)


def _show_case(
    request: HttpRequest, response: Response, form: RejectForm, *, status: int = 200
) -> HttpResponse:
    """Show the case; with 409 also what was not done, and the words that were typed for it."""
    context = {
        "case": case_of(signed_in(request), response, paper_slug=_filter(request)),
        "form": form,
        "too_late": _too_late(response) if status == 409 else None,
        "kept_words": request.POST.get("words", "") if status == 409 else "",
        "nav": "desk",
    }
    return render(request, "moderation/review.html", context, status=status)


def _too_late(response: Response) -> dict[str, str]:
    """Say who was faster, and what becomes of what the moderator chose."""
    if response.state == Response.State.HELD:
        return {
            "word": "Its author changed it.",
            "text": "It says something else than what you read, so nothing was decided. "
            "Read it again below.",
        }
    if response.state == Response.State.WITHDRAWN:
        return {"word": "Its author withdrew it.", "text": "What you chose was not done."}
    return {
        "word": "Somebody decided first.",
        "text": "What you chose was not done. Below is what was decided, and by whom.",
    }


def _filter(request: HttpRequest) -> str:
    return request.GET.get("paper", "")
