"""Sections: added, changed, moved, removed."""

from django.db import transaction

from accounts.models import User
from papers.actions.errors import AlreadyThereError, QuestionAlreadyAskedError
from papers.actions.working_copy import (
    Direction,
    differs,
    locked,
    mark_changed,
    next_position,
    refuse_if_changed,
    save_fields,
    still_there,
)
from papers.models import Paper, Section, Wording


def add_section(*, actor: User, paper: Paper, title: str, body: str = "") -> Section:
    """Add a section at the end; AlreadyThereError if the paper has one of that title."""
    with transaction.atomic():
        paper = locked(paper, by=actor)
        sections = Section.objects.filter(paper=paper)
        if sections.filter(title=title).exists():
            raise AlreadyThereError("a section with this title")
        section = Section.objects.create(
            paper=paper, position=next_position(sections), title=title, body=body
        )
        mark_changed(actor=actor, paper=paper, part=section, part_id=section.pk, deed="added")
    return section


def change_section(
    *, actor: User, section: Section, expected_version: int, title: str, body: str
) -> Section:
    """Change the words; PaperChangedMeanwhileError if someone else did since `expected_version`."""
    with transaction.atomic():
        paper = locked(section.paper, by=actor)
        section = still_there(Section.objects.filter(paper=paper, pk=section.pk))
        if differs(section, title=title, body=body):
            refuse_if_changed(paper, section, expected_version=expected_version)
            save_fields(section, title=title, body=body)
            mark_changed(actor=actor, paper=paper, part=section, part_id=section.pk, deed="changed")
    return section


def remove_section(*, actor: User, section: Section) -> None:
    """Remove a section with all in it; QuestionAlreadyAskedError if a question of it was asked."""
    with transaction.atomic():
        paper = locked(section.paper, by=actor)
        section = still_there(Section.objects.filter(paper=paper, pk=section.pk))
        if Wording.objects.filter(question__section=section).exists():
            raise QuestionAlreadyAskedError
        section_id = section.pk
        section.delete()
        mark_changed(actor=actor, paper=paper, part=section, part_id=section_id, deed="removed")


def move_section(*, actor: User, section: Section, direction: Direction) -> None:
    """Let the section change places with its neighbour; at the edge nothing happens."""
    with transaction.atomic():
        paper = locked(section.paper, by=actor)
        section = still_there(Section.objects.filter(paper=paper, pk=section.pk))
        others = Section.objects.filter(paper=paper)
        neighbour = (
            others.filter(position__lt=section.position).order_by("-position").first()
            if direction == "up"
            else others.filter(position__gt=section.position).order_by("position").first()
        )
        if neighbour is None:
            return
        place, other = section.position, neighbour.position
        save_fields(section, position=other)
        save_fields(neighbour, position=place)
        mark_changed(actor=actor, paper=paper, part=section, part_id=section.pk, deed="moved")
