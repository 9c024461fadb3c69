"""Keeping what is keyed in of answers that came offline; of two who type at once, both stand."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now

from accounts.models import User
from consultation.activity.actions import record
from consultation.activity.models import Activity, Verb
from consultation.lib.text import is_blank, normalise
from consultation.responses.actions.answering import text_begun_with, text_of
from consultation.responses.actions.entries import check_day, hold_entry
from consultation.responses.actions.keeping_aside import columns_of
from consultation.responses.actions.not_entered import CannotEnterError
from consultation.responses.choosing import Choice
from consultation.responses.formal.merging import AnswerText, Together, put_together
from consultation.responses.models import Answer, AnswerVersion, Submission
from consultation.responses.offline.details import (
    DetailsTogether,
    EntryDetails,
    put_details_together,
)
from papers.models import Wording

KEYED_IN: Final = (Verb.SUBMISSION_BEGUN, Verb.SUBMISSION_CHANGED)


@dataclass(frozen=True)
class Entered:
    """The answer to one question, in the wording that staff read beside it.

    `version` is the one that was opened; 0 where nothing was keyed in yet.
    """

    wording: Wording
    body: str
    choice: Choice
    version: int = 0

    @property
    def text(self) -> AnswerText:
        return AnswerText("" if is_blank(self.body) else normalise(self.body), self.choice)


@dataclass(frozen=True)
class AnswerTogether:
    """One answer as it is saved, as it was typed, and both in one; `stands` if that is saved."""

    wording: Wording
    version: int
    saved: AnswerText
    typed: AnswerText
    together: Together
    stands: bool


@dataclass(frozen=True)
class Keyed:
    """The entry as it is saved now; `is_merged` when what `merged_with` saved went into it."""

    entry: Submission
    is_merged: bool = False
    merged_with: User | None = None


class EntryConflictError(CannotEnterError):
    """Two keyed the same in, each another way: nothing is saved until one of them settles it.

    `details` and `answers`, by the id of the question, are a proposal that loses no words.
    """

    def __init__(
        self,
        saved: EntryDetails,
        details: DetailsTogether,
        answers: Mapping[int, AnswerTogether],
        saved_by: User | None,
    ) -> None:
        self.saved, self.details, self.answers, self.saved_by = saved, details, answers, saved_by
        super().__init__("This entry was changed after you opened it.")


def save_entry(
    *,
    actor: User,
    entry: Submission,
    seen: EntryDetails,
    details: EntryDetails,
    answers: Mapping[int, Entered],
) -> Keyed:
    """Keep what has been keyed in so far: the details, and answers by the id of the question.

    `seen` are the details that the page was opened with. What others changed elsewhere since
    stands too. Raises PermissionDenied, AlreadyEnteredError, TooEarlyError, TooLateError, and
    EntryConflictError when somebody changed the same.
    """
    with transaction.atomic():
        entry = hold_entry(actor, entry)
        saved_by = _last_keyed_by(entry)
        saved = EntryDetails.of(entry)
        both = put_details_together(seen, saved, details)
        check_day(entry.paper, both.details)
        merged = _put_answers_together(entry, answers)
        if both.clashes or any(each.together.clashes for each in merged.values()):
            raise EntryConflictError(saved, both, merged, saved_by)
        _keep(actor, entry, saved, both.details, merged)
        entry.refresh_from_db()
    is_merged = both.details != details or any(
        each.together.text != each.typed for each in merged.values()
    )
    return Keyed(entry, is_merged, saved_by if is_merged else None)


def keyed_in_by(entry: Submission, person: User) -> bool:
    """Say whether this person ever saved anything of an entry: the log keeps who did."""
    return Activity.objects.about(entry).filter(verb__in=KEYED_IN, actor=person).exists()


def _last_keyed_by(entry: Submission) -> User | None:
    latest = Activity.objects.about(entry).filter(verb__in=KEYED_IN).select_related("actor").last()
    return latest.actor if latest else None


def _put_answers_together(
    entry: Submission, answers: Mapping[int, Entered]
) -> dict[int, AnswerTogether]:
    """Put each answer beside what is saved of it, on the newer of the two wordings."""
    saved = {answer.question_id: answer for answer in entry.answers.select_related("wording")}
    return {
        question_id: _put_answer_together(saved.get(question_id), entered)
        for question_id, entered in answers.items()
    }


def _put_answer_together(saved: Answer | None, entered: Entered) -> AnswerTogether:
    if saved is None:
        nothing, typed = AnswerText(), entered.text
        both = put_together(nothing, nothing, typed)
        return AnswerTogether(entered.wording, 0, nothing, typed, both, stands=typed == nothing)
    newer = max(entered.wording, saved.wording, key=lambda each: each.number)
    typed = entered.text.carried_to(newer.options, chosen_from=entered.wording.options)
    theirs = text_of(saved).carried_to(newer.options, chosen_from=saved.wording.options)
    is_newest = saved.version == entered.version
    base = theirs if is_newest else text_begun_with(saved, entered.version, newer)
    both = put_together(base, theirs, typed)
    stands = (both.text, newer) == (theirs, saved.wording)
    return AnswerTogether(newer, saved.version, theirs, typed, both, stands)


def _keep(
    actor: User,
    entry: Submission,
    saved: EntryDetails,
    details: EntryDetails,
    answers: Mapping[int, AnswerTogether],
) -> None:
    """Store what is new. Where nothing is, the log names nobody as having changed the entry."""
    changed = {question_id: each for question_id, each in answers.items() if not each.stands}
    for question_id, each in changed.items():
        _keep_answer(actor, entry, question_id, each)
    if changed or details != saved:
        changes = {**details.as_columns(), "version": F("version") + 1, "changed_at": Now()}
        Submission.objects.filter(pk=entry.pk).update(**changes)
        record(actor=actor, verb=Verb.SUBMISSION_CHANGED, thing=entry, paper_id=entry.paper_id)


def _keep_answer(
    actor: User, entry: Submission, question_id: int, answered: AnswerTogether
) -> None:
    """Store it as the newest version: who opened an older one finds what they began with."""
    written = {"wording": answered.wording, **columns_of(answered.together.text)}
    answer, is_new = Answer.objects.get_or_create(
        submission=entry, question_id=question_id, defaults={**written, "changed_by": actor}
    )
    if not is_new:
        number = {"version": answer.version + 1, "changed_by": actor, "changed_at": Now()}
        Answer.objects.filter(pk=answer.pk).update(**written, **number)
        answer.refresh_from_db()
    AnswerVersion.objects.create(
        answer=answer,
        number=answer.version,
        written_by=actor,
        written_at=answer.changed_at,
        **written,
    )
