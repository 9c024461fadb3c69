"""When the public first hears of a paper; what may be changed about that, and when."""

from datetime import datetime

from papers.actions.errors import (
    AnnouncedTooLateError,
    EmbargoFixedError,
    EmbargoNeedsDateError,
)
from papers.models import Paper
from papers.stages import Stage


def check_embargo(
    paper: Paper, *, announced_at: datetime | None, opens_at: datetime | None
) -> None:
    """Refuse dates that would hide a known paper, or publish one by leaving a field empty.

    Needs `with_clock()`. Raises EmbargoFixedError, EmbargoNeedsDateError and AnnouncedTooLateError.
    """
    if announced_at and opens_at and announced_at > opens_at:
        raise AnnouncedTooLateError
    if announced_at == paper.announced_at:
        return
    if paper.stage.is_public:
        raise EmbargoFixedError
    if paper.stage == Stage.EMBARGOED and announced_at is None:
        raise EmbargoNeedsDateError
