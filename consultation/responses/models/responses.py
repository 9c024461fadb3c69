"""One contribution to one question: the row that everything else reads."""

import uuid
from datetime import datetime
from typing import Any, ClassVar, Final

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django_comments_xtd.models import XtdComment

from accounts.models import Organisation
from consultation.lib.clock import start_of_day
from consultation.lib.public_ids import new_public_id
from consultation.responses.choosing import Choice, Chosen, in_words
from consultation.responses.querysets import IS_PUBLIC, TOLD_AT, ResponseManager
from papers.models import Question, Wording
from papers.options import MOST

# A reply to a reply … eight deep is an argument; past that the form says to begin a new one.
MAX_DEPTH: Final = 8
SEGMENT: Final = 8  # hexadecimal digits of one path segment: ids are 32 bits


class StoredCommentSavedError(RuntimeError):
    """A stored comment is changed by UPDATE only.

    The package's own `save` renumbers the thread and re-publishes hidden replies; see
    docs/decisions/0002-comments-packages-as-storage.md.
    """


class Response(XtdComment):
    """A response, root or reply.

    The body, author and time live in the packages' columns (`comment`, `user`, `submit_date`).
    Everything that decides who may see it lives here. `path` places it: the parent's path and one
    segment of its own id, so that a reply renumbers nothing and two at once cannot collide.
    """

    class State(models.TextChoices):
        HELD = "held", "Waiting for a moderator"
        PUBLISHED = "published", "Published"
        REJECTED = "rejected", "Not published"
        # Taken back by its author; its place stays, and what was replied to it.
        WITHDRAWN = "withdrawn", "Withdrawn by its author"
        # Its author was erased; the row is empty and holds the place of what was replied to.
        ERASED = "erased", "Erased with its author"

    class Visibility(models.TextChoices):
        PUBLIC = "public", "Everyone"
        PRIVATE = "private", "The policy team"

    class Channel(models.TextChoices):
        WEB = "web", "This site"
        EMAIL = "email", "Email"
        OFFLINE = "offline", "Paper, phone or a meeting"

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="responses")
    wording = models.ForeignKey(Wording, on_delete=models.PROTECT, related_name="responses")
    in_reply_to = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="replies"
    )
    root = models.ForeignKey("self", on_delete=models.PROTECT, related_name="+")
    depth = models.PositiveSmallIntegerField(default=0)
    path = models.CharField(max_length=SEGMENT * (MAX_DEPTH + 1), db_collation="C", editable=False)
    # `submit_date` where an index of this table reaches it; a trigger keeps the two the same
    # (migration 0012). Threads are sorted by this, never by id or path: of an answer without a name
    # it is the day alone, and an id would tell beside whose it arrived.
    said_at = models.DateTimeField(db_default=Now(), editable=False)
    state = models.CharField(max_length=10, choices=State)
    visibility = models.CharField(max_length=8, choices=Visibility, default=Visibility.PUBLIC)
    channel = models.CharField(max_length=8, choices=Channel, default=Channel.WEB)
    version = models.PositiveIntegerField(default=1)
    # What was shown when it was posted stays true when a person leaves or is renamed.
    # The name is empty where somebody answers for an organisation and chose not to be named.
    shown_name = models.CharField(max_length=50, blank=True)
    organisation = models.ForeignKey(
        Organisation, null=True, on_delete=models.PROTECT, related_name="responses"
    )
    shown_organisation = models.CharField(max_length=120, blank=True)
    # Set when the membership that confirmed it goes with an erased author.
    stays_confirmed = models.BooleanField(default=False, db_default=False, editable=False)
    # The body as safe HTML, made once on writing by the renderer of that version.
    html = models.TextField(editable=False)
    renderer = models.PositiveSmallIntegerField()
    # The form that posted it: a second click or a replayed POST finds this row.
    client_token = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    # What was chosen, as places in the wording's options; of a ranking, the first place first.
    # `responses.choosing` says what may be chosen and puts it into words.
    choices: "ArrayField[list[int], list[int]]" = ArrayField(
        models.PositiveSmallIntegerField(), default=list, db_default=[], blank=True
    )
    says_dont_know = models.BooleanField(default=False, db_default=False)
    # Kept when an edit has to be looked at again: a held response with it was public before.
    published_at = models.DateTimeField(null=True)
    edited_at = models.DateTimeField(null=True)
    # Whether somebody had replied to it when it was last edited.
    edited_after_replies = models.BooleanField(default=False, db_default=False)
    withdrawn_at = models.DateTimeField(null=True)
    # Said by a member of the policy team, in that capacity; stays true when they leave it.
    is_by_staff = models.BooleanField(default=False, db_default=False)
    # Public replies anywhere below a root, and what readers say of any: kept on writing.
    reply_count = models.PositiveIntegerField(default=0, db_default=0)
    agree_count = models.PositiveIntegerField(default=0, db_default=0)
    disagree_count = models.PositiveIntegerField(default=0, db_default=0)
    helps_count = models.PositiveIntegerField(default=0, db_default=0)
    # Of a root: its thread takes no more replies, and why.
    closed_at = models.DateTimeField(null=True)
    closed_reason = models.CharField(max_length=300, blank=True, default="", db_default="")
    # The formal answer that it is part of. Readers are told of it; of whose it is, only what
    # `shown_name` and `shown_organisation` say: an answer without name leads to nobody.
    submission = models.ForeignKey(
        "responses.Submission", null=True, on_delete=models.PROTECT, related_name="responses"
    )
    is_nameless = models.BooleanField(default=False, db_default=False)

    objects = ResponseManager()  # type: ignore[assignment,misc]  # on purpose: not theirs

    class Meta:
        ordering: ClassVar[list[str]] = []
        default_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                condition=(Q(depth=0) & Q(in_reply_to__isnull=True))
                | (Q(depth__gt=0) & Q(in_reply_to__isnull=False)),
                name="response_root_or_reply",
            ),
            # `visible_to` knows these states and no other.
            models.CheckConstraint(
                condition=Q(state__in=["held", "published", "rejected", "withdrawn", "erased"]),
                name="response_state_known",
            ),
            models.CheckConstraint(
                condition=Q(depth__lte=MAX_DEPTH), name="response_depth_bounded"
            ),
            # Nothing is said by nobody; and of the erased, nothing stays.
            models.CheckConstraint(
                condition=Q(state="erased") | ~Q(shown_name="") | ~Q(shown_organisation=""),
                name="response_said_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state="erased")
                | Q(shown_name="", shown_organisation="", html="", choices__len=0),
                name="response_erased_is_empty",
            ),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(published_at__isnull=False),
                name="response_published_has_time",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | (Q(depth=0) & ~Q(closed_reason="")),
                name="response_closed_with_reason",
            ),
            # Who is not named is not led to either.
            models.CheckConstraint(
                condition=Q(is_nameless=False) | Q(organisation__isnull=True),
                name="response_nameless_names_nobody",
            ),
            # No question has more options; whether each is one of the wording's, the action knows.
            models.CheckConstraint(
                condition=Q(choices__len__lte=MOST), name="response_choices_bounded"
            ),
            models.CheckConstraint(
                condition=Q(says_dont_know=False) | Q(choices__len=0),
                name="response_dont_know_alone",
            ),
            # The tallies of choices count answers, and a reply is none.
            models.CheckConstraint(
                condition=Q(depth=0) | (Q(choices__len=0) & Q(says_dont_know=False)),
                name="response_reply_chooses_nothing",
            ),
        ]
        indexes = [
            # A question's threads, newest first, a page at a time (`roots`).
            models.Index(
                fields=["question", "-said_at", "-public_id"],
                name="response_roots_newest",
                condition=Q(depth=0),
            ),
            # The same, those most replied to or most agreed with first.
            models.Index(
                fields=["question", "-reply_count", "-said_at", "-public_id"],
                name="response_roots_replied",
                condition=Q(depth=0),
            ),
            models.Index(
                fields=["question", "-agree_count", "-said_at", "-public_id"],
                name="response_roots_liked",
                condition=Q(depth=0),
            ),
            # One thread in reading order, a page at a time (`in_thread`).
            models.Index(fields=["root", "path"], name="response_thread"),
            # A question's newest, as they are told of (`latest_told`).
            models.Index(
                F("question"),
                TOLD_AT.desc(),
                F("public_id").desc(),
                name="response_told",
                condition=IS_PUBLIC,
            ),
            # What was published lately, whatever it answers (the desk's first page).
            models.Index(
                fields=["published_at"], name="response_lately", condition=Q(state="published")
            ),
            # What was published without a name on a day that is over (`digests.noticing`).
            models.Index(
                fields=["published_at"], name="response_nameless", condition=Q(is_nameless=True)
            ),
            # What waits for a moderator, oldest first (`awaiting_decision`).
            models.Index(
                fields=["xtdcomment_ptr"], name="response_held", condition=Q(state="held")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.speaker} on question {self.question_id}"

    def save(self, *_args: Any, **kwargs: Any) -> None:
        """Insert a new row past the package's `save`; refuse to save a stored one again."""
        if not self._state.adding:
            raise StoredCommentSavedError("change a stored response with UPDATE, in an action")
        models.Model.save(self, force_insert=(models.Model,), using=kwargs.get("using"))

    @property
    def speaker(self) -> str:
        """One name for whoever says it, for links and labels: the organisation if there is one."""
        if self.state == self.State.ERASED:
            return "an erased response"
        if self.state == self.State.WITHDRAWN:
            return "a withdrawn response"
        return self.shown_organisation or self.shown_name

    @property
    def shown_as(self) -> str:
        """All that readers are shown of who says it."""
        both = bool(self.shown_organisation and self.shown_name)
        return f"{self.shown_organisation}, {self.shown_name}" if both else self.speaker

    @property
    def is_living(self) -> bool:
        """Whether it is published or waits to be: not refused, taken back or erased."""
        return self.state in {self.State.HELD, self.State.PUBLISHED}

    @property
    def was_public(self) -> bool:
        """Whether readers have had it. If it is held now, what waits is an edit of it."""
        return self.published_at is not None and self.visibility == self.Visibility.PUBLIC

    @property
    def told_at(self) -> datetime | None:
        """When it was published, as readers are told.

        Of an answer without a name it is the day alone, as in `submit_date`: the exact minute would
        lead to the named answers that were sent with it.
        """
        if self.is_nameless and self.published_at is not None:
            return start_of_day(self.published_at)
        return self.published_at

    @property
    def takes_replies(self) -> bool:
        """Whether this response itself can be replied to (its paper must be open as well)."""
        return self.state == self.State.PUBLISHED and self.depth < MAX_DEPTH

    @property
    def choice(self) -> Choice:
        return Choice(tuple(self.choices), self.says_dont_know)

    def chosen(self, *, kind: str, language: str = "en") -> Chosen | None:
        """Put the choice into words, with the options of its own wording; fetch that with it."""
        if not self.choice:
            return None
        return in_words(self.choice, options=self.wording.options, kind=kind, language=language)
