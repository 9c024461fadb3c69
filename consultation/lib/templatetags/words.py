from datetime import date, datetime

from django import template
from django.utils import timezone
from django.utils.safestring import SafeString

from consultation.lib import clock
from consultation.lib.sanitising import render_prose

register = template.Library()


@register.filter
def in_words(moment: datetime | None) -> str:
    return clock.in_words(moment) if moment else ""


@register.filter
def time_in_words(moment: datetime | None) -> str:
    return clock.time_in_words(moment) if moment else ""


@register.filter
def day_in_words(day: date | None) -> str:
    return clock.day_in_words(day) if day else ""


@register.filter
def distance(moment: datetime | None, now: datetime | None = None) -> str:
    """`{{ paper.closes_at|distance:now }}`; without `now`, from this machine's clock."""
    return clock.distance_in_words(moment, now or timezone.now()) if moment else ""


@register.filter
def prose(markdown: str | None) -> SafeString:
    return render_prose(markdown or "")
