"""Dates as people in the United Kingdom write them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR = r"(?P<year>(?:19|20)\d\d|['’]\d\d)"
_DAY = r"(?P<day>[0-3]?\d)(?:\s?(?:st|nd|rd|th))?"
_END = r"(?P<end>(?:end|last day|last working day) of\s+)?"

_DIGIT = re.compile(r"\d")
# Every date has a month's name in it, or two numbers with a stroke between them.
_IN_NUMBERS = re.compile(r"\d[/.-]\d")
_NAMED = tuple(name[:3] for name in _MONTHS)
_FORMS = (
    re.compile(rf"\b{_DAY}(?:\s+of)?\s+{_MONTH}(?:,?\s+{_YEAR})?(?!\w)", re.IGNORECASE),
    re.compile(rf"\b{_MONTH}\s+{_DAY}(?:,?\s+{_YEAR})?(?![\w:])", re.IGNORECASE),
    re.compile(r"\b(?P<year>(?:19|20)\d\d)-(?P<monthno>[01]\d)-(?P<day>[0-3]\d)\b"),
    re.compile(
        r"\b(?P<day>[0-3]?\d)[/.](?P<monthno>[01]?\d)[/.](?P<year>(?:20)?\d\d)\b(?![/\d]|\.\d)"
    ),
    re.compile(r"\b(?P<day>[0-3]?\d)-(?P<monthno>[01]?\d)-(?P<year>20\d\d)\b"),
    re.compile(rf"\b{_END}(?:\b|(?<=\s)){_MONTH},?\s+{_YEAR}(?!\w)", re.IGNORECASE),
)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY = re.compile(
    rf"\b(?P<weekday>{'|'.join(_WEEKDAYS)})[a-z]{{0,6}},?\s+(?:the\s+)?$", re.IGNORECASE
)
_ANY_YEAR = re.compile(r"\b20\d\d\b")


@dataclass(frozen=True)
class WrittenDate:
    """A date as it stands in a text; `iso` is a whole day, a month (“2027-03”), or empty.

    `day` is kept where the year is not written, `weekday` where it is named.
    """

    start: int
    end: int
    iso: str
    day: int = 0
    month: int = 0
    weekday: int | None = None


def find_date(text: str, start: int = 0) -> WrittenDate | None:
    """The first date from `start` on; the earliest, and of those the longest, counts."""
    if not (_DIGIT.search(text, start) and may_hold_date(text.lower())):
        return None  # most sentences: no need to look further
    found = [match for form in _FORMS if (match := form.search(text, start))]
    if not found:
        return None
    best = min(found, key=lambda match: (match.start(), -match.end()))
    parts = best.groupdict()
    weekday = _WEEKDAY.search(text[max(start, best.start() - 16) : best.start()])
    return WrittenDate(
        best.start(),
        best.end(),
        _iso(best),
        day=0 if parts.get("year") else int(parts.get("day") or 0),
        month=_month(parts),
        weekday=_WEEKDAYS.index(weekday["weekday"].lower()) if weekday else None,
    )


def may_hold_date(lowered: str) -> bool:
    """Whether there is any use in looking for a date in a text of small letters."""
    return any(name in lowered for name in _NAMED) or _IN_NUMBERS.search(lowered) is not None


def find_dates(text: str) -> Iterator[WrittenDate]:
    """Every date of the text, in order."""
    start = 0
    while found := find_date(text, start):
        yield found
        start = found.end


def day_of(found: WrittenDate, issued: str) -> str:
    """The whole day in ISO form, its year taken from when the paper came out; or empty.

    `issued` is that day, month or year as ISO. A weekday that is named has to agree.
    """
    if len(found.iso) == 10:
        return found.iso
    if not (issued and found.day and found.month):
        return ""
    year = int(issued[:4])
    for candidate in (year, year + 1):
        try:
            day = date(candidate, found.month, found.day)
        except ValueError:
            continue
        if day.isoformat() >= issued and found.weekday in (None, day.weekday()):
            return day.isoformat()
    return ""


def issued_by(texts: Iterable[str]) -> str:
    """When a paper with these first lines came out, as far as they tell: its latest year's
    first day written out, or the year alone."""
    days: list[str] = []
    years: list[str] = []
    for text in texts:
        days += [found.iso for found in find_dates(text) if len(found.iso) == 10]
        years += _ANY_YEAR.findall(text)
    latest = max((day[:4] for day in days), default="")
    return min((day for day in days if day.startswith(latest)), default=max(years, default=""))


def _iso(match: re.Match[str]) -> str:
    parts = match.groupdict()
    year, month = _year(parts.get("year")), _month(parts)
    if not year or not month:
        return ""
    if parts.get("end"):
        following = date(year + month // 12, month % 12 + 1, 1)
        return (following - timedelta(days=1)).isoformat()
    if not parts.get("day"):
        return f"{year}-{month:02}"
    try:
        return date(year, month, int(parts["day"])).isoformat()
    except ValueError:
        return ""


def _year(written: str | None) -> int:
    digits = (written or "").strip("'’")
    if not digits:
        return 0
    return int(digits) + (2000 if len(digits) == 2 else 0)


def _month(parts: dict[str, str | None]) -> int:
    if number := parts.get("monthno"):
        return int(number) if 1 <= int(number) <= 12 else 0
    name = (parts.get("month") or "")[:3].lower()
    return next((n for n, full in enumerate(_MONTHS, start=1) if full.startswith(name)), 0)
