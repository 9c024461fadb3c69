"""Documents of answers: read in, put right stretch by stretch, made an entry, or discarded.

Where a stretch is put decides nothing yet, so the log has no line of it: only of reading a document
in, of the entry that is made of it, and of discarding it.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from django.db import transaction

from accounts.access import check_role
from accounts.models import Role, User
from consultation.activity.actions import record
from consultation.activity.models import Verb
from consultation.lib.text import name_on_one_line
from consultation.responses.actions.entering import begin_entry
from consultation.responses.actions.keying_in import Entered, save_entry
from consultation.responses.actions.not_entered import CannotEnterError
from consultation.responses.choosing import NO_CHOICE
from consultation.responses.formal.merging import merge_value
from consultation.responses.models import AnswersImport, Submission
from consultation.responses.offline.details import EntryDetails
from consultation.responses.offline.read_in import (
    Reading,
    Stretch,
    as_json,
    fingerprint_of,
    from_split,
    moved,
    stretches_of,
)
from consultation.responses.splitting import Asked, split_answers
from papers.content import PaperContent
from papers.importing.blocks import Document
from papers.models import Paper, Wording

LONGEST_FILE_NAME: Final = 160


class ReadingGoneError(CannotEnterError):
    def __init__(self) -> None:
        super().__init__("This document was entered or discarded already.")


class ReadingChangedError(CannotEnterError):
    def __init__(self) -> None:
        super().__init__(
            "Stretches were put elsewhere after you opened the page, so nothing was done. "
            "Look at them as they are now, then choose again."
        )


class PlacesClashError(CannotEnterError):
    """Stretches were put to other questions than they are put to now; nothing is saved.

    `saved` says of every stretch where it is, `merged` of those that do not clash where it would
    be: both by its place in the document.
    """

    def __init__(
        self, saved: Mapping[int, tuple[int, ...]], merged: Mapping[int, tuple[int, ...]]
    ) -> None:
        self.saved, self.merged = saved, merged
        super().__init__(
            "After you opened this page, some stretches were put to other questions than you put "
            "them to. Nothing of yours is saved yet. They are marked, and what you typed is in "
            "their fields: settle each, and save."
        )


def keep_reading(
    *, actor: User, paper: Paper, file_name: str, document: Document
) -> tuple[AnswersImport, bool]:
    """Split a document to the paper's questions and keep it for its review.

    The same document to the same paper is kept once while it waits: then the second is false.
    """
    check_role(actor, Role.MODERATOR)
    assert paper.current_edition is not None  # noqa: S101  # only published papers are offered
    fingerprint = fingerprint_of(document)
    waiting = AnswersImport.objects.filter(paper=paper, submission=None, fingerprint=fingerprint)
    content = PaperContent.from_json(paper.current_edition.content)
    asked = [
        Asked(each.number, each.text, tuple(each.parts), each.is_recommendation)
        for each in content.questions
    ]
    placed = as_json(from_split(split_answers(document, asked).placed))
    with transaction.atomic():
        # Two clicks on one button: the second waits here, and finds what the first has kept.
        Paper.objects.select_for_update(of=("self",), no_key=True).get(pk=paper.pk)
        if begun := waiting.first():
            return begun, False
        kept = AnswersImport.objects.create(
            paper=paper,
            file_name=name_on_one_line(file_name)[:LONGEST_FILE_NAME],
            fingerprint=fingerprint,
            placed=placed,
            read_by=actor,
        )
        record(actor=actor, verb=Verb.ANSWERS_READ, thing=kept, paper_id=paper.pk)
    return kept, True


def place_stretches(
    *,
    actor: User,
    kept: AnswersImport,
    seen: Mapping[int, tuple[int, ...]],
    places: Mapping[int, tuple[int, ...]],
) -> AnswersImport:
    """Put stretches to the questions of these numbers; what was there before can be brought back.

    `seen` says where each was when the page was opened: what was put elsewhere since, and left as
    it was here, stays there. Raises PermissionDenied, ReadingGoneError, PlacesClashError.
    """
    with transaction.atomic():
        kept = _locked(actor, kept, None)
        before = stretches_of(kept.placed)
        after = moved(before, _put_together(before, seen, places))
        if after != before:
            kept.previous, kept.placed = kept.placed, as_json(after)
            kept.version += 1
            kept.save(update_fields=["placed", "previous", "version"])
    return kept


def _put_together(
    stretches: Sequence[Stretch],
    seen: Mapping[int, tuple[int, ...]],
    places: Mapping[int, tuple[int, ...]],
) -> dict[int, tuple[int, ...]]:
    saved = {place: each.questions for place, each in enumerate(stretches)}
    merged = {
        place: together
        for place, typed in places.items()
        if place in saved
        and (together := merge_value(seen.get(place), saved[place], typed)) is not None
    }
    if len(merged) < len(places.keys() & saved.keys()):
        raise PlacesClashError(saved, merged)
    return merged


def undo_placing(*, actor: User, kept: AnswersImport, expected_version: int) -> AnswersImport:
    """Bring back where the stretches were before the last change. Raises as `place_stretches`."""
    with transaction.atomic():
        kept = _locked(actor, kept, expected_version)
        if kept.previous is None:
            raise ReadingChangedError
        kept.placed, kept.previous = kept.previous, None
        kept.version += 1
        kept.save(update_fields=["placed", "previous", "version"])
    return kept


def begin_entry_from(
    *, actor: User, reading: Reading, expected_version: int, details: EntryDetails
) -> Submission:
    """Begin an entry with what the document answers; it is entered from there.

    Raises PermissionDenied, ReadingGoneError, ReadingChangedError, and what `begin_entry` raises.
    """
    with transaction.atomic():
        kept = _locked(actor, reading.kept, expected_version)
        entry = begin_entry(actor=actor, paper=kept.paper, details=details)
        answers = _answers(Reading(kept, reading.content))
        entry = save_entry(
            actor=actor, entry=entry, seen=details, details=details, answers=answers
        ).entry
        kept.submission = entry
        kept.save(update_fields=["submission"])
    return entry


def discard_reading(*, actor: User, kept: AnswersImport) -> None:
    """Forget a document that will not be entered. Raises PermissionDenied, ReadingGoneError."""
    with transaction.atomic():
        kept = _locked(actor, kept, None)
        record(actor=actor, verb=Verb.ANSWERS_DISCARDED, thing=kept, paper_id=kept.paper_id)
        kept.delete()


def _locked(actor: User, kept: AnswersImport, expected_version: int | None) -> AnswersImport:
    check_role(actor, Role.MODERATOR)
    imports = AnswersImport.objects.select_for_update(of=("self",)).select_related("paper")
    found = imports.filter(pk=kept.pk, submission=None).first()
    if found is None:
        raise ReadingGoneError
    if expected_version is not None and found.version != expected_version:
        raise ReadingChangedError
    return found


def _answers(reading: Reading) -> dict[int, Entered]:
    asked = {question.number: question for question in reading.content.questions}
    ids = {question.id: question.wording for question in asked.values()}
    wordings = {
        wording.question_id: wording
        for wording in Wording.objects.filter(question__in=ids)
        if wording.number == ids[wording.question_id]
    }
    return {
        asked[number].id: Entered(wordings[asked[number].id], text, NO_CHOICE)
        for number, text in reading.texts.items()
        if number in asked
    }
