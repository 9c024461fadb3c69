"""What a paragraph says of the list that stands under it."""

import re
from enum import Enum, auto

from papers.importing.interpreting import vocabulary as words
from papers.importing.interpreting.asks import CONVERSATION, ask_of
from papers.importing.interpreting.draft import Passage, plain

_ADVICE = re.compile(
    r"\b(?:submissions?|responses?|evidence|answers?|replies|you|they|"
    r"it) (?:should|must|may|can|need to|will need to)\b"
)


_INVITATION_TO_ADVICE = re.compile(r"\bwhen (?:answering|replying|responding|you (?:answer|reply))")


class Intro(Enum):
    NONE = auto()
    ITEMS_ASK = auto()  # “We would welcome views on:” – each item is an ask, question mark or not
    QUESTIONS = auto()  # “Here are some questions…” – items that ask are the paper's
    REPORTED = auto()  # “We asked members:” – somebody was asked, not the reader
    ADVICE = auto()  # “Submissions should:” – how to answer, not what
    CALL = auto()  # “We would value conversations with:”


def intro_of(passage: Passage) -> Intro:
    """What the end of the paragraph makes of a list after it."""
    if not passage.sentences:
        return Intro.NONE
    last = plain(passage.slice(passage.sentences[-1])[-600:])
    if words.REPORTED.search(last) and not words.READER.search(last):
        return Intro.REPORTED
    if last.endswith((":", "…", "...", "-", "–", "—")) and (intro := _lead_in(last)):
        return intro
    if any(_speaks_of_items(passage.slice(span)) for span in passage.sentences[-3:]):
        return Intro.ITEMS_ASK
    return Intro.QUESTIONS if words.LEADS_TO_QUESTIONS.search(last) else Intro.NONE


def _lead_in(last: str) -> Intro | None:
    if CONVERSATION.search(last):
        return Intro.CALL
    if _ADVICE.search(last):
        return Intro.ADVICE
    asks = not last.endswith(("…", "...")) and _asks_for_items(last)
    return Intro.ITEMS_ASK if asks else None


def _speaks_of_items(sentence: str) -> bool:
    """“We would welcome evidence on the following. You need not address every point.”"""
    seen = plain(sentence[:600])
    return "the following" in seen and _asks_for_items(seen)


def _asks_for_items(last: str) -> bool:
    if words.ITEMS_WANTED.search(last) and not _INVITATION_TO_ADVICE.search(last):
        return True
    if words.COMMITTEE.match(last) or words.SOUGHT.search(last):
        return True
    if ask := ask_of(last.rstrip(": ") + " the following matter"):
        return bool(ask)
    wish = words.WISHES.search(last)
    return wish is not None and bool(words.OPINION.search(last, wish.end()))
