"""The papers that a list has anything of, as links that narrow it."""

from collections.abc import Callable
from typing import Any

from django.db.models import Count, QuerySet

from consultation.lib.filters import FilterLink
from papers.querysets import published_title


def filters_by_paper(
    rows: "QuerySet[Any, Any]", *, path: str, chosen: str, url_of: Callable[[str], str]
) -> tuple[FilterLink, ...]:
    """One link a paper behind `path` (`paper__`), by title, and before them one for all of them.

    `chosen` and what `url_of` is given are slugs; none is all papers. One query.
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
