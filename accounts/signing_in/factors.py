"""What signing in asks for besides a code or a password: named, kept under lock, counted."""
# mypy: allow-subclassing-any
# (allauth has no types)

import base64
import hashlib
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any, Final

from allauth.core import context
from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.adapter import DefaultMFAAdapter, get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

from accounts.models import User
from consultation.mail.mailbox.notes import Note

SECONDS_A_STEP: Final = 30  # RFC 6238's, and what every app shows
LAST_STEP: Final = "last_step"  # in an app's data: the newest step whose code was used
IN_SAMPLE: Final = "sample"  # in an app's data: its codes are shown beside the caught mail
SHOWN_FOR: Final = timedelta(minutes=10)  # new recovery codes; afterwards nobody reads them again


class FactorAdapter(DefaultMFAAdapter):
    """The sentences are ours, and no secret lies open in the database."""

    error_messages: Final = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "This code is wrong or was used before. Type the one shown now, "
        "or wait for the next.",
        "unverified_email": "Confirm your email address first: we have sent you a code.",
    }

    def encrypt(self, text: str) -> str:
        return _lock().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return what was locked away; after a change of SECRET_KEY something nobody can guess."""
        try:
            return _lock().decrypt(encrypted_text).decode()
        except InvalidToken:
            return base64.b32encode(secrets.token_bytes(20)).decode()

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:  # noqa: A002 (allauth's)
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return "Passkey" if number == 1 else f"Passkey {number}"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        host = context.request.get_host().partition(":")[0]
        return {"id": host, "name": settings.SITE_NAME}


def _lock() -> MultiFernet:
    return _lock_of((settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS))


@lru_cache(maxsize=2)
def _lock_of(keys: tuple[str, ...]) -> MultiFernet:
    # Stretched only to the length Fernet wants: SECRET_KEY is random already.
    digests = (hashlib.sha256(b"second factors:" + key.encode()).digest() for key in keys)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])


@dataclass(frozen=True)
class Passkey:
    """One passkey, as its owner sees it."""

    pk: int
    name: str
    added_at: datetime
    used_at: datetime | None
    signs_in_alone: bool


@dataclass(frozen=True)
class Factors:
    """Everything a person has set up; `codes_left` is None without recovery codes."""

    app: Authenticator | None
    passkeys: tuple[Passkey, ...]
    codes_left: int | None

    def __len__(self) -> int:
        return len(self.passkeys) + (self.app is not None)


def factors_of(person: User) -> Factors:
    """Return what the person has set up, in one query."""
    rows = list(Authenticator.objects.filter(user=person).order_by("pk"))
    by_type = {row.type: row for row in rows}
    codes = by_type.get(Authenticator.Type.RECOVERY_CODES)
    return Factors(
        app=by_type.get(Authenticator.Type.TOTP),
        passkeys=tuple(_passkey(row) for row in rows if row.type == Authenticator.Type.WEBAUTHN),
        codes_left=None if codes is None else len(codes.wrap().get_unused_codes()),
    )


def signs_in_alone(factor: Authenticator) -> bool:
    """Say whether its owner lets this passkey sign in without anything else.

    The form writes that choice where browsers only claim it (`forms.factors`).
    """
    return bool(factor.wrap().is_passwordless)


def _passkey(row: Authenticator) -> Passkey:
    return Passkey(row.pk, row.wrap().name, row.created_at, row.last_used_at, signs_in_alone(row))


def new_codes_of(person: User) -> tuple[list[str], datetime] | None:
    """Return recovery codes made just now and until when they are shown; else None."""
    row = Authenticator.objects.filter(user=person, type=Authenticator.Type.RECOVERY_CODES).first()
    if row is None or row.created_at + SHOWN_FOR < datetime.now(UTC):
        return None
    return row.wrap().get_unused_codes(), row.created_at + SHOWN_FOR


def step_of(app: Authenticator, code: str) -> int | None:
    """Return the step of thirty seconds to which this code of an app belongs; None for no code."""
    secret = get_adapter().decrypt(app.data["secret"])
    for step in yield_hotp_counters_from_time():
        if compare_user_code(actual=code, expected=format_hotp_value(hotp_value(secret, step))):
            return int(step)
    return None


def sample_codes() -> Iterator[Note]:
    """Yield the next unused code of each account of the sample; no other account's, ever."""
    apps: Any = Authenticator.objects.filter(
        type=Authenticator.Type.TOTP, data__has_key=IN_SAMPLE
    ).select_related("user")
    now = int(datetime.now(UTC).timestamp()) // SECONDS_A_STEP
    for app in apps.order_by("pk"):
        secret = get_adapter().decrypt(app.data["secret"])
        step = max(now, app.data.get(LAST_STEP, 0) + 1)
        until = datetime.fromtimestamp((step + 1) * SECONDS_A_STEP, UTC)
        yield Note(app.user.email, format_hotp_value(hotp_value(secret, step)), until)


def give_sample_app(person: User) -> None:
    """Give an account of the sample an app whose codes the sample's mailbox shows."""
    secret = base64.b32encode(secrets.token_bytes(20)).decode()
    Authenticator.objects.create(
        user=person,
        type=Authenticator.Type.TOTP,
        data={"secret": get_adapter().encrypt(secret), IN_SAMPLE: True},
    )
    person.forget_roles()
