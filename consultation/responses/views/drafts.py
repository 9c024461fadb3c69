"""What is being written: kept as one types or by a button, listed, discarded, looked at."""

from typing import Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import require_sign_in, signed_in
from accounts.signing_in.limiting import ask_to_wait, is_within_limit
from consultation.responses.access import get_own_draft_or_404
from consultation.responses.actions.drafting import (
    CannotKeepError,
    DraftConflictError,
    discard_draft,
    save_draft,
)
from consultation.responses.choosing import REPLY
from consultation.responses.drafts.carrying import put_down
from consultation.responses.drafts.drafting import (
    LONGEST,
    MOST,
    opening_query,
    own_draft,
    own_drafts,
)
from consultation.responses.formal.own import rooms_of
from consultation.responses.formal.unsettled import left_out_for
from consultation.responses.forms import ResponseForm
from consultation.responses.forms.composer import NOT_YOURS
from consultation.responses.models import Draft
from consultation.responses.threads.pages import QuestionPage
from consultation.responses.views.composing import page_url, preview_of
from consultation.responses.views.giving_back import (
    SOMEBODY_ELSE,
    give_back,
    give_back_signed_out,
    give_back_unplaced,
    is_somebody_else,
)
from consultation.responses.views.opening import sent_form
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
from papers.access import get_asked_question_or_404

GONE: Final = Refused("This question is not here any more. Copy your text; it is in the box.", 404)


@require_POST
def save(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Keep what stands in the form as a draft; a script is answered in JSON, quietly."""
    try:
        page = QuestionPage(*get_asked_question_or_404(slug, number))
    except Http404:
        return refused_json(GONE) if is_quiet(request) else give_back_unplaced(request)
    form = sent_form(request, page)
    if not request.user.is_authenticated:
        if is_quiet(request):
            return refused_json(SIGNED_OUT)
        return give_back_signed_out(request, page, form)
    kept = _keep(request, page, form)
    if is_quiet(request):
        return kept_json(kept, note=_note(kept, page, form) if isinstance(kept, Draft) else "")
    if isinstance(kept, Refused):
        return _give_back_refused(request, page, form, kept)
    return _say_kept(request, page, form, kept)


def _keep(request: HttpRequest, page: QuestionPage, form: ResponseForm) -> Draft | Refused | None:
    """Keep it, or say why not; None when there was nothing to keep."""
    if (refused := _why_not(request, form)) is not None:
        return refused
    writing = form.writing(page.question.id, longest=LONGEST)
    if writing is None:
        return NOT_A_FORM
    try:
        # A script whose last save had no answer asks first whether that one arrived.
        asks = is_quiet(request) and "unanswered" in request.GET
        draft = save_draft(actor=signed_in(request), writing=writing, keeps_beside=not asks)
    except DraftConflictError as conflict:
        is_alike = conflict.theirs.asked_as == writing.asked_as
        ask = form.ask if is_alike else REPLY
        if conflict.kept is not None:
            put_down(request, signed_in(request), page.question.id, writing.reply_to)
        return Refused(str(conflict), 409, conflict.theirs, ask, conflict.kept)
    except CannotKeepError as error:
        return not_kept(error)
    put_down(request, signed_in(request), page.question.id, writing.reply_to)
    return draft


def _why_not(request: HttpRequest, form: ResponseForm) -> Refused | None:
    if is_somebody_else(request):
        return Refused(SOMEBODY_ELSE, 409)
    if not is_within_limit(request, action=SAVE_DRAFT):
        return TOO_OFTEN
    return Refused(NOT_YOURS, 409) if form.is_not_theirs else None


def _note(draft: Draft, page: QuestionPage, form: ResponseForm) -> str:
    """What its writer should know of the draft, beside that it is kept."""
    if not page.is_open:
        return "This cannot be posted any more: copy it, or write to the policy team."
    if draft.client_token != form.cleaned_data["token"]:
        return "You posted another text with this page; this one is a draft of its own."
    if form.has_error("choice"):
        return CHOICE_NOT_KEPT
    return ""


def _give_back_refused(
    request: HttpRequest, page: QuestionPage, form: ResponseForm, refused: Refused
) -> HttpResponse:
    if refused.theirs is not None:
        # Both are on the page: to save again is to decide for what stands in the form.
        form.beside(refused.theirs, refused.ask, refused.kept)
    page_again = give_back(
        request,
        page,
        form.as_first_shown(),
        status=refused.status,
        problem=refused.problem,
        theirs=refused.theirs,
        kept=refused.kept,
        is_for_copying=refused.problem == SOMEBODY_ELSE,
    )
    return with_wait(page_again, refused)


def _say_kept(
    request: HttpRequest, page: QuestionPage, form: ResponseForm, draft: Draft | None
) -> HttpResponse:
    to = str(form.cleaned_data["to"])
    if draft is None:
        messages.info(request, "There is nothing to save: the form is empty, or posted already.")
        return redirect(page_url(page, "respond", to=to))
    messages.success(request, f"Saved as a draft at {clock(draft)}. Only you can read it.")
    if note := _note(draft, page, form):
        messages.warning(request, note)
    if not page.is_open:
        return redirect("responses:drafts")
    return redirect(page_url(page, "respond", to=to, **opening_query(draft)))


@require_POST
def preview(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Give the text as readers would see it, alone, for the pane below the box."""
    get_asked_question_or_404(slug, number)
    headers = {"Cache-Control": "no-store"}
    if not request.user.is_authenticated:
        return HttpResponse("You are signed out.", status=401, headers=headers)
    if not is_within_limit(request, action="preview"):
        return ask_to_wait(HttpResponse("That is too often.", headers=headers), action="preview")
    return HttpResponse(preview_of(request.POST.get("prose", "")), headers=headers)


@require_safe
@require_sign_in
def drafts(request: HttpRequest) -> HttpResponse:
    """All that the person has begun and not posted."""
    person, cursor = signed_in(request), request.GET.get("cursor")
    listed = own_drafts(person, cursor=cursor)
    formal = {} if cursor else {"rooms": rooms_of(person), "left_out": left_out_for(person)}
    context = {"nav": "me", "most": MOST, **formal, **listed}
    return render(request, "responses/drafts.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require_sign_in
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a draft once more, and delete it."""
    draft = get_own_draft_or_404(signed_in(request), pk)
    if request.method == "POST":
        discard_draft(actor=signed_in(request), draft=draft)
        put_down(request, signed_in(request), draft.question_id, draft.reply_to)
        messages.success(request, "The draft is discarded.")
        return redirect("responses:drafts")
    context = {
        "nav": "me",
        "draft": draft,
        "own": own_draft(draft),
    }
    return render(request, "responses/discard_draft.html", context)
