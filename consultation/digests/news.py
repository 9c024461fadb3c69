"""What is new between two transactions of the log, as anyone may still read it."""

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, QuerySet

from accounts.models import User
from consultation.activity.models import Activity, Verb
from consultation.responses.models import Response
from papers.querysets import known_to_the_public

if TYPE_CHECKING:
    from consultation.activity.querysets import ActivityQuerySet


def news_for(reader: User, *, first: int, end: int) -> "QuerySet[Response]":
    """Return the responses published by transactions from `first` up to, not with, `end`.

    A response that is no longer public, or whose paper is not, is left out: the log says what
    happened, the rows say what may be read now.
    """
    lines = _publications().between_transactions(first, end)
    return (
        Response.objects.visible_to(reader)
        .public()
        .filter(known_to_the_public("question__paper__"), pk__in=lines.values("object_id"))
    )


def newest_before(end: int) -> int | None:
    """Return the last transaction below `end` that published something still public. One query.

    Every window that is built now ends at the same place, so this one answer says of each of them
    whether anything is in it.
    """
    still_public = Response.objects.public().filter(
        known_to_the_public("question__paper__"), pk=OuterRef("object_id")
    )
    lines = _publications().filter(Exists(still_public), transaction_id__lt=end)
    return lines.order_by("-transaction_id").values_list("transaction_id", flat=True).first()


def _publications() -> "ActivityQuerySet":
    return Activity.objects.filter(
        verb=Verb.RESPONSE_PUBLISHED, object_type=Response._meta.label_lower
    )
