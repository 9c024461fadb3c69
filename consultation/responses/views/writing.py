"""Writing a response or a reply, and posting it."""

from typing import Final
from urllib.parse import urlencode
from uuid import UUID, uuid5

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.access import signed_in
from accounts.models import User
from accounts.policy import must_take_note
from consultation.lib.text import normalise
from consultation.responses.access import find_parent
from consultation.responses.actions import (
    Beside,
    CannotPostError,
    Posted,
    PostedBesideError,
    post_response,
)
from consultation.responses.drafts.carrying import carried_for, put_down
from consultation.responses.forms import ResponseForm
from consultation.responses.models import Response
from consultation.responses.threads.pages import QuestionPage
from consultation.responses.views.composing import preview_of, replied_to
from consultation.responses.views.giving_back import (
    check_writer,
    give_back,
    give_back_signed_out,
    give_back_unplaced,
    keep_what_was_refused,
)
from consultation.responses.views.opening import ALONE, sent_form
from consultation.responses.views.telling import tell_at
from papers.access import get_asked_question_or_404

TAKEN_BACK: Final = (
    "What you posted with this page before does not stand any more. Post what is below only if it "
    "should be there."
)
# Who it is shown as is settled by the first: nobody must believe that the second changed it.
SHOWN_OTHERWISE: Final = (
    "You posted this already, shown as {}, and that stands. Post it as well only if it should be "
    "there a second time, shown as you chose now."
)
NOT_ASKED: Final = "This question is no longer asked."
NOT_OPEN: Final = "This paper does not take responses now."
PARENT_GONE: Final = (
    "The response you reply to is not here any more. Your text is kept below: copy it, or post it "
    "as a response of its own."
)
QUOTE_GONE: Final = (
    "The response you quote is not here any more, so this was not posted. "
    "Your text is kept below, without the quote: post it again if it says enough."
)
WAITS: Final = (
    "We have your response. A moderator reads it first, usually within one working day. "
    "We will tell you by email."
)


@require_http_methods(["GET", "HEAD", "POST"])
def respond(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Write a response or a reply; whatever goes wrong, the text comes back."""
    try:
        page = QuestionPage(*get_asked_question_or_404(slug, number))
    except Http404:
        return give_back_unplaced(request)
    return _post(request, page) if request.method == "POST" else _show(request, page)


def _show(request: HttpRequest, page: QuestionPage) -> HttpResponse:
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    person = signed_in(request)
    if not page.is_open:
        return _turn_away(request, page, person)
    if must_take_note(person):
        query = urlencode({"next": request.get_full_path()})
        return redirect(f"{reverse('accounts:welcome')}?{query}")
    to = replied_to(request)
    if to and find_parent(person, to, page.question.id) is None:
        return _show_without_parent(request, page, person, to)
    return give_back(request, page, None, status=200)


def _turn_away(request: HttpRequest, page: QuestionPage, person: User) -> HttpResponse:
    """Say why nothing can be posted, and where to find what was written."""
    why = NOT_ASKED if page.question.is_retired else NOT_OPEN
    carried = carried_for(request, person, page.question.id, replied_to(request))
    if carried is not None:
        return _refuse(request, page, sent_form(request, page, carried), why)
    kept = person.drafts.filter(question=page.question.id).exists()
    messages.warning(request, f"{why} What you had written is in your drafts." if kept else why)
    return redirect(page.url)


def _show_without_parent(
    request: HttpRequest, page: QuestionPage, person: User, to: str
) -> HttpResponse:
    """Show the reply that was begun to a response which is gone; else offer an empty form."""
    carried = carried_for(request, person, page.question.id, to)
    if carried is not None:
        return _refuse(request, page, sent_form(request, page, carried), PARENT_GONE)
    return give_back(request, page, None, status=200)


def _post(request: HttpRequest, page: QuestionPage) -> HttpResponse:
    form = sent_form(request, page)
    if not request.user.is_authenticated:
        return give_back_signed_out(request, page, form)
    if (refused := check_writer(request, page, form)) is not None:
        return refused
    if "preview" in request.POST:
        preview = preview_of(request.POST.get("body", ""))
        return give_back(request, page, form.as_first_shown(), status=200, preview=preview)
    if not form.is_valid():
        keep_what_was_refused(request, page, form)
        return give_back(request, page, form, status=409 if form.is_not_theirs else 422)
    return _store(request, page, form)


def _store(request: HttpRequest, page: QuestionPage, form: ResponseForm) -> HttpResponse:
    person, to = signed_in(request), form.cleaned_data["to"]
    if to and form.parent is None:
        return _refuse(request, page, form, PARENT_GONE)
    if form.data.get("quoting") and "quoting" not in form.fields:
        return _refuse(request, page, form, QUOTE_GONE)
    try:
        posted = _posted_from(request, page, form)
    except CannotPostError as error:
        return _refuse(request, page, form, error)
    put_down(request, person, page.question.id, request.POST.get("to", ""))
    _say_what_happens_next(request, posted)
    return redirect("responses:permalink", posted.response.public_id)


def _posted_from(request: HttpRequest, page: QuestionPage, form: ResponseForm) -> Posted:
    """Post what the form holds; raises a CannotPostError, also for what differs from its like."""
    token: UUID = form.cleaned_data["token"]
    posted = _posted_with(token, request, page, form)
    if not posted.created and _is_over(posted.response, form):
        # The same each time that these words are sent, so that they stand once.
        token = uuid5(token, f"{form.choice} {normalise(form.cleaned_data['body'])}")
        posted = _posted_with(token, request, page, form)
    if not posted.created and (differs := _how_it_differs(posted.response, form)):
        raise PostedBesideError(posted.response, differs)
    return posted


def _posted_with(
    token: UUID, request: HttpRequest, page: QuestionPage, form: ResponseForm
) -> Posted:
    """What was stored for the form, now or before; or what of its author's stands in its way."""
    try:
        return post_response(
            actor=signed_in(request),
            question_id=page.question.id,
            body=form.cleaned_data["body"],
            choice=form.choice,
            client_token=token,
            asked_as=form.cleaned_data["asked_as"],
            in_reply_to=form.parent,
            capacity=form.speaks_as,
            quote=form.quote,
            mentions=form.mentions,
            beside=Beside.OTHER_WORDS if _is_meant(request) else Beside.NOTHING,
        )
    except PostedBesideError as error:
        return Posted(error.standing, created=False)


def _is_meant(request: HttpRequest) -> bool:
    """Whether a button was pressed that says: beside whatever stands there."""
    return "as_well" in request.POST or ALONE in request.POST


def _refuse(
    request: HttpRequest, page: QuestionPage, form: ResponseForm, problem: str | CannotPostError
) -> HttpResponse:
    if isinstance(problem, PostedBesideError):
        form = form.with_new_token()
    kept = keep_what_was_refused(request, page, form)
    return give_back(request, page, form, status=409, problem=problem, kept=kept)


def _is_over(stored: Response, form: ResponseForm) -> bool:
    """Whether what this page posted stands no more, and the form holds another text since.

    Of what was edited or erased nobody can tell: the form may hold it as it was, and that is gone.
    """
    is_as_posted = stored.edited_at is None and stored.state != Response.State.ERASED
    return is_as_posted and not stored.is_living and _says_otherwise(stored, form)


def _says_otherwise(stored: Response, form: ResponseForm) -> bool:
    words = normalise(form.cleaned_data["body"])
    return (stored.comment, stored.choice) != (words, form.choice)


def _how_it_differs(stored: Response, form: ResponseForm) -> str:
    """Say how the form asks for something else than what it posted before; empty if it does not."""
    if not stored.is_living:
        return TAKEN_BACK
    if _says_otherwise(stored, form):
        return str(PostedBesideError(stored))
    wanted = form.speaks_as
    organisation_id = wanted.membership.organisation_id if wanted.membership else None
    if (stored.organisation_id, bool(stored.shown_name)) != (organisation_id, wanted.names_person):
        return SHOWN_OTHERWISE.format(stored.shown_as)
    return ""


def _say_what_happens_next(request: HttpRequest, posted: Posted) -> None:
    level, words = messages.SUCCESS, "Your response is published."
    if not posted.created:
        level, words = messages.INFO, "You had posted this already; it is here once."
    elif posted.response.state == Response.State.HELD:
        words = WAITS
    tell_at(request, posted.response.public_id, level, words)
