"""What the review page of an import shows: each piece beside what it was taken for, and why."""

from papers.reviewing.paging import ReviewPage, page_of
from papers.reviewing.rows import Panel, Row
from papers.reviewing.state import Reviewed, reviewed, steps_of
from papers.reviewing.words import Show, deed_in_words

__all__ = [
    "Panel",
    "ReviewPage",
    "Reviewed",
    "Row",
    "Show",
    "deed_in_words",
    "page_of",
    "reviewed",
    "steps_of",
]
