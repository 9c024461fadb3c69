"""When a digest is owed: at seven in London, whatever the clocks do in the night before.

And when notices are mailed: within five minutes, or at eight.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from consultation.lib.clock import LONDON

MORNING: Final = time(7)
NOTICES_MORNING: Final = time(8)
# One mail in so many minutes at most; with the minute that beat takes, five.
AT_ONCE_MINUTES: Final = 4
AT_ONCE: Final = "at_once"
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


def latest_notice_periods(now: datetime) -> tuple[Period, Period]:
    """Return the few minutes that it is now, and the last day whose eight o'clock has come."""
    utc = now.astimezone(UTC)
    minutes = utc.minute - utc.minute % AT_ONCE_MINUTES
    day = _last_morning(now, NOTICES_MORNING)
    return (
        Period(AT_ONCE, f"{utc:%Y-%m-%dT%H}:{minutes:02}", now),
        Period(DAILY, day.isoformat(), _morning_of(day, NOTICES_MORNING)),
    )


def next_due(frequency: str, now: datetime) -> datetime | None:
    """Return when the next digest of this frequency is owed; None for one that never is."""
    today = _last_morning(now)
    if frequency == DAILY:
        return _morning_of(today + timedelta(days=1))
    if frequency == WEEKLY:
        return _morning_of(today + timedelta(days=7 - today.weekday()))
    return None


def _last_morning(now: datetime, morning: time = MORNING) -> date:
    local = now.astimezone(LONDON)
    return local.date() if local.time() >= morning else local.date() - timedelta(days=1)


def _morning_of(day: date, morning: time = MORNING) -> datetime:
    return datetime.combine(day, morning, tzinfo=LONDON)
