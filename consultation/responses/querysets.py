from collections.abc import Collection
from datetime import timedelta
from typing import TYPE_CHECKING, Final, Self

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import (
    BooleanField,
    Case,
    DateTimeField,
    Exists,
    Expression,
    F,
    Func,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Concat, Now

from accounts.models import Membership, Organisation, Role, User
from consultation.lib.clock import LONDON

if TYPE_CHECKING:
    from consultation.responses.models import (  # noqa: F401 (the parameters of the classes below)
        Response,
        Submission,
    )

# As the room says it, counted from the day on which the paper closes.
ROOMS_KEPT_FOR: Final = timedelta(days=90)

IS_PUBLIC = Q(state="published", visibility="public")
IS_ERASED = Q(state="erased")
# Was public and is not now: its author took it back, or an edit of it waits for a moderator.
IS_TAKEN_BACK = Q(state="withdrawn", visibility="public", published_at__isnull=False)
IS_LOOKED_AT_AGAIN = Q(state="held", visibility="public", published_at__isnull=False)

# `Response.told_at`. An index holds it, and so each part must be immutable: `date_trunc` with the
# name of a zone is not.
_START_OF_DAY: Final = Func(
    F("published_at"),
    template=f"timezone('{LONDON}', date_trunc('day', timezone('{LONDON}', %(expressions)s)))",
    output_field=DateTimeField(),
)
TOLD_AT: Final = Case(When(is_nameless=True, then=_START_OF_DAY), default=F("published_at"))


class ResponseQuerySet(models.QuerySet["Response"]):
    def public(self) -> Self:
        """What anyone may read."""
        return self.filter(IS_PUBLIC)

    def visible_to(self, viewer: "User | AnonymousUser") -> Self:
        """Everything this viewer may read: the one rule that every reader goes through.

        Everybody reads what is public, an author their own in any state (`own_of`), the policy team
        private answers that are published, moderators also what is held or rejected. Of what was
        erased with its author there is nothing to read.
        """
        return self.filter(_readable_by(viewer))

    def findable_by(self, viewer: "User | AnonymousUser") -> Self:
        """What this viewer may read because of who they are, and not because it is their own.

        Whose it is stands in another table: a search through ten thousand does not ask it.
        """
        return self.filter(_readable_of_others(viewer))

    def in_place_for(self, viewer: "User | AnonymousUser") -> Self:
        """What `visible_to` gives, and the places of what is not to be read (any more).

        Each row says in `is_readable` whether the viewer may read it; of the others a page shows
        that there is something, and a sentence, never a word of it and never its author. Erased
        ones have a place only while something readable stands below them.
        """
        readable_below = self.model._default_manager.filter(
            _readable_by(viewer),
            root=OuterRef("root"),
            path__gt=OuterRef("path"),
            path__lt=Concat(OuterRef("path"), Value("g")),  # after every hexadecimal digit
        )
        readable = _readable_by(viewer)
        places = IS_TAKEN_BACK | IS_LOOKED_AT_AGAIN | (IS_ERASED & Exists(readable_below))
        return self.filter(readable | places).annotate(
            is_readable=Case(When(readable, then=True), default=False, output_field=BooleanField())
        )

    def going_with_author(self, also_for: Collection[Organisation] = ()) -> Self:
        """Keep, of one person's responses, those for themselves and for these organisations.

        A nameless answer of an organisation counts as the organisation's.
        """
        own = Q(organisation=None) & Q(submission__organisation=None)
        theirs = Q(organisation__in=also_for) | Q(submission__organisation__in=also_for)
        return self.filter(own | theirs)

    def unerased(self) -> Self:
        """Those that still say something: what an operator's export holds."""
        return self.exclude(IS_ERASED)

    def living(self) -> Self:
        """Published ones and those that wait to be: not refused, taken back or erased."""
        return self.filter(state__in=["held", "published"])

    def roots(self) -> Self:
        return self.filter(depth=0)

    def latest_told(self) -> Self:
        """Published ones, the latest first, as `Response.told_at` tells it."""
        return self.order_by(TOLD_AT.desc(), "-public_id")

    def awaiting_decision(self) -> Self:
        """Held responses; the longest waiting first."""
        return self.filter(state="held").order_by("pk")

    def written_by(self, person: "User | Expression") -> Self:
        return self.filter(user=person).order_by("-pk")

    def own_of(self, person: "User") -> Self:
        """What the person wrote and may still read as their own, the newest first.

        A part of an organisation's formal answer is the organisation's, whoever pressed send.
        """
        return self.filter(_is_own(person)).order_by("-pk")

    def standing_beside(
        self,
        person: "User | Expression",
        question_id: int | Expression,
        reply_to: str | Expression,
    ) -> Self:
        """The person's responses at one place that are held or published, the newest first.

        The place is the question, or the response whose public id is `reply_to`. Parts of a formal
        answer are left out: they were not posted there by themselves.
        """
        # Adding 0 keeps the indexes of these two columns out of it. A person's own are few, but the
        # planner expects few replies to any response, and would read the thousands that some have.
        own = self.written_by(person).alias(
            asked=F("question_id") + 0, answered=F("in_reply_to_id") + 0
        )
        parent = self.model._default_manager.filter(public_id=reply_to).values("pk")
        is_there = Q(answered=Subquery(parent)) if reply_to else Q(in_reply_to=None)
        return own.living().filter(is_there, asked=question_id, submission=None)


class SubmissionQuerySet(models.QuerySet["Submission"]):
    def in_rooms(self) -> Self:
        """Those drafted here by their respondents; what came offline is entered by staff."""
        return self.filter(channel="web", state__in=["drafting", "awaiting"])

    def without_approver(self) -> Self:
        """Those that wait for somebody who cannot sign off for the organisation any more."""
        signing = Membership.objects.approvers().filter(
            organisation=OuterRef("organisation"), user=OuterRef("approver")
        )
        return self.in_rooms().filter(~Exists(signing), state="awaiting")

    def left_too_long(self) -> Self:
        """Drafts of papers that closed, or were withdrawn, so long ago that none can be sent."""
        then = Now() - ROOMS_KEPT_FOR
        over = Q(paper__closes_at__lt=then) | Q(paper__withdrawn_at__lt=then)
        return self.in_rooms().filter(over)

    def closed_to_changes(self) -> Self:
        """Those that went through this site: sent, or sent and taken back."""
        return self.filter(channel="web", state__in=["sent", "withdrawn"])

    def open_to(self, person: "User") -> Self:
        """What this person may read and, in a room, write: their own, and their organisations'.

        Staff may not, unless they draft it themselves.
        """
        answering = may_draft(person).filter(organisation=OuterRef("organisation"))
        return self.filter(Q(person=person) | Exists(answering), channel="web")


def may_draft(person: "User") -> "models.QuerySet[Membership]":
    """Return the memberships that let the person into their organisation's room, in any role.

    Not one that a verified organisation has not confirmed; nor one of somebody who left, was
    removed or is suspended; nor one of an organisation that was declined.
    """
    return _drafting().filter(user=person)


def drafters_of(organisation_id: int) -> "models.QuerySet[Membership]":
    """Return who may draft for the organisation, by the same rule."""
    return _drafting().filter(organisation=organisation_id).select_related("user")


def _drafting() -> "models.QuerySet[Membership]":
    is_known = Q(confirmed_at__isnull=False) | Q(organisation__verified_at=None)
    return Membership.objects.current().filter(
        is_known, user__suspended_at=None, user__is_active=True
    )


def is_confirmed() -> Q:
    """Say of each response whether it is known that its author answered for the organisation."""
    return Q(stays_confirmed=True) | Q(Exists(Membership.objects.confirming_response()))


def _readable_by(viewer: "User | AnonymousUser") -> Q:
    others = _readable_of_others(viewer)
    if not isinstance(viewer, User) or not viewer.is_active or viewer.has_role(Role.MODERATOR):
        return others
    return others | _is_own(viewer)


def _is_own(person: User) -> Q:
    """Match what the person posted, and the parts of those formal answers that are open to them."""
    submissions: SubmissionQuerySet = apps.get_model("responses", "Submission").objects.all()
    sent = submissions.open_to(person).filter(pk=OuterRef("submission"))
    return Q(user=person) & (Q(submission=None) | Q(Exists(sent)))


def _readable_of_others(viewer: "User | AnonymousUser") -> Q:
    if not isinstance(viewer, User) or not viewer.is_active:
        return IS_PUBLIC
    if viewer.has_role(Role.MODERATOR):
        return ~IS_ERASED
    return Q(state="published") if viewer.has_role(Role.EDITOR, Role.ANALYST) else IS_PUBLIC


# Ours, without the packages' forced joins and order.
ResponseManager = models.Manager.from_queryset(ResponseQuerySet)
