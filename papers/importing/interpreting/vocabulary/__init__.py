"""The words by which the rules know things; a reader's complaint is mended here first.

All are matched in lower case, with straight apostrophes.
"""

from papers.importing.interpreting.vocabulary.answering import (
    ANSWERS,
    LEADS_TO_QUESTIONS,
    QUESTION_COLUMN,
    REPORTED,
    SPEAKER,
)
from papers.importing.interpreting.vocabulary.asking import (
    ABOUT_WHAT,
    ASK_VERBS,
    COMMITTEE,
    FOLLOWS_UP,
    INVITED,
    ITEMS_WANTED,
    OPENERS,
    OPINION,
    PLAIN_ASKS,
    QUESTION_WORDS,
    READER,
    SOUGHT,
    WISHES,
)
from papers.importing.interpreting.vocabulary.kinds import (
    ASKS_MORE,
    CHOICES,
    CHOOSING,
    EXTENT,
    GRADES,
    MANY,
    ONE,
    PICKS,
    RANKED,
    ROUTE_AT_END,
    ROUTED,
    SCALED,
)
from papers.importing.interpreting.vocabulary.respondents import ABOUT_YOU, NO_FORM_LINE
from papers.importing.interpreting.vocabulary.web import WEB_LINE, WEB_TAIL
from papers.importing.interpreting.vocabulary.zones import ZONES

__all__ = [
    "ABOUT_WHAT",
    "ABOUT_YOU",
    "ANSWERS",
    "ASKS_MORE",
    "ASK_VERBS",
    "CHOICES",
    "CHOOSING",
    "COMMITTEE",
    "EXTENT",
    "FOLLOWS_UP",
    "GRADES",
    "INVITED",
    "ITEMS_WANTED",
    "LEADS_TO_QUESTIONS",
    "MANY",
    "NO_FORM_LINE",
    "ONE",
    "OPENERS",
    "OPINION",
    "PICKS",
    "PLAIN_ASKS",
    "QUESTION_COLUMN",
    "QUESTION_WORDS",
    "RANKED",
    "READER",
    "REPORTED",
    "ROUTED",
    "ROUTE_AT_END",
    "SCALED",
    "SOUGHT",
    "SPEAKER",
    "WEB_LINE",
    "WEB_TAIL",
    "WISHES",
    "ZONES",
]
