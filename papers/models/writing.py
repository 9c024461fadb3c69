"""What the desk keeps so that nothing is lost: unsaved text, the copy before a save, imports."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from papers.models.papers import Paper
from papers.querysets import PaperImportQuerySet


class UnsavedText(models.Model):
    """What an editor has typed into a form and not saved; `place` names the form."""

    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="unsaved_texts")
    editor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    place = models.CharField(max_length=60)
    # The draft the form was opened on.
    version = models.PositiveIntegerField()
    fields: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField()
    typed_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["paper", "editor", "place"], name="unsaved_text_once"),
        ]

    def __str__(self) -> str:
        return f"{self.place} of {self.paper_id}"


class PreviousCopy(models.Model):
    """The working copy as it was before the last save, for its undoing."""

    paper = models.OneToOneField(
        Paper, primary_key=True, on_delete=models.CASCADE, related_name="previous_copy"
    )
    # The draft that the last save made: undoing is refused when another save came after.
    version = models.PositiveIntegerField()
    content: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField()
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    saved_at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return f"{self.paper_id} before draft {self.version}"


class PaperImport(models.Model):
    """A document that was read in, and what each piece of it was taken for."""

    file_name = models.CharField(max_length=160)
    document: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField()
    interpretation: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField()
    # Counts the changes on the review page: one made on an older state is refused.
    version = models.PositiveIntegerField(default=1)
    # The pieces before the last change, for its undoing.
    previous: "models.JSONField[dict[str, Any] | None, dict[str, Any] | None]" = models.JSONField(
        null=True
    )
    paper = models.ForeignKey(Paper, null=True, on_delete=models.SET_NULL, related_name="imports")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    confirmed_at = models.DateTimeField(null=True)

    objects = PaperImportQuerySet.as_manager()

    class Meta:
        indexes = [
            # The papers' desk lists what waits to be confirmed, newest first.
            models.Index(
                fields=["-id"],
                name="import_unconfirmed",
                condition=models.Q(confirmed_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.file_name
