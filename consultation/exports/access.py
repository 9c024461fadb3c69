"""The papers whose responses can be exported."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.http import Http404

from papers.models import Paper
from papers.querysets import PaperQuerySet, published_title


@dataclass(frozen=True)
class ExportablePaper:
    """A paper with how many responses are public, and how many more there are."""

    slug: str
    title: str
    published: int
    others: int


def exportable_papers() -> list[ExportablePaper]:
    """Return every paper that was ever asked, by title. One query."""
    public = Q(questions__responses__state="published", questions__responses__visibility="public")
    # What was taken back or erased is in no file.
    in_files = ~Q(questions__responses__state__in=["withdrawn", "erased"])
    counted = (
        _asked()
        .annotate(
            published_title=published_title(),
            published=Count("questions__responses", filter=public),
            responses=Count("questions__responses", filter=in_files),
        )
        .order_by("published_title", "slug")
        .values("slug", "published_title", "published", "responses")
    )
    return [
        ExportablePaper(
            slug=row["slug"],
            title=row["published_title"],
            published=row["published"],
            others=row["responses"] - row["published"],
        )
        for row in counted
    ]


def find_paper(slug: str) -> Paper | None:
    """Return a paper that was ever asked."""
    return _asked().filter(slug=slug).first()


def get_paper_or_404(slug: str) -> Paper:
    paper = find_paper(slug)
    if paper is None:
        raise Http404("No such paper.")
    return paper


def _asked() -> PaperQuerySet:
    return Paper.objects.published().filter(kind=Paper.Kind.DISCUSSION)
