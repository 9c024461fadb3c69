"""Words that mean much the same in a consultation's question and in an everyday answer to it.

A question asks about “dental care” and is answered under “Teeth”; it asks what it would “cost” and
is answered in pounds. A line of `notions` is one such notion; a shared one counts for less than a
shared word.
"""

import re
from collections.abc import Iterable
from functools import cache

from consultation.responses.splitting.notions import NOTIONS

_SUFFIXES = (
    "ations",
    "ation",
    "ments",
    "ment",
    "ings",
    "ing",
    "edly",
    "ed",
    "ers",
    "er",
    "ly",
    "es",
    "s",
)
STEM = 6


@cache
def stem(word: str) -> str:
    """Return what the forms of a word share, near enough: plan, planned, planning."""
    plain = word.casefold().replace("’", "'").removesuffix("'s")
    if plain[:-1].isdigit():
        return plain.removesuffix("s")
    if plain.endswith("ies") and len(plain) > 5:
        plain = plain[:-3] + "y"
    for ending in _SUFFIXES:
        if plain.endswith(ending) and len(plain) - len(ending) >= (3 if ending == "s" else 4):
            plain = plain.removesuffix(ending)
            break
    if len(plain) > 4 and plain.endswith("e"):
        plain = plain[:-1]
    if len(plain) > 3 and plain[-1] == plain[-2] and plain[-1] not in "aeiouls":
        plain = plain[:-1]
    return plain[:STEM]


def _by_stem() -> dict[str, frozenset[str]]:
    held: dict[str, set[str]] = {}
    for number, line in enumerate(NOTIONS.strip().splitlines()):
        for word in line.split():
            held.setdefault(stem(word.replace("-", "")), set()).add(f"#{number}")
    return {word: frozenset(notions) for word, notions in held.items()}


_HELD = _by_stem()


def notions_of(stems: Iterable[str]) -> set[str]:
    """Return the notions that the words stand for."""
    return {notion for word in stems for notion in _HELD.get(word, ())}


_ANSWER_FORMS = {
    "#yesno": re.compile(
        r"(?:broadly|yes|no|not\s+really|on\s+balance|partly|strongly|agreed?|disagree|neither)\b"
        r"|(?:we|i)\s+(?:\w+\s+){0,2}(?:agree|disagree|support|oppose|favour"
        r"|think\s+(?:that\s+)?\w+"
        r"\s+(?:\w+\s+)?(?:should|ought))\b|.{0,60}\b(?:should|ought\s+to)\s+(?:not\s+)?(?:be"
        r"|have)\b",
        re.I | re.S,
    ),
    "#else": re.compile(
        r"(?:finally|lastly|one\s+(?:last|more|final|further|other)\b|anything\s+else|in\s+closing"
        r"|a\s+(?:last|final)\b|nothing\s+(?:else|more|further)|(?:any\s+)?(?:other|further"
        r"|additional|general|final|closing)\s+(?:comment|point|remark|thing|matter|thought)s?\b"
        r"|(?:we|i)\s+would\s+(?:only|just)\s+add)",
        re.I,
    ),
    "#who": re.compile(
        r"(?:(?:we|i)\s+(?:are|am)\s+(?:a|an|the)\b|.{0,80}\bis\s+(?:a|an|the)\s+(?:\w+[\s-]){0,5}"
        r"(?:charity|organisation|network|coalition|trust|alliance|group|company|body|partnership"
        r"|association|forum|centre)\b|individual|organisation\b|(?:who\s+we\s+are|about\s+(?:us"
        r"|me))$)",
        re.I | re.S,
    ),
    "#money": re.compile(r".{0,200}(?:£\s?\d|\b\d+p\b|\bper\s+cent\b)", re.I | re.S),
}
_QUESTION_FORMS = {
    "#yesno": re.compile(
        r"(?:do|does|is|are|should|would|will|can|could|have|has|did|to\s+what\s+extent)\b", re.I
    ),
    "#else": re.compile(
        r".*\b(?:anything\s+(?:else|further|more)|(?:further|other|additional|general|final)\s+"
        r"(?:comment|point|view|thing|matter|thought)s?)\b",
        re.I | re.S,
    ),
    "#who": re.compile(
        r".*\b(?:who\s+are\s+you|are\s+you\s+(?:responding|answering|replying|writing)"
        r"|your\s+(?:name"
        r"|organisation|interest)|about\s+you(?:rself)?|tell\s+us\s+(?:a\s+little\s+)?about\s+you"
        r"(?:rself|r\s+organisation)?|on\s+behalf\s+of)\b",
        re.I | re.S,
    ),
    "#money": re.compile(
        r".*\b(?:cost|charge|fund(?:ing|ed)?|pay|price|fee|budget|level|how\s+much)\b", re.I | re.S
    ),
}


def forms_of_answer(text: str) -> set[str]:
    """Say what kind of question the beginning of a text seems to answer."""
    return {form for form, pattern in _ANSWER_FORMS.items() if pattern.match(text[:400])}


def forms_of_question(text: str) -> set[str]:
    """Say of which kind a question is: yes or no, who are you, anything else, how much."""
    return {form for form, pattern in _QUESTION_FORMS.items() if pattern.match(text)}


def asks_who(text: str) -> bool:
    """Say whether a question asks who answers, so that an introduction is its answer."""
    return bool(_QUESTION_FORMS["#who"].match(text))
