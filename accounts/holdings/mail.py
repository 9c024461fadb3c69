"""The mails to a person: rows of the outbox, and in a trial set-up the caught letters."""

from collections.abc import Iterator
from functools import partial

from django.db.models import TextField
from django.db.models.functions import Cast

from accounts.holdings import Erasure, Holding, Row, register_holding
from accounts.holdings.signing_in import addresses_of, addresses_typed_by
from accounts.models import User
from consultation.lib.text import mentions
from consultation.mail.kinds import UnknownKindError, kind_named, title_of
from consultation.mail.mailbox.letters import forget_letters
from consultation.mail.models import Message


def register() -> None:
    """Make the holding known."""
    register_holding(
        Holding(
            name="mails",
            title="Mails to you",
            why="What was sent, or could not be. What a mail said is not kept once it has gone.",
            models=(Message,),
            rows=_mails,
            erase=_erase_mails,
        )
    )


def _mails(person: User) -> Iterator[Row]:
    theirs = Message.objects.to_person(person, addresses_of(person))
    for message in theirs.order_by("pk").iterator():
        yield {
            "asked for": message.created_at,
            "to": message.to,
            "about": title_of(message.kind),
            "kind": message.kind,
            "you got it because": _why(message),
            "what it is written from": {} if _is_secret(message) else message.context,
            "state": message.get_state_display(),
            "sent": message.sent_at,
            "what came of it": message.outcome,
        }


def _why(message: Message) -> str:
    try:
        return kind_named(message.kind).why
    except UnknownKindError:
        return ""


def _is_secret(message: Message) -> bool:
    try:
        return kind_named(message.kind).secret
    except UnknownKindError:
        return True


def _erase_mails(erasure: Erasure) -> None:
    """Delete the rows whatever their state: a worker that holds one finds nothing to settle.

    And those to others that would still be written with an address of the person's.
    """
    addresses = erasure.addresses | addresses_typed_by(erasure.person)
    own = Message.objects.to_person(erasure.person, addresses)
    erasure.counts["mails"], _ = own.delete()
    unwritten = Message.objects.exclude(context={}).annotate(facts=Cast("context", TextField()))
    for address in erasure.addresses:
        found = unwritten.filter(facts__icontains=address).values_list("pk", "facts")
        naming = [pk for pk, facts in found if mentions(facts, [address])]
        Message.objects.filter(pk__in=naming).delete()
    erasure.afterwards.append(partial(forget_letters, erasure.traces))
