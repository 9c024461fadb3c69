"""The pages on which respondents find their formal answers, and what became of each."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from accounts.access import require_sign_in, signed_in
from consultation.reading.formal_answers import own_formal_answers, sent_page
from consultation.responses.access import get_sent_or_404
from consultation.responses.threads.pages import status_band
from papers.access import get_published_paper_or_404
from papers.pages.asking import lang_attribute


@require_sign_in
@require_safe
@cache_control(no_store=True)
def sent_answer(request: HttpRequest, slug: str, reference: str) -> HttpResponse:
    """What was sent, answer by answer."""
    person = signed_in(request)
    submission = get_sent_or_404(person, slug, reference)
    published = get_published_paper_or_404(slug)
    context = {
        "page": sent_page(person, published, submission),
        "submission": submission,
        "published": published,
        "lang": lang_attribute(published.paper.language),
        "band": status_band(published, title=True),
        "crumbs": [
            {"title": "Papers", "url": reverse("reading:papers")},
            {"title": published.content.title, "url": reverse("reading:paper", args=[slug])},
            {"title": "Formal answers", "url": reverse("submissions:entry", args=[slug])},
        ],
        "nav": "papers",
    }
    return render(request, "reading/sent_answer.html", context)


@require_sign_in
@require_safe
def formal_answers(request: HttpRequest) -> HttpResponse:
    """All formal answers that the person may open: being drafted, and sent."""
    person, cursor = signed_in(request), request.GET.get("cursor")
    context = own_formal_answers(person, cursor=cursor)
    return render(request, "reading/formal_answers.html", {**context, "nav": "me"})
