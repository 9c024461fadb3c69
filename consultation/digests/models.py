"""Who is told how often, and what each was told about which window of the log."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from consultation.digests.querysets import SubscriptionQuerySet


class Subscription(models.Model):
    """A member of the policy team wants a digest; one each."""

    class Frequency(models.TextChoices):
        DAILY = "daily", "Every day"
        WEEKLY = "weekly", "Every Monday"
        NEVER = "never", "Never"

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="subscription"
    )
    frequency = models.CharField(max_length=8, choices=Frequency)
    # From when a digest is owed: an instant before this is not made up for.
    since = models.DateTimeField(db_default=Now())
    # Everything below this transaction has been told, or was there before the subscription.
    told_up_to = models.BigIntegerField()

    objects = SubscriptionQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.frequency} for {self.user_id}"


class Digest(models.Model):
    """What one subscriber is told about one period; a window of the log, never a copy of text."""

    subscription = models.ForeignKey(Subscription, on_delete=models.CASCADE, related_name="digests")
    period = models.CharField(max_length=20)
    first_transaction = models.BigIntegerField()
    end_transaction = models.BigIntegerField()
    built_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            # Two beats, a rerun or a second worker build one digest a period.
            models.UniqueConstraint(fields=["subscription", "period"], name="digest_once_a_period"),
        ]

    def __str__(self) -> str:
        return f"{self.period} for {self.subscription_id}"
