"""Reading the caught mails back."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from html import unescape
from pathlib import Path

from django.conf import settings

from consultation.lib.text import mentions

NAME = r"[0-9]{8}T[0-9]{12}Z-[0-9a-f]{16}\.eml"
_NEWEST = 200


@dataclass(frozen=True)
class Letter:
    """One caught mail, as a person would look at it."""

    name: str
    at: datetime
    to: str
    subject: str
    headers: tuple[tuple[str, str], ...]
    text: str
    html: str


def newest_letters(folder: Path) -> list[Letter]:
    """Return the newest mails, newest first; what cannot be read is left out."""
    try:
        names = sorted((path.name for path in folder.iterdir()), reverse=True)
    except OSError:
        return []
    letters = (read_letter(folder, name) for name in names if re.fullmatch(NAME, name))
    return [letter for _, letter in zip(range(_NEWEST), filter(None, letters), strict=False)]


def read_letter(folder: Path, name: str) -> Letter | None:
    """Return one mail; None for a name the sink never gives, or a file that cannot be read."""
    if not re.fullmatch(NAME, name):
        return None
    try:
        mail = message_from_bytes((folder / name).read_bytes(), policy=policy.default)
        assert isinstance(mail, EmailMessage)  # noqa: S101 (what policy.default makes)
        return Letter(
            name=name,
            at=datetime.strptime(name[:22], "%Y%m%dT%H%M%S%fZ").replace(tzinfo=UTC),
            to=str(mail.get("To", "")),
            subject=str(mail.get("Subject", "")) or "(no subject)",
            headers=tuple((header, str(value)) for header, value in mail.items()),
            text=_part(mail, "plain"),
            html=_part(mail, "html"),
        )
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return None  # the standard library's parser raises all of these on malformed mail


def forget_letters(words: Collection[str]) -> int:
    """Delete the caught mails that name one of these, in any part; return how many there were."""
    folder = Path(settings.MAILBOX_FOLDER or settings.VAR / "mailbox")
    forgotten = 0
    for path in folder.glob("*.eml"):
        letter = read_letter(folder, path.name)
        if letter is None or mentions(_said_in(letter), words):
            path.unlink(missing_ok=True)
            forgotten += 1
    return forgotten


def _said_in(letter: Letter) -> str:
    headers = " ".join(value for _, value in letter.headers)
    return " ".join(f"{headers} {letter.text} {unescape(letter.html)}".split())


def _part(mail: EmailMessage, subtype: str) -> str:
    part = mail.get_body(preferencelist=(subtype,))
    return str(part.get_content()) if isinstance(part, EmailMessage) else ""
