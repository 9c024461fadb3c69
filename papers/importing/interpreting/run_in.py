"""Paragraphs that begin with a label in words: “Ponds. Some fence theirs. What works in yours?”"""

import re

from papers.importing.interpreting.asks import ask_of, is_quoted
from papers.importing.interpreting.draft import Draft, Passage, plain
from papers.importing.interpreting.labels import LabelKind
from papers.importing.interpreting.sentences import Span
from papers.importing.interpreting.style import NOT_ASKING

_MOST_WORDS = 6
_LONGEST = 48
_LEAST = 2
_SHARE = 0.6
_REACH = 3  # blocks that may stand between two of a series
# A whole sentence is no label: “We met twice. What did we learn?”
_IS_SENTENCE = re.compile(
    r"^(?:we|i|you|they|he|she|it|there|this|that|these|those|please|thank|if|but|and|so|not)\b|"
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|should|does|did)\b"
)
_COUNTS = re.compile(r"^(?:the |our |and )?(?:first|second|third|fourth|fifth|last|final)\b")


def run_in_series(draft: Draft) -> frozenset[int]:
    """The blocks that ask under a label of their own, where at least two stand together.

    One such paragraph may be an accident of style; a series of them is how the paper asks.
    """
    found: set[int] = set()
    run: list[Passage] = []
    for passage in draft.passages:
        if not _bears_label(passage):
            continue
        if run and not _follows(run[-1], passage):
            found |= _asking(run)
            run = []
        run.append(passage)
    return frozenset(found | _asking(run))


def _follows(last: Passage, passage: Passage) -> bool:
    return passage.index - last.index <= _REACH and passage.zone is last.zone


def _asking(run: list[Passage]) -> set[int]:
    asking = {passage.index for passage in run if _asks(passage)}
    return asking if len(asking) >= max(_LEAST, _SHARE * len(run)) else set()


def _bears_label(passage: Passage) -> bool:
    if not passage.is_text or passage.is_heading or passage.zone in NOT_ASKING:
        return False
    return label_span(passage) is not None


def label_span(passage: Passage) -> Span | None:
    """The words before the first full stop or colon, where they are too short to say anything."""
    numbered = passage.label
    start = passage.whole.start
    if numbered is not None:
        if numbered.kind is LabelKind.QUESTION:
            return None
        start = max(start, numbered.end)
    spans = passage.sentences_from(start)
    if not spans:
        return None
    first = passage.slice(spans[0])
    if len(spans) == 1 or first.rstrip()[-1] not in ".:":
        return _before_colon(passage, spans[0])
    return spans[0] if _is_label(first) else None


def _before_colon(passage: Passage, span: Span) -> Span | None:
    """“Money: should there be a charge?” is one sentence, label and all."""
    colon = passage.text.find(":", span.start, min(span.end, span.start + _LONGEST))
    if colon == -1 or not passage.text[colon + 1 : span.end].strip():
        return None
    return Span(span.start, colon + 1) if _is_label(passage.text[span.start : colon + 1]) else None


def _is_label(text: str) -> bool:
    seen = plain(text)
    if not text[:1].isupper() or len(text) > _LONGEST or len(seen.split()) > _MOST_WORDS:
        return False
    if _COUNTS.match(seen):
        return True
    return ask_of(text) is None and not _IS_SENTENCE.search(seen)


def _asks(passage: Passage) -> bool:
    for span in passage.sentences_from(passage.whole.start):
        text = passage.slice(span)
        if ask_of(text) is not None and not is_quoted(text):
            return True
    return False
