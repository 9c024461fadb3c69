"""How much a stretch of a document is about each question."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from math import log, sqrt

from consultation.responses.splitting.concepts import (
    forms_of_answer,
    forms_of_question,
    notions_of,
)
from consultation.responses.splitting.words import Wordbook, content_of, sentences_of

_JOINS = re.compile(r"\band\b|[,&/+;]", re.I)
NOTION = 0.5  # what a shared notion counts beside a shared word
FORM = 0.8
TOLD = 0.4  # what is taken from a word that a question tells, and does not ask about
FEWEST_ASKED = 3  # words: “What effect would this have?” asks about what is told
DOUBT = 1.0  # how much has to be shared before it is sure
LONGEST_LABEL = 6  # words: “Adaptations: …”, “Second, who should do it. …”
MOST_READ = 4_000  # characters of a stretch: what it is about is said by then


class Weighing:
    """Weighs by the words shared: one rare among the questions, and in the document, says most."""

    def __init__(self, texts: Sequence[str], book: Wordbook) -> None:
        self.asked = {one.number: _terms_asked((one.text, *one.parts)) for one in book.questions}
        self.told = {one.number: _terms_told((one.text, *one.parts)) for one in book.questions}
        self.used = Counter(term for terms in self.asked.values() for term in terms)
        self.seen = Counter(term for text in texts for term in set(_said(text)))
        self.size = len(texts)
        whole = {number: sum(map(self._rarity, terms)) for number, terms in self.asked.items()}
        mean = sum(whole.values()) / (len(whole) or 1) or 1.0
        # Long questions share more words with anything: half of that is taken back.
        self.lengths = {number: sqrt(0.5 + 0.5 * one / mean) for number, one in whole.items()}
        self.unit = log(1 + max(len(self.asked), 2))

    def _rarity(self, term: str) -> float:
        return log(1 + len(self.asked) / self.used[term]) if self.used[term] else 0.0

    def _weight(self, term: str) -> float:
        in_document = log(1 + (self.size + 1) / (self.seen[term] + 1)) / log(2 + self.size)
        share = NOTION if term.startswith("#") else 1.0
        return share * self._rarity(term) * min(1.0, in_document)

    def raw(self, text: str) -> dict[int, float]:
        """Return for each question what the text shares with it."""
        said = set(_said(text))
        forms = forms_of_answer(text)
        weights = {term: self._weight(term) for term in said if self.used[term]}
        return {
            number: (
                _shared(said, terms, weights)
                - TOLD * _shared(said, self.told[number], weights)
                + FORM * sum(self._rarity(form) for form in forms & terms)
            )
            / self.lengths[number]
            for number, terms in self.asked.items()
        }

    def opening(self, text: str) -> dict[int, float]:
        """As `raw`, where the first sentence says what the rest is about, a short label most."""
        first = next(iter(sentences_of(text[:MOST_READ])), "")
        label = len(first.split()) <= LONGEST_LABEL
        return added((self.raw(first), 3.0 if label else 2.0), (self.raw(text), 1.0))

    def both(self, title: str) -> tuple[int, ...]:
        """Return the two questions that a heading joins: “Drugs, and alcohol”; or nothing."""
        if not _JOINS.search(title):
            return ()
        raw = self.raw(title)
        ranked = sorted(raw, key=lambda number: -raw[number])[:2]
        # Each has to be what one side is about: “Cofrestr / A register” says one thing twice.
        sides = [self.raw(side) for side in _JOINS.split(title)]
        meant = {max(side, key=lambda number: side[number]) for side in sides if any(side.values())}
        if (
            len(ranked) < 2
            or not meant.issuperset(ranked)
            or raw[ranked[1]] < 0.35 * max(raw[ranked[0]], self.unit)
        ):
            return ()
        third = sorted(raw.values(), reverse=True)[2:3] or [0.0]
        return tuple(sorted(ranked)) if third[0] < 0.7 * raw[ranked[1]] else ()

    def sure(self, raw: Mapping[int, float]) -> dict[int, float]:
        """Bring to 0…1: near 1 for the best question where much is shared, less for the others."""
        most = max(raw.values(), default=0.0) or 1.0
        return {
            number: value / most * value / (most + DOUBT * self.unit)
            for number, value in raw.items()
        }


def added(*weighed: tuple[Mapping[int, float], float]) -> dict[int, float]:
    """Return the sum of some weighings, each times its factor."""
    total: dict[int, float] = {}
    for values, factor in weighed:
        for number, value in values.items():
            total[number] = total.get(number, 0.0) + factor * value
    return total


def _said(text: str) -> list[str]:
    stems = content_of(text[:MOST_READ])
    return [*stems, *notions_of(stems)]


def _terms_asked(texts: Sequence[str]) -> set[str]:
    terms: set[str] = set()
    for text in texts:
        terms.update(_said(text))
        for sentence in (text, *sentences_of(text)):
            terms |= forms_of_question(sentence)
    # “Any further points?” asks for anything: its words tell nothing of the answer's.
    return {"#else"} if "#else" in terms else terms


def _terms_told(texts: Sequence[str]) -> set[str]:
    """Return what stands only in the sentences before the one that asks, which tell of a matter."""
    sentences = [one for text in texts for one in sentences_of(text)]
    asking = {term for one in sentences if one.endswith("?") for term in _said(one)}
    if sum(not term.startswith("#") for term in asking) < FEWEST_ASKED:
        return set()
    return {term for one in sentences if not one.endswith("?") for term in _said(one)} - asking


def _shared(said: set[str], asked: set[str], weights: Mapping[str, float]) -> float:
    """Sum what both use; a notion counts once, and not beside the very word."""
    both = said & asked
    words = {term for term in both if not term.startswith("#")}
    covered = notions_of(words)
    return sum(weights.get(term, 0.0) for term in both if term not in covered)
