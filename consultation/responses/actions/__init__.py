"""Posting, publishing and rejecting responses."""

from consultation.responses.actions.deciding import publish_response, reject_response
from consultation.responses.actions.errors import (
    AlreadyDecidedError,
    AuthorSuspendedError,
    CannotMentionError,
    CannotPostError,
    ChangedMeanwhileError,
    FormOutOfDateError,
    NotAnAnswerError,
    NotTheirOrganisationError,
    NotWelcomedError,
    PaperNotOpenError,
    PostedBesideError,
    QuestionRetiredError,
    QuoteGoneError,
    ReplyElsewhereError,
    ReplyTooDeepError,
    ThreadClosedError,
    TokenTakenError,
)
from consultation.responses.actions.posting import Beside, Posted, post_response

__all__ = [
    "AlreadyDecidedError",
    "AuthorSuspendedError",
    "Beside",
    "CannotMentionError",
    "CannotPostError",
    "ChangedMeanwhileError",
    "FormOutOfDateError",
    "NotAnAnswerError",
    "NotTheirOrganisationError",
    "NotWelcomedError",
    "PaperNotOpenError",
    "Posted",
    "PostedBesideError",
    "QuestionRetiredError",
    "QuoteGoneError",
    "ReplyElsewhereError",
    "ReplyTooDeepError",
    "ThreadClosedError",
    "TokenTakenError",
    "post_response",
    "publish_response",
    "reject_response",
]
