"""The database's time, and times as readers in London say them.

No line ends between a day and its month, or an hour and its "am" or "pm": the spaces there do not
break. Plain text, as of mails, has plain ones (`lib.text.with_plain_spaces`).
"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import connection

LONDON = ZoneInfo("Europe/London")
_SPACE = "\N{NO-BREAK SPACE}"


def database_now() -> datetime:
    """When the database received this statement: one query, the same clock for every server."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement_timestamp()")
        now: datetime = cursor.fetchone()[0]
    return now


def in_words(moment: datetime) -> str:
    """`4 March 2027, 5 pm`, in London; minutes only if there are any; noon and midnight by name."""
    return f"{day_in_words(moment)}, {_time_in_words(_in_london(moment))}"


def time_in_words(moment: datetime) -> str:
    """`2.55 pm`, in London, where its day is told or is today."""
    return _time_in_words(_in_london(moment))


def day_in_words(day: date) -> str:
    """`4 March 2027`; of a moment the London day."""
    local = _in_london(day) if isinstance(day, datetime) else day
    return f"{_day_and_month(local)} {local.year}"


def start_of_day(moment: datetime) -> datetime:
    """Midnight at the beginning of that London day."""
    return _in_london(moment).replace(hour=0, minute=0, second=0, microsecond=0)


def day_and_month(moment: datetime) -> str:
    """`4 March`, the London day, where its year is told beside."""
    return _day_and_month(_in_london(moment))


def days_left(moment: datetime, now: datetime) -> int:
    """How many London midnights lie between; 0 on the day itself and after it."""
    return max(0, _days_between(now, moment))


def distance_in_words(moment: datetime, now: datetime) -> str:
    """`in 12 days`, `tomorrow`, `today`, `yesterday` or `3 days ago`, by London calendar days."""
    days = _days_between(now, moment)
    near = {-1: "yesterday", 0: "today", 1: "tomorrow"}
    if days in near:
        return near[days]
    return f"in {days} days" if days > 0 else f"{-days} days ago"


def _days_between(start: datetime, end: datetime) -> int:
    return (_in_london(end).date() - _in_london(start).date()).days


def _in_london(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("A time without its zone cannot be put into words.")
    return moment.astimezone(LONDON)


def _time_in_words(local: datetime) -> str:
    if local.minute == 0 and local.hour in (0, 12):
        return "noon" if local.hour else "midnight"
    hour = local.hour % 12 or 12
    minutes = f".{local.minute:02}" if local.minute else ""
    return f"{hour}{minutes}{_SPACE}{'pm' if local.hour >= 12 else 'am'}"


def _day_and_month(day: date) -> str:
    return f"{day.day}{_SPACE}{day:%B}"
