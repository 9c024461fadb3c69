"""Keeping what lists and searches ask of a paper in step with its edition."""

from typing import Any

from papers.content import PaperContent
from papers.models import Listing, Paper
from papers.pages.searching import beginning_of, words_of


def list_edition(paper: Paper, stored: dict[str, Any]) -> None:
    """Let lists and searches know the edition that publishing has just made, within its change."""
    content = PaperContent.from_json(stored)
    Listing.objects.update_or_create(
        paper=paper,
        defaults={
            "topics": list(content.topics),
            "questions": len(content.asked),
            "beginning": beginning_of(content),
            "words": words_of(content),
        },
    )
