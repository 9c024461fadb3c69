"""Secrets that are an address's whole right to be opened; the database holds only their hash."""

import hashlib
import secrets
from typing import Final

# 256 random bits in base 64, as `token_urlsafe` writes them.
_BYTES: Final = 32
LENGTH: Final = 43


def new_token() -> str:
    """Return a fresh secret of LENGTH characters, fit for a path."""
    return secrets.token_urlsafe(_BYTES)


def hash_of(token: str) -> str:
    """Return what is stored of a secret: SHA-256 in hexadecimal.

    No salt and no slow hash: nobody can guess 256 random bits.
    """
    return hashlib.sha256(token.encode()).hexdigest()


class TokenConverter:
    """Matches a secret in a path, so that a malformed one never reaches the database."""

    regex: str = f"[A-Za-z0-9_-]{{{LENGTH}}}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
