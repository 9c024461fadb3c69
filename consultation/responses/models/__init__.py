"""Responses, what is kept beside them, and formal answers."""

from consultation.responses.models.readers import Follow, QuestionVisit, Reaction
from consultation.responses.models.responses import (
    MAX_DEPTH,
    SEGMENT,
    Response,
    StoredCommentSavedError,
)
from consultation.responses.models.submissions import (
    Answer,
    AnswersImport,
    AnswerVersion,
    DraftersComment,
    Submission,
)
from consultation.responses.models.tallies import ChoiceTally, QuestionTally, ResponseWords
from consultation.responses.models.unsettled import UnsettledText
from consultation.responses.models.writing import Draft, Mention, Quote, ResponseVersion

__all__ = [
    "MAX_DEPTH",
    "SEGMENT",
    "Answer",
    "AnswerVersion",
    "AnswersImport",
    "ChoiceTally",
    "Draft",
    "DraftersComment",
    "Follow",
    "Mention",
    "QuestionTally",
    "QuestionVisit",
    "Quote",
    "Reaction",
    "Response",
    "ResponseVersion",
    "ResponseWords",
    "StoredCommentSavedError",
    "Submission",
    "UnsettledText",
]
