"""The words an answer was asked in, where readers now read others: marked where they differ."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from consultation.lib.sanitising import render_prose
from papers.comparing import Mark, Passage, Piece, pieces_between
from papers.comparing.passages import list_passage, prose_passage
from papers.comparing.words import Budget
from papers.content import QuestionContent
from papers.models import Wording

# A page shows some twenty answers, of a few wordings at most.
STEPS: Final = 300_000


@dataclass(frozen=True)
class Words:
    """What is asked, in every word that a new wording may change."""

    text: str
    context: str
    parts: tuple[str, ...]
    options: tuple[str, ...]


@dataclass(frozen=True)
class AskedAs:
    """The question of then: `text` is empty where it is the same; `since` tells of the rest."""

    text: tuple[Piece, ...]
    since: tuple[Passage, ...]


def asked_as(wording: Wording, question: QuestionContent) -> AskedAs | None:
    """Return how an answer's question read, or None when it reads the same today."""
    then = _words_of(wording)
    now = _words_of(question)
    return _difference(then, now) if then != now else None


def _words_of(asked: Wording | QuestionContent) -> Words:
    return Words(asked.text, asked.context, tuple(asked.parts), tuple(asked.options))


@lru_cache(maxsize=128)
def _difference(then: Words, now: Words) -> AskedAs:
    """Pure, and asked again for each answer of the same wording on each page."""
    budget = Budget(STEPS)
    since = (
        *list_passage("Further asks", then.parts, now.parts, budget),
        *list_passage("To choose from", then.options, now.options, budget),
        *prose_passage("Why we ask", render_prose(then.context), render_prose(now.context), budget),
    )
    return AskedAs(_marked(then.text, now.text, budget), since)


def _marked(then: str, now: str, budget: Budget) -> tuple[Piece, ...]:
    """Return the words of then, those that are gone marked; unmarked where all of them are."""
    if then == now:
        return ()
    pieces = [p for p in pieces_between(then, now, budget) if p.mark != Mark.ADDED]
    shares_words = any(piece.mark == Mark.SAME for piece in pieces)
    return tuple(pieces) if shares_words else (Piece(then, Mark.SAME),)
