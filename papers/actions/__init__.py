"""Everything that changes a paper: one file a noun, one function a button."""

from papers.actions.calls import add_call, remove_call
from papers.actions.details import change_paper, create_paper
from papers.actions.errors import (
    AddressTakenError,
    AlreadyOpenError,
    AlreadyThereError,
    DatesOutOfOrderError,
    FixedByPublishingError,
    FollowsItselfError,
    NothingToPublishError,
    NotReadyToPublishError,
    PaperChangedMeanwhileError,
    PaperRefusedError,
    PartGoneError,
    QuestionAlreadyAskedError,
)
from papers.actions.publishing import publish_paper
from papers.actions.questions import (
    add_question,
    change_question,
    move_question,
    remove_question,
)
from papers.actions.sections import add_section, change_section, move_section, remove_section
from papers.actions.sources import add_source, remove_source
from papers.actions.working_copy import Direction

__all__ = [
    "AddressTakenError",
    "AlreadyOpenError",
    "AlreadyThereError",
    "DatesOutOfOrderError",
    "Direction",
    "FixedByPublishingError",
    "FollowsItselfError",
    "NotReadyToPublishError",
    "NothingToPublishError",
    "PaperChangedMeanwhileError",
    "PaperRefusedError",
    "PartGoneError",
    "QuestionAlreadyAskedError",
    "add_call",
    "add_question",
    "add_section",
    "add_source",
    "change_paper",
    "change_question",
    "change_section",
    "create_paper",
    "move_question",
    "move_section",
    "publish_paper",
    "remove_call",
    "remove_question",
    "remove_section",
    "remove_source",
]
