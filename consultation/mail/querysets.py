from collections.abc import Iterable
from datetime import timedelta
from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower, Now

if TYPE_CHECKING:
    from consultation.mail.models import Message  # noqa: F401 (the parameter of the class below)


class MessageQuerySet(models.QuerySet["Message"]):
    def to_person(self, person: AbstractBaseUser, addresses: Iterable[str]) -> Self:
        """Mails to the person, and those to one of the addresses that are to no account.

        What went to an account stays that person's, whoever has taken the address since.
        """
        folded = [address.lower() for address in addresses]
        # The index `message_to_no_account` serves the second half.
        mails = self.alias(address=Lower("to"))
        return mails.filter(Q(recipient=person) | Q(recipient=None, address__in=folded))

    def due(self) -> Self:
        """Queued, time to try, and in no sender's hands, by the database's clock."""
        free = Q(leased_until=None) | Q(leased_until__lt=Now())
        return self.filter(free, state="queued", not_before__lte=Now())

    def settled_to_strangers(self, *, kinds: Iterable[str], before: timedelta) -> Self:
        """Mails of these kinds to people without an account, settled or given up so long ago."""
        return self.filter(
            recipient__isnull=True, kind__in=list(kinds), created_at__lt=Now() - before
        ).exclude(state="queued")

    def settled(self, *, before: timedelta) -> Self:
        """Sent, skipped or given up, and asked for so long ago."""
        return self.filter(created_at__lt=Now() - before).exclude(state="queued")

    def in_sending_order(self) -> Self:
        """What a person waits for first (a sign-in code), then the oldest."""
        return self.order_by("priority", "id")
