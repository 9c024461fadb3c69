"""Writing an answer of a formal answer, several at once: nobody's words are lost."""

import uuid
from dataclasses import dataclass, replace
from typing import Final

from django.db import transaction
from django.template.defaultfilters import pluralize

from accounts.models import User
from consultation.activity.actions import record
from consultation.activity.models import Verb
from consultation.lib.sanitising import LONGEST_RESPONSE
from consultation.lib.text import normalise
from consultation.responses.actions.keeping_aside import (
    NO_PAGE,
    Typed,
    columns_of,
    forget_typed,
    keep_typed,
)
from consultation.responses.actions.not_drafted import AwaitingSignOffError, RoomError
from consultation.responses.actions.rooms import enter_room, note_change
from consultation.responses.formal.merging import AnswerText, Together, put_together
from consultation.responses.models import Answer, AnswerVersion, Submission, UnsettledText
from papers.models import Question, Wording

LONGEST: Final = LONGEST_RESPONSE  # characters: an answer becomes a response
# What is too long for an answer is not yet too long to be kept for its writer.
LONGEST_ASIDE: Final = 5 * LONGEST


class AnswerTooLongError(RoomError):
    def __init__(self, length: int) -> None:
        over = length - LONGEST
        super().__init__(
            f"This is {over:,} character{pluralize(over)} too long; the most is {LONGEST:,}. "
            "Your text is kept below: shorten it."
        )


class AnswerChangedError(RoomError):
    """An older version was asked back, and what it would replace is not what was read."""

    def __init__(self) -> None:
        super().__init__(
            "Somebody changed this answer meanwhile, so nothing was brought back. "
            "Look at it as it is now, then choose again."
        )


@dataclass(frozen=True)
class Comparison:
    """A saved answer, if there is one, a text that was begun with an older one, and a proposal.

    The proposal holds both texts where they clash, one after the other, and of a choice or an
    openness that both changed what was typed. `wording` is the newer of the two that were read:
    choices here are places in its options.
    """

    saved: Answer | None
    theirs: AnswerText
    typed: AnswerText
    together: Together
    wording: Wording


class AnswerConflictError(Exception):
    """Two wrote at once and changed the same; what was typed is kept for its writer alone."""

    def __init__(self, saved: Answer, comparison: Comparison) -> None:
        self.saved, self.comparison = saved, comparison
        super().__init__("Somebody else changed the same words while you wrote.")


@dataclass(frozen=True)
class Written:
    """The answer as it is saved now.

    `is_merged` says that words saved meanwhile, last by `merged_with`, went into it; `own_version`
    is the version that holds what was typed alone: who goes on typing that text builds on it.
    """

    answer: Answer
    own_version: int
    merged_with: User | None = None
    is_merged: bool = False


def write_answer(
    *,
    actor: User,
    submission: Submission,
    wording: Wording,
    typed: AnswerText,
    expected_version: int,
    page: uuid.UUID = NO_PAGE,
    takes_back: bool = False,
) -> Written:
    """Save the answer to the wording's question; what others changed elsewhere in it stands too.

    `expected_version` is the version that the writer began with, 0 where there was none. Raises
    RoomClosedError, AnswerTooLongError, AnswerConflictError when somebody else changed the same
    since, and AwaitingSignOffError while it waits for sign-off and the writer does not take it
    back. The answer stays as it is then, and what was typed is kept for them alone.
    """
    form = Typed(wording, bounded(typed), expected_version, page)
    with transaction.atomic():
        room = enter_room(actor, submission)
        written = _write(actor, room, form, takes_back=takes_back)
        if isinstance(written, Written):
            forget_typed(actor, room, form)
        else:
            keep_typed(actor, room, form)
    if isinstance(written, Written):
        return written
    raise written


def keep_aside(
    *,
    actor: User,
    submission: Submission,
    wording: Wording,
    typed: AnswerText,
    expected_version: int,
    page: uuid.UUID,
) -> None:
    """Keep what was typed for its writer alone; the answer stays as it is, whatever it says.

    As of other drafts the log says nothing: nobody else sees a change. Raises RoomClosedError and
    AnswerTooLongError.
    """
    form = Typed(wording, bounded(typed), expected_version, page)
    with transaction.atomic():
        keep_typed(actor, enter_room(actor, submission), form)


def bring_back(
    *, actor: User, submission: Submission, question: Question, number: int, expected_version: int
) -> Written:
    """Make an earlier version the newest; what it replaces stays among the versions.

    Raises RoomClosedError, AwaitingSignOffError while it waits for sign-off, and AnswerChangedError
    when the answer is not the one that was read.
    """
    with transaction.atomic():
        room = enter_room(actor, submission)
        if room.is_awaiting:
            raise AwaitingSignOffError
        answers = room.answers.select_related("wording", "changed_by")
        saved = answers.filter(question=question, version=expected_version).first()
        if saved is None:
            raise AnswerChangedError
        older = saved.versions.filter(number=number).select_related("wording").first()
        if older is None:
            raise AnswerChangedError
        kept = _keep(actor, room, saved, older.wording, text_of(older))
        return Written(kept, kept.version)


def text_of(written: Answer | AnswerVersion | UnsettledText) -> AnswerText:
    """Return what an answer, an earlier version of it, or what was typed for it, says."""
    return AnswerText(written.body, written.choice, written.openness)


def saved_answer(room: Submission, wording: Wording) -> Answer | None:
    """Return what the formal answer says to the wording's question, if anything."""
    answers = room.answers.select_related("wording", "changed_by")
    return answers.filter(question=wording.question_id).first()


def says(saved: Answer | None, wording: Wording, text: AnswerText) -> bool:
    """Whether the answer says this, to the same wording."""
    return saved is not None and (text_of(saved), saved.wording_id) == (text, wording.pk)


def compare(saved: Answer, form: Typed) -> Comparison:
    """Lay a saved answer beside what was typed, on the newer of the two wordings."""
    newer = max(form.wording, saved.wording, key=lambda each: each.number)
    base = text_begun_with(saved, form.began_with, newer)
    mine = form.text.carried_to(newer.options, chosen_from=form.wording.options)
    theirs = text_of(saved).carried_to(newer.options, chosen_from=saved.wording.options)
    return Comparison(saved, theirs, mine, put_together(base, theirs, mine), newer)


def bounded(typed: AnswerText) -> AnswerText:
    """Return it as it is kept; raises AnswerTooLongError where it is too long even for that."""
    if len(typed.body) > LONGEST_ASIDE:
        raise AnswerTooLongError(len(typed.body))
    return replace(typed, body=normalise(typed.body))


def _write(
    actor: User, room: Submission, form: Typed, *, takes_back: bool
) -> Written | AnswerTooLongError | AnswerConflictError | AwaitingSignOffError:
    if len(form.text.body) > LONGEST:
        return AnswerTooLongError(len(form.text.body))
    saved = saved_answer(room, form.wording)
    if room.is_awaiting and not takes_back and not says(saved, form.wording, form.text):
        return AwaitingSignOffError()
    if saved is None or saved.version == form.began_with:
        kept = _keep(actor, room, saved, form.wording, form.text)
        return Written(kept, kept.version)
    comparison = compare(saved, form)
    if comparison.together.clashes or len(comparison.together.text.body) > LONGEST:
        return AnswerConflictError(saved, comparison)
    return _merge(actor, room, saved, comparison)


def _merge(actor: User, room: Submission, saved: Answer, comparison: Comparison) -> Written:
    mine, newer = comparison.typed, comparison.wording
    together = comparison.together.text
    last = saved.changed_by
    kept = saved if together == comparison.theirs else _keep(actor, room, saved, newer, mine)
    own_version = kept.version
    if together not in (comparison.theirs, mine):
        kept = _keep(actor, room, kept, newer, together)
    is_merged = together != mine
    return Written(kept, own_version, last if is_merged else None, is_merged)


def text_begun_with(saved: Answer, expected_version: int, newer: Wording) -> AnswerText:
    """What the writer began with; the nearest before it, where that was thinned out since."""
    known = saved.versions.filter(number__lte=expected_version).select_related("wording")
    began_with = known.order_by("-number").first()
    if began_with is None:
        return AnswerText()
    options = began_with.wording.options
    return text_of(began_with).carried_to(newer.options, chosen_from=options)


def _keep(
    actor: User, room: Submission, saved: Answer | None, wording: Wording, text: AnswerText
) -> Answer:
    """Store it as the newest version, unless it is what is stored."""
    if saved and says(saved, wording, text):
        return saved
    note_change(actor, room)
    number = saved.version + 1 if saved else 1
    written = {"wording": wording, **columns_of(text)}
    answer, _ = Answer.objects.update_or_create(
        submission=room,
        question_id=wording.question_id,
        defaults={
            **written,
            "version": number,
            "changed_by": actor,
            "changed_at": room.changed_at,
        },
    )
    AnswerVersion.objects.create(
        answer=answer, number=number, written_by=actor, written_at=room.changed_at, **written
    )
    if saved is None or not _goes_on(actor, saved, answer):
        record(
            actor=actor,
            verb=Verb.ANSWER_WRITTEN,
            thing=room,
            paper_id=room.paper_id,
            question_id=wording.question_id,
        )
    return answer


def _goes_on(actor: User, before: Answer, now: Answer) -> bool:
    """Say whether it is the same sitting, which is one line of the log."""
    since = now.changed_at - before.changed_at
    return before.changed_by_id == actor.pk and since < Answer.SITTING
