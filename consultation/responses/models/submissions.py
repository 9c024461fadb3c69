"""Formal answers: what a respondent says to a paper as a whole, drafted together, sent once."""

from datetime import timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from accounts.models import Organisation
from accounts.profile import Region
from consultation.lib.public_ids import new_public_id
from consultation.responses.models.choices import HoldsChoice
from consultation.responses.models.responses import Response
from consultation.responses.querysets import SubmissionQuerySet
from papers.models import Paper, Question, Wording


class Submission(models.Model):
    """A respondent's formal answers to one paper: a person's, an organisation's, or offline.

    Drafted (`drafting`), put before a named approver (`awaiting`), sent once (`sent`), and until
    the paper closes taken back (`withdrawn`) to be sent again as another that `follows` it. What
    came on paper, by phone or as a document is entered by staff: `channel` is not `web` then, and
    the respondent may have no account at all (`respondent_name`).
    """

    class State(models.TextChoices):
        DRAFTING = "drafting", "Being drafted"
        AWAITING = "awaiting", "Waiting for sign-off"
        SENT = "sent", "Sent"
        WITHDRAWN = "withdrawn", "Withdrawn"

    class Connection(models.TextChoices):
        """What connects a person with the subject of the paper. Nobody has to say."""

        LIVED = "lived", "I have lived experience of the justice system"
        FAMILY = "family", "Someone close to me has"
        WORKS = "works", "I work or volunteer in the field"
        RESEARCH = "research", "I study or research it"
        PUBLIC = "public", "I am interested as a member of the public"

    class Consent(models.TextChoices):
        """How far a respondent who answered offline agreed to be published."""

        NAMED = "named", "With their name"
        NAMELESS = "nameless", "Without their name"
        PRIVATE = "private", "Not at all: for the policy team only"

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    # What the receipt says, to be read out on the phone; given when it is sent.
    reference = models.CharField(max_length=16, unique=True, null=True, editable=False)
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="submissions")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="submissions"
    )
    organisation = models.ForeignKey(
        Organisation, null=True, on_delete=models.PROTECT, related_name="submissions"
    )
    channel = models.CharField(max_length=8, choices=Response.Channel, default=Response.Channel.WEB)
    state = models.CharField(max_length=9, choices=State, default=State.DRAFTING)
    # Counts every change of it or its answers: what is signed off is what was read.
    version = models.PositiveIntegerField(default=1)
    # Who the answer is from, asked once for all answers. The name is kept as it was shown when it
    # was sent, whatever the person or the organisation is called later.
    respondent_name = models.CharField(max_length=120, blank=True)
    role = models.CharField(max_length=120, blank=True)
    connection = models.CharField(max_length=10, choices=Connection, blank=True)
    region = models.CharField(max_length=20, choices=Region, blank=True)
    may_contact = models.BooleanField(default=False)
    begun_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    begun_at = models.DateTimeField(db_default=Now(), editable=False)
    changed_at = models.DateTimeField(db_default=Now())
    approver = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    asked_at = models.DateTimeField(null=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    sent_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    follows = models.ForeignKey(
        "self", null=True, on_delete=models.SET_NULL, related_name="followed_by"
    )
    # Of one that came offline: when, how, and what was agreed to.
    received_on = models.DateField(null=True)
    provenance = models.TextField(max_length=1_000, blank=True)
    consent = models.CharField(max_length=8, choices=Consent, blank=True)
    consent_words = models.TextField(max_length=1_000, blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    checked_at = models.DateTimeField(null=True)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        constraints = [
            # One being drafted and one sent at a time, of each respondent to each paper.
            models.UniqueConstraint(
                fields=["paper", "person"],
                condition=Q(channel="web", state__in=["drafting", "awaiting"]),
                name="submission_one_draft_a_person",
            ),
            models.UniqueConstraint(
                fields=["paper", "organisation"],
                condition=Q(channel="web", state__in=["drafting", "awaiting"]),
                name="submission_one_draft_an_organisation",
            ),
            models.UniqueConstraint(
                fields=["paper", "person"],
                condition=Q(channel="web", state="sent"),
                name="submission_one_sent_a_person",
            ),
            models.UniqueConstraint(
                fields=["paper", "organisation"],
                condition=Q(channel="web", state="sent"),
                name="submission_one_sent_an_organisation",
            ),
            # A person's own names no organisation, an organisation's no person.
            models.CheckConstraint(
                condition=Q(person__isnull=True) | Q(organisation__isnull=True),
                name="submission_of_one_respondent",
            ),
            models.CheckConstraint(
                condition=~Q(state="sent") | Q(sent_at__isnull=False, reference__isnull=False),
                name="submission_sent_has_reference",
            ),
            models.CheckConstraint(
                condition=Q(channel="web") | ~Q(state="sent") | ~Q(consent=""),
                name="submission_offline_has_consent",
            ),
        ]
        indexes = [
            # The desk's list of formal answers, the latest first (`desk.submitted`).
            models.Index(
                fields=["-sent_at", "-id"],
                name="submission_sent",
                condition=Q(sent_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.reference or f"Submission {self.pk}"

    @property
    def is_awaiting(self) -> bool:
        return self.state == self.State.AWAITING


class Answer(HoldsChoice):
    """The answer to one question in a submission that is being drafted; it becomes a Response."""

    class Openness(models.TextChoices):
        PUBLIC = "public", "Everyone, with our name"
        NAMELESS = "nameless", "Everyone, without our name"
        PRIVATE = "private", "The policy team only"

    # What one person saves within this time of their last save is one sitting.
    SITTING: ClassVar[timedelta] = timedelta(minutes=10)

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="answers_drafted")
    # The wording its last writer read.
    wording = models.ForeignKey(Wording, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)
    body = models.TextField(blank=True)
    openness = models.CharField(max_length=8, choices=Openness, default=Openness.PUBLIC)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    changed_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["submission", "question"], name="answer_once"),
        ]

    def __str__(self) -> str:
        return f"Answer to {self.question_id} in {self.submission_id}"

    @property
    def says_something(self) -> bool:
        """Whether there is anything in it to be sent."""
        return bool(self.body or self.choice)


class AnswerVersion(HoldsChoice):
    """Every text of an answer that was saved, the current one too, and who wrote it."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    # What its choice was chosen from, whatever the question offers by now.
    wording = models.ForeignKey(Wording, on_delete=models.PROTECT, related_name="+")
    body = models.TextField(blank=True)
    openness = models.CharField(max_length=8, choices=Answer.Openness)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    written_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["answer", "number"], name="answer_version_once"),
        ]

    def __str__(self) -> str:
        return f"Version {self.number} of answer {self.answer_id}"


class DraftersComment(models.Model):
    """What the drafters say to one another, about one answer or about all of it."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="comments")
    question = models.ForeignKey(Question, null=True, on_delete=models.CASCADE, related_name="+")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    body = models.TextField(max_length=4_000)
    client_token = models.UUIDField(unique=True)
    at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return f"Comment on submission {self.submission_id}"


class AnswersImport(models.Model):
    """A document of answers that was read in, and where each stretch of it was placed."""

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="answer_imports")
    file_name = models.CharField(max_length=160)
    # SHA-256 of the file, in hexadecimal: the same document twice is said so.
    fingerprint = models.CharField(max_length=64)
    # The document's stretches in order, each with the questions it answers and how it was found.
    placed: "models.JSONField[dict[str, object], dict[str, object]]" = models.JSONField()
    previous: "models.JSONField[dict[str, object] | None, dict[str, object] | None]" = (
        models.JSONField(null=True)
    )
    version = models.PositiveIntegerField(default=1)
    submission = models.OneToOneField(
        Submission, null=True, on_delete=models.SET_NULL, related_name="read_from"
    )
    read_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    read_at = models.DateTimeField(db_default=Now(), editable=False)

    def __str__(self) -> str:
        return self.file_name
