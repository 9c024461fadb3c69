from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from accounts.models import Role, User
from consultation.digests.periods import Period
from papers.querysets import asking_in_public

if TYPE_CHECKING:
    from consultation.digests.models import Notice, Subscription  # noqa: F401 (of the classes below)


class SubscriptionQuerySet(models.QuerySet["Subscription"]):
    def of_staff(self) -> Self:
        """Subscriptions of people who are members of the policy team now."""
        roles = User.groups.through.objects.filter(
            user_id=OuterRef("user_id"), group__name__in=Role.values
        )
        return self.filter(Exists(roles), user__is_active=True)

    def owed(self, periods: Iterable[Period]) -> Self:
        """Subscriptions that have no digest yet of the latest of their periods."""
        owed = Q(pk__in=[])
        for period in periods:
            begun = Q(frequency=period.frequency, since__lt=period.due_at)
            owed |= begun & ~Q(digests__period=period.key)
        return self.filter(owed)


class NoticeQuerySet(models.QuerySet["Notice"]):
    def tellable(self) -> Self:
        """Those of responses that everybody may read now, on papers that show their questions.

        What was held, taken back, withheld or erased since is not told of, nor counted.
        """
        return self.filter(
            asking_in_public("response__question__paper__"),
            response__state="published",
            response__visibility="public",
        )

    def unread(self) -> Self:
        return self.filter(read_at=None)

    def read(self) -> Self:
        return self.filter(read_at__isnull=False)

    def about(self, wishes: Collection[str]) -> Self:
        """Those that belong to the mail of one of the settings of these names."""
        reasons = {
            "replies": Q(is_reply=True),
            "mentions": Q(is_mention=True),
            "follows": ~Q(followed=""),
        }
        wanted = Q(pk__in=[])
        for wish in wishes:
            wanted |= reasons[wish]
        return self.filter(wanted)
