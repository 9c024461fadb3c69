"""Questions known by their words: repeated above an answer, or taken up in its heading."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cached_property
from math import log

from consultation.responses.splitting.concepts import stem
from consultation.responses.splitting.shapes import Asked

_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")
_SENTENCE_END = re.compile(r"[?.!:][”\"’')]*(?=\s|$)")
_STOP = """
part parts kind kinds sort sorts way ways able else
a about all also an and any are as at be been but by can could did do does each for from had has
have how i if in into is it its may more most much must need not of on or other our out over own
same shall should so some such than that the their them there these they this those to too under
up us was we were what when where which while who whom why will with would you your please think
views view believe like know say tell good question ask asks after before during between through
without within against because since until upon make makes made making get gets getting go going
give given gives take takes taken come comes just only people person persons someone anyone
everyone even still very many both either neither nor no yes now then here rather thing things
lot we’d
"""
STOP = frozenset(_STOP.split())
_STOPS = re.compile(r"[”\"’')\]*_]*\s*(?:[.?!:;–—\n-]|$)")
FEWEST_WORDS = 5  # a shorter sentence of a question is too common to know it by
LEAD = 6  # words that may stand before a question that is repeated: “You ask what …”


def content_of(text: str) -> list[str]:
    """Return the stems of the words that say something."""
    found = (word.casefold() for word in _WORD.findall(text))
    return [stem(word) for word in found if word not in STOP and (len(word) > 2 or word.isdigit())]


@dataclass(frozen=True)
class Phrase:
    """A question's text, a sentence of it, or a further ask."""

    number: int
    words: tuple[str, ...]


@dataclass(frozen=True)
class Quote:
    """That `text[:end]` repeats a question; `share` of its words are there."""

    number: int
    end: int
    share: float
    starts_at_once: bool = False


class Wordbook:
    """The questions' words, weighed by how few questions use them."""

    def __init__(self, questions: Sequence[Asked]) -> None:
        self.questions = tuple(questions)
        self.contents = {asked.number: Counter(_all_content(asked)) for asked in questions}

    @cached_property
    def phrases(self) -> tuple[Phrase, ...]:
        found: dict[tuple[int, tuple[str, ...]], Phrase] = {}
        for asked in self.questions:
            sentences = [one for text in (asked.text, *asked.parts) for one in sentences_of(text)]
            for text in (asked.text, *asked.parts, *sentences):
                words = tuple(word.casefold() for word in _WORD.findall(text))
                if len(words) >= FEWEST_WORDS:
                    found.setdefault((asked.number, words), Phrase(asked.number, words))
        return tuple(found.values())

    @cached_property
    def weights(self) -> dict[str, float]:
        used = Counter(word for content in self.contents.values() for word in content)
        return {word: log(1 + len(self.questions) / count) for word, count in used.items()}

    def likeness(self, text: str) -> dict[int, float]:
        """Say of each question how much of what the text says is in it, from 0 to 1."""
        content = set(content_of(text))
        whole = sum(self.weights.get(word, 1.0) for word in content) or 1.0
        return {
            number: sum(self.weights[word] for word in content & asked.keys()) / whole
            for number, asked in self.contents.items()
        }

    def taken_up(self, title: str) -> tuple[int, float] | None:
        """Return the one question whose words a heading takes up, and how surely."""
        likeness = sorted(((share, number) for number, share in self.likeness(title).items()))
        if not likeness or likeness[-1][0] < 0.5:
            return None
        best, second = likeness[-1], likeness[-2] if len(likeness) > 1 else (0.0, 0)
        return (best[1], best[0]) if best[0] - second[0] >= 0.2 else None

    def quoted(self, text: str) -> Quote | None:
        """Return the question that the beginning of the text repeats, with its further asks."""
        quote = self._quoted(text)
        while quote and quote.end and (more := self._quoted(text[quote.end :])):
            if more.number != quote.number or not more.end:
                break
            quote = replace(quote, end=quote.end + more.end)
        return quote

    def _quoted(self, text: str) -> Quote | None:
        spans = [found.span() for found in _WORD.finditer(text[:4_000])]
        words = [text[start:end].casefold() for start, end in spans]
        best: Quote | None = None
        here = set(words)
        for phrase in self.phrases:
            if len(here.intersection(phrase.words)) < 0.6 * len(set(phrase.words)):
                continue
            found = _repeated(words[: len(phrase.words) + LEAD + 8], phrase)
            if found and (best is None or found[1:] > (best.share, best.end)):
                best = Quote(phrase.number, *found[:2], words[:2] == list(phrase.words[:2]))
        if best is None:
            return None
        last = spans[best.end - 1][1]
        end = _to_end(text, last)
        # A statement that takes up the question's words is an answer: a question repeated asks.
        is_question = text[:end].rstrip(' ”"’)*_').endswith("?")
        if best.share <= 0.9 and not is_question and text[end:].strip():
            return None
        # “What gets in the way is rent” repeats a question's words and answers in one breath.
        is_own = is_question or _STOPS.match(text, last)
        return replace(best, end=end if is_own else 0)

    def subject(self, title: str, body: str) -> dict[int, float]:
        """Say of each question how much of it a stretch takes up; its heading counts double."""
        in_title, in_body = set(content_of(title)), set(content_of(body))
        return {
            number: (2 * self._share(asked, in_title) + self._share(asked, in_body)) / 3
            for number, asked in self.contents.items()
        }

    def _share(self, asked: Counter[str], words: set[str]) -> float:
        whole = sum(self.weights[word] for word in asked) or 1.0
        return sum(self.weights[word] for word in asked.keys() & words) / whole


def sentences_of(text: str) -> list[str]:
    """Cut at the ends of sentences."""
    ends = [found.end() for found in _SENTENCE_END.finditer(text)]
    starts = [0, *ends]
    return [
        text[a:b].strip()
        for a, b in zip(starts, [*ends, len(text)], strict=True)
        if text[a:b].strip()
    ]


def _all_content(asked: Asked) -> Iterable[str]:
    for text in (asked.text, *asked.parts):
        yield from content_of(text)


def _repeated(words: Sequence[str], phrase: Phrase) -> tuple[int, float, int] | None:
    """Return how many of the first words repeat the phrase, and which share of it is there."""
    matcher = SequenceMatcher(None, phrase.words, words, autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    if not blocks or blocks[0].b > LEAD:
        return None
    matched = sum(block.size for block in blocks)
    end = blocks[-1].b + blocks[-1].size
    share = matched / len(phrase.words)
    density = matched / (end - blocks[0].b)
    if share < 0.75 or density < 0.7:
        return None
    return end, share, len(phrase.words)


def _to_end(text: str, at: int) -> int:
    """Return where the sentence that holds `at` ends, if that is near."""
    found = _SENTENCE_END.search(text, max(0, at - 1))
    if found and found.end() - at <= 60:
        return found.end()
    return at
