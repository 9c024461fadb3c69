"""Asking, saving, signing off and removing at once, on real connections."""

import pytest

from accounts.actions import remove_member
from accounts.models import Membership, User
from consultation.mail.models import Message
from consultation.responses.actions.not_drafted import AwaitingSignOffError
from consultation.responses.actions.refusals import (
    NotTheirAnswerError,
    SubmissionChangedError,
    SubmissionSentError,
)
from consultation.responses.actions.sending import sign_off_and_send
from consultation.responses.actions.signing_off import ask_for_sign_off
from consultation.responses.models import Answer, Response, Submission, UnsettledText
from papers.models import Paper
from tests.asking import make_paper, question_of
from tests.people import make_membership, make_person
from tests.racing import LONGEST_WAIT, begun, still_open
from tests.responses.rooms import Shared, make_shared_room, write

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def room(editor: User) -> Shared:
    """A room with one answer, its drafter and a colleague."""
    paper = make_paper(editor, moderation=Paper.Moderation.POST)
    shared = make_shared_room(paper)
    write(shared[1], shared[0], question_of(paper), "A plan.")
    return shared


def signer(room: Submission, name: str, role: str = "approver") -> User:
    assert room.organisation
    return make_membership(make_person(name), room.organisation, role=role).user


def sign(person: User, *, version: int, as_asked: bool = False) -> Submission:
    return sign_off_and_send(
        actor=person,
        submission=Submission.objects.get(),
        expected_version=version,
        as_asked=as_asked,
    )


def version() -> int:
    return Submission.objects.get().version


def remove(owner: User, person: User) -> None:
    membership = Membership.objects.get(user=person)
    remove_member(actor=owner, membership=membership)


def test_what_is_saved_as_it_is_asked_is_before_the_approver(room: Shared) -> None:
    submission, drafter, colleague = room
    approver, question = signer(submission, "approver"), question_of(submission.paper)
    with still_open(lambda: write(colleague, submission, question, "A plan, and a key.", on=1)):
        asking = begun(
            lambda: ask_for_sign_off(actor=drafter, submission=submission, approver=approver)
        )
        assert not asking.done()
    asking.result(timeout=LONGEST_WAIT)
    assert (Submission.objects.get().state, Answer.objects.get().body) == (
        "awaiting",
        "A plan, and a key.",
    )


def test_what_is_saved_after_it_was_asked_is_kept_for_its_writer(room: Shared) -> None:
    submission, drafter, colleague = room
    approver, question = signer(submission, "approver"), question_of(submission.paper)
    with still_open(
        lambda: ask_for_sign_off(actor=drafter, submission=submission, approver=approver)
    ):
        saving = begun(lambda: write(colleague, submission, question, "Too late.", on=1))
        assert not saving.done()
    with pytest.raises(AwaitingSignOffError):
        saving.result(timeout=LONGEST_WAIT)
    assert (Submission.objects.get().state, Answer.objects.get().body) == ("awaiting", "A plan.")
    assert UnsettledText.objects.get().body == "Too late."


def test_of_two_who_sign_off_unasked_in_the_same_instant_one_sends(room: Shared) -> None:
    one, other, read = signer(room[0], "approver"), signer(room[0], "owner", "owner"), version()
    with still_open(lambda: sign(one, version=read)):
        second = begun(lambda: sign(other, version=read))
        assert not second.done()
    with pytest.raises(SubmissionSentError):
        second.result(timeout=LONGEST_WAIT)
    assert (Submission.objects.get().sent_by, Response.objects.count()) == (one, 1)
    assert Message.objects.filter(kind="submission_receipt").count() == 1


def test_taken_back_by_a_change_in_the_same_instant_it_is_not_sent(room: Shared) -> None:
    submission, drafter, colleague = room
    approver, question = signer(submission, "approver"), question_of(submission.paper)
    ask_for_sign_off(actor=drafter, submission=submission, approver=approver)
    read = version()
    with still_open(
        lambda: write(colleague, submission, question, "Changed.", on=1, takes_back=True)
    ):
        sending = begun(lambda: sign(approver, version=read, as_asked=True))
        assert not sending.done()
    with pytest.raises(SubmissionChangedError):
        sending.result(timeout=LONGEST_WAIT)
    assert not Response.objects.exists()
    told = Message.objects.filter(kind="sign_off_taken_back")
    assert {message.recipient for message in told} == {drafter, approver}


def test_what_a_member_saved_is_sent_though_they_were_removed_since(room: Shared) -> None:
    submission, _, colleague = room
    owner = signer(submission, "owner", "owner")
    write(colleague, submission, question_of(submission.paper), "The colleague's words.", on=1)
    remove(owner, colleague)
    sign(owner, version=version())
    assert Response.objects.get().comment == "The colleague's words."


def test_an_approver_who_is_removed_as_they_sign_off_sends_nothing(room: Shared) -> None:
    approver, owner = signer(room[0], "approver"), signer(room[0], "owner", "owner")
    read = version()
    with still_open(lambda: remove(owner, approver)):
        sending = begun(lambda: sign(approver, version=read))
        assert not sending.done()
    with pytest.raises(NotTheirAnswerError):
        sending.result(timeout=LONGEST_WAIT)
    assert not Response.objects.exists()


def test_an_approver_who_signs_off_as_they_are_removed_has_sent_it(room: Shared) -> None:
    approver, owner = signer(room[0], "approver"), signer(room[0], "owner", "owner")
    read = version()
    with still_open(lambda: sign(approver, version=read)):
        removing = begun(lambda: remove(owner, approver))
    removing.result(timeout=LONGEST_WAIT)
    assert (Submission.objects.get().state, Submission.objects.get().sent_by) == ("sent", approver)
    assert not Membership.objects.current().filter(user=approver).exists()
