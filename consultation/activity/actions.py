"""Appending to the log, inside the transaction that makes the change."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db import connection, models

from consultation.activity.models import Activity, Verb

if TYPE_CHECKING:
    from accounts.models import User


class NotInTransactionError(RuntimeError):
    """The log and the change must stand or fall together."""


def record(
    *,
    actor: "User | None",
    verb: Verb,
    thing: models.Model,
    paper_id: int | None = None,
    **data: Any,
) -> Activity:
    """Append one line about `thing`; `data` holds ids and small facts, never a person's words."""
    if not connection.in_atomic_block:
        raise NotInTransactionError(f"{verb} must be logged inside its own transaction")
    return Activity.objects.create(
        actor=actor,
        verb=verb,
        object_type=thing._meta.label_lower,
        object_id=thing.pk,
        paper_id=paper_id,
        data=data,
    )


def record_many(*, actor: "User | None", verb: Verb, things: Iterable[models.Model]) -> None:
    """Append one line about each of `things`, in one query."""
    if not connection.in_atomic_block:
        raise NotInTransactionError(f"{verb} must be logged inside its own transaction")
    Activity.objects.bulk_create(
        Activity(
            actor=actor, verb=verb, object_type=thing._meta.label_lower, object_id=thing.pk, data={}
        )
        for thing in things
    )
