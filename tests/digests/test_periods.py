from datetime import UTC, datetime, timedelta

import pytest

from consultation.digests.periods import latest_periods, next_due


def utc(words: str) -> datetime:
    return datetime.fromisoformat(words).replace(tzinfo=UTC)


def test_a_day_begins_at_seven() -> None:
    assert latest_periods(utc("2026-11-22T06:59:59"))[0].key == "2026-11-21"
    assert latest_periods(utc("2026-11-22T07:00"))[0].key == "2026-11-22"


def test_a_week_begins_on_monday_at_seven() -> None:
    assert latest_periods(utc("2026-11-23T06:59:59"))[1].key == "2026-W47"
    assert latest_periods(utc("2026-11-23T07:00"))[1].key == "2026-W48"


def test_a_week_keeps_its_iso_year_over_new_year() -> None:
    assert latest_periods(utc("2027-01-01T12:00"))[1].key == "2026-W53"


@pytest.mark.parametrize(
    ("now", "due_at"),
    [
        ("2027-03-27T12:00", "2027-03-27T07:00"),  # winter time
        ("2027-03-28T12:00", "2027-03-28T06:00"),  # the night the clocks went forward
        ("2027-10-30T12:00", "2027-10-30T06:00"),  # summer time
        ("2027-10-31T12:00", "2027-10-31T07:00"),  # the night the clocks went back
    ],
)
def test_seven_is_seven_in_london(now: str, due_at: str) -> None:
    assert latest_periods(utc(now))[0].due_at == utc(due_at)


@pytest.mark.parametrize("night", ["2027-03-26T00:00", "2027-10-29T00:00"])
def test_every_day_around_a_clock_change_is_one_period(night: str) -> None:
    ticks = [utc(night) + timedelta(minutes=10 * n) for n in range(6 * 24 * 5)]
    keys = [latest_periods(tick)[0].key for tick in ticks]
    assert keys == sorted(keys)
    assert len(set(keys)) == 6


@pytest.mark.parametrize(
    ("frequency", "due_at"),
    [("daily", "2027-03-28T06:00"), ("weekly", "2027-03-29T06:00")],
)
def test_the_next_one_is_due_at_seven_in_london(frequency: str, due_at: str) -> None:
    assert next_due(frequency, utc("2027-03-27T12:00")) == utc(due_at)


def test_who_wants_none_is_never_due() -> None:
    assert next_due("never", utc("2027-03-27T12:00")) is None
