"""Readers before the day: outsiders who are shown a preview, people who wait for the opening."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower, Now

from papers.models.papers import Paper
from papers.querysets import OpeningAlertQuerySet, PreviewLinkQuerySet


class PreviewLink(models.Model):
    """An address that shows a paper before the public sees it, made out to someone by name.

    Only a hash of the secret is kept: the address is shown once, when it is made.
    """

    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="preview_links")
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    name = models.CharField(max_length=120)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_opened_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = PreviewLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.name


class OpeningAlert(models.Model):
    """Someone who asked to be told about a paper: a person, or an address that confirmed it."""

    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="opening_alerts")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+"
    )
    email = models.EmailField(blank=True)
    # Of the link that confirms it; the link that stops it is signed and names this hash.
    token_hash = models.CharField(max_length=64, blank=True, db_index=True)
    asked_at = models.DateTimeField(db_default=Now())
    confirmed_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)

    objects = OpeningAlertQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(user__isnull=False, email="") | (Q(user__isnull=True) & ~Q(email="")),
                name="alert_person_or_address",
            ),
            models.UniqueConstraint(
                fields=["paper", "user"], name="alert_person_once", condition=Q(user__isnull=False)
            ),
            models.UniqueConstraint(
                "paper", Lower("email"), name="alert_address_once", condition=~Q(email="")
            ),
        ]
        indexes = [
            # Who is still to be told, when a paper has opened.
            models.Index(
                fields=["paper"],
                name="alert_to_tell",
                condition=Q(told_at__isnull=True, confirmed_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.paper_id}: {self.user_id or self.email}"
