"""The way into a drafting room, its first page, who answers, what drafters say, and its end."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import SuspendedError
from accounts.policy import must_take_note
from consultation.responses.actions.not_drafted import RespondentClashError, RoomError
from consultation.responses.actions.rooms import (
    begin_submission,
    can_discard,
    change_respondent,
    comment_in_room,
    discard_submission,
)
from consultation.responses.formal.beginning import entrance_for
from consultation.responses.formal.returning import last_return
from consultation.responses.formal.rooms import Room, overview
from consultation.responses.formal.unsettled import unsettled_in
from consultation.responses.forms.rooms import BeginForm, CommentForm, RespondentForm
from consultation.responses.models import Submission
from consultation.responses.querysets import may_draft
from consultation.responses.threads.pages import viewer_of
from consultation.responses.views.entering import (
    for_drafters,
    frame,
    get_asking_paper_or_404,
    read_again,
)
from papers.access import PublishedPaper
from papers.models import Question

FORM_METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(FORM_METHODS)
def entry(request: HttpRequest, slug: str) -> HttpResponse:
    """What a formal answer is; one's rooms, and beginning another."""
    published = get_asking_paper_or_404(slug)
    person = viewer_of(request.user)
    here = reverse("submissions:entry", args=[slug])
    if request.method != "POST":
        return _show_entry(request, published)
    if person is None:
        return redirect(f"{reverse('account_login')}?{urlencode({'next': here})}")
    if must_take_note(person):
        return redirect(f"{reverse('accounts:welcome')}?{urlencode({'next': here})}")
    own = may_draft(person).select_related("organisation").order_by("created_at")
    form = BeginForm(request.POST, person=person, memberships=list(own))
    if not form.is_valid():
        return _show_entry(request, published, form, status=422)
    try:
        begun = begin_submission(actor=person, paper=published.paper, membership=form.membership)
    except (RoomError, SuspendedError) as error:
        return _show_entry(request, published, form, problem=str(error), status=409)
    if not begun.is_new:
        messages.info(request, "This answer was begun before. Here is what is in it.")
    return redirect("submissions:room", slug, begun.submission.public_id)


def _show_entry(
    request: HttpRequest,
    published: PublishedPaper,
    form: BeginForm | None = None,
    *,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    is_open = published.paper.stage.takes_responses
    context: dict[str, Any] = {
        **frame(published),
        "is_open": is_open,
        "here": reverse("submissions:entry", args=[published.paper.slug]),
        "total": len(published.content.asked),
        "problem": problem,
    }
    if person := viewer_of(request.user):
        entrance = entrance_for(person, published)
        form = form or BeginForm(
            person=person,
            memberships=entrance.free,
            offers_oneself=entrance.offers_oneself,
        )
        offers = is_open and form.offers_any and not person.is_suspended
        context |= {
            "entrance": entrance,
            "form": form if offers else None,
            "asks_first": must_take_note(person),
        }
    return render(request, "submissions/entry.html", context, status=status)


@for_drafters
@require_safe
def room(request: HttpRequest, room: Room) -> HttpResponse:
    """The questions and how far each answer is, who drafts, and what they say."""
    everything = request.GET.get("comments") == "all"
    context = {
        **frame(room.published, room),
        "overview": overview(room, all_comments=everything),
        "returned": last_return(room),
        "unsettled": unsettled_in(room),
        "can_discard": can_discard(room.viewer, room.submission),
        "comment_form": CommentForm(),
    }
    return render(request, "submissions/room.html", context)


@for_drafters
@require_http_methods(FORM_METHODS)
def respondent(request: HttpRequest, room: Room) -> HttpResponse:
    """Who are you, asked once."""
    if request.method != "POST":
        return _show_respondent(request, room, RespondentForm(saved=room.submission))
    form = RespondentForm(request.POST, saved=room.submission)
    if not form.is_valid():
        return _show_respondent(request, room, form, status=422)
    try:
        change_respondent(
            actor=room.viewer,
            submission=room.submission,
            typed=form.cleaned_data,
            seen=form.seen,
            takes_back="take_back" in request.POST,
        )
    except RespondentClashError as error:
        return _show_clash(request, room, form, error)
    except (RoomError, SuspendedError) as error:
        read_again(room)
        return _show_respondent(request, room, form, problem=str(error), status=409)
    taken_back = " It is taken back from sign-off." if "take_back" in request.POST else ""
    messages.success(request, f"Saved.{taken_back}")
    return redirect(room.url)


def _show_clash(
    request: HttpRequest, room: Room, form: RespondentForm, error: RespondentClashError
) -> HttpResponse:
    """Show what is saved beside what was typed; sent again, what was typed stands."""
    saved = get_object_or_404(Submission, pk=room.submission.pk)
    clashes = [
        {
            "label": form.fields[name].label,
            "saved": _in_words(form, name, getattr(saved, name)),
            "typed": _in_words(form, name, form.cleaned_data[name]),
        }
        for name in error.fields
    ]
    again = form.facing(saved)
    return _show_respondent(request, room, again, clashes=clashes, status=409)


def _in_words(form: RespondentForm, name: str, value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    choices = dict(getattr(form.fields[name], "choices", ()))
    return str(choices.get(value, value)) or "nothing"


def _show_respondent(
    request: HttpRequest,
    room: Room,
    form: RespondentForm,
    *,
    status: int = 200,
    problem: str = "",
    clashes: list[dict[str, Any]] | None = None,
) -> HttpResponse:
    context = {
        **frame(room.published, room, within=True),
        "form": form,
        "problem": problem,
        "clashes": clashes or [],
    }
    return render(request, "submissions/respondent.html", context, status=status)


@for_drafters
@require_POST
def comment(request: HttpRequest, room: Room) -> HttpResponse:
    """Say something to the other drafters, about one answer or about all of it."""
    form = CommentForm(request.POST)
    if not form.is_valid():
        return _show_comment(request, room, form, status=422)
    about = form.cleaned_data["about"]
    question = room.find_question(about) if about else None
    try:
        comment_in_room(
            actor=room.viewer,
            submission=room.submission,
            question=Question.objects.get(pk=question.id) if question else None,
            body=form.cleaned_data["comment"],
            client_token=form.cleaned_data["token"],
        )
    except (RoomError, SuspendedError) as error:
        return _show_comment(request, room, form, problem=str(error), status=409)
    back = room.url_of("answer", question.number) if question else room.url
    return redirect(f"{back}#comments")


def _show_comment(
    request: HttpRequest, room: Room, form: CommentForm, *, problem: str = "", status: int
) -> HttpResponse:
    context = {**frame(room.published, room, within=True), "form": form, "problem": problem}
    return render(request, "submissions/comment.html", context, status=status)


@for_drafters
@require_http_methods(FORM_METHODS)
def discard(request: HttpRequest, room: Room) -> HttpResponse:
    """Ask once more, then delete the draft with all that was said about it."""
    problem, status = "", 200
    if request.method == "POST":
        try:
            discard_submission(actor=room.viewer, submission=room.submission)
        except (RoomError, SuspendedError) as error:
            problem, status = str(error), 409
        else:
            messages.success(request, "The draft is discarded, with its versions and comments.")
            return redirect("submissions:entry", room.published.paper.slug)
    context = {
        **frame(room.published, room, within=True),
        "overview": overview(room),
        "unsettled": unsettled_in(room),
        "can_discard": can_discard(room.viewer, room.submission),
        "problem": problem,
    }
    return render(request, "submissions/discard.html", context, status=status)
