"""Two at once on real connections: a formal answer is sent once, whole, and as it was read."""

from datetime import timedelta
from typing import Any

import pytest
from django.db.models.functions import Now

from accounts.actions import suspend_person
from accounts.models import Membership, User
from consultation.mail.models import Message
from consultation.moderation.actions import publish_response
from consultation.responses.actions import sending
from consultation.responses.actions.refusals import (
    PaperClosedError,
    SenderSuspendedError,
    SubmissionChangedError,
    SubmissionSentError,
)
from consultation.responses.actions.sending import send_submission, sign_off_and_send
from consultation.responses.actions.signing_off import ask_for_sign_off
from consultation.responses.actions.storing import insert_response
from consultation.responses.actions.taking_back import withdraw_submission
from consultation.responses.models import QuestionTally, Response, Submission
from papers.models import Paper
from tests.asking import make_paper
from tests.people import make_membership, make_person
from tests.racing import LONGEST_WAIT, begun, still_open
from tests.responses.formal import draft, send, write

pytestmark = pytest.mark.django_db(transaction=True)


def send_own(person: User, room: Submission) -> Submission:
    return send_submission(actor=person, submission=room, expected_version=room.version)


def test_a_double_click_sends_once(participant: User, room: Submission) -> None:
    with still_open(lambda: send_own(participant, room)):
        second = begun(lambda: send_own(participant, room))
        assert not second.done()
    with pytest.raises(SubmissionSentError):
        second.result(timeout=LONGEST_WAIT)
    assert Response.objects.count() == 2
    assert Message.objects.filter(kind="submission_receipt").count() == 1


def test_of_two_approvers_one_signs_off(participant: User, paper: Paper) -> None:
    owner: Membership = make_membership(participant, role="owner")
    other = make_membership(make_person("approver"), owner.organisation, role="approver").user
    room = draft(participant, paper, owner)
    ask_for_sign_off(actor=participant, submission=room, approver=other)

    def sign(person: User) -> Submission:
        return sign_off_and_send(actor=person, submission=room, expected_version=room.version)

    with still_open(lambda: sign(other)):
        second = begun(lambda: sign(participant))
        assert not second.done()
    with pytest.raises(SubmissionSentError):
        second.result(timeout=LONGEST_WAIT)
    assert Submission.objects.get().sent_by == other
    assert Response.objects.count() == 2


def test_what_is_being_written_is_not_sent_unread(participant: User, room: Submission) -> None:
    with still_open(lambda: write(participant, Submission.objects.get(), 1, "Written meanwhile.")):
        sending_it = begun(lambda: send_own(participant, room))
        assert not sending_it.done()
    with pytest.raises(SubmissionChangedError):
        sending_it.result(timeout=LONGEST_WAIT)
    assert not Response.objects.exists()


def test_what_is_being_sent_is_not_written_any_more(participant: User, room: Submission) -> None:
    with still_open(lambda: send_own(participant, room)):
        writing = begun(lambda: write(participant, Submission.objects.get(), 1, "Too late."))
    assert writing.exception(timeout=LONGEST_WAIT) is not None
    assert not Response.objects.filter(comment="Too late.").exists()
    assert not room.answers.filter(body="Too late.").exists()


def test_the_databases_clock_closes_the_paper_after_the_wait(
    participant: User, room: Submission
) -> None:
    def close_soon() -> None:
        Paper.objects.filter(pk=room.paper_id).update(closes_at=Now() - timedelta(seconds=1))

    with still_open(close_soon):
        late = begun(lambda: send_own(participant, room))
        assert not late.done()
    with pytest.raises(PaperClosedError):
        late.result(timeout=LONGEST_WAIT)
    assert not Response.objects.exists()


def test_whoever_is_suspended_meanwhile_sends_nothing(
    participant: User, lead: User, room: Submission
) -> None:
    with still_open(lambda: suspend_person(actor=lead, person=participant, reason="Spam.")):
        sending_it = begun(lambda: send_own(participant, room))
        assert not sending_it.done()
    with pytest.raises(SenderSuspendedError):
        sending_it.result(timeout=LONGEST_WAIT)
    assert not Response.objects.exists()


def test_a_crash_in_the_middle_sends_nothing(
    participant: User, room: Submission, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored: list[Response] = []

    def crash_at_the_second(*args: Any, **kwargs: Any) -> Response:
        if stored:
            raise RuntimeError("the disk is full")
        stored.append(insert_response(*args, **kwargs))
        return stored[0]

    monkeypatch.setattr(sending, "insert_response", crash_at_the_second)
    with pytest.raises(RuntimeError):
        send_own(participant, room)
    room.refresh_from_db()
    assert (room.state, room.reference) == ("drafting", None)
    assert not Response.objects.exists()
    assert not Message.objects.exists()
    assert not QuestionTally.objects.filter(answers__gt=0).exists()


def test_a_moderator_and_a_withdrawal_do_not_wait_in_a_circle(
    participant: User, moderator: User, editor: User
) -> None:
    sent = send(participant, draft(participant, make_paper(editor)))
    first = Response.objects.get(submission=sent, visibility="public")
    with still_open(lambda: publish_response(actor=moderator, response=first)):
        withdrawing = begun(lambda: withdraw_submission(actor=participant, submission=sent))
    withdrawing.result(timeout=LONGEST_WAIT)
    first.refresh_from_db()
    assert first.state == "withdrawn"
    assert QuestionTally.objects.get(question=first.question).answers == 0


def test_two_send_to_one_paper_at_once(
    participant: User, other_participant: User, room: Submission
) -> None:
    other = draft(other_participant, room.paper)
    with still_open(lambda: send_own(participant, room)):
        second = begun(lambda: send_own(other_participant, other))
    second.result(timeout=LONGEST_WAIT)
    assert QuestionTally.objects.get(question__number=1).answers == 2
