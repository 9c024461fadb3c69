"""What was sent after a sign-in had ended, carried through the next one in the same browser.

On a shared computer the next to sign in may be somebody else. So a form says, signed, whose it is;
the text waits an hour in the cache, under a secret in this browser's session and the writer's
account; and only the writer, signed in again here, is given it back. Signing out, or somebody else
signing in, ends the session and with it the way to the text.
"""

from datetime import timedelta
from secrets import token_urlsafe
from typing import Final

from django.core.cache import cache
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, QueryDict

from accounts.models import User
from accounts.signing_in.limiting import is_within_limit

KEPT_FOR: Final = timedelta(hours=1)  # as the page says
LONGEST: Final = 200_000
# Where a form was sent that another page carries on.
CARRIED_FROM: Final = "carried_from"
_SESSION_KEY: Final = "carries"
_SIGNER: Final = Signer(salt="consultation.responses.writer")


def mark_of(person: User) -> str:
    """What a form carries to say whose it is: nobody can make another's."""
    return _SIGNER.sign(str(person.pk))


def writer_in(mark: str) -> int | None:
    """Return the id of the account that a form was made for; None when it does not say."""
    try:
        return int(_SIGNER.unsign(mark))
    except (BadSignature, ValueError):
        return None


def carry(request: HttpRequest, question_id: int, reply_to: str | None = None) -> bool:
    """Keep the form of this request for its writer; False when that cannot be promised.

    What it replies to is in the form, unless its address says it. Whoever sends it is not signed in
    and may be a program, so what is kept of one writer in an hour is bounded.
    """
    writer = writer_in(request.POST.get("writer", ""))
    sent = request.POST.copy()
    for ours in ("csrfmiddlewaretoken", CARRIED_FROM):
        sent.pop(ours, None)
    fields = sent.urlencode()
    if writer is None or len(fields) > LONGEST:
        return False
    if not is_within_limit(request, action="carry", key=str(writer)):
        return False
    request.session.setdefault(_SESSION_KEY, token_urlsafe(16))
    to = request.POST.get("to", "") if reply_to is None else reply_to
    key = _key(request, writer, question_id, to)
    cache.set(key, fields, KEPT_FOR.total_seconds())
    return cache.get(key) is not None


def carried_for(
    request: HttpRequest, person: User, question_id: int, reply_to: str
) -> QueryDict | None:
    """Return what the person sent in this browser when they were signed out."""
    if _SESSION_KEY not in request.session:
        return None
    fields = cache.get(_key(request, person.pk, question_id, reply_to))
    return QueryDict(fields) if fields else None


def put_down(request: HttpRequest, person: User, question_id: int, reply_to: str) -> None:
    """Forget what was carried: it is kept as a draft now, or posted, or not wanted."""
    if _SESSION_KEY in request.session:
        cache.delete(_key(request, person.pk, question_id, reply_to))


def forget_all_of(person_id: int) -> int:
    """Forget whatever is carried for a person, in every browser."""
    own = f"carried-{person_id}-"
    return int(cache.forget_named(own))  # type: ignore[attr-defined]  # of our own backend


def _key(request: HttpRequest, person_id: int, question_id: int, reply_to: str) -> str:
    secret = request.session[_SESSION_KEY]
    # What was typed into an address is no part of a key.
    to = "".join(filter(str.isalnum, reply_to))[:16]
    return f"carried-{person_id}-{secret}-{question_id}-{to}"
