"""Decisions on responses, and the reasons they may rest on."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from consultation.moderation.querysets import DecisionQuerySet, ReasonQuerySet
from consultation.responses.models import Response
from papers.models import Paper


class Reason(models.Model):
    """A rule that a response can be refused under, quoted to its author.

    Reasons without a paper are the house's, made in a migration; a paper may have its own.
    """

    paper = models.ForeignKey(
        Paper, null=True, blank=True, on_delete=models.CASCADE, related_name="reasons"
    )
    position = models.PositiveIntegerField()
    title = models.CharField(max_length=80)
    rule = models.TextField(max_length=500)

    objects = ReasonQuerySet.as_manager()

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.title


class Decision(models.Model):
    """A moderator's act on one response, with its reason and words to the author."""

    class Verdict(models.TextChoices):
        PUBLISH = "publish", "Publish"
        REJECT = "reject", "Do not publish"

    response = models.ForeignKey(Response, on_delete=models.PROTECT, related_name="decisions")
    moderator = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    verdict = models.CharField(max_length=8, choices=Verdict)
    reason = models.ForeignKey(Reason, null=True, blank=True, on_delete=models.PROTECT)
    words = models.TextField(max_length=1_000, blank=True)
    # What was read: the text that this decision is about, whatever the response says by now.
    version = models.PositiveIntegerField(default=1, db_default=1)
    # Of a change to what was public: refused, the text before it stands again.
    is_about_edit = models.BooleanField(default=False, db_default=False)
    at = models.DateTimeField(db_default=Now())

    objects = DecisionQuerySet.as_manager()

    class Meta:
        constraints = [
            # A response is never refused without a reason.
            models.CheckConstraint(
                condition=~Q(verdict="reject") | Q(reason__isnull=False),
                name="decision_reject_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verdict} {self.response_id}"
