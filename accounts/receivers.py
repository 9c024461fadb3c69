"""What follows on allauth's signals; each calls one function of ours."""

from typing import Any

from allauth.account.signals import (
    password_changed,
    password_reset,
    password_set,
    user_logged_in,
)

from accounts.actions.factors import end_sessions
from accounts.signing_in.proving import note_arrival


def connect() -> None:
    user_logged_in.connect(_signed_in, dispatch_uid="accounts.receivers")
    for new_password in (password_set, password_changed, password_reset):
        new_password.connect(_has_new_password, dispatch_uid="accounts.receivers")


def _signed_in(*, request: Any, **_about: Any) -> None:
    note_arrival(request)


def _has_new_password(*, request: Any, user: Any, **_about: Any) -> None:
    # Django only stops believing the others: they would stay on the list of where one is signed in.
    end_sessions(person=user, keep=request.session.session_key or "")
