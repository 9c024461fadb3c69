"""The mails to a person: rows of the outbox, and in a trial set-up the caught letters."""

from collections.abc import Iterator
from functools import partial

from django.db.models import Q, TextField
from django.db.models.functions import Cast, Lower

from accounts.holdings import Erasure, Holding, Row, register_holding
from accounts.holdings.signing_in import addresses_of, addresses_typed_by
from accounts.models import User
from consultation.lib.text import mentions
from consultation.mail.kinds import UnknownKindError, kind_named, title_of
from consultation.mail.mailbox.letters import forget_letters
from consultation.mail.models import Message
from consultation.mail.querysets import MessageQuerySet


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
    for message in mails_to(person, addresses_of(person)).order_by("pk").iterator():
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


def mails_to(person: User, addresses: frozenset[str]) -> MessageQuerySet:
    """Return the mails to the person, and those to one of the addresses that are to no account."""
    mails = Message.objects.alias(address=Lower("to"))
    return mails.filter(Q(recipient=person) | Q(recipient=None, address__in=addresses))


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
    own = mails_to(erasure.person, erasure.addresses | addresses_typed_by(erasure.person))
    erasure.counts["mails"], _ = own.delete()
    unwritten = Message.objects.exclude(context={}).annotate(facts=Cast("context", TextField()))
    for address in erasure.addresses:
        found = unwritten.filter(facts__icontains=address).values_list("pk", "facts")
        naming = [pk for pk, facts in found if mentions(facts, [address])]
        Message.objects.filter(pk__in=naming).delete()
    erasure.afterwards.append(partial(forget_letters, erasure.traces))
