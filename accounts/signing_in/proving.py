"""Showing again who one is, before the ways into one's account are changed.

A browser left open for a minute, or a stolen cookie, must not be enough to lock the owner out.
"""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, Final, ParamSpec

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.core import context
from allauth.core.exceptions import ReauthenticationRequired
from allauth.core.internal.cryptokit import compare_user_code, generate_user_code
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from accounts.access import signed_in
from accounts.models import User

_CODE: Final = "proof_code"  # in the session
_TRIES: Final = 3

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]
Way = dict[str, str]


def require_proof(view: View[P]) -> View[P]:
    """Let in who has lately shown again who they are; others do so first, and come back."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if is_proved(request):
            return view(request, *args, **kwargs)
        way = ways_to_prove(signed_in(request))[0]["url"]
        return redirect(f"{way}?{urlencode({'next': request.get_full_path()})}")

    return guarded


class AsksAgain:
    """For the account adapter: what is asked for before a change, and when."""

    def get_reauthentication_methods(self, user: User | AnonymousUser) -> list[Way]:
        return ways_to_prove(user) if isinstance(user, User) else []

    def is_reauthentication_required(self, *, app: str) -> bool:  # noqa: ARG002 (allauth's)
        """Say no, or raise ReauthenticationRequired.

        allauth itself asks nobody who has neither password nor factor; we send those a code.
        """
        if not is_proved(context.request):
            raise ReauthenticationRequired
        return False


def is_proved(request: HttpRequest) -> bool:
    """Say whether the browser has shown lately whose it is: by a factor, if there is one."""
    person = request.user
    if not isinstance(person, User):
        return False
    since = time.time() - settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
    lately = [
        record["method"]
        for record in get_authentication_records(request, person)
        if record["at"] > since
    ]
    return "mfa" in lately if person.has_second_factor else bool(lately)


def note_proof(request: HttpRequest, method: str) -> None:
    """Remember in the session that its person has just shown who they are."""
    record_authentication(request, request.user, method, reauthenticated=True)


def note_arrival(request: HttpRequest) -> None:
    """Count joining as a proof too: allauth notes every way of signing in but that first one."""
    if not get_authentication_records(request, request.user):
        record_authentication(request, request.user, "joined")


def ways_to_prove(person: User) -> list[Way]:
    """Return the pages on which this person can show who they are, the best first.

    Who has a second factor must use one: a password or a mailbox alone could then remove it.
    """
    types = set(Authenticator.objects.filter(user=person).values_list("type", flat=True))
    app = _way("mfa_reauthenticate", "Use your authenticator app or a recovery code")
    passkey = _way("mfa_reauthenticate_webauthn", "Use your passkey")
    if "totp" in types:
        return [app, passkey] if "webauthn" in types else [app]
    if "webauthn" in types:
        return [passkey, _way("mfa_reauthenticate", "Use a recovery code")]
    mail = _way("accounts:prove", "Have a code sent to you")
    if person.has_usable_password():
        return [_way("account_reauthenticate", "Use your password"), mail]
    return [mail]


def _way(name: str, description: str) -> Way:
    return {"id": name, "description": description, "url": reverse(name)}


def new_code(request: HttpRequest) -> str:
    """Return six digits that the browser asking alone can use, in place of any before."""
    code = str(generate_user_code(**settings.ALLAUTH_USER_CODE_FORMAT))
    request.session[_CODE] = {"code": code, "at": time.time(), "tries": 0}
    return code


def has_code(request: HttpRequest) -> bool:
    """Say whether a code that was sent can still be typed."""
    return _sent(request) is not None


def is_code(request: HttpRequest, typed: str) -> bool:
    """Check what was typed; a right code is spent, and after three wrong ones none is right."""
    sent = _sent(request)
    if sent is None:
        return False
    if compare_user_code(actual=typed, expected=sent["code"]):
        del request.session[_CODE]
        return True
    request.session[_CODE] = {**sent, "tries": sent["tries"] + 1}
    return False


def _sent(request: HttpRequest) -> dict[str, Any] | None:
    sent: dict[str, Any] | None = request.session.get(_CODE)
    if sent is None or sent["tries"] >= _TRIES:
        return None
    return sent if time.time() - sent["at"] < settings.SIGN_IN_CODE_SECONDS else None
