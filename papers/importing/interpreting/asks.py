"""Whether one sentence asks something of its reader, and by what it shows."""

import re
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

from papers.importing.interpreting import vocabulary as words
from papers.importing.interpreting.dates import find_date
from papers.importing.interpreting.draft import plain

_WELCOMES = re.compile(r"\b(?:invited|sought|welcome|welcomed|requested) from\b")
_CLOSERS = "\"'”’»)]*_ \t\n\xa0"
_OPENERS = "\"'“‘«([*_ \t\n\xa0•●▪◦‣·☐□–—-"
_SEEN = 600  # characters of a sentence that the rules look at


_SPECIFIC = re.compile(r"be (?:as )?(?:specific|precise|detailed|clear|honest|frank|open)\b")
# “Put these in order” says how to answer; with a noun of its own it asks.
_ORDERS = re.compile(
    r"(?:put|place|arrange|sort) (?:(?:our|your|the (?!following|options|list|items)) ?"
    r"(?:[a-z']+ ){1,5})?in order\b"
)


class Form(Enum):
    QUESTION_MARK = auto()
    REQUEST = auto()  # Please share…
    WISH = auto()  # We would welcome…
    INQUIRY = auto()  # The Committee will consider…
    UNMARKED = auto()  # a question without its mark


@dataclass(frozen=True)
class Ask:
    form: Form
    why: str
    to_reader: bool


_RESPONDING = re.compile(
    r"\b(?:large print|another format|alternative formats?|easy read|by post|"
    r"(?:e-?mail|send|post|return|submit)(?:ing)? (?:it|them|us at|"
    r"your (?:response|form|answers|submission|comments|views)|"
    r"responses|to|this form|the form)|deadline|closing date|no later than|@|"
    r"with your networks|this (?:paper|page|post|link) with|"
    r"online (?:form|survey)|complete the|fill in the|visit our|our website|"
    r"get in touch|below this post|comments? below|"
    r"to (?:respond|take part|contribute)|your response to reach|"
    r"before (?:answering|responding|you)|reading this|note that|"
    r"commenting below|expand (?:the|each|these) (?:box|space|table)|"
    r"use this (?:section|form|page)|in the comments|leave a comment|get in touch)\b"
)
_GENERIC_OBJECT = re.compile(
    r"\b(?:respond(?:ing)? to|submissions? on|evidence on|short answers? to|"
    r"responses? (?:to|from|by|on)|comments? (?:on|from)|views? (?:on|from|"
    r"about)|feedback on|repl(?:y|ies) to|"
    r"answers? (?:to|from)|thoughts on|ideas on|evidence on|input (?:on|into)|"
    r"contributions? (?:to|on))"
    r" (?:any |all |some |each |both )*(?:or all )?(?:of )?(?:this|these|the|"
    r"our|those|it|what|any|all)"
    r"(?: (?:following|above|below|draft|whole|rest))? ?(?:\d+ |ten |five |"
    r"six |three |four |eight |seven |nine )?"
    r"(?:consultation|discussion paper|paper|document|questions?|proposals|"
    r"issues|call|draft|report|matters?|"
    r"points?|themes|topics|areas|above|set out|follows?|below|in this paper)?"
    r"(?: (?:set out )?(?:below|above|here|in this (?:paper|document|"
    r"consultation)|raised here|that follow))?[ .:…]*$"
)
CONVERSATION = re.compile(
    r"\b(?:conversations? with|hear(?:ing)? from|the (?:views|voices|"
    r"experiences) of|talk(?:ing)? to|"
    r"speak(?:ing)? (?:to|with)|meet(?:ing)? with|"
    r"responses from|views from|submissions from|contributions from|comments from|evidence from|"
    r"work(?:ing)? with|contact from)\b"
)


@lru_cache(maxsize=8_192)  # rule after rule asks it of the same sentences
def ask_of(sentence: str) -> Ask | None:
    """What makes the sentence an ask, or None; where it stands is for others to weigh."""
    bare = sentence.strip().lstrip(_OPENERS)
    seen = plain(bare[:_SEEN])
    to_reader = bool(words.READER.search(seen))
    if ends_with_question_mark(sentence):
        return Ask(Form.QUESTION_MARK, "Ends with a question mark", to_reader)
    if not seen or _RESPONDING.search(seen) or _names_day(seen):
        return None
    if _requests(seen):
        return Ask(Form.REQUEST, "Asks the reader to do something: " + _first(seen), True)
    if _wishes(seen):
        return Ask(Form.WISH, "Says that the authors want to hear about this", to_reader)
    if words.COMMITTEE.match(seen) and len(seen) > 50:
        return Ask(Form.INQUIRY, "Says what the inquiry will look into", False)
    return None


def _names_day(seen: str) -> bool:
    """What is to be done by a day tells how to respond: “Please let us know by 4 March 2027”."""
    found = find_date(seen)
    return found is not None and seen[: found.start].rstrip().endswith(
        ("by", "before", "day", "until")
    )


def is_unmarked_question(text: str) -> bool:
    """“To what extent do you agree with proposal 3”, its mark forgotten."""
    seen = plain(text[:_SEEN]).lstrip(_OPENERS)
    if opener := words.OPENERS.match(seen):  # “Thinking of your last visit, what…”
        seen = seen[opener.end() :]
    return bool(words.QUESTION_WORDS.match(seen)) and not seen.endswith((":", ";"))


def ends_with_question_mark(sentence: str) -> bool:
    return sentence.rstrip(_CLOSERS + ".").endswith("?")


def is_generic(text: str) -> bool:
    """“We would welcome your views on these questions” introduces questions and is none."""
    return bool(_GENERIC_OBJECT.search(plain(text[-_SEEN:])))


def is_quoted(text: str) -> bool:
    """Whether somebody else's words: the whole stands in quotation marks, or a speaker is named."""
    bare = text.strip()
    if bare[:1] in ("“", '"', "‘", "'") and bare.rstrip(".,")[-1:] in ("”", '"', "’", "'"):
        return True
    if bare[:1] in ("“", '"'):
        closing = max(bare.find("”", 1), bare.find('"', 1))
        return closing == -1 or bool(words.SPEAKER.search(bare[closing : closing + 60].lower()))
    opening = max(bare.find("“"), bare.find('"'))
    return opening > 0 and bool(words.SPEAKER.search(bare[max(0, opening - 60) : opening].lower()))


def follows_up(text: str) -> bool:
    """Whether the text leans on an ask before it: “If not, why?”, “Please give reasons”."""
    return bool(words.FOLLOWS_UP.match(plain(text[:200]).lstrip(_OPENERS)))


def _requests(seen: str) -> bool:
    rest = seen
    for _ in range(2):
        if opener := words.OPENERS.match(rest):
            rest = rest[opener.end() :]
    polite = rest.startswith(("please ", "do please "))
    rest = rest.removeprefix("do ").removeprefix("please ")
    for adverb in ("also ", "briefly ", "now ", "then ", "therefore ", "try to "):
        rest = rest.removeprefix(adverb)
    if rest.startswith(("let us know", "consider whether", "consider how", "consider what")):
        return True
    if polite and _SPECIFIC.match(rest):
        return True
    first = rest.split(" ", 1)[0].rstrip(",.:;")
    if _ORDERS.match(rest):  # “Place our stops in order, from first to last”
        return True
    if polite:
        return first in words.ASK_VERBS
    return first in words.PLAIN_ASKS and " " in rest and not rest.startswith(f"{first} of ")


def _wishes(seen: str) -> bool:
    if words.INVITED.match(seen) and not is_generic(seen):
        return True
    if sought := words.SOUGHT.search(seen):
        told = words.ABOUT_WHAT.search(seen, sought.end())
        return told is not None and not is_generic(seen) and not _WELCOMES.search(seen)
    wish = words.WISHES.search(seen)
    if wish is None or wish.start() > 80 or CONVERSATION.search(seen, wish.end()):
        return False
    wanted = words.OPINION.search(seen, wish.end())
    if wanted is None or wanted.start() > wish.end() + 50:
        return False
    return bool(words.ABOUT_WHAT.search(seen, wanted.start())) and not is_generic(seen)


def _first(seen: str) -> str:
    return "“" + " ".join(seen.split(" ")[:3]) + "…”"
