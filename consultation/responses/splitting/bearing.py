"""How much a stretch is about its writer, or about the letter itself, and not about the matter.

No single phrase tells an introduction from an answer: “our members” stands in both. So the signs
are counted, and what a stretch says of the questions is weighed against them.
"""

import re

from consultation.responses.splitting.writers import BODY

MOST_READ = 900  # characters: an introduction says early what it is
_PERSONS = r"(?:we|i|it|they|who|which|that|staff|members|trustees|branches|the\s+\w+)"


def _signs(*patterns: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)


# Who writes: what they are, since when, how many, where and for whom.
_OF_THE_WRITER = _signs(
    rf"\b(?:is|are|am)\s+(?:a|an|the|part\s+of)\s+(?:[\w’'-]+\s+){{0,6}}{BODY}\b",
    r"\b(?:founded|established|set\s+up|formed|came\s+together|has\s+been\s+going|was\s+started"
    r"|began\s+(?:in|as))\b",
    r"\b(?:since|in)\s+(?:18|19|20)\d\d\b|\bfor\s+(?:\w+[\s-]){1,5}years\b|\byears\s+ago\b",
    r"\b(?:\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty"
    r"|hundreds?|thousands?|some|about)\s+(?:of\s+)?(?:\w+\s+){0,2}(?:members|volunteers|staff"
    r"|branches|groups|charities|clubs|shops|stores|parishes|customers|employees|people|families"
    r"|households|organisations|projects|workers"
    r"|of\s+us)\b",
    r"\b(?:brings?\s+together|made\s+up\s+of|represents?|speaks?\s+for|on\s+behalf\s+of|works?"
    r"\s+(?:with|in|across)|employs?|supports?\s+\w+|belongs?\s+to|based\s+in|links)\b",
    r"\b(?:charity|trustees|volunteers|membership|our\s+members|paid\s+staff|caseworkers)\b",
    r"\bmy\s+name\b|\bretired\b|\bi\s+(?:am|was)\s+(?:a|an|the|\w+ing)\b"
    r"|\bi\s+(?:have\s+)?(?:lived?|run|work|write|own|keep|farm|teach)\b",
)
# The letter: what it answers, how it came to be, how it is to be read.
_OF_THE_LETTER = _signs(
    r"\b(?:consultation|(?:your|this|the)\s+(?:discussion\s+)?paper|call\s+for\s+evidence|inquiry"
    r"|review|proposals\s+as\s+a\s+whole)\b",
    r"\b(?:(?:this|our|my)\s+(?:response|submission|reply|letter|evidence|note|paper|answers"
    r"|comments|views)|these\s+(?:pages|views|comments|notes|answers|points|remarks))\b",
    rf"\b{_PERSONS}\s+(?:\w+\s+){{0,2}}(?:asked|surveyed|held|met|talked|discussed|consulted"
    r"|visited|read|replied|spoke)\b",
    r"\b(?:surveys?|questionnaire|workshops?|focus\s+groups?|meetings?|gathered|collected)\b",
    r"\b(?:what\s+follows|what\s+is\s+said\s+here|below|set\s+(?:out|down)|put\s+together"
    r"|drawn?s?\s+(?:from|on|upon)|based\s+(?:up)?on|(?:written|drafted|agreed|approved)"
    r"\s+(?:by|down)"
    r"|wrote|in\s+(?:the|their)\s+(?:order|turn)|arranged|headings|quot(?:ed|ations?)"
    r"|permission)\b",
    r"\b(?:thank|thanks|grateful|pleased|glad|welcomes?|opportunity|invit\w+|forgive)\b",
    r"^\s*(?:in\s+(?:short|summary|brief|outline)|to\s+sum(?:marise)?|our\s+(?:main|central"
    r"|key)\b)",
    r"\b(?:questions|your\s+form|boxes|respond\w*|answering|answers?\s+to|we\s+answer"
    r"|respon[sd]\w*)\b",
)
# How a letter ends: thanks, offers, hopes, what may be done with it, how to reach its writer.
_OF_AN_END = _signs(
    r"\b(?:glad|happy|pleased|delighted|willing|ready|gladly|pleasure|invit\w+|disposal|love\s+to"
    r"|welcome\s+(?:to|any|the|a|you)|(?:be|made|most|very|are|is)\s+(?:\w+\s+)?welcomed?"
    r"|do\s+come)\b",
    r"\b(?:thank|thanks|grateful|gratitude|appreciate)\b",
    r"\b(?:hopes?|trust)\s+(?:that\s+)?(?:this|these|some|our|my|the\s+above|what|whoever|it|you"
    r"|they)\b|\blook(?:s|ing)?\s+forward\b|\bwhatever\s+(?:you|is)\s+decide",
    r"\b(?:(?:this|our|my|the)\s+(?:response|submission|reply|letter|comments|answers)"
    r"|these\s+(?:views"
    r"|comments|points|remarks|answers)|what\s+(?:we\s+have|is)\s+(?:said|written)"
    r"|any\s+of\s+(?:this"
    r"|these)|(?:said\s+)?(?:above|here)\b.*\bunclear)\b",
    r"\b(?:approved|agreed|endorsed|may\s+be\s+published|publish(?:ed)?|confidential|under\s+its"
    r"\s+name|made\s+public|(?:named|quoted|identified))\b",
    r"\b(?:you|your|the\s+(?:(?:review|policy|consultation)\s+)?(?:team|department|committee"
    r"|commission"
    r"|review|panel|inquiry|minister|consultation))\b|\bofficials\b",
    r"\b(?:discuss|meet|meets|meeting|oral\s+evidence|visit\w*|come\s+(?:and|to|along)|join\s+us"
    r"|show\s+(?:you|the)|talk\s+(?:to|it|about)|(?:explain|expand|elaborate)\b|get\s+in\s+touch"
    r"|contact|reach(?:ed)?|telephone|e-?mail|website|ring|hear\s+from)\b",
    r"\b(?:enclos\w+|attach\w*|cop(?:y|ies)\s+of|on\s+request|(?:can|could)\s+(?:\w+\s+)?"
    r"(?:supply|send|provide|share|arrange|host|bring)|(?:further|more|fuller)\s+(?:information"
    r"|details?"
    r"|evidence|account))\b",
    r"\b(?:kettle|tea|coffee|lunch|soup|cake|next\s+(?:\w+\s+)?(?:meeting|forum)|(?:on|any"
    r"|most)\s+(?:any"
    r"\s+)?(?:day|time|week|(?:mon|tues|wednes|thurs|fri|satur|sun|week)days?|mornings?|afternoons?"
    r"|evenings?)\b)",
    r"\b(?:no\s+comments?|did\s+not\s+(?:discuss|answer|get)|(?:left|leave)\s+(?:\w+\s+){0,3}(?:out"
    r"|alone"
    r"|aside|unanswered|to\s+others)|have\s+nothing\s+to\s+add"
    r"|gone\s+on)\b",
)

_SUMS_UP = re.compile(
    r"\s*(?:to\s+(?:sum\s+up|conclude|end|close|finish|summarise)|in\s+(?:sum|conclusion|closing"
    r"|summary)|all\s+in\s+all|summing\s+up|(?:if|were)\s+(?:you|we|there)\b.{0,40}\bone\s+thing)\b",
    re.IGNORECASE,
)


def signs_of_a_preface(text: str) -> int:
    """Count what a stretch says of its writer and of the letter."""
    read = text[:MOST_READ]
    return sum(bool(sign.search(read)) for sign in (*_OF_THE_WRITER, *_OF_THE_LETTER))


def signs_of_an_end(text: str) -> int:
    """Count what a stretch says that ends a letter."""
    read = text[:MOST_READ]
    sums_up = 2 * bool(_SUMS_UP.match(read))
    return sums_up + sum(bool(sign.search(read)) for sign in _OF_AN_END)
