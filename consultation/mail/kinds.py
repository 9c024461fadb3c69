"""The kinds of mail there are; each part registers its own when Django starts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from consultation.mail.models import Message

if TYPE_CHECKING:
    from accounts.models import User


class UnknownKindError(LookupError):
    """No part has registered this kind: a misspelling, or a worker older than the web process."""


@dataclass(frozen=True)
class Mail:
    """What one message says, ready to be addressed; `headers` adds to those every mail has."""

    subject: str
    text: str
    html: str
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Kind:
    """One kind of mail.

    `compose` runs when the mail is about to go: it reads the rows again, checks what the reader may
    see now, and returns None when there is nothing to send any more. `why` finishes the sentence
    "You get this because…"; `title` names the kind in the reader's own list of mails. `unsubscribe`
    stops the kind for a person, again and again harmlessly; `stop_path` is the path of a page of
    the kind's own that stops it, as someone without an account needs; it answers a POST without a
    cookie (RFC 8058). A kind with neither is about the reader's own account or words and cannot be
    stopped.
    `secret` says that the context must not outlive the attempt to send, even one that failed.
    """

    name: str
    compose: Callable[[Message], Mail | None]
    why: str
    title: str = ""
    priority: int = 5
    secret: bool = False
    unsubscribe: "Callable[[User], None] | None" = None
    stop_path: Callable[[Message], str] | None = None


_kinds: dict[str, Kind] = {}


def register_kind(kind: Kind) -> None:
    """Make a kind known; call it from the part's AppConfig.ready()."""
    if _kinds.setdefault(kind.name, kind) is not kind:
        raise ValueError(f"Two kinds of mail are called {kind.name}.")


def title_of(name: str) -> str:
    """Return what readers call the kind; one that is sent no more keeps the words of its name."""
    kind = _kinds.get(name)
    return (kind and kind.title) or name.replace("_", " ").capitalize()


def kind_named(name: str) -> Kind:
    """Return the kind; raises UnknownKindError."""
    try:
        return _kinds[name]
    except KeyError:
        raise UnknownKindError(name) from None
