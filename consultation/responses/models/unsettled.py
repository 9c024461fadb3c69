"""What was typed of a formal answer and could not go into it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from consultation.responses.models.choices import HoldsChoice
from consultation.responses.models.submissions import Answer, Submission
from papers.models import Question, Wording


class UnsettledText(HoldsChoice):
    """What one drafter typed of an answer that somebody else changed, or that waits for sign-off.

    Nobody reads it but who typed it. It is kept until they settle it or discard it, or the room
    goes. A page of theirs holds one: what is typed on in two windows is two texts.
    """

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="unsettled")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    # The page it was typed in.
    page = models.UUIDField(default=uuid.uuid4)
    # The version of the answer that it was begun with, 0 where there was none.
    began_with = models.PositiveIntegerField()
    wording = models.ForeignKey(Wording, on_delete=models.PROTECT, related_name="+")
    body = models.TextField(blank=True)
    openness = models.CharField(max_length=8, choices=Answer.Openness)
    saved_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            # Who types on updates what is kept of that page.
            models.UniqueConstraint(
                fields=["submission", "person", "question", "page"], name="unsettled_text_once"
            ),
        ]

    def __str__(self) -> str:
        return f"Unsettled text of {self.person_id} in {self.submission_id}"
