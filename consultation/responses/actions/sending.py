"""Sending a formal answer: every answer of it becomes a response in one transaction, or none."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Final

from django.db import transaction

from accounts.models import User
from consultation.activity.actions import record
from consultation.activity.models import Verb
from consultation.lib.references import new_reference
from consultation.lib.text import normalise
from consultation.responses.actions.deciding import announce
from consultation.responses.actions.refusals import (
    AnswersCannotGoError,
    Fault,
    NotAwaitingError,
    NothingToSendError,
    SubmissionChangedError,
    SubmissionSentError,
)
from consultation.responses.actions.speaking import Acting, act_on, check_open, check_signs_off
from consultation.responses.actions.storing import Said, insert_response
from consultation.responses.formal.checking import Checked, answers_of, check_answers
from consultation.responses.formal.submission_mail import send_receipts
from consultation.responses.models import Answer, Response, Submission
from consultation.responses.policy import must_be_held
from consultation.responses.results.counting import hold_tallies
from consultation.responses.threads.placing import places_for_threads
from papers.content import PaperContent
from papers.models import Paper

ASKED_NO_MORE: Final = (
    "This question is no longer asked, so its answer cannot be sent. "
    "Your text is kept: copy it if you need it."
)


def send_submission(
    *,
    actor: User,
    submission: Submission,
    expected_version: int,
    leaving_out: Collection[int] = (),
) -> Submission:
    """Send a person's own formal answer; returns it as it was sent.

    `expected_version` is the one that was read; `leaving_out` are the ids of the questions whose
    answers the sender knows to stay behind, because they are asked no more. Raises a
    CannotSendError, and then nothing was sent.
    """
    with transaction.atomic():
        acting = act_on(actor, submission)
        _check_as_read(acting.submission, expected_version)
        if acting.submission.organisation_id is not None:
            raise NotAwaitingError
        return _send(actor, acting, leaving_out)


def sign_off_and_send(
    *,
    actor: User,
    submission: Submission,
    expected_version: int,
    leaving_out: Collection[int] = (),
    as_asked: bool = True,
) -> Submission:
    """Sign an organisation's formal answer off and send it, as `send_submission` does.

    Everybody who signs off for the organisation may, also in place of the one who was named, and
    without being asked; `as_asked` says that the actor read it as one that waits for sign-off.
    """
    with transaction.atomic():
        acting = act_on(actor, submission)
        check_signs_off(acting)
        _check_as_read(acting.submission, expected_version)
        if as_asked and not acting.submission.is_awaiting:
            raise NotAwaitingError
        return _send(actor, acting, leaving_out)


def _check_as_read(submission: Submission, expected_version: int) -> None:
    if submission.state in {Submission.State.SENT, Submission.State.WITHDRAWN}:
        raise SubmissionSentError
    if submission.version != expected_version:
        # Read again and sent again is no way on where the paper has closed meanwhile.
        check_open(submission)
        raise SubmissionChangedError


def _send(actor: User, acting: Acting, leaving_out: Collection[int]) -> Submission:
    submission = acting.submission
    now = check_open(submission)
    paper = Paper.objects.select_related("current_edition").get(pk=submission.paper_id)
    going = _going(paper, submission, leaving_out)
    _mark_sent(actor, acting, now)
    _store_all(actor, acting, paper, going, now)
    record(
        actor=actor,
        verb=Verb.SUBMISSION_SENT,
        thing=submission,
        paper_id=paper.pk,
        answers=len(going),
    )
    send_receipts(submission)
    return submission


def _going(paper: Paper, submission: Submission, leaving_out: Collection[int]) -> list[Answer]:
    """Return the answers that are sent, by the id of the question: so are the tallies locked.

    The paper is held: its edition is the one that readers see until all is stored.
    """
    assert paper.current_edition is not None  # noqa: S101  # an open paper has one
    content = PaperContent.from_json(paper.current_edition.content)
    checked = check_answers(content, answers_of(submission), language=paper.language)
    faults = [fault for each in checked if (fault := _fault_of(each, leaving_out))]
    if faults:
        raise AnswersCannotGoError(faults)
    going = [each.answer for each in checked if each.goes and each.answer is not None]
    if not going:
        raise NothingToSendError
    return sorted(going, key=lambda answer: answer.question_id)


def _fault_of(checked: Checked, leaving_out: Collection[int]) -> Fault | None:
    question = checked.question
    if checked.stays_behind and question.id not in leaving_out:
        return Fault(question.number, ASKED_NO_MORE)
    return Fault(question.number, checked.fault) if checked.fault else None


def _mark_sent(actor: User, acting: Acting, now: datetime) -> None:
    submission = acting.submission
    submission.state = Submission.State.SENT
    submission.sent_by = actor
    submission.sent_at = now
    submission.reference = new_reference()
    # As it is shown now: who is renamed later sent it under this name.
    submission.respondent_name = acting.speaker.organisation_name or acting.speaker.name
    submission.save(update_fields=["state", "sent_by", "sent_at", "reference", "respondent_name"])


def _store_all(
    actor: User, acting: Acting, paper: Paper, going: Sequence[Answer], now: datetime
) -> None:
    held = must_be_held(paper.moderation, actor)
    if not held:
        hold_tallies([answer.question_id for answer in going])
    places = places_for_threads(len(going), speaker=acting.speaker)
    for place, answer in zip(places, going, strict=True):
        said = Said(
            body=normalise(answer.body),
            choice=answer.choice,
            capacity=acting.capacity,
            visibility=_visibility_of(answer),
            submission=acting.submission,
            is_nameless=answer.openness == Answer.Openness.NAMELESS,
        )
        response = insert_response(actor, place, answer, said, at=now, held=held)
        record(actor=actor, verb=Verb.RESPONSE_POSTED, thing=response, paper_id=paper.pk)
        if response.state == Response.State.PUBLISHED:
            announce(actor, response, paper.pk)


def _visibility_of(answer: Answer) -> str:
    is_private = answer.openness == Answer.Openness.PRIVATE
    return Response.Visibility.PRIVATE if is_private else Response.Visibility.PUBLIC
