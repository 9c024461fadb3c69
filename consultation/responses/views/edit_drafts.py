"""Keeping what is being typed to change a response: as one types, or by the button."""

from typing import Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from accounts.access import signed_in
from accounts.signing_in.limiting import is_within_limit
from consultation.responses.access import get_own_response_or_404
from consultation.responses.actions import CannotPostError
from consultation.responses.actions.drafting import CannotKeepError, DraftConflictError
from consultation.responses.actions.editing import ask_to_edit
from consultation.responses.choosing import Ask
from consultation.responses.drafts.edits import ask_as_read
from consultation.responses.forms.changing import EditForm
from consultation.responses.models import Draft, Response
from consultation.responses.views.editing import (
    Opened,
    keep_edit,
    sent_edit,
    show_form,
    show_refusal,
    sign_in_first,
)
from consultation.responses.views.giving_back import give_back_unplaced
from consultation.responses.views.saving import (
    CHOICE_NOT_KEPT,
    NOT_A_FORM,
    SAVE_DRAFT,
    SIGNED_OUT,
    TOO_OFTEN,
    Refused,
    clock,
    is_quiet,
    kept_json,
    not_kept,
    refused_json,
    with_wait,
)

GONE: Final = Refused("This response is not here any more. Copy your text; it is in the box.", 404)
NOT_TO_BE_SAVED: Final = "This response cannot be changed any more: copy your text if you need it."


@require_POST
def save(request: HttpRequest, public_id: str) -> HttpResponse:
    """Keep what stands in the form of an edit; a script is answered in JSON, quietly."""
    if not request.user.is_authenticated:
        return refused_json(SIGNED_OUT) if is_quiet(request) else sign_in_first(request, public_id)
    try:
        response = get_own_response_or_404(signed_in(request), public_id)
    except Http404:
        return refused_json(GONE) if is_quiet(request) else give_back_unplaced(request)
    ask, refusal = _ask(request, response)
    form = sent_edit(response, ask, request.POST)
    kept = _keep(request, response, form)
    if is_quiet(request):
        return kept_json(kept, note=_note(form, refusal) if isinstance(kept, Draft) else "")
    if refusal is not None:
        return show_refusal(request, response, refusal)
    if isinstance(kept, Refused):
        return _give_back(request, response, form, kept)
    return _say_kept(request, response, form, kept)


def _ask(request: HttpRequest, response: Response) -> tuple[Ask, CannotPostError | None]:
    """Return how it is asked, and what keeps it from being changed; what was typed is kept then."""
    try:
        return ask_to_edit(signed_in(request), response), None
    except CannotPostError as refusal:
        return ask_as_read(response), refusal


def _keep(request: HttpRequest, response: Response, form: EditForm) -> Draft | Refused | None:
    """Keep it, or say why not; None when there was nothing to keep."""
    if not is_within_limit(request, action=SAVE_DRAFT):
        return TOO_OFTEN
    if form.edit_writing(longest=0) is None:
        return NOT_A_FORM
    try:
        return keep_edit(request, response, form)
    except DraftConflictError as conflict:
        return Refused(str(conflict), 409, conflict.theirs, form.ask)
    except CannotKeepError as error:
        return not_kept(error)
    except CannotPostError as error:
        return Refused(str(error), 409)


def _note(form: EditForm, refusal: CannotPostError | None) -> str:
    """What its writer should know of the draft, beside that it is kept."""
    if refusal is not None:
        return NOT_TO_BE_SAVED
    if form.has_error("choice"):
        return CHOICE_NOT_KEPT
    return ""


def _give_back(
    request: HttpRequest, response: Response, form: EditForm, refused: Refused
) -> HttpResponse:
    if refused.theirs is not None:
        # Both are on the page: to save again is to decide for what stands in the form.
        form.beside(refused.theirs, refused.ask)
    page = show_form(
        request,
        response,
        Opened(form.as_first_shown()),
        status=refused.status,
        theirs=refused.theirs,
        problem=refused.problem,
    )
    return with_wait(page, refused)


def _say_kept(
    request: HttpRequest, response: Response, form: EditForm, draft: Draft | None
) -> HttpResponse:
    if draft is None:
        messages.info(request, "There is nothing to save: the response says this already.")
    else:
        messages.success(
            request,
            f"Saved as a draft at {clock(draft)}. Only you can read it. "
            "Your response says what it said before.",
        )
        if note := _note(form, None):
            messages.warning(request, note)
    return redirect("responses:edit", response.public_id)
