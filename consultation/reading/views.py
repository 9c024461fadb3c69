"""The public pages: home, papers, one paper, about."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.access import require_sign_in, signed_in
from consultation.lib.pages import BadCursor
from consultation.moderation.models import Reason
from consultation.reading.mine import own_responses
from consultation.reading.papers import newest, paper_cards, related_papers, section_pages
from consultation.responses.pages import status_band
from papers.access import get_published_paper_or_404


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What is open, what is coming, what was said, and how it works."""
    cards = paper_cards()
    groups = {
        "open": [card for card in cards if card.status in {"open", "closing_soon"}],
        "coming": [card for card in cards if card.status == "announced"],
        "said": [card for card in cards if card.status in {"published", "closed"}],
    }
    return render(request, "reading/home.html", groups)


@require_safe
def papers(request: HttpRequest) -> HttpResponse:
    """Every published paper."""
    return render(request, "reading/papers.html", {"cards": paper_cards(), "nav": "papers"})


@require_safe
def paper(request: HttpRequest, slug: str) -> HttpResponse:
    """One paper as its current edition has it; an announced one without its questions."""
    published = get_published_paper_or_404(slug)
    sections = section_pages(published) if published.shows_questions else []
    context = {
        "nav": "papers",
        "paper": published.paper,
        "edition": published.paper.current_edition,
        "content": published.content,
        "sections": sections,
        "contents": [
            {"number": index, "title": section.content.title, "url": f"#{section.anchor}"}
            for index, section in enumerate(sections, start=1)
        ],
        "new": newest(sections),
        "band": status_band(published, title=False),
        "related": related_papers(published.paper),
        "crumbs": [{"title": "Papers", "url": reverse("reading:papers")}],
    }
    return render(request, "reading/paper.html", context)


@require_sign_in
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """What became of everything I posted."""
    try:
        context = own_responses(signed_in(request), request.GET.get("cursor"))
    except BadCursor as error:
        raise Http404("No such page.") from error
    return render(request, "reading/mine.html", {**context, "nav": "me"})


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """How it works, the house rules, accessibility and privacy."""
    rules = Reason.objects.filter(paper__isnull=True)
    return render(request, "reading/about.html", {"rules": rules})
