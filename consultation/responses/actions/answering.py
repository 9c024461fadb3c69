"""Writing an answer of a formal answer, several at once: nobody's words are lost."""

from dataclasses import dataclass, replace
from typing import Final

from django.db import transaction
from django.template.defaultfilters import pluralize

from accounts.models import User
from consultation.activity.actions import record
from consultation.activity.models import Verb
from consultation.lib.text import normalise
from consultation.responses.actions.rooms import RoomError, enter_room, note_change
from consultation.responses.formal.merging import AnswerText, Together, put_together
from consultation.responses.models import Answer, AnswerVersion, Submission
from papers.models import Question, Wording

LONGEST: Final = 20_000  # characters of one answer, as of one response


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


class AnswerConflictError(Exception):
    """Two wrote at once and changed the same: what is saved, what was typed, and a proposal.

    The proposal holds both texts where they clash, one after the other, and of a choice or an
    openness that both changed what was typed.
    """

    def __init__(
        self, saved: Answer, typed: AnswerText, together: Together, wording: Wording
    ) -> None:
        self.saved, self.typed, self.together = saved, typed, together
        # The newer of the two that were read: choices here are places in its options.
        self.wording = wording
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
) -> Written:
    """Save the answer to the wording's question; what others changed elsewhere in it stands too.

    `expected_version` is the version that the writer began with, 0 where there was none. Raises
    RoomClosedError, AnswerTooLongError, and AnswerConflictError when somebody else changed the same
    since: then nothing is saved.
    """
    typed = replace(typed, body=normalise(typed.body))
    if len(typed.body) > LONGEST:
        raise AnswerTooLongError(len(typed.body))
    with transaction.atomic():
        room = enter_room(actor, submission)
        saved = _saved(room, wording)
        if saved is None or saved.version == expected_version:
            kept = _keep(actor, room, saved, wording, typed)
            return Written(kept, kept.version)
        return _merge(actor, room, saved, wording, typed, expected_version)


def bring_back(
    *, actor: User, submission: Submission, question: Question, number: int, expected_version: int
) -> Written:
    """Make an earlier version the newest; what it replaces stays among the versions.

    Raises RoomClosedError, and AnswerChangedError when the answer is not the one that was read.
    """
    with transaction.atomic():
        room = enter_room(actor, submission)
        answers = room.answers.select_related("wording", "changed_by")
        saved = answers.filter(question=question, version=expected_version).first()
        if saved is None:
            raise AnswerChangedError
        older = saved.versions.filter(number=number).select_related("wording").first()
        if older is None:
            raise AnswerChangedError
        kept = _keep(actor, room, saved, older.wording, text_of(older))
        return Written(kept, kept.version)


def text_of(written: Answer | AnswerVersion) -> AnswerText:
    """Return what an answer, or an earlier version of it, says."""
    return AnswerText(written.body, written.choice, written.openness)


def _saved(room: Submission, wording: Wording) -> Answer | None:
    answers = room.answers.select_related("wording", "changed_by")
    return answers.filter(question=wording.question_id).first()


def _merge(
    actor: User,
    room: Submission,
    saved: Answer,
    wording: Wording,
    typed: AnswerText,
    expected_version: int,
) -> Written:
    """Put both together on the newer of the two wordings."""
    newer = max(wording, saved.wording, key=lambda each: each.number)
    base = text_begun_with(saved, expected_version, newer)
    mine = typed.carried_to(newer.options, chosen_from=wording.options)
    theirs = text_of(saved).carried_to(newer.options, chosen_from=saved.wording.options)
    together = put_together(base, theirs, mine)
    if together.clashes or len(together.text.body) > LONGEST:
        raise AnswerConflictError(saved, mine, together, newer)
    last = saved.changed_by
    kept = saved if together.text == theirs else _keep(actor, room, saved, newer, mine)
    own_version = kept.version
    if together.text not in (theirs, mine):
        kept = _keep(actor, room, kept, newer, together.text)
    is_merged = together.text != mine
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
    if saved and (text_of(saved), saved.wording_id) == (text, wording.pk):
        return saved
    note_change(actor, room)
    number = saved.version + 1 if saved else 1
    written = {
        "wording": wording,
        "body": text.body,
        "choices": list(text.choice.places),
        "says_dont_know": text.choice.is_dont_know,
        "openness": text.openness,
    }
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
