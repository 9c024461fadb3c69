"""What follows on allauth's signals; each calls one function of ours."""

from typing import Any

from allauth.account.signals import user_logged_in

from accounts.proving import note_arrival


def connect() -> None:
    user_logged_in.connect(_signed_in, dispatch_uid="accounts.receivers")


def _signed_in(*, request: Any, **_about: Any) -> None:
    note_arrival(request)
