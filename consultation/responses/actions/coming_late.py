"""What a drafter typed of a formal answer that was sent meanwhile: kept for them alone."""

import uuid

from django.db import transaction

from accounts.models import User
from consultation.responses.actions.answering import bounded, saved_answer, says
from consultation.responses.actions.keeping_aside import (
    Typed,
    discard_unsettled,
    hand_on,
    keep_typed,
)
from consultation.responses.actions.rooms import enter_what_was_sent
from consultation.responses.formal.merging import AnswerText
from consultation.responses.models import Submission
from papers.models import Wording


def keep_late(
    *,
    actor: User,
    submission: Submission,
    wording: Wording,
    typed: AnswerText,
    expected_version: int,
    page: uuid.UUID,
) -> Submission | None:
    """Keep it with what was sent, or with the draft that was begun again from that since.

    Returns where it is kept; None when what was sent says the same. Raises RoomClosedError,
    SuspendedError and AnswerTooLongError.
    """
    form = Typed(wording, bounded(typed), expected_version, page)
    with transaction.atomic():
        sent = enter_what_was_sent(actor, submission)
        if says(saved_answer(sent, wording), wording, form.text):
            return None
        keep_typed(actor, sent, form)
        following = Submission.objects.in_rooms().filter(follows=sent)
        begun = following.select_for_update(of=("self",), no_key=True).first()
        if begun is None:
            return sent
        # What an earlier save of the same page brought there is the older text.
        discard_unsettled(actor=actor, submission=begun, question=wording.question, page=page)
        hand_on(sent, begun)
        return begun
