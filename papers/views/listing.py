"""The papers' desk: every paper, found by its stage and its title."""

from typing import Final
from urllib.parse import urlencode

from django.db.models import Count, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.access import require_role
from accounts.models import Role
from consultation.lib.filters import FilterLink
from consultation.lib.pages import page_of
from papers.models import Paper, PaperImport, Question
from papers.stages import Stage

PAPERS_A_PAGE: Final = 50
LONGEST_QUERY: Final = 160
IMPORTS_SHOWN: Final = 10


@require_role(Role.EDITOR)
@require_safe
def list_papers(request: HttpRequest) -> HttpResponse:
    words = request.GET.get("q", "").strip()[:LONGEST_QUERY]
    stage = request.GET.get("stage", "")
    found = Paper.objects.with_stage()
    if words:
        found = found.filter(title__icontains=words)
    counts = found.count_by_stage()
    if stage:
        found = found.at_stage(stage)
    page = page_of(
        _with_columns(found),
        order=("-changed_at", "-id"),
        size=PAPERS_A_PAGE,
        cursor=request.GET.get("cursor"),
    )
    context = {
        "papers": page.items,
        "waiting": PaperImport.objects.unconfirmed()[:IMPORTS_SHOWN],
        "filters": _filters(counts, stage, words),
        "words": words,
        "stage": stage,
        "newer_url": _url(stage, words, page.newer),
        "older_url": _url(stage, words, page.older),
        "nav": "desk",
    }
    return render(request, "papers/list_papers.html", context)


def _with_columns(papers: QuerySet[Paper]) -> QuerySet[Paper]:
    """Fetch what the table shows and nothing of the texts."""
    asked = Question.objects.filter(paper=OuterRef("pk"), retired_at=None).order_by()
    counted = asked.values("paper").annotate(count=Count("pk")).values("count")
    return papers.annotate(
        question_count=Coalesce(Subquery(counted), 0), edition_number=F("current_edition__number")
    ).only(
        "slug", "title", "kind", "dated_on", "announced_at", "opens_at", "closes_at",
        "withdrawn_at", "current_edition_id", "is_changed_since_edition", "changed_at",
    )  # fmt: skip


def _filters(counts: dict[str, int], chosen: str, words: str) -> list[FilterLink]:
    """Return a filter for all papers and for each stage that has any."""
    stages = [
        FilterLink(stage.word, _url(stage, words) or "", counts[stage], stage == chosen)
        for stage in Stage
        if counts.get(stage)
    ]
    everything = _url("", words) or reverse("papers:list")
    return [FilterLink("All", everything, sum(counts.values()), not chosen), *stages]


def _url(stage: str, words: str, cursor: str | None = "") -> str | None:
    """Return the list's address so narrowed; None where there is no such page."""
    if cursor is None:
        return None
    asked = {
        name: value for name, value in (("stage", stage), ("q", words), ("cursor", cursor)) if value
    }
    return reverse("papers:list") + (f"?{urlencode(asked)}" if asked else "")
