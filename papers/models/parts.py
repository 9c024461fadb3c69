"""The working copy that editors change: sections with their questions, sources and calls.

Questions keep their identity from edition to edition; the words of each asking are a Wording.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from papers.models.papers import Paper


class Section(models.Model):
    """A headed part of the paper with its prose."""

    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="sections")
    position = models.PositiveIntegerField()
    title = models.CharField(max_length=160)
    body = models.TextField(max_length=100_000, blank=True)
    # 1 for a section, 2 and 3 for what stands under one.
    level = models.PositiveSmallIntegerField(default=1, db_default=1)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(
                condition=Q(level__gte=1) & Q(level__lte=3), name="section_level_known"
            ),
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
        SINGLE = "single", "Choose one"
        MULTIPLE = "multiple", "Choose all that apply"
        SCALE = "scale", "Scale"
        RANKING = "ranking", "Put in order"
        RECOMMENDATION = "recommendation", "Recommendation to respond to"

        @property
        def takes_options(self) -> bool:
            return self in {self.SINGLE, self.MULTIPLE, self.SCALE, self.RANKING}

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
    # What can be chosen or ranked; a scale's steps, from one end to the other.
    options: "ArrayField[list[str], list[str]]" = ArrayField(
        models.CharField(max_length=300), default=list, db_default=[], blank=True
    )
    has_dont_know = models.BooleanField(default=False, db_default=False)
    help_text = models.TextField(max_length=1_000, blank=True, db_default="")
    is_required = models.BooleanField(default=False, db_default=False)
    word_limit = models.PositiveIntegerField(null=True, blank=True)
    # A question that was asked is never deleted: it is retired, and its thread stays readable.
    retired_at = models.DateTimeField(null=True, blank=True)
    retired_reason = models.CharField(max_length=300, blank=True, db_default="")
    # The same question in an earlier paper, so that answers can be compared across the years.
    carried_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="carried_to"
    )
    translation_of = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="translations"
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
    options: "ArrayField[list[str], list[str]]" = ArrayField(
        models.TextField(), default=list, db_default=[]
    )
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["question", "number"], name="wording_numbered_once"),
        ]

    def __str__(self) -> str:
        return self.text


class Source(models.Model):
    """A document that a section, or one question of it, rests on; no `url` is a slot to fill."""

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="sources")
    question = models.ForeignKey(
        Question, null=True, blank=True, on_delete=models.CASCADE, related_name="sources"
    )
    # The words in the text that the source stands behind.
    anchor = models.CharField(max_length=300, blank=True, db_default="")
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
