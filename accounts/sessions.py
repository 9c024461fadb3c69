"""Where a person is signed in."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Now

from accounts.browsers import browser_in_words
from accounts.models import User

ADDRESSES_KEPT_FOR: Final = timedelta(days=90)
NO_ADDRESS: Final = "0.0.0.0"  # noqa: S104 (what stands where an address was forgotten)


@dataclass(frozen=True)
class SignedIn:
    """One browser that is signed in; `address` is empty once it was forgotten."""

    browser: str
    address: str
    since: datetime
    is_this: bool


def sessions_of(person: User, *, current: str) -> list[SignedIn]:
    """Return where the person is signed in, this browser first, then the newest, in one query."""
    rows = alive().filter(user=person).order_by("-created_at")
    found = [
        SignedIn(
            browser=browser_in_words(row.user_agent),
            address="" if row.ip == NO_ADDRESS else row.ip,
            since=row.created_at,
            is_this=row.session_key == current,
        )
        for row in rows
    ]
    return sorted(found, key=lambda one: not one.is_this)


def alive() -> "QuerySet[UserSession]":
    """Those whose session could still be used; others lie there until the night."""
    session = Session.objects.filter(session_key=OuterRef("session_key"), expire_date__gt=Now())
    rows: QuerySet[UserSession] = UserSession.objects.filter(Exists(session))
    return rows


def forget_addresses() -> int:
    """Forget from where people signed in: with the session, and after 90 days at the latest."""
    ended: int = UserSession.objects.exclude(pk__in=alive().values("pk")).delete()[0]
    old = UserSession.objects.filter(created_at__lt=Now() - ADDRESSES_KEPT_FOR)
    return ended + int(old.exclude(ip=NO_ADDRESS).update(ip=NO_ADDRESS))
