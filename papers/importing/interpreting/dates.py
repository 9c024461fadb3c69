"""Dates as people in the United Kingdom write them."""

import re
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
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DAY = r"(?P<day>[0-3]?\d)(?:\s?(?:st|nd|rd|th))?"

_DIGIT = re.compile(r"\d")
_FORMS = (
    re.compile(rf"\b{_DAY}(?:\s+of)?\s+{_MONTH},?(?:\s+{_YEAR})?\b", re.IGNORECASE),
    re.compile(rf"\b{_MONTH}\s+{_DAY}(?:,?\s+{_YEAR})?\b", re.IGNORECASE),
    re.compile(rf"\b{_YEAR}-(?P<monthno>[01]\d)-(?P<day>[0-3]\d)\b"),
    re.compile(
        r"\b(?P<day>[0-3]?\d)[/.](?P<monthno>[01]?\d)[/.](?P<year>(?:20)?\d\d)\b(?![/\d]|\.\d)"
    ),
    re.compile(rf"\b(?P<end>end of\s+)?(?:\b|(?<=\s)){_MONTH},?\s+{_YEAR}\b", re.IGNORECASE),
)


@dataclass(frozen=True)
class WrittenDate:
    """A date as it stands in a text; `iso` is a whole day, a month (“2027-03”), or empty."""

    start: int
    end: int
    iso: str


def find_date(text: str) -> WrittenDate | None:
    """The first date in the text; the earliest, and of those the longest, counts."""
    if not _DIGIT.search(text):
        return None  # most sentences: no need to look further
    found = [match for form in _FORMS if (match := form.search(text))]
    if not found:
        return None
    best = min(found, key=lambda match: (match.start(), -match.end()))
    return WrittenDate(best.start(), best.end(), _iso(best))


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
    if not written:
        return 0
    return int(written) + (2000 if len(written) == 2 else 0)


def _month(parts: dict[str, str | None]) -> int:
    if number := parts.get("monthno"):
        return int(number) if 1 <= int(number) <= 12 else 0
    name = (parts.get("month") or "")[:3].lower()
    return next((n for n, full in enumerate(_MONTHS, start=1) if full.startswith(name)), 0)
