"""Documents read in: kept for their review, discarded, confirmed as a draft paper."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, Unpack

from django.db import connection, transaction
from django.db.models.functions import Now

from accounts.access import check_role
from accounts.models import Role, User
from consultation.activity.actions import record
from consultation.activity.models import Verb
from consultation.lib.text import UNSTORABLE, name_on_one_line
from papers.actions.details import PaperFields, create_paper
from papers.actions.errors import (
    ImportConfirmedError,
    ImportGoneError,
    NotRevisedError,
    ReviewedMeanwhileError,
)
from papers.importing import Interpretation, interpret
from papers.importing.blocks import Document
from papers.importing.drafting import draft
from papers.importing.drafts import DraftPaper, DraftQuestion, DraftSection
from papers.importing.pieces import BY_HAND
from papers.importing.revising import (
    Change,
    RevisionRefusedError,
    Step,
    step_back,
    steps_after,
)
from papers.importing.wire import document_of, document_to_json
from papers.models import Call, Paper, PaperImport, Question, Section, Source
from papers.options import says_dont_know
from papers.reviewing import reviewed, steps_of

REPLACEMENT: Final = "\ufffd"


@dataclass(frozen=True)
class QuestionChoice:
    """What an editor decided of an imported question, besides its words."""

    kind: str
    options: tuple[str, ...] = ()
    is_kept: bool = True


def keep_import(*, actor: User | None, file_name: str, document: Document) -> PaperImport:
    """Interpret a document and keep it for its review.

    The same document from the same editor is kept once, until its review is confirmed: a second
    click, or a second upload, leads to the review that has begun. None is an operator.
    """
    check_role(actor, Role.EDITOR)
    values = _storable(json.loads(document_to_json(document)))
    pieces = interpret(document_of(_storable(values))).to_json()
    with transaction.atomic():
        if actor is not None and (begun := _begun_by(actor, values)):
            return begun
        kept = PaperImport.objects.create(
            file_name=name_on_one_line(file_name)[:160],
            document=values,
            interpretation=pieces,
            created_by=actor,
        )
        record(actor=actor, verb=Verb.IMPORT_READ, thing=kept)
    return kept


def discard_import(*, actor: User, paper_import: PaperImport) -> None:
    """Forget a document that will not become a paper; ImportConfirmedError if it did."""
    with transaction.atomic():
        kept = _locked(paper_import, by=actor)
        record(actor=actor, verb=Verb.IMPORT_DISCARDED, thing=kept)
        kept.delete()


def change_import(
    *, actor: User, paper_import: PaperImport, change: Change
) -> tuple[PaperImport, str]:
    """Make one change of a review; return the review and the key of the piece to go on from.

    Reviewing is no change of any paper, and can be undone: the log has no line of it. Raises
    ReviewedMeanwhileError if the piece is not as it was shown, NotRevisedError with the reason.
    """
    with transaction.atomic():
        kept = _locked(paper_import, by=actor)
        state = reviewed(kept)
        piece = state.piece(change.key)
        if piece is not None and change.is_made(piece) and piece.why == BY_HAND:
            return kept, piece.key
        if piece is None or not change.fits(piece):
            raise ReviewedMeanwhileError
        try:
            after, key = change.apply(state.document, state.interpretation)
        except RevisionRefusedError as refusal:
            raise NotRevisedError(str(refusal)) from None
        steps = steps_after(steps_of(kept), state.interpretation, after, change.key)
        _save(kept, after, steps)
    return kept, key


def undo_import_change(
    *, actor: User, paper_import: PaperImport, expected_version: int
) -> tuple[PaperImport, str]:
    """Take back the last change of a review; return the key of the piece that it was made to.

    Raises ReviewedMeanwhileError if another came after the one that was seen, NotRevisedError
    if there is none.
    """
    with transaction.atomic():
        kept = _locked(paper_import, by=actor)
        if kept.version != expected_version:
            raise ReviewedMeanwhileError
        steps = steps_of(kept)
        if not steps:
            raise NotRevisedError("There is nothing to undo.")
        step = Step.from_json(steps[-1])
        _save(kept, step_back(reviewed(kept).interpretation, step), steps[:-1])
    return kept, step.key


def create_paper_from_import(
    *,
    actor: User | None,
    paper_import: PaperImport,
    expected_version: int,
    title: str,
    choices: Mapping[str, QuestionChoice] | None = None,
    **fields: Unpack[PaperFields],
) -> Paper:
    """Confirm a review: its sections, questions, sources and calls become a draft paper.

    `choices` are by the questions' groups; what has none stays as it was found. A second press
    of the button gives the paper of the first. Raises ReviewedMeanwhileError if the review was
    changed after `expected_version`, and what `create_paper` raises.
    """
    with transaction.atomic():
        try:
            kept = _locked(paper_import, by=actor)
        except ImportConfirmedError as error:
            return error.paper
        if kept.version != expected_version:
            raise ReviewedMeanwhileError
        state = reviewed(kept)
        paper = create_paper(actor=actor, title=title, **fields)
        _write_parts(paper, draft(state.document, state.interpretation), choices or {})
        PaperImport.objects.filter(pk=kept.pk).update(paper=paper, confirmed_at=Now())
    return paper


def published_before(document: Document) -> Paper | None:
    """Return the paper that an operator published of the same document; a second run waits here."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('import'), 0)")
    values = _storable(json.loads(document_to_json(document)))
    kept = PaperImport.objects.filter(
        document=values, created_by=None, paper__current_edition__isnull=False
    ).first()
    return kept.paper if kept else None


def _begun_by(actor: User, values: dict[str, Any]) -> PaperImport | None:
    with connection.cursor() as cursor:
        # Two clicks arrive at once: the second waits here until the first has written its row.
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('import'), %s)", [actor.pk])
    begun = PaperImport.objects.unconfirmed()
    return begun.filter(created_by=actor, document=values).first()


def _locked(paper_import: PaperImport, *, by: User | None) -> PaperImport:
    """Return the import as it is now, its row locked until the transaction ends."""
    check_role(by, Role.EDITOR)
    kept = PaperImport.objects.select_for_update().filter(pk=paper_import.pk).first()
    if kept is None:
        raise ImportGoneError
    if kept.confirmed_at is not None and kept.paper is not None:
        raise ImportConfirmedError(kept.paper)
    return kept


def _save(kept: PaperImport, after: Interpretation, steps: list[dict[str, Any]]) -> None:
    kept.interpretation = after.to_json()
    kept.previous = {"steps": steps}
    kept.version += 1
    kept.save(update_fields=["interpretation", "previous", "version"])


def _storable(value: Any) -> Any:
    """JSON that the database can hold; what it cannot is replaced, so that no offset moves."""
    if isinstance(value, str):
        return UNSTORABLE.sub(REPLACEMENT, value)
    if isinstance(value, list):
        return [_storable(item) for item in value]
    if isinstance(value, dict):
        return {name: _storable(item) for name, item in value.items()}
    return value


# A draft's rows -------------------------------------------------------------------------------


def _write_parts(paper: Paper, drafted: DraftPaper, choices: Mapping[str, QuestionChoice]) -> None:
    """Write the rows of all parts, in four queries however many there are."""
    kept = [(one, _kept(one, choices)) for one in drafted.sections]
    # “About you” with nothing in it is no section.
    kept = [
        (one, asked) for one, asked in kept if asked or one.body or one.sources or not one.questions
    ]
    sections = Section.objects.bulk_create(
        Section(paper=paper, position=place, title=one.title, body=one.body, level=one.level)
        for place, (one, _) in enumerate(kept, start=1)
    )
    asked = [
        (section, place, question)
        for section, (_, questions) in zip(sections, kept, strict=True)
        for place, question in enumerate(questions, start=1)
    ]
    questions = Question.objects.bulk_create(
        _question(paper, section, place, number, question)
        for number, (section, place, question) in enumerate(asked, start=1)
    )
    by_group = {one.group: row for (_, _, one), row in zip(asked, questions, strict=True)}
    Source.objects.bulk_create(
        Source(
            section=section,
            question=by_group.get(source.group),
            position=place,
            title=source.title,
            url=source.url,
            anchor=source.anchor,
        )
        for section, (one, _) in zip(sections, kept, strict=True)
        for place, source in enumerate(one.sources, start=1)
    )
    Call.objects.bulk_create(
        Call(paper=paper, position=place, audience=call.audience, text=call.text)
        for place, call in enumerate(drafted.calls, start=1)
    )


def _kept(section: DraftSection, choices: Mapping[str, QuestionChoice]) -> list[DraftQuestion]:
    """The section's questions as chosen; those about the reader are asked by the site itself."""
    kept = []
    for question in section.questions:
        choice = choices.get(question.group)
        if choice is None and not question.is_about_you:
            kept.append(question)
        elif choice is not None and choice.is_kept:
            kept.append(replace(question, kind=choice.kind, options=choice.options))
    return kept


def _question(
    paper: Paper, section: Section, place: int, number: int, question: DraftQuestion
) -> Question:
    return Question(
        paper=paper,
        section=section,
        position=place,
        number=number,
        kind=question.kind,
        text=question.text,
        context=question.context,
        parts=list(question.parts),
        options=list(question.options),
        has_dont_know=question.has_dont_know
        and question.kind != "open"
        and not says_dont_know(question.options),
    )
