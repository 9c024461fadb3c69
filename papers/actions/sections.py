"""Sections: added, changed, removed."""

from django.db import transaction

from accounts.models import User
from papers.actions.errors import AlreadyThereError, SectionAlreadyAskedError
from papers.actions.working_copy import (
    differs,
    locked,
    mark_changed,
    next_position,
    refuse_if_changed,
    save_fields,
    still_there,
)
from papers.models import Paper, Section, Wording


def add_section(
    *, actor: User, paper: Paper, title: str, body: str = "", level: int = 1
) -> Section:
    """Add a section at the end; AlreadyThereError if the paper has one of that title."""
    with transaction.atomic():
        paper = locked(paper, by=actor)
        sections = Section.objects.filter(paper=paper)
        if sections.filter(title=title).exists():
            raise AlreadyThereError("a section with this title")
        section = Section.objects.create(
            paper=paper,
            position=next_position(sections),
            title=title,
            body=body,
            level=level,
        )
        mark_changed(actor=actor, paper=paper, part=section, part_id=section.pk, deed="added")
    return section


def change_section(
    *,
    actor: User,
    section: Section,
    expected_version: int,
    title: str,
    body: str,
    level: int | None = None,
) -> Section:
    """Change the words, and the level where one is given.

    Raises PaperChangedMeanwhileError if someone else changed it since `expected_version`.
    """
    with transaction.atomic():
        paper = locked(section.paper, by=actor)
        section = still_there(Section.objects.filter(paper=paper, pk=section.pk))
        fields = {"title": title, "body": body, "level": level or section.level}
        if differs(section, **fields):
            refuse_if_changed(paper, section, expected_version=expected_version)
            save_fields(section, **fields)
            mark_changed(actor=actor, paper=paper, part=section, part_id=section.pk, deed="changed")
    return section


def remove_section(*, actor: User, section: Section) -> None:
    """Remove a section with all in it; SectionAlreadyAskedError if it holds an asked question."""
    with transaction.atomic():
        paper = locked(section.paper, by=actor)
        section = still_there(Section.objects.filter(paper=paper, pk=section.pk))
        if Wording.objects.filter(question__section=section).exists():
            raise SectionAlreadyAskedError
        section_id = section.pk
        section.delete()
        mark_changed(actor=actor, paper=paper, part=section, part_id=section_id, deed="removed")
