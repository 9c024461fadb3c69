"""Where a paper is in its life: time decides, not jobs."""

from datetime import datetime, timedelta
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from papers.models import Paper

CLOSING_SOON: Final = timedelta(days=7)


class Stage(StrEnum):
    """The life of a paper, computed from its dates."""

    DRAFT = "draft"
    EMBARGOED = "under embargo"  # an edition is made; the public does not know of it yet
    ANNOUNCED = "announced"
    OPEN = "open"
    CLOSING_SOON = "closing soon"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"
    PUBLISHED = "published"  # a formal submission: to be read, never answered

    @property
    def is_public(self) -> bool:
        return self not in {Stage.DRAFT, Stage.EMBARGOED}

    @property
    def takes_responses(self) -> bool:
        return self in {Stage.OPEN, Stage.CLOSING_SOON}

    @property
    def word(self) -> str:
        return self.value.capitalize()


class Group(IntEnum):
    """Where lists put a paper, in their order; `PaperQuerySet.with_group` says the rule in SQL."""

    OPEN = 0  # closing soon among them
    COMING = 1
    CLOSED = 2
    SAID = 3  # formal submissions
    WITHDRAWN = 4


def stage_of(paper: "Paper", now: datetime) -> Stage:
    """Return the stage at `now`; `PaperQuerySet.published` and `.open` say the rule in SQL."""
    if paper.current_edition_id is None:
        return Stage.DRAFT
    if paper.announced_at is not None and now < paper.announced_at:
        return Stage.EMBARGOED
    if paper.withdrawn_at is not None:
        return Stage.WITHDRAWN
    if paper.kind == "submission":
        return Stage.PUBLISHED
    return _stage_by_dates(paper, now)


def shows_questions(paper: "Paper", now: datetime) -> bool:
    """Say whether readers may see what it asks; `asking_in_public` says the rule in SQL.

    An announced paper shows what is coming, not what it will ask. What was asked once stays
    readable when the paper is withdrawn; what never was stays unseen.
    """
    stage = stage_of(paper, now)
    if stage == Stage.WITHDRAWN and paper.kind != "submission":
        opened, gone = paper.opens_at, paper.withdrawn_at
        return opened is not None and gone is not None and opened <= gone
    return stage not in {Stage.DRAFT, Stage.EMBARGOED, Stage.ANNOUNCED}


def _stage_by_dates(paper: "Paper", now: datetime) -> Stage:
    if paper.opens_at is None or now < paper.opens_at:
        return Stage.ANNOUNCED
    if paper.closes_at is None or now < paper.closes_at - CLOSING_SOON:
        return Stage.OPEN
    return Stage.CLOSING_SOON if now < paper.closes_at else Stage.CLOSED
