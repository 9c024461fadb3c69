"""Sources: added, changed, removed."""

from typing import TypedDict, Unpack

from django.db import transaction
from django.db.models import QuerySet

from accounts.models import User
from papers.actions.errors import AlreadyThereError, PartGoneError
from papers.actions.working_copy import (
    differs,
    locked,
    mark_changed,
    next_position,
    refuse_if_changed,
    save_fields,
    still_there,
)
from papers.models import Paper, Question, Section, Source


class SourceFields(TypedDict, total=False):
    """What is said of a document; without a `url` it is a slot that somebody has to fill."""

    publisher: str
    date: str
    url: str
    # The words in the text that the source stands behind.
    anchor: str
    # The one question that rests on it; the whole section where there is none.
    question: Question | None


def add_source(
    *, actor: User, section: Section, title: str, **fields: Unpack[SourceFields]
) -> Source:
    """Cite a document in a section, or with one of its questions.

    Raises AlreadyThereError if the same place cites it already, PartGoneError if the question has
    left the section.
    """
    with transaction.atomic():
        paper = locked(section.paper, by=actor)
        section = still_there(Section.objects.filter(paper=paper, pk=section.pk))
        _check_question(section, fields.get("question"))
        source = Source(section=section, title=title, **fields)
        if _alike(source).exists():
            raise AlreadyThereError("a source like this in the same place")
        source.position = next_position(Source.objects.filter(section=section))
        source.save(force_insert=True)
        mark_changed(actor=actor, paper=paper, part=source, part_id=source.pk, deed="added")
    return source


def change_source(
    *,
    actor: User,
    source: Source,
    expected_version: int,
    title: str,
    **fields: Unpack[SourceFields],
) -> Source:
    """Change what is said of a document, fill its link, or let it stand with another question.

    Raises PaperChangedMeanwhileError if someone else changed it since `expected_version`,
    AlreadyThereError, PartGoneError.
    """
    with transaction.atomic():
        paper = locked(source.section.paper, by=actor)
        source = _of_paper(paper, source)
        changes: dict[str, object] = {"title": title, **fields}
        if not differs(source, **changes):
            return source
        refuse_if_changed(paper, source, expected_version=expected_version)
        _check_question(source.section, fields.get("question"))
        for name, value in changes.items():
            setattr(source, name, value)
        if _alike(source).exclude(pk=source.pk).exists():
            raise AlreadyThereError("a source like this in the same place")
        save_fields(source, **changes)
        mark_changed(actor=actor, paper=paper, part=source, part_id=source.pk, deed="changed")
    return source


def remove_source(*, actor: User, source: Source) -> None:
    """Take a source away; PartGoneError if someone else did."""
    with transaction.atomic():
        paper = locked(source.section.paper, by=actor)
        source = _of_paper(paper, source)
        source_id = source.pk
        source.delete()
        mark_changed(actor=actor, paper=paper, part=source, part_id=source_id, deed="removed")


def _of_paper(paper: Paper, source: Source) -> Source:
    cited = Source.objects.filter(section__paper=paper, pk=source.pk)
    return still_there(cited.select_related("section", "question"))


def _check_question(section: Section, question: Question | None) -> None:
    if question is None:
        return
    if not Question.objects.filter(section=section, pk=question.pk).exists():
        raise PartGoneError


def _alike(source: Source) -> "QuerySet[Source]":
    """Return what a reader could not tell from it: slots differ by the words they stand behind."""
    here = Source.objects.filter(section_id=source.section_id)
    if source.question_id is None:
        here = here.filter(question=None)
    else:
        here = here.filter(question_id=source.question_id)
    return here.filter(
        title=source.title,
        publisher=source.publisher,
        date=source.date,
        url=source.url,
        anchor=source.anchor,
    )
