"""Where a paper is in its life: time decides, not jobs."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from papers.models import Paper

CLOSING_SOON: Final = timedelta(days=7)


class Stage(StrEnum):
    """The lives of BLUEPRINT section 5 that can be reached today."""

    DRAFT = "draft"
    ANNOUNCED = "announced"
    OPEN = "open"
    CLOSING_SOON = "closing soon"
    CLOSED = "closed"
    PUBLISHED = "published"  # a formal submission: to be read, never answered

    @property
    def takes_responses(self) -> bool:
        return self in {Stage.OPEN, Stage.CLOSING_SOON}

    @property
    def word(self) -> str:
        return self.value.capitalize()


def stage_of(paper: "Paper", now: datetime) -> Stage:
    """Return the stage at `now`; `PaperQuerySet.open` says the same rule in SQL."""
    if paper.current_edition_id is None:
        return Stage.DRAFT
    if paper.kind == "submission":
        return Stage.PUBLISHED
    if paper.opens_at is None or now < paper.opens_at:
        return Stage.ANNOUNCED
    if paper.closes_at is None or now < paper.closes_at - CLOSING_SOON:
        return Stage.OPEN
    return Stage.CLOSING_SOON if now < paper.closes_at else Stage.CLOSED
