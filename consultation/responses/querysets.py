from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q

from accounts.models import Role, User

if TYPE_CHECKING:
    from consultation.responses.models import Response  # noqa: F401  # the base class names it

IS_PUBLIC = Q(state="published", visibility="public")


class ResponseQuerySet(models.QuerySet["Response"]):
    def public(self) -> Self:
        """What anyone may read."""
        return self.filter(IS_PUBLIC)

    def visible_to(self, viewer: "User | AnonymousUser") -> Self:
        """Everything this viewer may read: the one rule that every reader goes through.

        Everybody reads what is public, an author their own in any state, the policy team private
        answers that are published, moderators also what is held or rejected.
        """
        if not isinstance(viewer, User) or not viewer.is_active:
            return self.public()
        if viewer.has_role(Role.MODERATOR):
            return self.all()
        seen = IS_PUBLIC | Q(user=viewer)
        if viewer.has_role(Role.EDITOR, Role.ANALYST):
            seen |= Q(state="published")
        return self.filter(seen)

    def roots(self) -> Self:
        return self.filter(depth=0)

    def awaiting_decision(self) -> Self:
        """Held responses; the longest waiting first."""
        return self.filter(state="held").order_by("pk")

    def written_by(self, person: "User") -> Self:
        return self.filter(user=person).order_by("-pk")


# Ours, without the packages' forced joins and order.
ResponseManager = models.Manager.from_queryset(ResponseQuerySet)
