"""Who is told how often, and what each was told about which window of the log."""

from typing import Final

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from consultation.digests.querysets import NoticeQuerySet, SubscriptionQuerySet
from consultation.responses.models import Response


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


class Pace(models.TextChoices):
    """How soon a person is written to."""

    AT_ONCE = "at_once", "At once"
    DAILY = "daily", "Once a day"
    NEVER = "never", "Never"


# What mail can be wanted about: the settings of these names.
WISHES: Final = ("replies", "mentions", "follows")


class NoticeSettings(models.Model):
    """How soon a person wants mail about what; who never chose gets the defaults."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notice_settings"
    )
    replies = models.CharField(
        max_length=8, choices=Pace, default=Pace.AT_ONCE, db_default=Pace.AT_ONCE
    )
    mentions = models.CharField(
        max_length=8, choices=Pace, default=Pace.AT_ONCE, db_default=Pace.AT_ONCE
    )
    follows = models.CharField(
        max_length=8, choices=Pace, default=Pace.DAILY, db_default=Pace.DAILY
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    replies__in=Pace.values, mentions__in=Pace.values, follows__in=Pace.values
                ),
                name="notice_pace_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.replies}, {self.mentions}, {self.follows} for {self.person_id}"

    @property
    def wanted(self) -> frozenset[str]:
        """Which of WISHES the person wants mail about at all."""
        return frozenset(wish for wish in WISHES if getattr(self, wish) != Pace.NEVER)


class NoticeMail(models.Model):
    """One mail about what is new for one person: at one instant, or of one day."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notice_mails"
    )
    period = models.CharField(max_length=20)
    made_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            # Two beats, a rerun or a second worker make one mail.
            models.UniqueConstraint(fields=["person", "period"], name="notice_mail_once_a_period"),
        ]

    def __str__(self) -> str:
        return f"{self.period} for {self.person_id}"


class Notice(models.Model):
    """A person is told of a response: it replies to them, turns to them, or is where they follow.

    One for each response, whatever the reasons; never a word of it. What may be told is asked of
    the response whenever the notice is shown or mailed.
    """

    class Where(models.TextChoices):
        """What the person follows that the response is part of; the nearest."""

        THREAD = "thread", "in a thread you follow"
        QUESTION = "question", "on a question you follow"
        PAPER = "paper", "on a paper you follow"
        NOWHERE = "", "not where they follow"

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices"
    )
    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="+")
    is_reply = models.BooleanField()
    is_mention = models.BooleanField()
    followed = models.CharField(max_length=8, choices=Where, blank=True)
    # When the response was published.
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    # As the person had chosen when it was made; by that alone it is mailed.
    pace = models.CharField(max_length=8, choices=Pace)
    mail = models.ForeignKey(
        NoticeMail, null=True, on_delete=models.SET_NULL, related_name="notices"
    )

    objects = NoticeQuerySet.as_manager()

    class Meta:
        constraints = [
            # A window of the log that is read again tells nobody twice.
            models.UniqueConstraint(fields=["person", "response"], name="notice_once"),
            models.CheckConstraint(
                condition=Q(is_reply=True) | Q(is_mention=True) | ~Q(followed=""),
                name="notice_has_a_reason",
            ),
            models.CheckConstraint(condition=Q(pace__in=Pace.values), name="notice_mailed_somehow"),
            models.CheckConstraint(
                condition=Q(followed__in=["", "thread", "question", "paper"]),
                name="notice_followed_known",
            ),
        ]
        indexes = [
            # A person's own, the newest first (`page_of_notices`, `newest_for`).
            models.Index(fields=["person", "-id"], name="notice_of_person"),
            # Those not read, beside years of those that were (`newest_for`, `count_unread`).
            models.Index(fields=["person", "-id"], name="notice_unread", condition=Q(read_at=None)),
            # What waits to be mailed (`_GATHER`): small, however many there ever were.
            models.Index(
                fields=["pace", "person"],
                condition=Q(mail=None, read_at=None) & ~Q(pace="never"),
                name="notice_waiting",
            ),
            # What is old enough to be forgotten.
            models.Index(fields=["at"], name="notice_at"),
        ]

    def __str__(self) -> str:
        return f"Notice of {self.response_id} to {self.person_id}"


class NoticeBookmark(models.Model):
    """Up to where the log was read for notices: one row, held by whoever reads on."""

    told_up_to = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(pk=1), name="notice_bookmark_is_one"),
        ]

    def __str__(self) -> str:
        return f"up to transaction {self.told_up_to}"
