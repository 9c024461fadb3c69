"""Papers: the working copy that editors change, and the editions that readers see.

Section, Question, Source and Call are the working copy. Publishing freezes them into an Edition,
which is all that a public page reads, so that half-made changes can never leak. Questions keep
their identity from edition to edition; the words of each asking are a Wording.
"""

from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from papers.querysets import PaperQuerySet
from papers.stages import Stage, stage_of


class Paper(models.Model):
    """A discussion paper, or a formal submission that is published to be read."""

    class Kind(models.TextChoices):
        DISCUSSION = "discussion", "Discussion paper"
        SUBMISSION = "submission", "Formal submission"

    class Moderation(models.TextChoices):
        """When a response waits for a moderator (BLUEPRINT: life of a response)."""

        PRE = "pre", "Every response is read before it appears"
        FIRST = "first", "A person's first response is read before it appears"
        POST = "post", "Responses appear at once"

    slug = models.SlugField(max_length=80, unique=True)
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.DISCUSSION)
    title = models.CharField(max_length=160)
    summary = models.TextField(max_length=2_000, blank=True)
    author = models.CharField(max_length=160, blank=True)
    topics = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    dated_on = models.DateField(null=True, blank=True)
    opens_at = models.DateTimeField(null=True, blank=True)
    closes_at = models.DateTimeField(null=True, blank=True)
    moderation = models.CharField(max_length=8, choices=Moderation, default=Moderation.FIRST)
    contact = models.TextField(max_length=2_000, blank=True)
    next_steps = models.TextField(max_length=4_000, blank=True)
    follows = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="successors"
    )
    current_edition = models.ForeignKey(
        "Edition", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # Counts the saves of the working copy: a form that was opened before the last one is refused.
    draft_version = models.PositiveIntegerField(default=1)
    # Whether an edition made now would differ from the current one; each save works it out.
    is_changed_since_edition = models.BooleanField(default=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    changed_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = PaperQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_at__isnull=True) | Q(closes_at__gt=F("opens_at")),
                name="paper_closes_after_it_opens",
            ),
            models.CheckConstraint(
                condition=Q(follows__isnull=True) | ~Q(follows=F("id")),
                name="paper_follows_another",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def stage(self) -> Stage:
        """Where the paper is in its life, by the database clock (needs `with_clock()`)."""
        return stage_of(self, self.database_now)  # type: ignore[attr-defined]


class Edition(models.Model):
    """An immutable published version; a trigger refuses to change or delete it."""

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    content: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField()
    note = models.CharField(max_length=300, blank=True)
    published_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["paper", "number"], name="edition_numbered_once"),
        ]

    def __str__(self) -> str:
        return f"{self.paper}, edition {self.number}"


class Section(models.Model):
    """A headed part of the paper with its prose."""

    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="sections")
    position = models.PositiveIntegerField()
    title = models.CharField(max_length=160)
    body = models.TextField(max_length=100_000, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            # Two sections may not stand in one place; deferred, so that a move can swap them.
            models.UniqueConstraint(
                fields=["paper", "position"],
                name="section_position_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Question(models.Model):
    """One ask; it keeps its identity through rewording and moving."""

    class Kind(models.TextChoices):
        OPEN = "open", "Open question"
        RECOMMENDATION = "recommendation", "Recommendation to respond to"

    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="questions")
    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="questions")
    position = models.PositiveIntegerField()
    # In the URL: given in reading order when the paper is first published, and then kept.
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.OPEN)
    text = models.TextField(max_length=1_000)
    context = models.TextField(max_length=20_000, blank=True)
    parts: "ArrayField[list[str], list[str]]" = ArrayField(
        models.CharField(max_length=1_000), default=list, blank=True
    )

    class Meta:
        ordering = ["section__position", "position"]
        constraints = [
            # /papers/<slug>/questions/<n>/ names one question; deferred, for the renumbering.
            models.UniqueConstraint(
                fields=["paper", "number"],
                name="question_number_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.UniqueConstraint(
                fields=["section", "position"],
                name="question_position_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.text}"


class Wording(models.Model):
    """A question's words at a time; every answer keeps the wording it was asked as."""

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="wordings")
    number = models.PositiveIntegerField()
    text = models.TextField()
    context = models.TextField(blank=True)
    parts: "ArrayField[list[str], list[str]]" = ArrayField(models.TextField(), default=list)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["question", "number"], name="wording_numbered_once"),
        ]

    def __str__(self) -> str:
        return self.text


class Source(models.Model):
    """A document that a section rests on."""

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="sources")
    position = models.PositiveIntegerField()
    title = models.CharField(max_length=300)
    publisher = models.CharField(max_length=160, blank=True)
    date = models.CharField(max_length=40, blank=True, help_text="As words: “April 2015”.")
    url = models.URLField(max_length=500, blank=True)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.title


class Call(models.Model):
    """An invitation to a named audience to talk to the policy team."""

    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="calls")
    position = models.PositiveIntegerField()
    audience = models.CharField(max_length=160)
    text = models.TextField(max_length=2_000)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.audience
