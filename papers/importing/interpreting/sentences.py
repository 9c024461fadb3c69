"""Where sentences begin and end, in one pass over the text."""

import re
from dataclasses import dataclass

# Only the first mark of a run starts a match, so that a run of any length is read once.
_END = re.compile(r"(?<![.?!…])[.?!…]++[\"'”’»)\]]*+(?=\s|$|(?<=[?!])[A-Z(])")
_CLOSERS = "\"'”’»)]"

_ABBREVIATIONS = frozenset(
    [
        "e.g",
        "i.e",
        "eg",
        "ie",
        "etc",
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "st",
        "no",
        "nos",
        "vs",
        "cf",
        "al",
        "para",
        "paras",
        "p",
        "pp",
        "ch",
        "fig",
        "vol",
        "ed",
        "eds",
        "art",
        "sec",
        "ss",
        "dept",
        "approx",
        "est",
        "inc",
        "ltd",
        "co",
        "rev",
        "hon",
        "sir",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sept",
        "sep",
        "oct",
        "nov",
        "dec",
        "mon",
        "tue",
        "tues",
        "wed",
        "thu",
        "thurs",
        "fri",
        "sat",
        "sun",
        "a.m",
        "p.m",
        "tel",
        "ext",
    ]
)
_CONTINUES_AFTER = frozenset(["etc", "a.m", "p.m", "inc", "ltd", "co", "al"])
_NEW_LINE_STARTS = re.compile(
    r"(?:[•●▪◦‣·☐☑☒□○\-–—*]\s|\[[ xX]?\]|\(?[a-zA-Z0-9]{1,4}[.)]\s|Q\.?\s?\d|Question\s)"
)
_LABEL = re.compile(r"(?:q|[A-Z])?\d{1,3}[a-z]?$")
_SHORT_LINE = 45
_LINE_ENDS = (".", "?", "!", "…", ":", ";")
# No line of its own ends so: “closes at / 11:59pm on 4 March”.
_BREAKS_OFF = re.compile(r"\b(?:at|on|by|of|the|an?|in|to|for|with|from|until|before|and|or)$")


@dataclass(frozen=True)
class Span:
    start: int
    end: int


def sentences(text: str) -> list[Span]:
    """Cut the text into sentences without the white space around them."""
    cuts = sorted({*_ends_of_sentences(text), *_ends_of_lines(text), len(text)})
    spans: list[Span] = []
    start = 0
    for cut in cuts:
        span = trimmed(text, start, cut)
        if span.start < span.end:
            spans.append(span)
        start = cut
    return spans


def trimmed(text: str, start: int, end: int) -> Span:
    """The span without the white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _ends_of_sentences(text: str) -> list[int]:
    return [match.end() for match in _END.finditer(text) if _is_end(text, match)]


def _is_end(text: str, match: re.Match[str]) -> bool:
    following = text[match.end() : match.end() + 40].lstrip()
    mark = match.group()
    if not following:
        return True
    if mark[0] in "?!":
        # “… ‘race to the bottom?’ and then”: a mark inside quotation that the sentence outlives.
        return not (mark[-1] in _CLOSERS and following[0].islower())
    if following[0].islower():
        return False
    if mark != ".":
        return following[0] not in ",;:"
    return not _abbreviates(text[max(0, match.start() - 12) : match.start()], following)


def _abbreviates(before: str, following: str) -> bool:
    words = before.split()
    word = words[-1].lstrip("(‘“'\"") if words and not before[-1].isspace() else ""
    if word.lower() in _CONTINUES_AFTER:
        return not following[0].isupper()
    if word.lower() in _ABBREVIATIONS:
        return True
    if len(word) == 1 and word.isupper() and len(words) > 1:
        return True  # an initial: “J. Smith”
    # “1. Do you agree?”: the number is the label of what follows.
    return bool(_LABEL.match(word)) and (len(words) == 1 or words[0].lower() == "question")


def _ends_of_lines(text: str) -> list[int]:
    """A line break ends a sentence unless the text was merely folded there."""
    ends: list[int] = []
    start = 0
    at = text.find("\n")
    while at != -1:
        line = text[start:at].rstrip()[-_SHORT_LINE - 1 :]
        following = text[at + 1 : at + 20].lstrip(" \t\xa0")
        short = len(line) <= _SHORT_LINE and not _BREAKS_OFF.search(line)
        if short or line[-1:] in _LINE_ENDS or _starts_line(following):
            ends.append(at + 1)
        start = at + 1
        at = text.find("\n", start)
    return ends


def _starts_line(following: str) -> bool:
    return not following or following[0] == "\n" or bool(_NEW_LINE_STARTS.match(following))
