"""What people agreed to, and what was done about them or asked by them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from accounts.querysets import ErasureRequestQuerySet, HouseRulesQuerySet, SuspensionQuerySet


class HouseRules(models.Model):
    """The rules of taking part; a change is a new version, and old ones stay readable."""

    version = models.PositiveIntegerField(unique=True)
    body = models.TextField(max_length=5_000)
    published_at = models.DateTimeField(db_default=Now(), editable=False)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = HouseRulesQuerySet.as_manager()

    def __str__(self) -> str:
        return f"House rules, version {self.version}"


class RulesAgreement(models.Model):
    """That a person agreed to a version of the house rules."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="rules_agreements"
    )
    rules = models.ForeignKey(HouseRules, on_delete=models.PROTECT, related_name="agreements")
    agreed_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "rules"], name="rules_agreed_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user} agreed to {self.rules}"


class Suspension(models.Model):
    """That staff stopped a person from taking part, why, and their one appeal.

    A suspended person can sign in, read, have their data and appeal.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="suspensions"
    )
    reason = models.TextField(max_length=1_000)
    at = models.DateTimeField(db_default=Now(), editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    appeal = models.TextField(max_length=2_000, blank=True)
    appealed_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(max_length=1_000, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    lifted_at = models.DateTimeField(null=True, blank=True)

    objects = SuspensionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(lifted_at=None), name="suspension_current_once"
            ),
        ]

    def __str__(self) -> str:
        return f"the suspension of {self.user}"


class ErasureRequest(models.Model):
    """A person's wish to be erased, for a lead to carry out; it goes with them."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="erasure_requests"
    )
    asked_at = models.DateTimeField(db_default=Now(), editable=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    # A lead may have to refuse, for now: the person reads why.
    refused_at = models.DateTimeField(null=True, blank=True)
    refused_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    refusal = models.TextField(max_length=1_000, blank=True)

    objects = ErasureRequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(withdrawn_at=None, refused_at=None),
                name="erasure_request_pending_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} asks to be erased"
