"""Papers, and the editions that readers see.

Publishing freezes a paper's working copy into an Edition, which is all that a public page reads,
so that half-made changes can never leak.
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
        """When a response waits for a moderator, as docs/moderating.md says."""

        PRE = "pre", "Every response is read before it appears"
        FIRST = "first", "A person's first response is read before it appears"
        POST = "post", "Responses appear at once"

    class ResultsShown(models.TextChoices):
        """When readers see what was chosen in answer to its questions."""

        ALWAYS = "always", "At any time"
        ANSWERED = "answered", "To those who have answered, and to all when the paper has closed"
        CLOSED = "closed", "When the paper has closed"

    class Language(models.TextChoices):
        ENGLISH = "en", "English"
        WELSH = "cy", "Cymraeg (Welsh)"

    slug = models.SlugField(max_length=80, unique=True)
    # The short link /p/<n>; given when it is first published, so that gaps tell of no draft.
    short_number = models.PositiveIntegerField(null=True, blank=True, unique=True)
    language = models.CharField(
        max_length=5, choices=Language, default=Language.ENGLISH, db_default=Language.ENGLISH
    )
    translation_of = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="translation"
    )
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.DISCUSSION)
    title = models.CharField(max_length=160)
    summary = models.TextField(max_length=2_000, blank=True)
    author = models.CharField(max_length=160, blank=True)
    topics = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    dated_on = models.DateField(null=True, blank=True)
    # An edition is under embargo until then; announced as soon as it is published when empty.
    announced_at = models.DateTimeField(null=True, blank=True)
    opens_at = models.DateTimeField(null=True, blank=True)
    closes_at = models.DateTimeField(null=True, blank=True)
    moderation = models.CharField(max_length=8, choices=Moderation, default=Moderation.FIRST)
    results_shown = models.CharField(
        max_length=8,
        choices=ResultsShown,
        default=ResultsShown.ALWAYS,
        db_default=ResultsShown.ALWAYS,
    )
    # Who is asked, and what can still change (the Gunning principles: a formative stage).
    audience = models.TextField(max_length=2_000, blank=True, db_default="")
    open_to_change = models.TextField(max_length=2_000, blank=True, db_default="")
    # Why it is open for less than twelve weeks, where it is.
    short_notice_reason = models.TextField(max_length=1_000, blank=True, db_default="")
    response_due_on = models.DateField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawal_reason = models.TextField(max_length=1_000, blank=True, db_default="")
    contact = models.TextField(max_length=2_000, blank=True)
    next_steps = models.TextField(max_length=4_000, blank=True)
    follows = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="successors"
    )
    related = models.ManyToManyField("self", blank=True)
    cover = models.ForeignKey(
        "Picture", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
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
            models.CheckConstraint(
                condition=Q(announced_at__isnull=True)
                | Q(opens_at__isnull=True)
                | Q(announced_at__lte=F("opens_at")),
                name="paper_announced_before_it_opens",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawal_reason=""),
                name="paper_withdrawn_with_reason",
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


class Extension(models.Model):
    """One later closing date, with the reason that readers are given."""

    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="extensions")
    closed_at_before = models.DateTimeField()
    closes_at = models.DateTimeField()
    reason = models.CharField(max_length=300)
    at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("closed_at_before")), name="extension_is_later"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.paper} until {self.closes_at}"
