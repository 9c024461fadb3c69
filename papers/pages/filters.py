"""The papers that a list has anything of, as links that narrow it."""

from collections.abc import Callable
from typing import Any

from django.db.models import Count, QuerySet

from consultation.lib.filters import FilterLink
from papers.querysets import published_title


def filters_by_paper(
    rows: "QuerySet[Any, Any]", *, path: str, chosen: str, url_of: Callable[[str], str]
) -> tuple[FilterLink, ...]:
    """Return a link for all papers, and one for each paper that has any of the rows, by title.

    `path` leads from a row to its paper, as `question__paper__`. `chosen` is the slug of the paper
    the list shows now, and `url_of` makes an address from a slug; an empty slug is all papers.
    One query.
    """
    slug = f"{path}slug"
    titled = rows.annotate(paper_title=published_title(path))
    # Without its own order the count would be of each row by itself.
    grouped = titled.order_by("paper_title", slug).values_list(slug, "paper_title")
    counted = list(grouped.annotate(Count("pk")))
    every = sum(count for _, _, count in counted)
    return (
        FilterLink("All papers", url_of(""), every, not chosen),
        *(FilterLink(title, url_of(key), count, key == chosen) for key, title, count in counted),
    )
