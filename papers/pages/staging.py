"""A paper at a stage it is not in, for a preview; and the stages it has behind and before it."""

from copy import copy
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from papers.models import Edition, Paper
from papers.stages import CLOSING_SOON, Stage

NEVER_SAVED: Final = -1
# What a draft without dates is shown with.
_WEEKS: Final = timedelta(weeks=12)
DISCUSSION_STAGES: Final = (
    Stage.ANNOUNCED,
    Stage.OPEN,
    Stage.CLOSING_SOON,
    Stage.CLOSED,
    Stage.WITHDRAWN,
)
SUBMISSION_STAGES: Final = (Stage.PUBLISHED, Stage.WITHDRAWN)


@dataclass(frozen=True)
class Milestone:
    """A day in the life of a paper; `at` is None where nobody has set it."""

    label: str
    at: datetime | None
    is_past: bool
    note: str = ""


def stages_of(paper: Paper) -> tuple[Stage, ...]:
    """Return the stages the public may meet this kind of paper in."""
    return SUBMISSION_STAGES if paper.kind == Paper.Kind.SUBMISSION else DISCUSSION_STAGES


def as_at(paper: Paper, stage: Stage) -> Paper:
    """Return the paper as it will be at `stage`, by moving the clock it is read with.

    Needs `with_clock()`. A copy in memory, with an edition that was never made: never save it.
    """
    shown = copy(paper)
    now: datetime = paper.database_now  # type: ignore[attr-defined]
    shown.opens_at = paper.opens_at or now
    shown.closes_at = paper.closes_at or shown.opens_at + _WEEKS
    shown.announced_at = None
    shown.withdrawn_at = None
    if stage == Stage.WITHDRAWN:
        shown.withdrawn_at = paper.withdrawn_at or max(now, shown.opens_at)
        shown.withdrawal_reason = paper.withdrawal_reason or "The reason you give stands here."
    shown.database_now = _moment(shown, stage, now)  # type: ignore[attr-defined]
    shown.current_edition = edition_to_come(paper, now)
    return shown


def edition_to_come(paper: Paper, now: datetime) -> Edition:
    """Return the edition a publishing would make now; in memory only."""
    last = paper.current_edition
    return Edition(
        pk=NEVER_SAVED,
        paper=paper,
        number=last.number + 1 if last else 1,
        content={},
        published_at=now,
    )


def milestones_of(paper: Paper) -> list[Milestone]:
    """Return what has happened and what comes, in order (needs `with_clock()`)."""
    now: datetime = paper.database_now  # type: ignore[attr-defined]
    days = [("Public from", paper.announced_at, "under embargo until then")]
    if paper.announced_at is None:
        days = []
    if paper.kind == Paper.Kind.DISCUSSION:
        soon = paper.closes_at - CLOSING_SOON if paper.closes_at else None
        days += [
            ("Opens", paper.opens_at, ""),
            ("Closing soon", soon, "a week before it closes"),
            ("Closes", paper.closes_at, ""),
        ]
    if paper.withdrawn_at is not None:
        days.append(("Withdrawn", paper.withdrawn_at, paper.withdrawal_reason))
    return [Milestone(label, at, at is not None and at <= now, note) for label, at, note in days]


def _moment(paper: Paper, stage: Stage, now: datetime) -> datetime:
    opens_at, closes_at = paper.opens_at or now, paper.closes_at or now
    soon = max(opens_at, closes_at - CLOSING_SOON)
    if stage == Stage.ANNOUNCED:
        return min(now, opens_at - timedelta(days=1))
    if stage == Stage.OPEN:
        return now if opens_at <= now < soon else opens_at
    if stage == Stage.CLOSING_SOON:
        return now if soon <= now < closes_at else soon
    if stage == Stage.CLOSED:
        return max(now, closes_at)
    return max(now, opens_at)
