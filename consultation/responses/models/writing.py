"""What is being written, and what was written before."""

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from accounts.models import Organisation
from consultation.responses.models.choices import HoldsChoice
from consultation.responses.models.responses import Response
from papers.models import Question, Wording


class Draft(HoldsChoice):
    """What a person has typed and not posted: one for each question, reply and capacity.

    What they typed there in another tab is kept beside it, one for each tab, until they post or
    discard it. Or what they have typed to change a response of theirs: one for each, in the
    capacity that it was posted in. Nobody reads a draft but the person, whoever else answers for
    the same organisation. `reply_to` is the public id of what it replies to: a draft outlives that.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="drafts"
    )
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="drafts")
    organisation = models.ForeignKey(
        Organisation, null=True, on_delete=models.CASCADE, related_name="+"
    )
    reply_to = models.CharField(max_length=16, blank=True, default="")
    # Typed in a tab that had not seen the draft of the place: no text takes another's place unseen.
    is_beside = models.BooleanField(default=False, db_default=False)
    # The response that it changes, and the version of it that its author had before them.
    edits = models.ForeignKey(
        Response, null=True, db_index=False, on_delete=models.CASCADE, related_name="edit_drafts"
    )
    edits_version = models.PositiveIntegerField(null=True)
    shows_name = models.BooleanField(default=False)
    body = models.TextField(blank=True)
    # The number of the wording that its author read.
    asked_as = models.PositiveIntegerField()
    # The words that are quoted: "<public id>:<start>:<end>", or empty.
    quoting = models.CharField(max_length=40, blank=True, default="")
    # Who is to be told: public ids of what they said in the thread.
    tell: "ArrayField[list[str], list[str]]" = ArrayField(
        models.CharField(max_length=16), default=list, db_default=[], blank=True
    )
    # The token of the form that wrote it last: posting that form ends the draft.
    client_token = models.UUIDField(default=uuid.uuid4)
    # Counts the saves: one from a tab that had not seen the last is a conflict.
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "question", "organisation", "reply_to"],
                condition=Q(edits=None, is_beside=False),
                nulls_distinct=False,
                name="draft_of_place_once",
            ),
            # Its author alone edits a response. Also finds what goes with it (`end_edit_drafts`).
            models.UniqueConstraint(
                fields=["edits"], condition=Q(edits__isnull=False), name="draft_of_edit_once"
            ),
            models.CheckConstraint(
                condition=Q(edits=None, edits_version=None)
                | Q(edits__isnull=False, edits_version__isnull=False),
                name="draft_edits_a_version",
            ),
        ]
        indexes = [
            # Those left too long (`forget_old_drafts`).
            models.Index(fields=["saved_at"], name="draft_saved"),
        ]

    def __str__(self) -> str:
        return f"Draft of {self.person_id} on question {self.question_id}"


class ResponseVersion(HoldsChoice):
    """A response as it was before an edit; readers may see those that were public."""

    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    wording = models.ForeignKey(Wording, on_delete=models.PROTECT, related_name="+")
    comment = models.TextField()
    html = models.TextField(editable=False)
    renderer = models.PositiveSmallIntegerField()
    written_at = models.DateTimeField()
    was_public = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["response", "number"], name="response_version_once"),
        ]

    def __str__(self) -> str:
        return f"Version {self.number} of {self.response_id}"


class Quote(models.Model):
    """What a response quotes of another: a span of its text, never a copy of the words.

    So the words go when they go from the source: taken back, erased, withheld or edited away.
    """

    response = models.OneToOneField(
        Response, primary_key=True, on_delete=models.CASCADE, related_name="quote"
    )
    source = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="quoted_in")
    # The version of the source that the span is a place in.
    version = models.PositiveIntegerField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(end__gt=models.F("start")), name="quote_quotes_something"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.response_id} quotes {self.source_id}"


class Mention(models.Model):
    """A response that turns to who said another one in the same thread; they are told."""

    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="mentions")
    mentioned = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="mentioned_in")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["response", "mentioned"], name="mention_once"),
        ]

    def __str__(self) -> str:
        return f"{self.response_id} mentions {self.mentioned_id}"
