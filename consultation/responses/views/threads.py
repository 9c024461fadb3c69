"""The question and its threads."""

from dataclasses import replace
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.models import Role
from accounts.policy import must_take_note
from consultation.lib.pages import Page, cursor_from
from consultation.responses.access import get_response_or_404
from consultation.responses.actions.visiting import NO_VISIT, note_visit
from consultation.responses.models import Response
from consultation.responses.results.shown import results_of
from consultation.responses.taking_part.following import follows_thread
from consultation.responses.threads.kept_pages import same_for_visitors
from consultation.responses.threads.listing import listing_of, wanted_from
from consultation.responses.threads.pages import QuestionPage, viewer_of
from consultation.responses.threads.places import is_gone, spoken_of
from consultation.responses.threads.question_threads import RESPONSES_A_THREAD_PAGE, one_thread
from consultation.responses.threads.visits import end_of_last_visit
from consultation.responses.views.composing import composer_context
from consultation.responses.views.telling import Told
from papers.access import get_asked_question_or_404


@require_safe
def question(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The ask, the composer, and a page of threads as the reader wants them."""
    page = QuestionPage(*get_asked_question_or_404(slug, number))
    person = viewer_of(request.user)
    visit = note_visit(actor=person, question_id=page.question.id) if person else NO_VISIT
    reader = page.reader(request.user, since=visit.last_ended)
    listing = listing_of(reader, wanted_from(request.GET), page.url)
    told = Told(request)
    threads = [replace(each, items=told.beside(each.items)) for each in listing.threads]
    context = {**page.context(), "listing": replace(listing, threads=threads)}
    context |= {"follows": visit.follows, "told_above": told.above}
    context["results"] = results_of(page.question, page.published.paper, request.user)
    context["may_mark"] = person is not None and person.has_role(Role.EDITOR)
    if page.is_open:
        context |= composer_context(request, page, None, standing=visit.newest or "")
        context["asks_first"] = person is not None and must_take_note(person)
    drawn = render(request, "responses/question.html", context)
    return same_for_visitors(drawn, context)


@require_safe
def thread(request: HttpRequest, slug: str, number: int, public_id: str) -> HttpResponse:
    """One thread in reading order, a page at a time."""
    page = QuestionPage(*get_asked_question_or_404(slug, number))
    root = get_response_or_404(request.user, public_id)
    if root.question_id != page.question.id or root.depth:
        raise Http404("No such thread.")
    person = viewer_of(request.user)
    since = end_of_last_visit(person, page.question.id) if person else None
    reader = page.reader(request.user, since=since, in_full=True)
    items, cursors = one_thread(reader, root, request.GET.get("cursor"))
    url = reverse("responses:thread", args=[slug, number, public_id])
    gone = is_gone(root)
    speaker = spoken_of(root) if gone else root.speaker
    told = Told(request)
    context = {**page.context(), "root": root, "items": told.beside(items)}
    context |= {"speaker": speaker, "begins_gone": gone, "told_above": told.above}
    context["follows"] = follows_thread(request.user, root.pk)
    return render(request, "responses/thread.html", context | _pager(url, cursors))


@require_safe
def permalink(request: HttpRequest, public_id: str) -> HttpResponse:
    """Send on to the response in its thread, on the page that holds it."""
    response = get_response_or_404(request.user, public_id)
    paper = response.question.paper
    url = reverse(
        "responses:thread", args=[paper.slug, response.question.number, response.root.public_id]
    )
    before = Response.objects.in_place_for(request.user).filter(
        root_id=response.root_id, path__lt=response.path
    )
    if before.values("pk")[:RESPONSES_A_THREAD_PAGE].count() == RESPONSES_A_THREAD_PAGE:
        cursor = cursor_from(response, order=("path",), part=response.root.public_id)
        url += "?" + urlencode({"cursor": cursor})
    return redirect(f"{url}#r-{response.public_id}")


def _pager(url: str, page: Page[Response]) -> dict[str, str]:
    return {
        "before_url": f"{url}?{urlencode({'cursor': page.previous})}" if page.previous else "",
        "after_url": f"{url}?{urlencode({'cursor': page.next})}" if page.next else "",
    }
