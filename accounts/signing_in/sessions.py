"""Where a person is signed in."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import wraps
from typing import Any, Final

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Now
from django.http import HttpRequest, HttpResponseBase

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


def in_turn(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Let what one browser sends wait for what it sent before, as that left the session.

    A code allows three tries, which the session counts: sent at once, each of twenty would
    otherwise find that none was made yet.
    """

    @wraps(view)
    def waiting(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        session = request.session
        key = session.session_key
        if request.method != "POST" or not key:
            return view(request, *args, **kwargs)
        with transaction.atomic():
            Session.objects.select_for_update().filter(session_key=key).first()
            vars(session).pop("_session_cache", None)  # it may have been read before the wait
            response = view(request, *args, **kwargs)
            if session.modified and session.session_key == key:
                session.save()
                session.modified = False  # saved again later, it would undo what others count
        return response

    return waiting
