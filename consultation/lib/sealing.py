"""Tokens in public addresses that only we can read: whoever looks learns nothing from them.

The same bytes sealed for the same purpose give the same token (RFC 5297), so that an address stays
the same from one drawing of a page to the next, and the page can be kept.
"""

import base64
import binascii
import hashlib
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from django.conf import settings


class NotSealedHereError(ValueError):
    """The token was not made here for this purpose, or was changed on its way."""


def seal(content: bytes, *, purpose: str) -> str:
    """Return a token of letters, digits, `-` and `_`; `content` must not be empty."""
    sealed = _seals_of(_keys())[0].encrypt(content, [purpose.encode()])
    return base64.urlsafe_b64encode(sealed).decode().rstrip("=")


def unseal(token: str, *, purpose: str) -> bytes:
    """Return what was sealed for this purpose; raises NotSealedHereError.

    What an earlier key of SECRET_KEY_FALLBACKS sealed is read too.
    """
    try:
        padded = token.encode("ascii") + b"=" * (-len(token) % 4)
        sealed = base64.b64decode(padded, altchars=b"-_", validate=True)
    except (UnicodeEncodeError, binascii.Error) as error:
        raise NotSealedHereError from error
    for each in _seals_of(_keys()):
        try:
            return each.decrypt(sealed, [purpose.encode()])
        except InvalidTag:
            continue
    raise NotSealedHereError


def _keys() -> tuple[str, ...]:
    return (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)


@lru_cache(maxsize=2)
def _seals_of(keys: tuple[str, ...]) -> tuple[AESSIV, ...]:
    # Stretched only to the length wanted: SECRET_KEY is random already.
    return tuple(AESSIV(hashlib.sha512(b"sealing:" + key.encode()).digest()) for key in keys)
