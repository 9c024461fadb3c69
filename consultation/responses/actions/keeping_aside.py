"""What a drafter typed and could not save: kept for them alone, until they settle or discard it."""

import uuid
from dataclasses import dataclass
from typing import Final

from django.db.models import Case, Exists, OuterRef, QuerySet, Subquery, When
from django.db.models.functions import Coalesce, Now

from accounts.models import User
from consultation.responses.formal.merging import AnswerText
from consultation.responses.models import Answer, Submission, UnsettledText
from papers.models import Question, Wording

# Of a form that does not say in which page it stands.
NO_PAGE: Final = uuid.UUID(int=0)


@dataclass(frozen=True)
class Typed:
    """What stands in a form: the text, and what its writer had before them.

    `began_with` is the version that they began with, 0 where there was none; `page` tells two
    windows of one person apart.
    """

    wording: Wording
    text: AnswerText
    began_with: int
    page: uuid.UUID = NO_PAGE


def discard_unsettled(
    *, actor: User, submission: Submission, question: Question, page: uuid.UUID
) -> bool:
    """Delete what one kept of a page; false when nothing was kept."""
    own = UnsettledText.objects.filter(person=actor, submission=submission, question=question)
    return bool(own.filter(page=page).delete()[0])


def keep_typed(actor: User, room: Submission, typed: Typed) -> None:
    """Keep it, in the transaction that holds the room; once, where two pages say the same."""
    if not (typed.text.body or typed.text.choice):
        return
    UnsettledText.objects.update_or_create(
        submission=room,
        person=actor,
        question_id=typed.wording.question_id,
        page=typed.page,
        defaults={
            "began_with": typed.began_with,
            "wording": typed.wording,
            "saved_at": Now(),
            **columns_of(typed.text),
        },
    )
    _same(actor, room, typed).exclude(page=typed.page).delete()


def forget_typed(actor: User, room: Submission, typed: Typed) -> None:
    """Let go of what was kept of this page, or says the same: it is in the answer now."""
    own = _own(actor, room, typed)
    (own.filter(page=typed.page) | _same(actor, room, typed)).delete()


def hand_on(earlier: Submission, begun: Submission) -> None:
    """Move the unsettled texts of a formal answer to the draft that was begun again from it.

    Expects both held. What was begun with the text that was sent builds on its copy, the first
    version there; of what was begun with an older one both texts will be shown.
    """
    is_asked = Answer.objects.filter(question=OuterRef("question"))
    is_copied = is_asked.filter(submission=begun)
    is_last = is_asked.filter(submission=earlier, version=OuterRef("began_with"))
    began_with = Case(When(Exists(is_copied) & Exists(is_last), then=1), default=0)
    earlier.unsettled.update(submission=begun, began_with=began_with)


def give_back(begun: Submission, earlier: Submission) -> None:
    """Move the unsettled texts of a draft that is being discarded to what was sent before it.

    Expects both held. They are kept there as long as what was typed too late for it.
    """
    sent = Answer.objects.filter(submission=earlier, question=OuterRef("question"))
    # The first version of the draft is a copy of what was sent.
    last = Coalesce(Subquery(sent.values("version")), 0)
    began_with = Case(When(began_with=1, then=last), default=0)
    begun.unsettled.update(submission=earlier, began_with=began_with, saved_at=Now())


def columns_of(text: AnswerText) -> dict[str, object]:
    """Return how a row stores it."""
    return {
        "body": text.body,
        **text.choice.as_columns(),
        "openness": text.openness,
    }


def _own(actor: User, room: Submission, typed: Typed) -> "QuerySet[UnsettledText]":
    question = typed.wording.question_id
    return UnsettledText.objects.filter(person=actor, submission=room, question=question)


def _same(actor: User, room: Submission, typed: Typed) -> "QuerySet[UnsettledText]":
    own = _own(actor, room, typed).filter(wording=typed.wording)
    return own.filter(**columns_of(typed.text))
