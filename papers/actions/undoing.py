"""Undoing the last save of a working copy; an undoing can be undone in its turn."""

from typing import Any

from django.db import models, transaction
from django.db.models.functions import Now

from accounts.models import User
from papers.actions.errors import AddressTakenError, NothingToUndoError
from papers.actions.working_copy import locked, mark_changed
from papers.editing.copies import OF_A_FILE, PARTS, Copy, Row, copy_of, parts_that_differ, rows_of
from papers.models import Attachment, Paper, Picture, PreviousCopy, Question


def undo_last_save(*, actor: User, paper: Paper, expected_version: int) -> Paper:
    """Bring the working copy back to what it was before its last save.

    Raises NothingToUndoError when there is none, when another save or a publishing came after
    `expected_version`, the draft that was looked at; and AddressTakenError when the paper's
    earlier address went to another paper meanwhile.
    """
    with transaction.atomic():
        paper = locked(paper, by=actor)
        previous = PreviousCopy.objects.filter(paper=paper, version=paper.draft_version).first()
        if previous is None or expected_version != paper.draft_version:
            raise NothingToUndoError
        before: Copy = paper.copy_before  # type: ignore[attr-defined]
        _bring_back(paper, previous.content)
        mark_changed(
            actor=actor,
            paper=paper,
            part=paper,
            part_id=paper.pk,
            deed="undone",
            parts=parts_that_differ(paper, before, copy_of(paper)),
        )
    return paper


def _bring_back(paper: Paper, copy: Copy) -> None:
    _bring_back_details(paper, dict(copy["paper"]))
    for part in PARTS:
        _bring_back_rows(paper, part, copy[part])
    # Last, when what stays has moved out of what goes.
    for part in reversed(PARTS):
        if part != "attachment":
            kept = [row["id"] for row in copy[part]]
            rows_of(paper, part).exclude(pk__in=kept).delete()


def _bring_back_details(paper: Paper, row: Row) -> None:
    paper.related.set(Paper.objects.filter(pk__in=row.pop("related")))
    if Paper.objects.filter(slug=row["slug"]).exclude(pk=paper.pk).exists():
        raise AddressTakenError(row["slug"])
    if not Picture.objects.filter(paper=paper, pk=row["cover_id"]).exists():
        row["cover_id"] = None
    for name, value in _as_columns(Paper, row).items():
        setattr(paper, name, value)
    paper.save(update_fields=[name.removesuffix("_id") for name in row])


def _bring_back_rows(paper: Paper, part: str, rows: list[Row]) -> None:
    model = PARTS[part]
    now = {thing.pk: thing for thing in rows_of(paper, part)}
    if model is Attachment:
        _bring_back_files(now, rows)
        return
    things = [model(**_as_columns(model, _pointing_somewhere(part, row))) for row in rows]
    columns = [field.name for field in model._meta.concrete_fields if not field.primary_key]
    changed = [thing for thing in things if thing.pk in now]
    model._default_manager.bulk_create([thing for thing in things if thing.pk not in now])
    if changed:
        model._default_manager.bulk_update(changed, columns)


def _bring_back_files(now: dict[int, Any], rows: list[Row]) -> None:
    """A file that was added is taken away, not destroyed: undoing the undoing brings it back."""
    then = {row["id"]: _as_columns(Attachment, row) for row in rows}
    for pk, file in now.items():
        wanted = then.get(pk) or {"removed_at": file.removed_at or Now()}
        for name in OF_A_FILE & wanted.keys():
            setattr(file, name, wanted[name])
        file.save(update_fields=[*OF_A_FILE])


def _pointing_somewhere(part: str, row: Row) -> Row:
    """Let go of a question elsewhere that is there no more."""
    if part != "question":
        return row
    links = {"carried_from_id", "translation_of_id"}
    wanted = {row[name] for name in links} - {None}
    there = (
        set(Question.objects.filter(pk__in=wanted).values_list("pk", flat=True))
        if wanted
        else set()
    )
    return {**row, **{name: row[name] if row[name] in there else None for name in links}}


def _as_columns(model: type[models.Model], row: Row) -> Row:
    """Return the row with dates for dates again."""
    columns = {field.attname: field for field in model._meta.concrete_fields}
    return {name: columns[name].to_python(value) for name, value in row.items() if name in columns}
