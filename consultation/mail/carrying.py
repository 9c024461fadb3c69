"""One line to the mail server, and what its answers mean."""

import smtplib
from contextlib import suppress
from types import TracebackType
from typing import Self

from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from consultation.mail.header_text import one_line


class CarryError(Exception):
    """The mail was not taken; the message is a reason staff can read."""


class RefusedError(CarryError):
    """The server will never take this mail (5xx)."""


class TryLaterError(CarryError):
    """The server may take it later (4xx), or the connection broke on the way."""


class UnreachableError(TryLaterError):
    """No connection could be made: the next mail would fare no better."""


class Line:
    """A connection opened for the first mail, used for the next ones, and closed at the end."""

    def __init__(self) -> None:
        self._backend: BaseEmailBackend | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._hang_up()

    def carry(self, email: EmailMultiAlternatives) -> None:
        """Hand one mail over; returns once the server said 250. Raises CarryError."""
        backend = self._backend or self._call()
        try:
            backend.send_messages([email])
        except (smtplib.SMTPException, OSError) as error:
            # What state the connection is in is anyone's guess: the next mail gets a new one.
            self._hang_up()
            raise _meaning(error) from error

    def _call(self) -> BaseEmailBackend:
        backend: BaseEmailBackend = get_connection()
        try:
            backend.open()
        except (smtplib.SMTPException, OSError) as error:
            raise UnreachableError(_words(error)) from error
        self._backend = backend
        return backend

    def _hang_up(self) -> None:
        backend, self._backend = self._backend, None
        if backend is not None:
            with suppress(smtplib.SMTPException, OSError):
                backend.close()


def _meaning(error: smtplib.SMTPException | OSError) -> CarryError:
    """Sort a failure: only the server's own 5xx about this mail is final.

    A 5xx about the sender or the sign-in is our set-up's fault, so it is mended and tried again.
    """
    match error:
        case smtplib.SMTPRecipientsRefused(recipients=answers):
            code, words = next(iter(answers.values()))
        case smtplib.SMTPSenderRefused():
            return TryLaterError(_words(error))
        case smtplib.SMTPResponseException(smtp_code=code, smtp_error=words):
            pass
        case smtplib.SMTPNotSupportedError():
            return RefusedError(_words(error))
        case _:
            return TryLaterError(_words(error))
    reason = _answer(code, words)
    return RefusedError(reason) if 500 <= code < 600 else TryLaterError(reason)


def _words(error: smtplib.SMTPException | OSError) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return _answer(error.smtp_code, error.smtp_error)
    return one_line(f"{type(error).__name__} {error}", 120)


def _answer(code: int, words: bytes | str) -> str:
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return one_line(f"{code} {text}", 120)
