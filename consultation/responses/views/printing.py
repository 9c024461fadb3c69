"""All that is said to one question, on paper."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from consultation.responses.threads.kept_pages import same_for_visitors
from consultation.responses.threads.pages import QuestionPage
from consultation.responses.threads.printing import printed_responses
from papers.access import get_asked_question_or_404


@require_safe
def print_question(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Show the question and, a thousand a page, all that anyone may read of what was said to it."""
    page = QuestionPage(*get_asked_question_or_404(slug, number))
    language = page.published.paper.language
    printed, cursors = printed_responses(page.question, language, request.GET.get("cursor"))
    url = reverse("responses:print-question", args=[slug, number])
    context = {
        **page.context(),
        "printed": printed,
        "earlier_url": f"{url}?{urlencode({'cursor': cursors.older})}" if cursors.older else "",
        "later_url": f"{url}?{urlencode({'cursor': cursors.newer})}" if cursors.newer else "",
    }
    return same_for_visitors(render(request, "responses/print_question.html", context), context)
