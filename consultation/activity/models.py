"""The append-only log: who did what to what, when."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from consultation.activity.querysets import ActivityQuerySet


class CurrentTransactionId(models.Func):
    """PostgreSQL's 64-bit id of the transaction that writes; it never wraps."""

    template = "(pg_current_xact_id()::text::bigint)"
    arity = 0
    output_field = models.BigIntegerField()


class Verb(models.TextChoices):
    """Everything that is logged."""

    PERSON_JOINED = "person.joined"
    PERSON_RENAMED = "person.renamed"
    PERSON_WELCOMED = "person.welcomed"
    PERSON_SUSPENDED = "person.suspended"
    SUSPENSION_APPEALED = "suspension.appealed"
    SUSPENSION_UPHELD = "suspension.upheld"
    SUSPENSION_LIFTED = "suspension.lifted"
    DATA_TAKEN = "person.data_taken"
    ERASURE_ASKED = "erasure.asked"
    ERASURE_WITHDRAWN = "erasure.withdrawn"
    ERASURE_REFUSED = "erasure.refused"
    PERSON_ERASED = "person.erased"
    ADDRESS_CHANGED = "person.address_changed"
    FACTOR_ADDED = "factor.added"
    FACTOR_REMOVED = "factor.removed"
    RULES_PUBLISHED = "rules.published"
    ORGANISATION_PROPOSED = "organisation.proposed"
    ORGANISATION_ADDED = "organisation.added"
    ORGANISATION_CHANGED = "organisation.changed"
    ORGANISATION_VERIFIED = "organisation.verified"
    ORGANISATION_DECLINED = "organisation.declined"
    REGISTER_IMPORTED = "register.imported"
    INVITATION_SENT = "invitation.sent"
    INVITATION_REVOKED = "invitation.revoked"
    INVITATION_ACCEPTED = "invitation.accepted"
    INVITATION_DECLINED = "invitation.declined"
    JOIN_ASKED = "join.asked"
    JOIN_ACCEPTED = "join.accepted"
    JOIN_REFUSED = "join.refused"
    JOIN_WITHDRAWN = "join.withdrawn"
    MEMBERSHIP_SAID = "membership.said"
    MEMBERSHIP_CONFIRMED = "membership.confirmed"
    MEMBERSHIP_ROLE_CHANGED = "membership.role_changed"
    MEMBERSHIP_LEFT = "membership.left"
    MEMBERSHIP_REMOVED = "membership.removed"
    ROLE_GRANTED = "role.granted"
    ROLE_TAKEN_BACK = "role.taken_back"
    PAPER_CREATED = "paper.created"
    PAPER_CHANGED = "paper.changed"
    PAPER_PUBLISHED = "paper.published"
    IMPORT_READ = "import.read"
    IMPORT_DISCARDED = "import.discarded"
    PAPER_EXTENDED = "paper.extended"
    PAPER_CLOSED = "paper.closed"
    PAPER_WITHDRAWN = "paper.withdrawn"
    PAPER_RESTORED = "paper.restored"
    OPENING_TOLD = "paper.opening_told"
    ALERT_ASKED = "alert.asked"
    ALERT_CONFIRMED = "alert.confirmed"
    ALERT_STOPPED = "alert.stopped"
    PREVIEW_LINK_MADE = "preview_link.made"
    PREVIEW_LINK_OPENED = "preview_link.opened"
    PREVIEW_LINK_REVOKED = "preview_link.revoked"
    RESPONSE_POSTED = "response.posted"
    RESPONSE_PUBLISHED = "response.published"
    RESPONSE_REJECTED = "response.rejected"
    RESPONSE_ERASED = "response.erased"
    RESPONSE_EDITED = "response.edited"
    RESPONSE_EDIT_PUBLISHED = "response.edit_published"
    RESPONSE_EDIT_REFUSED = "response.edit_refused"
    RESPONSE_WITHDRAWN = "response.withdrawn"
    RESPONSE_PINNED = "response.pinned"
    RESPONSE_UNPINNED = "response.unpinned"
    THREAD_CLOSED = "thread.closed"
    THREAD_REOPENED = "thread.reopened"
    QUESTION_ANSWERED = "question.answered"
    QUESTION_UNANSWERED = "question.unanswered"
    REACTION_CHANGED = "reaction.changed"
    FOLLOW_BEGUN = "follow.begun"
    FOLLOW_ENDED = "follow.ended"
    NOTICES_CHANGED = "notices.changed"
    SUBMISSION_BEGUN = "submission.begun"
    SUBMISSION_CHANGED = "submission.changed"
    SUBMISSION_DISCARDED = "submission.discarded"
    ANSWER_WRITTEN = "answer.written"
    SIGN_OFF_ASKED = "submission.sign_off_asked"
    SIGN_OFF_TAKEN_BACK = "submission.sign_off_taken_back"
    SUBMISSION_SENT_BACK = "submission.sent_back"
    SUBMISSION_SENT = "submission.sent"
    SUBMISSION_WITHDRAWN = "submission.withdrawn"
    SUBMISSION_ENTERED = "submission.entered"
    SUBMISSION_CHECKED = "submission.checked"
    ANSWERS_READ = "answers.read"
    ANSWERS_DISCARDED = "answers.discarded"
    SUBSCRIPTION_CHANGED = "subscription.changed"
    DIGEST_BUILT = "digest.built"
    RESPONSES_EXPORTED = "responses.exported"


class Activity(models.Model):
    """One line: actor, verb, object, paper, time, data (the W3C Activity Streams words).

    The database refuses UPDATE and DELETE (a trigger). So nothing here may point at a row with a
    constraint that wants to change it, and `data` never holds a person's words, name or address:
    an erased person leaves only a number behind.
    """

    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="+",
    )
    verb = models.CharField(max_length=40, choices=Verb.choices)
    object_type = models.CharField(max_length=40)
    object_id = models.BigIntegerField()
    paper_id = models.BigIntegerField(null=True)
    at = models.DateTimeField(db_default=Now())
    transaction_id = models.BigIntegerField(db_default=CurrentTransactionId(), editable=False)
    data = models.JSONField(default=dict)

    objects = ActivityQuerySet.as_manager()

    class Meta:
        indexes = [
            # A digest reads a window of transactions (`between_transactions`).
            models.Index(fields=["transaction_id", "id"], name="activity_by_transaction"),
            # The history of one object, newest last (`about`).
            models.Index(fields=["object_type", "object_id", "id"], name="activity_by_object"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.object_type} {self.object_id}"
