"""What readers say of responses, follow, and have seen."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from consultation.responses.models.responses import Response
from papers.models import Paper, Question


class Reaction(models.Model):
    """What one reader says of one response: agree or disagree, and whether it helps them."""

    class Stance(models.IntegerChoices):
        AGREE = 1, "Agree"
        DISAGREE = -1, "Disagree"

    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="reactions")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reactions"
    )
    stance = models.SmallIntegerField(choices=Stance, null=True)
    helps = models.BooleanField(default=False)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["response", "person"], name="reaction_once"),
            models.CheckConstraint(
                condition=Q(stance__in=[1, -1]) | Q(stance__isnull=True),
                name="reaction_stance_known",
            ),
            models.CheckConstraint(
                condition=Q(stance__isnull=False) | Q(helps=True),
                name="reaction_says_something",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} on {self.response_id}"


class Follow(models.Model):
    """A person wants to be told what is said in one paper, of one question or in one thread."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="follows"
    )
    paper = models.ForeignKey(Paper, null=True, on_delete=models.CASCADE, related_name="followed")
    question = models.ForeignKey(
        Question, null=True, on_delete=models.CASCADE, related_name="follows"
    )
    # The thread's root.
    thread = models.ForeignKey(
        Response, null=True, on_delete=models.CASCADE, related_name="follows"
    )
    since = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(paper__isnull=False, question__isnull=True, thread__isnull=True)
                | Q(paper__isnull=True, question__isnull=False, thread__isnull=True)
                | Q(paper__isnull=True, question__isnull=True, thread__isnull=False),
                name="follow_follows_one_thing",
            ),
            models.UniqueConstraint(
                fields=["person", "paper", "question", "thread"],
                nulls_distinct=False,
                name="follow_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} follows"


class QuestionVisit(models.Model):
    """When a person last read a question's page, and the visit before: what is new since."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="question_visits"
    )
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="visits")
    seen_at = models.DateTimeField(db_default=Now())
    # The end of the visit before this one; what was published after it is new.
    seen_before = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "question"], name="question_visit_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} at question {self.question_id}"
