"""Links that stop a kind of mail: signed, for ever, holding a public id and a kind and no more."""

from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.urls import reverse

_SALT = "consultation.mail.unsubscribe"


class ForgedTokenError(ValueError):
    """The token was not made here, or was changed on its way."""


@dataclass(frozen=True)
class Stop:
    """Who asked to stop what."""

    person: str
    kind: str


def token_for(*, person: str, kind: str) -> str:
    """Return a token that never expires: an old mail's link must still work (RFC 8058).

    It does not know the time either: a mail that is sent again says the same to the byte.
    """
    return signing.Signer(salt=_SALT).sign_object([person, kind])


def read_token(token: str) -> Stop:
    """Return what the token says; raises ForgedTokenError."""
    for read in (signing.Signer(salt=_SALT).unsign_object, _read_with_time):
        try:
            match read(token):
                case [str(person), str(kind)]:
                    return Stop(person, kind)
        except (signing.BadSignature, ValueError):
            continue
    raise ForgedTokenError


def _read_with_time(token: str) -> object:
    """Read a token of the first mails, which had the time in it."""
    return signing.loads(token, salt=_SALT)


def unsubscribe_url(*, person: str, kind: str) -> str:
    """Return the absolute address that stops the kind for the person."""
    path = reverse("mail:unsubscribe", args=[token_for(person=person, kind=kind)])
    return f"{settings.SITE_URL}{path}"
