"""Bank holidays of England and Wales, by the rules that stand.

They are the Banking and Financial Dealings Act 1971's, with the days proclaimed every year since.
Days that are proclaimed for one year only, such as a coronation, follow no rule and are not here.
"""

from datetime import date, timedelta
from typing import Final

MONDAY: Final = 0
SATURDAY: Final = 5
SUNDAY: Final = 6


def is_bank_holiday(day: date) -> bool:
    return day in bank_holidays(day.year)


def bank_holidays(year: int) -> frozenset[date]:
    """Return the year's bank holidays; one on a weekend is kept on the next free weekday."""
    easter = easter_sunday(year)
    christmas = date(year, 12, 25)
    return frozenset(
        {
            _on_a_weekday(date(year, 1, 1)),
            easter - timedelta(days=2),
            easter + timedelta(days=1),
            _first_monday(date(year, 5, 1)),
            _first_monday(date(year, 5, 25)),
            _first_monday(date(year, 8, 25)),
            *_christmas_days(christmas),
        }
    )


def easter_sunday(year: int) -> date:
    """Return the Gregorian Easter Sunday (the algorithm of Meeus, Jones and Butcher)."""
    century, rest = divmod(year, 100)
    shift = (8 * century + 13) // 25
    epact = (19 * (year % 19) + century - century // 4 - shift + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    correction = (year % 19 + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * correction + 114, 31)
    return date(year, month, day + 1)


def _first_monday(day: date) -> date:
    """Return the first Monday on or after the day."""
    return day + timedelta(days=(MONDAY - day.weekday()) % 7)


def _on_a_weekday(day: date) -> date:
    return _first_monday(day) if day.weekday() >= SATURDAY else day


def _christmas_days(christmas: date) -> tuple[date, date]:
    boxing_day = christmas + timedelta(days=1)
    if christmas.weekday() == SATURDAY:
        monday = _first_monday(christmas)
        return monday, monday + timedelta(days=1)
    if christmas.weekday() == SUNDAY:
        # Boxing Day keeps its Monday, so Christmas is kept on the Tuesday.
        return boxing_day + timedelta(days=1), boxing_day
    return christmas, _on_a_weekday(boxing_day)
