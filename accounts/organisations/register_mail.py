"""The mails about an organisation's place in the register, to who proposed it and its owners."""

from typing import Final

from django.conf import settings
from django.db.models import Q
from django.urls import reverse

from accounts.models import Membership, Organisation, User
from consultation.mail.actions import Order, enqueue_messages
from consultation.mail.composing import absolute_url, compose_from_templates
from consultation.mail.kinds import Kind, Mail, register_kind
from consultation.mail.models import Message

VERIFIED: Final = "organisation_verified"
DECLINED: Final = "organisation_declined"


def tell_of_decision(organisation: Organisation) -> None:
    """Tell who proposed it and who owns it that it was verified or declined; in a transaction."""
    owners = Membership.objects.filter(organisation=organisation, left_at=None, role="owner")
    told = User.objects.filter(
        Q(pk=organisation.proposed_by_id) | Q(pk__in=owners.values("user")), is_active=True
    )
    kind = VERIFIED if organisation.declined_at is None else DECLINED
    context = {"organisation": organisation.pk, "version": organisation.version}
    # A later decision is another version, and another mail.
    key = f"{organisation.pk}:{organisation.version}"
    enqueue_messages(
        kind=kind, orders=[Order(key=key, recipient=person, context=context) for person in told]
    )


def compose_verified(message: Message) -> Mail | None:
    """Write that it is in the register; None if that is no longer so."""
    organisation = _organisation(message)
    if organisation is None or not organisation.is_verified:
        return None
    return _compose(message, organisation)


def compose_declined(message: Message) -> Mail | None:
    """Write that it is not in the register, and why; None if that is no longer so."""
    organisation = _organisation(message)
    if organisation is None or organisation.declined_at is None:
        return None
    return _compose(message, organisation)


def register() -> None:
    """Make the kinds known to the outbox; they are about the reader's own rights."""
    why = f"you proposed this organisation at {settings.SITE_NAME}, or decide for it"
    for name, title, compose in (
        (VERIFIED, "Your organisation is in the register", compose_verified),
        (DECLINED, "Your organisation is not in the register", compose_declined),
    ):
        register_kind(Kind(name=name, title=title, compose=compose, why=why))


def _organisation(message: Message) -> Organisation | None:
    return Organisation.objects.filter(pk=message.context["organisation"]).first()


def _compose(message: Message, organisation: Organisation) -> Mail:
    context = {
        "organisation": organisation,
        "url": absolute_url(reverse("reading:organisation", args=[organisation.slug])),
        "mine_url": absolute_url(reverse("accounts:organisations")),
    }
    return compose_from_templates(f"register/{message.kind}", context, message=message)
