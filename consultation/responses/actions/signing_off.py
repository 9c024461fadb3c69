"""Putting an organisation's formal answer before somebody who signs it off, and back."""

import uuid

from django.db import transaction
from django.db.models.functions import Now

from accounts.models import Membership, User
from consultation.activity.actions import record
from consultation.activity.models import Verb
from consultation.lib.text import normalise
from consultation.responses.actions.refusals import (
    NoSuchApproverError,
    NotAwaitingError,
    NothingToSendError,
    SentBackBeforeError,
    SubmissionSentError,
)
from consultation.responses.actions.speaking import act_on, check_open, check_signs_off
from consultation.responses.formal.checking import answers_of
from consultation.responses.formal.submission_mail import (
    ask_approver,
    tell_of_return,
    tell_of_taking_back,
)
from consultation.responses.models import DraftersComment, Submission


def ask_for_sign_off(*, actor: User, submission: Submission, approver: User) -> None:
    """Put it before an approver or owner, who is told by mail unless they ask it of themself.

    Asked again it goes to the one named last. Raises a CannotSendError.
    """
    with transaction.atomic():
        locked = act_on(actor, submission).submission
        if locked.organisation_id is None or _is_over(locked):
            raise SubmissionSentError
        check_open(locked)
        signers = Membership.objects.approvers().filter(organisation=locked.organisation_id)
        if not signers.filter(user=approver).exists():
            raise NoSuchApproverError
        if not answers_of(locked):
            raise NothingToSendError
        _change(locked, Submission.State.AWAITING, approver=approver, asked_at=Now())
        line = record(actor=actor, verb=Verb.SIGN_OFF_ASKED, thing=locked, paper_id=locked.paper_id)
        if approver != actor:
            ask_approver(locked, approver, event=line.pk)


def take_back(*, actor: User, submission: Submission) -> None:
    """Return it to its drafters before it is signed off; any of them may. Raises CannotSendError.

    Who asked and who was asked are told by mail. Nothing is done where it is with them already.
    """
    with transaction.atomic():
        locked = act_on(actor, submission).submission
        if _is_over(locked):
            raise SubmissionSentError
        if not locked.is_awaiting:
            return
        _change(locked, Submission.State.DRAFTING, asked_at=None)
        line = record(
            actor=actor, verb=Verb.SIGN_OFF_TAKEN_BACK, thing=locked, paper_id=locked.paper_id
        )
        tell_of_taking_back(locked, line)


def send_back(*, actor: User, submission: Submission, words: str, token: uuid.UUID) -> None:
    """Return it to its drafters with words, which they find among their comments.

    Who asked for the sign-off is told by mail. Raises a CannotSendError; SentBackBeforeError for a
    form, named by its token, that sent it back before.
    """
    with transaction.atomic():
        acting = act_on(actor, submission)
        check_signs_off(acting)
        locked = acting.submission
        if _is_over(locked):
            raise SubmissionSentError
        if not locked.is_awaiting:
            raise NotAwaitingError
        if DraftersComment.objects.filter(client_token=token).exists():
            raise SentBackBeforeError
        _change(locked, Submission.State.DRAFTING, asked_at=None)
        comment = DraftersComment.objects.create(
            submission=locked, author=actor, body=normalise(words), client_token=token
        )
        record(actor=actor, verb=Verb.SUBMISSION_SENT_BACK, thing=locked, paper_id=locked.paper_id)
        tell_of_return(locked, comment)


def _is_over(submission: Submission) -> bool:
    return submission.state in {Submission.State.SENT, Submission.State.WITHDRAWN}


def _change(submission: Submission, state: Submission.State, **changes: object) -> None:
    # What is read to be signed off has not changed: its version stays.
    Submission.objects.filter(pk=submission.pk).update(state=state, **changes)
    submission.refresh_from_db(fields=["state", "approver", "asked_at"])
