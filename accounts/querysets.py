from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import OuterRef, Q

if TYPE_CHECKING:
    from accounts.models import Membership  # noqa: F401 (the parameter of the class below)


class MembershipQuerySet(models.QuerySet["Membership"]):
    def current(self) -> Self:
        """Those that have not ended: the ones a person lists, and may answer for."""
        return self.filter(left_at=None)

    def confirming_response(self) -> Self:
        """Those that confirm the organisation of the response outside, for `Exists`.

        Leaving does not undo what was true when the response was posted.
        """
        return self.filter(
            Q(confirmed_at__isnull=False) | Q(confirmed_until__gte=OuterRef("submit_date")),
            user=OuterRef("user"),
            organisation=OuterRef("organisation"),
        )
