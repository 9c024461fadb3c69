"""Sources: added and removed."""

from django.db import transaction

from accounts.models import User
from papers.actions.errors import AlreadyThereError
from papers.actions.working_copy import locked, mark_changed, next_position, still_there
from papers.models import Section, Source


def add_source(
    *,
    actor: User,
    section: Section,
    title: str,
    publisher: str = "",
    date: str = "",
    url: str = "",
) -> Source:
    """Cite a document in a section; AlreadyThereError if the section cites it already."""
    with transaction.atomic():
        paper = locked(section.paper, by=actor)
        section = still_there(Section.objects.filter(paper=paper, pk=section.pk))
        sources = Source.objects.filter(section=section)
        if sources.filter(title=title, publisher=publisher, date=date).exists():
            raise AlreadyThereError("a source like this in the section")
        source = Source.objects.create(
            section=section,
            position=next_position(sources),
            title=title,
            publisher=publisher,
            date=date,
            url=url,
        )
        mark_changed(actor=actor, paper=paper, part=source, part_id=source.pk, deed="added")
    return source


def remove_source(*, actor: User, source: Source) -> None:
    """Take a source away; PartGoneError if someone else did."""
    with transaction.atomic():
        paper = locked(source.section.paper, by=actor)
        source = still_there(Source.objects.filter(section__paper=paper, pk=source.pk))
        source_id = source.pk
        source.delete()
        mark_changed(actor=actor, paper=paper, part=source, part_id=source_id, deed="removed")
