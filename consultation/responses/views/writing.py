"""Writing a response or a reply, and posting it."""

from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.access import signed_in
from accounts.policy import must_take_note
from consultation.lib.text import normalise
from consultation.responses.access import find_parent
from consultation.responses.actions import (
    CannotPostError,
    NotWelcomedError,
    Posted,
    post_response,
)
from consultation.responses.choosing import REPLY
from consultation.responses.forms import ResponseForm
from consultation.responses.models import Response
from consultation.responses.pages import QuestionPage, viewer_of
from consultation.responses.views.composing import composer_context, wording_read
from papers.access import get_asked_question_or_404

DIFFERS = (
    "You posted another text with this page before, and it is kept. The text below differs: "
    "post it again if you want it to stand as a response of its own."
)
# Who it is shown as is settled by the first: nobody must believe that the second changed it.
SHOWN_OTHERWISE = (
    "You posted this already, shown as {}, and that stands. Post it again only if it should be "
    "there a second time, shown as you chose now."
)


@require_http_methods(["GET", "HEAD", "POST"])
def respond(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Write a response or a reply; whatever goes wrong, the text comes back."""
    try:
        page = QuestionPage(*get_asked_question_or_404(slug, number))
    except Http404:
        return _gone(request)
    if request.method == "POST":
        return _post(request, page)
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    if not page.is_open:
        messages.warning(request, _why_not(page))
        return redirect(page.url)
    if must_take_note(signed_in(request)):
        query = urlencode({"next": request.get_full_path()})
        return redirect(f"{reverse('accounts:welcome')}?{query}")
    return _show_composer(request, page)


def _gone(request: HttpRequest) -> HttpResponse:
    """Give back what was typed, whether the question was hidden meanwhile or never was."""
    kept = [text for text in request.POST.getlist("body") if text.strip()]
    return render(request, "404.html", {"kept": kept}, status=404)


def _why_not(page: QuestionPage) -> str:
    if page.question.is_retired:
        return "This question is no longer asked."
    return "This paper does not take responses now."


def _post(request: HttpRequest, page: QuestionPage) -> HttpResponse:
    read, is_reply = wording_read(request, page), bool(request.POST.get("to"))
    ask = REPLY if is_reply else page.ask(read)
    form = ResponseForm(request.POST, person=viewer_of(request.user), ask=ask)
    form.full_clean()  # so that what was chosen can be shown wherever the form is given back
    if not request.user.is_authenticated:
        note = "You are signed out. Your text is kept below: copy it, sign in, and post it again."
        return _show_composer(request, page, form, problem=note, status=401)
    if not form.is_valid():
        return _show_composer(request, page, form, status=409 if form.is_not_theirs else 422)
    to = form.cleaned_data["to"]
    parent = find_parent(request.user, to, page.question.id) if to else None
    if to and parent is None:
        gone = "The response you reply to is not here any more. Your text is kept below."
        return _show_composer(request, page, form, problem=gone, status=409)
    try:
        posted = post_response(
            actor=signed_in(request),
            question_id=page.question.id,
            body=form.cleaned_data["body"],
            choice=form.choice,
            client_token=form.cleaned_data["token"],
            asked_as=form.cleaned_data["asked_as"],
            in_reply_to=parent,
            capacity=form.speaks_as,
        )
    except CannotPostError as error:
        return _show_composer(request, page, form, problem=error, status=409)
    if not posted.created and (differs := _how_it_differs(posted.response, form)):
        return _show_composer(request, page, form.with_new_token(), problem=differs, status=409)
    _say_what_happens_next(request, posted)
    return redirect("responses:permalink", posted.response.public_id)


def _how_it_differs(stored: Response, form: ResponseForm) -> str:
    """Say how the form asks for something else than what it posted before; empty if it does not."""
    words = normalise(form.cleaned_data["body"])
    if (stored.comment, stored.choice) != (words, form.choice):
        return DIFFERS
    wanted = form.speaks_as
    organisation_id = wanted.membership.organisation_id if wanted.membership else None
    if (stored.organisation_id, bool(stored.shown_name)) != (organisation_id, wanted.names_person):
        return SHOWN_OTHERWISE.format(stored.shown_as)
    return ""


def _say_what_happens_next(request: HttpRequest, posted: Posted) -> None:
    if not posted.created:
        messages.info(request, "You had posted this already; it is here once.")
    elif posted.response.state == Response.State.HELD:
        messages.success(
            request,
            "We have your response. A moderator reads it first, usually within one working day. "
            "We will tell you by email.",
        )
    else:
        messages.success(request, "Your response is published.")


def _show_composer(
    request: HttpRequest,
    page: QuestionPage,
    form: ResponseForm | None = None,
    *,
    problem: str | CannotPostError = "",
    status: int = 200,
) -> HttpResponse:
    context = {
        **page.context(),
        **composer_context(request, page, form),
        "problem": str(problem),
        "leads_to_welcome": isinstance(problem, NotWelcomedError),
    }
    return render(request, "responses/respond.html", context, status=status)
