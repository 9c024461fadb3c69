from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import OuterRef, Q
from django.db.models.functions import Lower, Now

if TYPE_CHECKING:
    from accounts.models import (  # noqa: F401 (the parameters of the classes below)
        ErasureRequest,
        HouseRules,
        Invitation,
        JoinRequest,
        Membership,
        Organisation,
        Suspension,
    )


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def listed(self) -> Self:
        """What the public may know of: verified."""
        return self.filter(verified_at__isnull=False)

    def called(self, name: str) -> Self:
        """Those of this name whatever its case, as the database folds it."""
        # It and Python disagree about a few letters.
        return self.alias(folded=Lower("name")).filter(folded=Lower(models.Value(name)))

    def awaiting_verification(self) -> Self:
        """Proposed by somebody and not yet decided on; the longest waiting first."""
        return self.filter(verified_at=None, declined_at=None).order_by("pk")


class MembershipQuerySet(models.QuerySet["Membership"]):
    def current(self) -> Self:
        """Those that have not ended: the ones a person lists, and may answer for."""
        return self.filter(left_at=None, organisation__declined_at=None)

    def owners(self) -> Self:
        """Those that decide for their organisation."""
        return self.current().filter(role="owner")

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


class JoinRequestQuerySet(models.QuerySet["JoinRequest"]):
    def pending(self) -> Self:
        return self.filter(outcome="")


class HouseRulesQuerySet(models.QuerySet["HouseRules"]):
    def newest(self) -> "HouseRules":
        """Return the rules in force; a migration made the first."""
        return self.order_by("-version")[:1].get()


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
