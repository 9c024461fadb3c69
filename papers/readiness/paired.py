"""What a pair of papers in two languages lacks before one of them is published."""

from collections.abc import Iterator
from typing import Final

from django.urls import reverse

from papers.editing.pairs import State, gaps_of, pair_of
from papers.models import Paper
from papers.readiness.checks import Check

LISTED: Final = 8
EQUAL: Final = "Welsh Language Measure 2011: Welsh no less favourably than English"
_WORDS: Final = {
    State.MISSING: "not translated yet",
    State.OUTDATED: "older than the original",
    State.UNFIT: "not like the original",
}


def paired_checks(paper: Paper) -> Iterator[Check]:
    """Yield whether the translation is whole; nothing for a paper in one language."""
    pair = pair_of(paper)
    if pair is None:
        return
    gaps = gaps_of(pair)
    yield Check(
        "translation",
        False,
        not gaps,
        f"{len(gaps)} part{'s are' if len(gaps) > 1 else ' is'} not the same in both languages. "
        "Readers of one would be asked less, or something else.",
        "Its translation is whole and up to date.",
        reverse("papers:translation", args=[paper.slug]),
        EQUAL,
        tuple(f"{gap.what}: {_WORDS[gap.state]}" for gap in gaps[:LISTED]),
    )
