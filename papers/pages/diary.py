"""A paper's closing date as a diary file (RFC 5545); holds what the public page says, no more."""

from datetime import UTC, datetime

from django.conf import settings
from icalendar import Calendar, Event  # noqa: TID251 (the one module that writes them)

from consultation.lib.clock import in_words
from consultation.lib.text import with_plain_spaces


def closing_date(
    *, slug: str, title: str, url: str, closes_at: datetime, now: datetime, reasons: list[str]
) -> bytes:
    """Return the file; `reasons` are those of the extensions, the oldest first.

    The UID stays, and the sequence grows with each extension, so that a diary which holds the
    date already moves it. The instant is written in UTC, which needs no table of summer times; the
    words say the hour in London. There is no alarm: being reminded is the reader's choice.
    """
    event = Event()
    event.add("uid", f"closing-{slug}@{settings.MAIL_DOMAIN}")
    event.add("dtstamp", now)
    event.add("sequence", len(reasons))
    event.add("summary", f"Closes: {title}")
    event.add("dtstart", closes_at.astimezone(UTC))
    event.add("url", url)
    event.add("description", _description(closes_at, url, reasons))
    event.add("transp", "TRANSPARENT")
    calendar = Calendar()
    calendar.add("prodid", f"-//{settings.SITE_NAME}//{settings.MAIL_DOMAIN}//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written


def _description(closes_at: datetime, url: str, reasons: list[str]) -> str:
    lines = [f"The paper takes responses until {in_words(closes_at)}, London time.", url]
    if reasons:
        lines.insert(1, f"Extended: {reasons[-1]}")
    return with_plain_spaces("\n".join(lines))
