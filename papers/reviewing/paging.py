"""Which pieces one page of the review shows, and the ways to the others."""

from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from consultation.lib.filters import FilterLink
from papers.importing.pieces import Piece
from papers.reviewing.rows import Panel, Row
from papers.reviewing.state import Reviewed
from papers.reviewing.words import SHOW_WORDS, Show

ROWS_A_PAGE: Final = 100


@dataclass(frozen=True)
class ReviewPage:
    """One page: its rows, the piece that is opened, and where the filters and pages lead."""

    rows: list[Row]
    at: str
    panel: Panel | None
    filters: list[FilterLink]
    here: str
    words: str
    before_url: str
    after_url: str


def page_of(state: Reviewed, *, show: Show, number: int = 0, at: str = "") -> ReviewPage:
    """The page that has the piece `at`, which is never filtered out, or the one of that number."""
    shown = state.shown(show, always=at)
    pages = max(1, -(-len(shown) // ROWS_A_PAGE))
    place = next((n for n, piece in enumerate(shown) if piece.key == at), None)
    if place is not None:
        number = place // ROWS_A_PAGE + 1
    number = min(max(number, 1), pages)
    pieces = shown[(number - 1) * ROWS_A_PAGE : number * ROWS_A_PAGE]
    opened = next((piece for piece in pieces if piece.key == at), None)
    return ReviewPage(
        rows=[state.row(piece) for piece in pieces],
        at=opened.key if opened else "",
        panel=state.panel(opened) if opened else None,
        filters=_filters(state, show),
        here=_query(show, number),
        words=_words(pieces, shown, number),
        before_url=_query(show, number - 1) if number > 1 else "",
        after_url=_query(show, number + 1) if number < pages else "",
    )


def _filters(state: Reviewed, chosen: Show) -> list[FilterLink]:
    return [
        FilterLink(word, _query(show, 1), len(state.shown(show)), show is chosen)
        for show, word in SHOW_WORDS.items()
    ]


def _query(show: Show, number: int) -> str:
    return f"?{urlencode({'show': show.value, 'page': number})}"


def _words(pieces: list[Piece], shown: list[Piece], number: int) -> str:
    first = (number - 1) * ROWS_A_PAGE + 1
    return f"{first:,} to {first + len(pieces) - 1:,} of {len(shown):,}"
