"""Files that stand with a paper; each is kept for as long as an edition may name it."""

from pathlib import PurePath

from django.db import models
from django.db.models.functions import Now

from consultation.lib.public_ids import new_public_id
from papers.models.papers import Paper


def stored_name(_instance: models.Model, file_name: str) -> str:
    """Return a name on disk that tells nothing and collides with nothing."""
    return f"papers/{new_public_id()}{PurePath(file_name).suffix.lower()[:8]}"


class Attachment(models.Model):
    """A file to download."""

    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="attachments")
    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    position = models.PositiveIntegerField()
    title = models.CharField(max_length=160)
    file = models.FileField(upload_to=stored_name, max_length=120)
    file_name = models.CharField(max_length=160)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    # Removed from the working copy; an edition that names it still offers it.
    removed_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.title


class Picture(models.Model):
    """A cover image, made anew from what was uploaded; never without words for who cannot see."""

    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="pictures")
    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    file = models.FileField(upload_to=stored_name, max_length=120)
    alt = models.CharField(max_length=300)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(alt=""), name="picture_has_words"),
        ]

    def __str__(self) -> str:
        return self.alt
