"""Changing one's own response: nothing that was typed is lost, and what saving does is said."""

from dataclasses import dataclass
from typing import Final

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.safestring import SafeString
from django.views.decorators.http import require_http_methods

from accounts.access import signed_in
from consultation.lib.marking import Difference, marked
from consultation.lib.text import normalise
from consultation.responses.access import get_own_response_or_404
from consultation.responses.actions import CannotPostError
from consultation.responses.actions.drafting import CannotKeepError
from consultation.responses.actions.drafting_edits import save_edit_draft
from consultation.responses.actions.editing import Edited, ask_to_edit, edit_response
from consultation.responses.actions.not_changed import EditConflictError
from consultation.responses.actions.own import membership_of
from consultation.responses.choosing import Ask, Chosen, in_words
from consultation.responses.drafts.carrying import carried_for, carry, put_down
from consultation.responses.drafts.drafting import LONGEST, kept_until
from consultation.responses.drafts.edits import NO_QUESTION, ask_as_read, find_edit_draft
from consultation.responses.forms.changing import EditForm
from consultation.responses.models import Draft, Response
from consultation.responses.policy import must_be_held
from consultation.responses.threads.versions import chosen_in, is_public
from consultation.responses.views.changing import (
    about,
    refused_because,
    why_it_cannot_be_withdrawn,
)
from consultation.responses.views.composing import Around, preview_of
from consultation.responses.views.giving_back import give_back_unplaced
from consultation.responses.views.telling import tell_at

PUBLISHED: Final = "Your change is published. Readers can see what it said before."
WAITS: Final = "Your change is saved. A moderator reads it before it appears."
WAITS_UNSEEN: Final = (
    "We have your change. A moderator reads it first, usually within one working day. Until then "
    "readers see neither text, only that it was changed. Replies to it stay. We will tell you by "
    "email."
)


@dataclass(frozen=True)
class Opened:
    """A form of an edit, and where what stands in it came from."""

    form: EditForm
    draft: Draft | None = None
    was_carried: bool = False


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, public_id: str) -> HttpResponse:
    """Change one's own response; whatever goes wrong, the text comes back."""
    if not request.user.is_authenticated:
        return sign_in_first(request, public_id)
    try:
        response = get_own_response_or_404(signed_in(request), public_id)
    except Http404:
        return give_back_unplaced(request)
    try:
        ask = ask_to_edit(signed_in(request), response)
        membership_of(signed_in(request), response)
    except CannotPostError as error:
        return show_refusal(request, response, error)
    if request.method == "POST":
        return _post(request, response, ask)
    return show_form(request, response, _open(request, response, ask))


def sign_in_first(request: HttpRequest, public_id: str) -> HttpResponse:
    """Lead to signing in, and carry what was sent through it for its writer."""
    way_back = reverse("responses:edit", args=[public_id])
    if request.method != "POST":
        return redirect_to_login(way_back)
    context = {
        "kept": [text for text in request.POST.getlist("body") if text.strip()],
        "next": way_back,
        "is_carried": carry(request, NO_QUESTION, public_id),
    }
    answer = render(request, "401.html", context, status=401)
    # What was typed must not come back with the back button.
    add_never_cache_headers(answer)
    return answer


def sent_edit(response: Response, ask: Ask, sent: QueryDict) -> EditForm:
    """The form of a POST, cleaned, so that what stands in it can be kept wherever it goes back."""
    form = EditForm(sent, response=response, ask=ask)
    form.full_clean()
    return form


def keep_edit(request: HttpRequest, response: Response, form: EditForm) -> Draft | None:
    """Keep what stands in the form as a draft; None where there is nothing to keep.

    Raises a CannotKeepError, and NoLongerForThemError.
    """
    writing = form.edit_writing(longest=LONGEST)
    if writing is None:
        return None
    person = signed_in(request)
    draft = save_edit_draft(actor=person, response=response, writing=writing)
    put_down(request, person, NO_QUESTION, response.public_id)
    return draft


def show_form(
    request: HttpRequest,
    response: Response,
    opened: Opened,
    *,
    status: int = 200,
    theirs: Draft | None = None,
    preview: SafeString | None = None,
    problem: str = "",
) -> HttpResponse:
    """Show the form, beside what was saved since it was opened where there is such a thing."""
    context = {
        **about(response),
        "form": opened.form,
        "around": _around(response, opened, theirs, preview),
        "consequence": _consequence(request, response),
        "problem": problem,
    }
    if opened.form.seen_version not in {None, response.version}:
        context |= {
            "conflict": str(EditConflictError()),
            "differences": _differences(response, opened),
        }
        opened.form.over(response.version)
    return render(request, "responses/edit.html", context, status=status)


def _open(request: HttpRequest, response: Response, ask: Ask) -> Opened:
    """Begin with what was carried through signing in, or with a draft, or with what it says."""
    draft = find_edit_draft(response)
    sent = _carried(request, response)
    if sent is not None and (draft is None or normalise(sent.get("body", "")) != draft.body):
        return Opened(sent_edit(response, ask, sent).as_first_shown(), was_carried=True)
    form = EditForm(response=response, ask=ask)
    if draft is not None:
        form.begin_with(draft)
    return Opened(form, draft)


def _carried(request: HttpRequest, response: Response) -> QueryDict | None:
    return carried_for(request, signed_in(request), NO_QUESTION, response.public_id)


def _post(request: HttpRequest, response: Response, ask: Ask) -> HttpResponse:
    form = sent_edit(response, ask, request.POST)
    if "preview" in request.POST:
        preview = preview_of(request.POST.get("body", ""))
        return show_form(request, response, Opened(form.as_first_shown()), preview=preview)
    if not form.is_valid():
        _keep_what_was_refused(request, response, form)
        return show_form(request, response, Opened(form), status=422)
    try:
        edited = edit_response(
            actor=signed_in(request),
            response=response,
            body=form.cleaned_data["body"],
            choice=form.choice,
            expected_version=form.cleaned_data["version"],
            client_token=form.cleaned_data["token"],
        )
    except EditConflictError:
        now = get_own_response_or_404(signed_in(request), response.public_id)
        _keep_what_was_refused(request, now, form)
        return show_form(request, now, Opened(form), status=409)
    except CannotPostError as error:
        return show_refusal(request, response, error)
    put_down(request, signed_in(request), NO_QUESTION, response.public_id)
    _say_what_happened(request, edited)
    return redirect("responses:permalink", response.public_id)


def _keep_what_was_refused(
    request: HttpRequest, response: Response, form: EditForm
) -> Draft | None:
    """Keep as a draft what could not be saved, so that it outlives this page; None if not."""
    try:
        draft = keep_edit(request, response, form)
    except (CannotKeepError, CannotPostError):
        return None
    if draft is not None:
        form.kept_as(draft)
    return draft


def _around(
    response: Response, opened: Opened, theirs: Draft | None, preview: SafeString | None
) -> Around:
    question, args = response.question, [response.public_id]
    draft = opened.draft
    return Around(
        url=reverse("responses:edit", args=args),
        save_url=reverse("responses:edit-draft", args=args),
        preview_url=reverse("responses:preview", args=[question.paper.slug, question.number]),
        draft=draft,
        kept_until=kept_until(draft, question.paper.closes_at) if draft else None,
        was_carried=opened.was_carried,
        theirs=theirs,
        preview=preview,
    )


def _differences(response: Response, opened: Opened) -> list[Difference]:
    """What is saved beside what was typed; saving once more is on purpose."""
    typed = normalise(opened.form["body"].value() or "")
    differences = []
    if typed != response.comment:
        differences.append(Difference("What it says", *marked(response.comment, typed)))
    chosen = chosen_in(response, response), _chosen(opened)
    if chosen[0] != chosen[1]:
        words = [each.in_words if each else "" for each in chosen]
        differences.append(Difference("What it chose", *marked(*words)))
    return differences


def _chosen(opened: Opened) -> Chosen | None:
    form, draft = opened.form, opened.draft
    if draft is None:
        return form.chosen
    ask = form.ask
    return in_words(draft.choice, options=ask.options, kind=ask.kind, language=ask.language)


def _consequence(request: HttpRequest, response: Response) -> str:
    """Say what saving will do: to what readers see, and who reads it first."""
    if response.state == Response.State.HELD:
        waits = "A moderator will read what you save here, instead of what it says now."
        return f"{waits} Until then readers see neither text." if response.was_public else waits
    if is_public(response) and must_be_held(response.question.paper.moderation, signed_in(request)):
        return (
            "Saving takes your response off the page until a moderator has read the change, "
            "usually within one working day. Until then readers see one line in its place: that "
            "you changed it and that it waits. Replies to it stay."
        )
    return (
        "Your change is published when you save it. Readers can see what it said before, and "
        "when you changed it."
    )


def show_refusal(request: HttpRequest, response: Response, error: CannotPostError) -> HttpResponse:
    """Say why it stays as it is; what was typed is given back, and kept where it can be."""
    sent = request.POST if request.method == "POST" else _carried(request, response)
    form = sent_edit(response, ask_as_read(response), sent) if sent else None
    kept_now = _keep_what_was_refused(request, response, form) if form else None
    draft = kept_now or find_edit_draft(response)
    context = {
        **about(response),
        **refused_because(error, response),
        "kept": sent.get("body", "") if sent else draft.body if draft else "",
        "chosen": _chosen(Opened(form)) if form else None,
        "draft": draft,
        "kept_until": kept_until(draft, response.question.paper.closes_at) if draft else None,
        "may_withdraw": why_it_cannot_be_withdrawn(signed_in(request), response) is None,
    }
    status = 409 if request.method == "POST" else 200
    return render(request, "responses/not_edited.html", context, status=status)


def _say_what_happened(request: HttpRequest, edited: Edited) -> None:
    level, words = messages.SUCCESS, PUBLISHED
    if not edited.changed:
        level, words = messages.INFO, "Nothing was changed: your response says this already."
    elif edited.response.state == Response.State.HELD:
        words = WAITS_UNSEEN if edited.response.was_public else WAITS
    tell_at(request, edited.response.public_id, level, words)
