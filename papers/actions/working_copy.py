"""What every change of a working copy shares: the lock, the version and the line in the log."""

from typing import Literal, NoReturn, TypeVar

from django.db import models
from django.db.models import Max, Q
from django.db.models.functions import Now

from accounts.access import check_role
from accounts.models import Role, User
from consultation.activity.actions import record
from consultation.activity.models import Activity, Verb
from consultation.activity.querysets import ActivityQuerySet
from papers.actions.errors import PaperChangedMeanwhileError, PartGoneError
from papers.content import differs_from_edition
from papers.editing.copies import copy_of
from papers.models import Paper, PreviousCopy

Direction = Literal["up", "down"]
Deed = Literal["changed", "added", "removed", "moved", "retired", "restored", "replaced", "undone"]
Part = TypeVar("Part", bound=models.Model)


def locked(paper: Paper, *, by: User | None) -> Paper:
    """Return the paper as it is now, its row locked until the transaction ends.

    Every change begins here, so who is no editor is refused here (PermissionDenied), and what
    the change replaces is remembered here.
    """
    check_role(by, Role.EDITOR)
    paper = Paper.objects.with_clock().select_for_update().get(pk=paper.pk)
    paper.copy_before = copy_of(paper)  # type: ignore[attr-defined]
    return paper


def still_there(parts: models.QuerySet[Part]) -> Part:
    """Return the one part, or raise PartGoneError."""
    part = parts.first()
    if part is None:
        raise PartGoneError
    return part


def next_position(parts: models.QuerySet[Part]) -> int:
    last: int | None = parts.aggregate(last=Max("position"))["last"]
    return (last or 0) + 1


def refuse_if_anything_changed(paper: Paper, *, expected_version: int | None) -> None:
    """Raise PaperChangedMeanwhileError if any save came after `expected_version`, where given."""
    if expected_version not in {None, paper.draft_version}:
        _raise_changed(Activity.objects.about(paper))


def refuse_if_changed(paper: Paper, part: models.Model, *, expected_version: int) -> None:
    """Raise PaperChangedMeanwhileError if this part was changed after `expected_version`.

    The version counts the saves of the whole paper; the log says which part each save was of, so
    that two editors who work on different parts do not stop one another.
    """
    if paper.draft_version == expected_version:
        return
    name = part._meta.model_name
    changed = Q(data__part=name, data__part_id=part.pk, data__deed="changed")
    undone = Q(data__deed="undone", data__parts__contains=[f"{name}-{part.pk}"])
    changes = Activity.objects.about(paper).filter(
        changed | undone, data__version__gt=expected_version
    )
    if changes.exists():
        _raise_changed(changes)


def _raise_changed(changes: ActivityQuerySet) -> NoReturn:
    change = changes.select_related("actor").latest("id")
    who = change.actor.public_name if change.actor else "Someone"
    raise PaperChangedMeanwhileError(who, change.at)


def mark_changed(
    *,
    actor: User,
    paper: Paper,
    part: models.Model,
    part_id: int,
    deed: Deed,
    **data: object,
) -> None:
    """Count one save of the working copy, compare it with the edition, log which part it was of.

    What was there before it is kept for its undoing.
    """
    paper.draft_version += 1
    keep_previous_copy(paper, saved_by=actor)
    Paper.objects.filter(pk=paper.pk).update(
        draft_version=paper.draft_version,
        is_changed_since_edition=differs_from_edition(paper),
        changed_at=Now(),
    )
    record(
        actor=actor,
        verb=Verb.PAPER_CHANGED,
        thing=paper,
        paper_id=paper.pk,
        part=part._meta.model_name,
        part_id=part_id,
        deed=deed,
        version=paper.draft_version,
        **data,
    )


def keep_previous_copy(paper: Paper, *, saved_by: User | None) -> None:
    """Keep the copy that `locked` took, in the place of the one before it."""
    PreviousCopy.objects.bulk_create(
        [
            PreviousCopy(
                paper=paper,
                version=paper.draft_version,
                content=paper.copy_before,  # type: ignore[attr-defined]
                saved_by=saved_by,
                saved_at=Now(),
            )
        ],
        update_conflicts=True,
        unique_fields=["paper"],
        update_fields=["version", "content", "saved_by", "saved_at"],
    )


def differs(part: models.Model, **fields: object) -> bool:
    """Say whether saving these fields would change anything; a second click does not."""
    return any(getattr(part, name) != value for name, value in fields.items())


def save_fields(part: models.Model, **fields: object) -> None:
    for name, value in fields.items():
        setattr(part, name, value)
    part.save(update_fields=list(fields))
