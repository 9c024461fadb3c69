"""What a reader says of responses, and what each deed of theirs changes."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, F, FilteredRelation, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from accounts.models import User
from consultation.responses.models import Reaction, Response
from consultation.responses.querysets import ResponseQuerySet

AGREE: Final = Reaction.Stance.AGREE.value
DISAGREE: Final = Reaction.Stance.DISAGREE.value


class Deed(StrEnum):
    """What a button asks for. Done twice it is done once: a second click takes nothing back."""

    AGREE = "agree"
    DISAGREE = "disagree"
    HELPS = "helps"
    UNDO_AGREE = "undo-agree"
    UNDO_DISAGREE = "undo-disagree"
    UNDO_HELPS = "undo-helps"


@dataclass(frozen=True)
class Said:
    """What one reader says of one response; nothing at first."""

    stance: int | None = None
    helps: bool = False

    def after(self, deed: Deed) -> "Said":
        """Return what they say once it is done; taking back what is not said changes nothing."""
        match deed:
            case Deed.AGREE:
                return Said(AGREE, self.helps)
            case Deed.DISAGREE:
                return Said(DISAGREE, self.helps)
            case Deed.UNDO_AGREE | Deed.UNDO_DISAGREE:
                taken_back = AGREE if deed is Deed.UNDO_AGREE else DISAGREE
                return Said(None if self.stance == taken_back else self.stance, self.helps)
            case Deed.HELPS | Deed.UNDO_HELPS:
                return Said(self.stance, deed is Deed.HELPS)

    @property
    def counts(self) -> dict[str, int]:
        """What it adds to the counts on the response."""
        return {
            "agree_count": int(self.stance == AGREE),
            "disagree_count": int(self.stance == DISAGREE),
            "helps_count": int(self.helps),
        }


def with_reactions(responses: ResponseQuerySet, viewer: User | AnonymousUser) -> ResponseQuerySet:
    """Carry along with each response what the viewer says of it; nothing for visitors."""
    if not isinstance(viewer, User):
        return responses
    theirs = FilteredRelation("reactions", condition=Q(reactions__person=viewer))
    return responses.annotate(
        theirs=theirs, my_stance=F("theirs__stance"), my_helps=F("theirs__helps")
    )


def said_of(response: Response) -> Said:
    """Return what the viewer says of a row of `with_reactions`."""
    return Said(getattr(response, "my_stance", None), bool(getattr(response, "my_helps", False)))


def count_reactions_anew(responses: Collection[int]) -> None:
    """Set the counts of these responses, by id, to what their readers say now."""
    said = Reaction.objects.filter(response=OuterRef("pk")).values("response")

    def counted(which: Q) -> Coalesce:
        return Coalesce(Subquery(said.annotate(total=Count("pk", filter=which)).values("total")), 0)

    Response.objects.filter(pk__in=responses).update(
        agree_count=counted(Q(stance=AGREE)),
        disagree_count=counted(Q(stance=DISAGREE)),
        helps_count=counted(Q(helps=True)),
    )
