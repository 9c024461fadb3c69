"""Sentences that use a figure as evidence and name no source for it."""

import re
from bisect import bisect_right

from papers.importing.blocks import BlockKind
from papers.importing.interpreting.asks import ask_of, is_quoted
from papers.importing.interpreting.draft import Draft, Passage, Zone, plain
from papers.importing.interpreting.sentences import Span
from papers.importing.interpreting.vocabulary.hints import COUNTS
from papers.importing.pieces import Claim, Piece, Role

_NUMBER = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|"
    r"thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|"
    r"sixty|seventy|eighty|ninety|hundred)"
)
_FIGURE = re.compile(
    rf"\b\d[\d,.]*(?:\s?%|\s?per ?cent\b|\s?percent\b)|(?:£|€|\$)\s?\d|\b\d{{1,3}}(?:,\d{{3}})+\b|"
    rf"\b(?:\d+|{_NUMBER})(?:-{_NUMBER})? (?:in|out of)(?: every)? (?:\d+|{_NUMBER})\b|"
    rf"\b{_NUMBER}(?:-{_NUMBER})?(?: to {_NUMBER}(?:-{_NUMBER})?)? per ?cent\b|"
    rf"\b{_NUMBER}(?:-{_NUMBER})? percent\b|"
    rf"\b(?:half|third|quarter|fifth|tenth|thirds|quarters|fifths|tenths) of\b|"
    rf"\b(?:a|one) (?:half|third|quarter|fifth|tenth) (?:of|were|was|had|have|"
    rf"are|do|did|said)\b|"
    rf"\b(?:vast|large|great|overwhelming) majority\b|\b(?:two|"
    rf"three)[- ](?:thirds|quarters|fifths)\b|\b(?:one|a)-(?:third|quarter|"
    rf"fifth|tenth)\b|"
    rf"\b(?:doubled|trebled|tripled|halved|quadrupled)\b|"
    rf"\b\d+(?:\.\d+)? (?:million|billion|thousand)\b|\b(?:million|"
    rf"billion)s? of\b|"
    rf"\b(?:about|around|nearly|almost|over|more than|some|fewer than|less than|"
    rf"only|just|roughly|approximately|an estimated|at least|up to|now|"
    rf"on average,?)\s(?!one\b)(?:\d{{2,}}|{_NUMBER})\b(?! (?:months?|years?|minutes|"
    rf"words|pages|questions|weeks?|working|days?|of us))|"
    rf"\b\d{{2,}} (?:people|children|women|men|organisations|charities|prisons|"
    rf"young|adults|families|households|members|cases|deaths|places|homes|"
    rf"centres|of (?:them|these|those|the))\b|"
    rf"\bof (?:the|our) \d{{2,}}\b|\bby (?:a|one) (?:half|third|quarter|fifth|tenth)\b|"
    r"\b[Oo]f every (?:ten|hundred|thousand)\b|"
    rf"\b(?i:{_NUMBER}) (?:[a-z]+ ){{1,2}}in (?:every )?{_NUMBER}\b|"
    r"\b(?:[Ff]ewer|[Ll]ess|[Mm]ore) than (?:a |one )?(?:half|third|quarter|fifth|tenth)\b",
)
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[a-z]+")
_SOURCED = re.compile(
    r"\([^()]{2,80},? (?:1[89]|20)\d\d[a-z]?(?:[:,][^()]{0,30})?\)|"
    r"\baccording to\b|\((?:source|ref)|\bhttps?://|\bwww\.|"
    r"\b(?:published|reported|statistics|figures|data|study|survey|report|"
    r"research|census|inspectorate|review|audit|evaluation|analysis) (?:by|"
    r"from|of|in|for|published)\b[^.]{0,30}\b(?:19|20)\d\d\b|"
    r"\[\d{1,3}\]|[¹²³⁴⁵⁶⁷⁸⁹]",
    re.IGNORECASE,
)
# A sentence that goes on from the one before shares its source; one that is a source gives it.
_LEANS = re.compile(
    r"(?:of (?:these|those|them)|they|it also|the same|another|a further|"
    r"among (?:these|those|them))\b",
    re.IGNORECASE,
)
_GIVES_SOURCE = re.compile(r"[(\[]|see\b|source\b|these figures\b|this comes\b", re.IGNORECASE)
_OURS = re.compile(
    r"\b(?:we (?:will|would|propose|plan|intend|aim|have received|want|expect)|"
    r"would (?:be|cost|take)|will (?:be|cost|take)|should|must|deadline|"
    r"maximum|minimum|no more than|no longer than|aged|years old|under \d)\b"
)
_SILENT = frozenset(
    {Zone.RESPONDING, Zone.ABOUT_YOU, Zone.REFERENCES, Zone.CONTENTS, Zone.PRIVACY, Zone.TERMS}
)
_TEXT_ROLES = frozenset({Role.PROSE, Role.LIST_ITEM, Role.SUMMARY, Role.CONTEXT})


def find_claims(draft: Draft, pieces: tuple[Piece, ...]) -> None:
    readable: dict[int, list[Piece]] = {}
    for piece in pieces:
        if piece.role in _TEXT_ROLES or piece.stays:
            readable.setdefault(piece.block, []).append(piece)
    for passage in draft.passages:
        if passage.index in readable and _may_claim(passage):
            _read(draft, passage, readable[passage.index])


def _may_claim(passage: Passage) -> bool:
    kinds = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)
    if passage.block.kind not in kinds or passage.zone in _SILENT:
        return False
    return passage.has_digit or not COUNTS.isdisjoint(passage.vocabulary)


def _read(draft: Draft, passage: Passage, pieces: list[Piece]) -> None:
    for place, span in enumerate(passage.sentences):
        if _inside(pieces, span) and _is_claim(passage, place, span):
            draft.claims.append(Claim(passage.index, span.start, span.end))


def _inside(pieces: list[Piece], span: Span) -> bool:
    place = bisect_right(pieces, span.start, key=lambda piece: piece.start) - 1
    return place >= 0 and span.end <= pieces[place].end


def _is_claim(passage: Passage, place: int, span: Span) -> bool:
    text = passage.slice(span)[:1_500]
    if (
        not _may_count(text)
        or not _FIGURE.search(text)
        or ask_of(text) is not None
        or is_quoted(text)
    ):
        return False
    if _OURS.search(plain(text)):
        return False
    spans = passage.sentences
    beside = [span]
    if place and _LEANS.match(text):
        beside.append(spans[place - 1])
    if place + 1 < len(spans) and _GIVES_SOURCE.match(passage.slice(spans[place + 1])):
        beside.append(spans[place + 1])
    return not any(_has_source(passage, one) for one in beside)


def _may_count(text: str) -> bool:
    return bool(_DIGIT.search(text)) or not COUNTS.isdisjoint(_WORD.findall(text.lower()))


def _has_source(passage: Passage, span: Span) -> bool:
    block = passage.block
    if any(link.start < span.end and span.start < link.end for link in block.links):
        return True
    # A note's mark stands just after the full stop, at the start of the gap or the next sentence.
    if any(span.start < mark.at <= span.end for mark in block.note_marks):
        return True
    return bool(_SOURCED.search(passage.slice(span)[:1_500]))
