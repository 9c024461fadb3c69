from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.contrib.postgres.search import TrigramSimilarity
from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Lower, Now, Upper

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import (  # noqa: F401 (the parameters of the classes below)
        ErasureRequest,
        HouseRules,
        Invitation,
        JoinRequest,
        Membership,
        Organisation,
        Suspension,
        User,
    )


def _owners_of(organisation: str) -> "QuerySet[Membership]":
    """Return the owners of the outer row's organisation, for `Exists`."""
    memberships = apps.get_model("accounts", "Membership").objects
    owners: QuerySet[Membership] = memberships.owners().filter(organisation=OuterRef(organisation))
    return owners


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def listed(self) -> Self:
        """What the public may know of: verified."""
        return self.filter(verified_at__isnull=False)

    def visible_to(self, viewer: "User | AnonymousUser") -> Self:
        """Verified ones; to staff all, and to its members and who proposed it their own."""
        if not viewer.is_authenticated:
            return self.listed()
        if viewer.roles:
            return self.all()
        memberships = apps.get_model("accounts", "Membership").objects
        own = memberships.filter(user=viewer, organisation=OuterRef("pk"), left_at=None)
        return self.filter(Q(verified_at__isnull=False) | Q(proposed_by=viewer) | Exists(own))

    def called(self, name: str) -> Self:
        """Those of this name whatever its case, as the database folds it."""
        # It and Python disagree about a few letters.
        return self.alias(folded=Lower("name")).filter(folded=Lower(models.Value(name)))

    def awaiting_verification(self) -> Self:
        """Proposed by somebody and not yet decided on; the longest waiting first."""
        return self.filter(verified_at=None, declined_at=None).order_by("pk")

    def not_declined(self) -> Self:
        """Those that people can ask to answer for: verified, or not yet decided on."""
        return self.filter(declined_at=None)

    def named_like(self, name: str) -> Self:
        """Those whose names are close to this one or hold it, the closest first.

        So that "Harbour Mentoring" and "The Harbour Mentoring" do not become two.
        """
        wanted = Upper(models.Value(name))
        close = Q(upper__trigram_similar=wanted) | Q(upper__trigram_word_similar=wanted)
        return (
            self.not_declined()
            .alias(upper=Upper("name"))
            .filter(close)
            .order_by(TrigramSimilarity("name", name).desc(), "name")
        )

    def without_owner(self) -> Self:
        """Those that nobody can decide for but staff."""
        return self.not_declined().exclude(Exists(_owners_of("pk")))


class MembershipQuerySet(models.QuerySet["Membership"]):
    def current(self) -> Self:
        """Those that have not ended: the ones a person lists, and may answer for."""
        return self.filter(left_at=None, organisation__declined_at=None)

    def owners(self) -> Self:
        """Those that decide for their organisation now."""
        return self.of_weight().filter(role="owner")

    def approvers(self) -> Self:
        """Those that sign off formal answers for their organisation now: owners may, too."""
        return self.of_weight().filter(role__in=["approver", "owner"])

    def of_weight(self) -> Self:
        """Those whose role counts now.

        Not one whom a verified organisation does not know of yet, nor one who is suspended.
        """
        known = Q(confirmed_at__isnull=False) | Q(organisation__verified_at=None)
        return self.current().filter(known, user__suspended_at=None, user__is_active=True)

    def confirming_response(self) -> Self:
        """Those that confirm the organisation of the response outside, for `Exists`.

        Leaving does not undo what was true when the response was posted.
        """
        return self.filter(
            Q(confirmed_at__isnull=False) | Q(confirmed_until__gte=OuterRef("submit_date")),
            user=OuterRef("user"),
            organisation=OuterRef("organisation"),
        )


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def pending(self) -> Self:
        """Neither settled nor expired, by the database's clock."""
        return self.unsettled().filter(expires_at__gt=Now())

    def unsettled(self) -> Self:
        return self.filter(accepted_at=None, declined_at=None, revoked_at=None)

    def long_over(self, *, before: datetime) -> Self:
        """Those that were settled, or ended by themselves, before then."""
        settled = Q(accepted_at__lt=before) | Q(declined_at__lt=before) | Q(revoked_at__lt=before)
        return self.filter(settled | Q(expires_at__lt=before))


class JoinRequestQuerySet(models.QuerySet["JoinRequest"]):
    def pending(self) -> Self:
        """Neither decided nor taken back; those of a declined organisation wait for nobody."""
        return self.filter(outcome="", organisation__declined_at=None)

    def awaiting_staff(self) -> Self:
        """Those that no owner can decide."""
        return self.pending().exclude(Exists(_owners_of("organisation")))


class HouseRulesQuerySet(models.QuerySet["HouseRules"]):
    def newest(self) -> "HouseRules":
        """Return the rules in force; a migration made the first."""
        return self.order_by("-version")[:1].get()

    def newest_version(self) -> int:
        """Return the number of the rules in force, without their words."""
        return self.order_by("-version").values_list("version", flat=True).first() or 0


class SuspensionQuerySet(models.QuerySet["Suspension"]):
    def current(self) -> Self:
        return self.filter(lifted_at=None)

    def awaiting_answer(self) -> Self:
        """Appeals that nobody has answered; the longest waiting first."""
        return self.current().filter(appealed_at__isnull=False, answered_at=None).order_by("pk")


class ErasureRequestQuerySet(models.QuerySet["ErasureRequest"]):
    def pending(self) -> Self:
        """Those a lead has to carry out or refuse; the longest waiting first."""
        return self.filter(withdrawn_at=None, refused_at=None).order_by("pk")
