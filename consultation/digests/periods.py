"""When a digest is owed: at seven in London, whatever the clocks do in the night before."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from consultation.lib.clock import LONDON

MORNING: Final = time(7)
DAILY: Final = "daily"
WEEKLY: Final = "weekly"


@dataclass(frozen=True)
class Period:
    """What one digest is for: `key` names it once and for all, `due_at` is when it is owed."""

    frequency: str
    key: str
    due_at: datetime


def latest_periods(now: datetime) -> tuple[Period, Period]:
    """Return the last day and the last week whose morning has come.

    A period that nobody worked on is not made up for one by one: the digest of the next one tells
    everything since the last.
    """
    today = _last_morning(now)
    monday = today - timedelta(days=today.weekday())
    year, week, _ = monday.isocalendar()
    return (
        Period(DAILY, today.isoformat(), _morning_of(today)),
        Period(WEEKLY, f"{year}-W{week:02}", _morning_of(monday)),
    )


def next_due(frequency: str, now: datetime) -> datetime | None:
    """Return when the next digest of this frequency is owed; None for one that never is."""
    today = _last_morning(now)
    if frequency == DAILY:
        return _morning_of(today + timedelta(days=1))
    if frequency == WEEKLY:
        return _morning_of(today + timedelta(days=7 - today.weekday()))
    return None


def _last_morning(now: datetime) -> date:
    local = now.astimezone(LONDON)
    return local.date() if local.time() >= MORNING else local.date() - timedelta(days=1)


def _morning_of(day: date) -> datetime:
    return datetime.combine(day, MORNING, tzinfo=LONDON)
