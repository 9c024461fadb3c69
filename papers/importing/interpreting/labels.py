"""The labels that authors write before a question: “Question 1 –”, “Q4.”, “(a)”, “iii)”, “2.1”."""

import re
from dataclasses import dataclass
from enum import Enum, auto


class LabelKind(Enum):
    QUESTION = auto()  # Question 1, Q1
    NUMBER = auto()  # 1. 1) (1)
    LETTER = auto()  # (a) a) a.
    ROMAN = auto()  # (i) ii) iv.
    BARE = auto()  # 1 without a mark, a label only in a sequence of questions
    PARAGRAPH = auto()  # 2.13
    RECOMMENDATION = auto()  # Recommendation 1, R1


@dataclass(frozen=True)
class Label:
    kind: LabelKind
    number: str
    end: int


_WORDS = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_SUFFIX = r"(?:\s?\([a-z]\)|[a-z](?![a-z]))?(?:\s?\([ivx]{1,4}\))?"
_NUMBER = rf"(?P<number>\d{{1,3}}(?:\.\d{{1,2}})?{_SUFFIX}|(?:{_WORDS})\b)"
_SEPARATOR = r"(?P<separator>\s{0,3}(?:of\s\d{1,3}\s{0,3})?[.:)\]\-–—|]{0,2})"

_QUESTION = re.compile(
    rf"[\[(]?(?:(?:consultation|discussion|key|survey|review)\s)?(?:question|"
    rf"cwestiwn|q|(?:discussion )?(?:point|prompt)(?= \d))"
    rf"\s{{0,3}}[.\-]?\s{{0,2}}(?:(?:no\.?|number)\s)?{_NUMBER}{_SEPARATOR}",
    re.IGNORECASE,
)
# “Discussion question: what word does your town use?”
_UNNUMBERED = re.compile(
    r"(?:(?:consultation|discussion|key|survey|review) (?:questions?|points?|prompts?)|"
    r"questions?(?: for (?:discussion|consultation|response|you|readers|consultees))?)"
    r"(?: for (?:discussion|you|readers))?\s?(?P<separator>:)\s{0,3}(?=\S)",
    re.IGNORECASE,
)
_RECOMMENDATION = re.compile(
    rf"(?:recommendation|rec\.?|r(?=\d))\s{{0,3}}(?:(?:no\.?|number)\s)?{_NUMBER}{_SEPARATOR}",
    re.IGNORECASE,
)
_PARAGRAPH = re.compile(r"(?P<number>\d{1,3}(?:\.\d{1,3}){1,3})\.?(?=\s|$)")
_FORM_NUMBER = re.compile(r"(?P<number>[A-Z]\d{1,2}[a-z]?)(?:[.):]|\s[-–—])(?=\s|$)")
_PLAIN_NUMBER = re.compile(
    rf"\(?(?P<number>\d{{1,3}}{_SUFFIX})(?:[.):]|\s[-–—])(?=\s|$|[A-Z“‘\"'])"
)
_BARE = re.compile(r"(?P<number>\d{1,2})[ \t\xa0]{1,6}(?=[A-Z])")
_LETTER = re.compile(r"(?:\((?P<in>[a-zA-Z])\)|(?P<number>[a-zA-Z])[.)])(?=\s|$|[A-Z“‘])")
_ROMAN = re.compile(r"(?:\((?P<in>[ivx]{1,5})\)|(?P<number>[ivx]{1,5})[.)])(?=\s|$|[A-Z“‘])")

_BULLETS = frozenset("•●▪◦‣·∙⁃■□○–—-*o›»")


def is_bullet(marker: str) -> bool:
    return marker.strip() in _BULLETS


def question_label(text: str) -> Label | None:
    """A label such as “Question 1 –”; “Question 3 asks…” speaks of a question and is none."""
    match = _QUESTION.match(text)
    if match is None and (unnumbered := _UNNUMBERED.match(text)):
        return Label(LabelKind.QUESTION, "", unnumbered.end())
    if match is None or not _stands_apart(match, text):
        return None
    return Label(LabelKind.QUESTION, _number(match), match.end())


def recommendation_label(text: str) -> Label | None:
    match = _RECOMMENDATION.match(text)
    if match is None or not _stands_apart(match, text):
        return None
    return Label(LabelKind.RECOMMENDATION, _number(match), match.end())


def item_label(text: str) -> Label | None:
    """A label such as “1.”, “(a)” or “ii)”."""
    for kind, pattern in (
        (LabelKind.PARAGRAPH, _PARAGRAPH),
        (LabelKind.NUMBER, _PLAIN_NUMBER),
        (LabelKind.NUMBER, _FORM_NUMBER),
        (LabelKind.ROMAN, _ROMAN),
        (LabelKind.LETTER, _LETTER),
        (LabelKind.BARE, _BARE),
    ):
        if match := pattern.match(text):
            return Label(kind, _number(match), match.end())
    return None


def any_label(text: str) -> Label | None:
    return question_label(text) or item_label(text)


def _number(match: re.Match[str]) -> str:
    groups = match.groupdict()
    return (groups.get("number") or groups.get("in") or "").replace(" ", "")


def _stands_apart(match: re.Match[str], text: str) -> bool:
    rest = text[match.end() : match.end() + 8].lstrip()
    if match.group("separator").strip(" \n\t\xa0"):
        return True
    return not rest or not (rest[0].islower() or rest[0] in ",;/&(")
