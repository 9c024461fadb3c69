from collections.abc import Collection
from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, OuterRef, Q, Value
from django.db.models.functions import Concat

from accounts.models import Membership, Organisation, Role, User

if TYPE_CHECKING:
    from consultation.responses.models import Response  # noqa: F401  # the base class names it

IS_PUBLIC = Q(state="published", visibility="public")
IS_ERASED = Q(state="erased")


class ResponseQuerySet(models.QuerySet["Response"]):
    def public(self) -> Self:
        """What anyone may read."""
        return self.filter(IS_PUBLIC)

    def visible_to(self, viewer: "User | AnonymousUser") -> Self:
        """Everything this viewer may read: the one rule that every reader goes through.

        Everybody reads what is public, an author their own in any state, the policy team private
        answers that are published, moderators also what is held or rejected. Of what was erased
        with its author there is nothing to read.
        """
        return self.filter(_readable_by(viewer))

    def in_place_for(self, viewer: "User | AnonymousUser") -> Self:
        """What `visible_to` gives, and the empty places that what is said below it needs."""
        readable_below = self.model._default_manager.filter(
            _readable_by(viewer),
            root=OuterRef("root"),
            path__gt=OuterRef("path"),
            path__lt=Concat(OuterRef("path"), Value("g")),  # after every hexadecimal digit
        )
        return self.filter(_readable_by(viewer) | (IS_ERASED & Exists(readable_below)))

    def going_with_author(self, also_for: Collection[Organisation] = ()) -> Self:
        """Of one person's: what they said for themselves, and for these organisations."""
        return self.filter(Q(organisation=None) | Q(organisation__in=also_for))

    def unerased(self) -> Self:
        """Those that still say something: what an operator's export holds."""
        return self.exclude(IS_ERASED)

    def roots(self) -> Self:
        return self.filter(depth=0)

    def awaiting_decision(self) -> Self:
        """Held responses; the longest waiting first."""
        return self.filter(state="held").order_by("pk")

    def written_by(self, person: "User") -> Self:
        return self.filter(user=person).order_by("-pk")


def is_confirmed() -> Q:
    """Say of each response whether it is known that its author answered for the organisation."""
    return Q(stays_confirmed=True) | Q(Exists(Membership.objects.confirming_response()))


def _readable_by(viewer: "User | AnonymousUser") -> Q:
    if not isinstance(viewer, User) or not viewer.is_active:
        return IS_PUBLIC
    if viewer.has_role(Role.MODERATOR):
        return ~IS_ERASED
    readable = IS_PUBLIC | Q(user=viewer)
    if viewer.has_role(Role.EDITOR, Role.ANALYST):
        readable |= Q(state="published")
    return readable


# Ours, without the packages' forced joins and order.
ResponseManager = models.Manager.from_queryset(ResponseQuerySet)
