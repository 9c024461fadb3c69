"""One outgoing mail a row, written in the transaction that causes it."""

import uuid

from django.conf import settings
from django.core.validators import EmailValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower, Now

from consultation.mail.querysets import MessageQuerySet


class State(models.TextChoices):
    QUEUED = "queued", "Queued"
    SENT = "sent", "Sent"
    SKIPPED = "skipped", "Skipped: there was nothing to send any more"
    FAILED = "failed", "Failed"


class Message(models.Model):
    """One mail to one address; `context` holds ids and small facts, never what people wrote."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="messages",
    )
    # A person's mail goes to their address of the moment it goes (`addressing`).
    to = models.CharField(max_length=254, validators=[EmailValidator()])
    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=200, help_text="The period or the object it is about.")
    context = models.JSONField(default=dict, blank=True)
    priority = models.PositiveSmallIntegerField(default=5)
    state = models.CharField(max_length=8, choices=State.choices, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField(db_default=Now())
    lease = models.UUIDField(null=True, blank=True)
    leased_until = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    sent_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=120, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        constraints = [
            # The promise of the outbox: asking twice for the same mail makes one row.
            models.UniqueConstraint(fields=["to", "kind", "key"], name="message_once"),
            # A person who changed their address meanwhile is still one person.
            models.UniqueConstraint(
                fields=["recipient", "kind", "key"], name="message_once_a_person"
            ),
            # An address can carry no second header or recipient, whoever wrote the row.
            models.CheckConstraint(
                condition=Q(to__regex=r"^[^[:space:][:cntrl:],;<>]+@[^[:space:][:cntrl:],;<>@]+$"),
                name="message_to_one_address",
            ),
            models.CheckConstraint(condition=Q(state__in=State.values), name="message_state_known"),
            # A lease is a name and an end, or neither; a settled row is in nobody's hands.
            models.CheckConstraint(
                condition=Q(lease=None, leased_until=None)
                | Q(lease__isnull=False, leased_until__isnull=False, state=State.QUEUED),
                name="message_lease_whole",
            ),
            models.CheckConstraint(
                condition=Q(state=State.SENT, sent_at__isnull=False)
                | (~Q(state=State.SENT) & Q(sent_at=None)),
                name="message_sent_has_time",
            ),
            # What was needed to write the mail is not kept once nobody needs it.
            models.CheckConstraint(
                condition=~Q(state__in=[State.SENT, State.SKIPPED]) | Q(context={}),
                name="message_context_wiped",
            ),
            # Whoever looks at a mail that was not sent can read why.
            models.CheckConstraint(
                condition=~Q(state__in=[State.SKIPPED, State.FAILED]) | ~Q(outcome=""),
                name="message_outcome_said",
            ),
        ]
        indexes = [
            # Claiming the next mail (`due().in_sending_order()[:1]`): only what waits is in it,
            # so that it stays small however many mails were ever sent.
            models.Index(
                fields=["priority", "id"],
                condition=Q(state=State.QUEUED),
                name="message_waiting",
            ),
            # What went to an address of somebody's before they had an account (`to_person`).
            models.Index(Lower("to"), condition=Q(recipient=None), name="message_to_no_account"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.public_id} ({self.state})"

    @property
    def message_id(self) -> str:
        """The Message-ID header: the same at every attempt, so that a duplicate can be seen."""
        return f"<{self.public_id}@{settings.MAIL_DOMAIN}>"
