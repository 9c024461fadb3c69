"""The closing date for a diary."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from papers.access import get_published_paper_or_404
from papers.pages import diary
from papers.stages import Stage


@require_safe
def closing_date(_request: HttpRequest, slug: str) -> HttpResponse:
    """Answer for papers that are announced or open, as readers know them."""
    published = get_published_paper_or_404(slug)
    paper = published.paper
    is_ahead = paper.stage == Stage.ANNOUNCED or paper.stage.takes_responses
    if not is_ahead or paper.closes_at is None:
        raise Http404("This paper has no closing date to come.")
    content = diary.closing_date(
        slug=slug,
        title=published.content.title,
        url=f"{settings.SITE_URL}{reverse('reading:paper', args=[slug])}",
        closes_at=paper.closes_at,
        now=paper.database_now,  # type: ignore[attr-defined]
        reasons=list(paper.extensions.values_list("reason", flat=True)),
    )
    name = f"{slug}-closes.ics"
    return HttpResponse(
        content,
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
