"""How much a stretch is about its writer, or about the letter itself, and not about the matter.

No single phrase tells an introduction from an answer: “our members” stands in both. So each sign
has a weight, those of an answer weigh against it, and what a stretch says of the questions is
weighed against the sum.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from consultation.responses.splitting.writers import BODY

MOST_READ = 900  # characters: an introduction says early what it is
_PERSONS = r"(?:we|i|it|they|who|which|that|staff|members|trustees|branches|the\s+\w+)"


@dataclass(frozen=True)
class _Sign:
    """What a stretch may say, and how much that weighs for a preface, or for a letter's end.

    1 is a fair sign. The weights follow how much likelier it is there than in an answer, as the
    labelled documents have it, and are drawn in, because those are few.
    """

    pattern: re.Pattern[str]
    preface: float
    end: float


def _sign(pattern: str, preface: float = 0.0, end: float = 0.0, *, flags: int = re.I) -> _Sign:
    return _Sign(re.compile(pattern, flags), preface, end)


# Who writes: what they are, since when, how many, where and for whom.
_OF_THE_WRITER = (
    _sign(
        rf"\b(?:is|are|am)\s+(?:a|an|the|part\s+of)\s+(?:[\w’'-]+\s+){{0,6}}{BODY}\b(?![’'])",
        1.6,
        1.3,
    ),
    _sign(
        r"\b(?:founded|established|set\s+up|formed|came\s+together|has\s+been\s+going"
        r"|was\s+started|began\s+(?:in|as))\b",
        1.5,
    ),
    _sign(
        r"\b(?:since|in)\s+(?:18|19|20)\d\d\b|\bfor\s+(?:\w+[\s-]){1,5}years\b|\byears\s+ago\b",
        0.7,
    ),
    _sign(
        r"\b(?:\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty"
        r"|hundreds?|thousands?|some|about)\s+(?:of\s+)?(?:\w+\s+){0,2}(?:members|volunteers|staff"
        r"|branches|groups|charities|clubs|shops|stores|parishes|customers|employees|people"
        r"|families|households|organisations|projects|workers|of\s+us)\b",
        1.0,
    ),
    _sign(
        r"\b(?:brings?\s+together|made\s+up\s+of|represents?|speaks?\s+for|on\s+behalf\s+of|works?"
        r"\s+(?:with|in|across)|employs?|supports?\s+\w+|belongs?\s+to|based\s+in|links)\b",
        0.9,
    ),
    _sign(
        r"\b(?:charity|trustees|volunteers|membership|our\s+members|paid\s+staff|caseworkers)\b",
        0.7,
    ),
    _sign(
        r"\bmy\s+name\b|\bretired\b|\bi\s+(?:am|was)\s+(?:a|an|the|\w+ing)\b"
        r"|\bi\s+(?:have\s+)?(?:lived?|run|work|write|own|keep|farm|teach)\b",
        1.3,
    ),
    _sign(
        r"(?:[A-Z][a-z]+\s+){1,4}(?:Trust|Society|Association|Council|Group|Network|Alliance"
        r"|Federation|Forum|Charity|Union|Fellowship|College|Foundation|Committee|Institute)\b",
        1.0,
        1.0,
        flags=0,
    ),
)
# The letter: what it answers, how it came to be, how it is to be read.
_OF_THE_LETTER = (
    _sign(
        r"\b(?:consultation|(?:your|this|the)\s+(?:discussion\s+)?paper|call\s+for\s+evidence"
        r"|inquiry|review|proposals\s+as\s+a\s+whole)\b",
        1.1,
        0.5,
    ),
    _sign(
        r"\b(?:(?:this|our|my)\s+(?:response|submission|reply|letter|evidence|note|paper|answers"
        r"|comments|views)|these\s+(?:pages|views|comments|notes|answers|points|remarks))\b",
        1.8,
    ),
    _sign(
        rf"\b{_PERSONS}\s+(?:\w+\s+){{0,2}}(?:asked|surveyed|held|met|talked|discussed|consulted"
        r"|visited|read|replied|spoke)\b",
        0.5,
    ),
    _sign(
        r"\b(?:surveys?|questionnaire|workshops?|focus\s+groups?|meetings?|gathered|collected)\b",
        1.0,
    ),
    _sign(
        r"\b(?:what\s+follows|what\s+is\s+said\s+here|below|set\s+(?:out|down)|put\s+together"
        r"|drawn?s?\s+(?:from|on|upon)|based\s+(?:up)?on|(?:written|drafted|agreed|approved)"
        r"\s+(?:by|down)|wrote|in\s+(?:the|their)\s+(?:order|turn)|arranged|headings"
        r"|quot(?:ed|ations?)|permission)\b",
        1.2,
    ),
    _sign(
        r"\b(?:thank|thanks|grateful|pleased|glad|welcomes?|opportunity|invit\w+|forgive)\b", 0.9
    ),
    _sign(
        r"^\s*(?:in\s+(?:short|summary|brief|outline)|to\s+sum(?:marise)?|our\s+(?:main|central"
        r"|key)\b)",
        1.3,
    ),
    _sign(
        r"\b(?:questions|your\s+form|boxes|respond\w*|answering|answers?\s+to|we\s+answer"
        r"|respon[sd]\w*)\b",
        1.1,
    ),
    # How the paper was put: “paper copies did not reach us”, “only five weeks for comment”.
    _sign(
        r"\b(?:closing\s+date|deadline|consultation\s+period|short\s+notice|extension|(?:weeks|days"
        r"|months)\s+(?:for|to|in\s+which\s+to)\s+(?:comments?|repl\w+|respond|answer))\b",
        0.8,
        0.8,
    ),
)
# How a letter ends: thanks, offers, hopes, what may be done with it, how to reach its writer.
_OF_AN_END = (
    _sign(
        r"\b(?:glad|happy|pleased|delighted|willing|ready|gladly|pleasure|invit\w+|disposal"
        r"|love\s+to|welcome\s+(?:to|any|the|a|an|you)|(?:be|made|most|very|are|is)\s+(?:\w+\s+)?"
        r"welcomed?|do\s+come)\b",
        end=1.2,
    ),
    _sign(r"\b(?:thank|thanks|grateful|gratitude|appreciate)\b", 0.5, 1.6),
    _sign(
        r"\b(?:hopes?|trust)\s+(?:that\s+)?(?:this|these|some|our|my|the\s+above|what|whoever|it"
        r"|you|they)\b|\blook(?:s|ing)?\s+forward\b|\bwhatever\s+(?:you|is)\s+decide"
        r"|\backnowledge\b",
        end=1.4,
    ),
    _sign(
        r"\b(?:(?:this|our|my|the)\s+(?:response|submission|reply|letter|comments|answers)"
        r"|these\s+(?:views|comments|points|remarks|answers)|what\s+(?:we\s+have|is)\s+(?:said"
        r"|written)|any\s+of\s+(?:this|these)|(?:said\s+)?(?:above|here)\b.*\bunclear)\b",
        end=1.2,
    ),
    _sign(
        r"\b(?:approved|agreed|endorsed|may\s+be\s+published|publish(?:ed)?|confidential|under\s+its"
        r"\s+name|made\s+public|(?:named|quoted|identified))\b",
        end=0.5,
    ),
    _sign(
        r"\b(?:you|your|the\s+(?:(?:review|policy|consultation)\s+)?(?:team|department|committee"
        r"|commission|review|panel|inquiry|minister|consultation))\b|\bofficials\b",
        end=0.8,
    ),
    _sign(
        r"\b(?:discuss|meet|meets|meeting|oral\s+evidence|visit\w*|come\s+(?:and|to|along)|join\s+us"
        r"|show\s+(?:you|the)|talk\s+(?:to|it|about)|(?:explain|expand|elaborate)\b"
        r"|get\s+in\s+touch|contact|reach(?:ed)?|telephone|e-?mail|website|ring|hear\s+from)\b",
        end=0.7,
    ),
    _sign(
        r"\b(?:enclos\w+|attach\w*|cop(?:y|ies)\s+of|on\s+request|(?:can|could)\s+(?:\w+\s+)?"
        r"(?:supply|send|provide|share|arrange|host|bring)|(?:further|more|fuller)"
        r"\s+(?:information|details?|evidence|account))\b",
        end=1.1,
    ),
    _sign(
        r"\b(?:kettle|tea|coffee|lunch|soup|cake|next\s+(?:\w+\s+)?(?:meeting|forum)|(?:on|any"
        r"|most)\s+(?:any\s+)?(?:day|time|week|(?:mon|tues|wednes|thurs|fri|satur|sun|week)days?"
        r"|mornings?|afternoons?|evenings?)\b)",
        end=0.8,
    ),
    _sign(
        r"\b(?:no\s+comments?|did\s+not\s+(?:discuss|answer|get)|(?:left|leave)\s+(?:\w+\s+){0,3}"
        r"(?:out|alone|aside|unanswered|to\s+others)|have\s+nothing\s+to\s+add|gone\s+on)\b",
        0.7,
        1.0,
    ),
    _sign(r"\bplease\b", end=0.6),
)
# What an answer says, and a preface or an end hardly does.
_OF_AN_ANSWER = (
    _sign(r"\b(?:should|must|ought|needs?\s+to|recommend|propose|urge)\b", -0.5, -0.7),
    _sign(
        r"^(?:yes|no|not|we\s+(?:\w+\s+){0,2}(?:agree|support|oppose|disagree|favour"
        r"|are\s+(?:against|in\s+favour)))\b",
        -0.7,
        -1.0,
    ),
    _sign(r"\bif\b", -0.6),
    _sign(r"\b(?:cannot|can[’']t|not\s+be|never)\b", -0.4, -0.8),
    _sign(r"[“\"]", -0.7, -0.5),
)
_ALL = (*_OF_THE_WRITER, *_OF_THE_LETTER, *_OF_AN_END, *_OF_AN_ANSWER)

_SUMS_UP = re.compile(
    r"\s*(?:to\s+(?:sum\s+up|conclude|end|close|finish|summarise)|in\s+(?:sum|conclusion|closing"
    r"|summary)|all\s+in\s+all|summing\s+up|(?:if|were)\s+(?:you|we|there)\b.{0,40}\bone\s+thing)\b",
    re.IGNORECASE,
)


def signs_of_a_preface(text: str) -> float:
    """Weigh what a stretch says of its writer and of the letter."""
    return max(0.0, sum(sign.preface for sign in _said(text)))


def signs_of_an_end(text: str) -> float:
    """Weigh what a stretch says that ends a letter."""
    sums_up = 2.0 * bool(_SUMS_UP.match(text))
    return max(0.0, sums_up + sum(sign.end for sign in _said(text)))


def _said(text: str) -> Iterable[_Sign]:
    read = text[:MOST_READ]
    return (sign for sign in _ALL if sign.pattern.search(read))
