"""The mails a person was sent, as they see them: what, when, and whether it went."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from accounts.models import User
from consultation.mail.kinds import title_of
from consultation.mail.models import Message, State

MOST: Final = 20
# The state in the reader's words, and as components/tag draws it.
WORDS: Final = {
    State.QUEUED: ("On its way", "held"),
    State.SENT: ("Sent", "success"),
    State.SKIPPED: ("Not needed any more", "info"),
    State.FAILED: ("Could not be delivered", "error"),
}


@dataclass(frozen=True)
class Received:
    """One mail."""

    title: str
    at: datetime
    word: str
    tag: str


def newest_mails_to(person: User) -> tuple[Received, ...]:
    """Return the newest mails to the person, those to their address of now among them. One query.

    What a mail said is not kept once it has gone, so that it is nowhere to be read here either.
    """
    theirs = Message.objects.to_person(person, [person.email])
    return tuple(map(_received, theirs.order_by("-pk")[:MOST]))


def _received(message: Message) -> Received:
    word, tag = WORDS[State(message.state)]
    return Received(title_of(message.kind), message.sent_at or message.created_at, word, tag)
