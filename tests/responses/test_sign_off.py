"""Signing off: one approver is asked, told by mail, and reads what is sent."""

import re
import uuid

import pytest
from django.urls import reverse

from accounts.models import Membership, User
from consultation.activity.models import Activity, Verb
from consultation.mail.kinds import kind_named
from consultation.mail.models import Message
from consultation.responses.actions.refusals import (
    CannotSendError,
    NoSuchApproverError,
    NotAnApproverError,
    NotAwaitingError,
    NothingToSendError,
    PaperClosedError,
)
from consultation.responses.actions.sending import sign_off_and_send
from consultation.responses.actions.signing_off import ask_for_sign_off, send_back, take_back
from consultation.responses.models import DraftersComment, Submission
from papers.actions import change_question, publish_paper
from papers.models import Paper
from tests.asking import close, make_paper, question_of
from tests.conftest import ClientFor
from tests.page import fetch
from tests.people import make_membership, make_person
from tests.responses.formal import NAMELESS, begin, draft, send, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def room(participant: User, paper: Paper, member: Membership) -> Submission:
    return draft(participant, paper, member)


def give_back(person: User, room: Submission, words: str = "Say it shorter.") -> None:
    send_back(actor=person, submission=room, words=words, token=uuid.uuid4())


def mail_of(message: Message) -> str:
    mail = kind_named(message.kind).compose(message)
    return f"{mail.subject}\n{mail.text}\n{mail.html}" if mail else ""


def test_it_waits_for_the_one_who_is_named(
    participant: User, room: Submission, approver: User
) -> None:
    ask_for_sign_off(actor=participant, submission=room, approver=approver)
    room.refresh_from_db()
    assert (room.state, room.approver) == ("awaiting", approver)
    assert room.asked_at
    assert Activity.objects.about(room).filter(verb=Verb.SIGN_OFF_ASKED).count() == 1


def test_the_approver_is_told_where_it_waits_and_not_what_it_says(
    participant: User, room: Submission, approver: User
) -> None:
    ask_for_sign_off(actor=participant, submission=room, approver=approver)
    message = Message.objects.get()
    told = mail_of(message)
    assert message.recipient == approver
    assert reverse("submissions:check", args=[room.paper.slug, room.public_id]) in told
    assert "In private" not in told
    assert "In public" not in told


def test_nobody_is_told_once_it_was_taken_back(
    participant: User, room: Submission, approver: User
) -> None:
    ask_for_sign_off(actor=participant, submission=room, approver=approver)
    take_back(actor=participant, submission=room)
    assert mail_of(Message.objects.get(kind="sign_off_asked")) == ""


def test_who_left_is_not_told(participant: User, room: Submission, approver: User) -> None:
    ask_for_sign_off(actor=participant, submission=room, approver=approver)
    approver.memberships.update(role="member")
    assert mail_of(Message.objects.get()) == ""


def test_one_who_asks_themself_gets_no_mail(room: Submission, approver: User) -> None:
    ask_for_sign_off(actor=approver, submission=room, approver=approver)
    assert not Message.objects.exists()


def test_asked_again_it_goes_to_the_one_named_last(
    participant: User, room: Submission, approver: User, member: Membership
) -> None:
    owner = make_membership(make_person("owner"), member.organisation, role="owner").user
    ask_for_sign_off(actor=participant, submission=room, approver=approver)
    ask_for_sign_off(actor=participant, submission=room, approver=owner)
    assert {message.recipient for message in Message.objects.all()} == {approver, owner}
    told = {message.recipient: mail_of(message) for message in Message.objects.all()}
    assert told[approver] == ""
    assert f"{participant.public_name} asks you to sign off" in told[owner]


def test_a_member_cannot_be_named(participant: User, room: Submission) -> None:
    with pytest.raises(NoSuchApproverError):
        ask_for_sign_off(actor=participant, submission=room, approver=participant)


def test_an_empty_one_is_put_before_nobody(
    participant: User, paper: Paper, member: Membership, approver: User
) -> None:
    empty = begin(participant, paper, member)
    with pytest.raises(NothingToSendError):
        ask_for_sign_off(actor=participant, submission=empty, approver=approver)


def test_nothing_is_asked_after_the_paper_closed(
    participant: User, room: Submission, approver: User
) -> None:
    close(room.paper)
    with pytest.raises(PaperClosedError):
        ask_for_sign_off(actor=participant, submission=room, approver=approver)


def test_ones_own_needs_nobody(participant: User, paper: Paper, approver: User) -> None:
    own = draft(participant, paper)
    with pytest.raises(CannotSendError):
        ask_for_sign_off(actor=participant, submission=own, approver=approver)


def test_sent_back_it_is_with_its_drafters_and_says_why(
    participant: User, room: Submission, approver: User
) -> None:
    ask_for_sign_off(actor=participant, submission=room, approver=approver)
    give_back(approver, room)
    room.refresh_from_db()
    assert room.state == "drafting"
    comment = DraftersComment.objects.get()
    assert (comment.author, comment.body) == (approver, "Say it shorter.")


def test_who_asked_is_told_that_it_came_back_and_not_why(
    participant: User, room: Submission, approver: User
) -> None:
    ask_for_sign_off(actor=participant, submission=room, approver=approver)
    give_back(approver, room)
    message = Message.objects.get(recipient=participant)
    assert "Approver sent it back" in mail_of(message)
    assert "shorter" not in mail_of(message)


def test_a_member_sends_nothing_back(participant: User, room: Submission, approver: User) -> None:
    ask_for_sign_off(actor=participant, submission=room, approver=approver)
    with pytest.raises(NotAnApproverError):
        give_back(participant, room)


def test_what_does_not_wait_is_not_sent_back(room: Submission, approver: User) -> None:
    with pytest.raises(NotAwaitingError):
        give_back(approver, room)


def test_the_same_form_sends_back_once(
    participant: User, awaiting: Submission, approver: User, client_for: ClientFor
) -> None:
    url = reverse("submissions:send-back", args=[awaiting.paper.slug, awaiting.public_id])
    sent, browser = {"words": "Say it shorter.", "token": uuid.uuid4()}, client_for(approver)
    browser.post(url, sent)
    ask_for_sign_off(actor=participant, submission=awaiting, approver=approver)
    again = browser.post(url, sent)
    awaiting.refresh_from_db()
    assert (again.status_code, awaiting.is_awaiting) == (409, True)
    assert "Say it shorter." in again.text
    assert str(sent["token"]) not in again.text  # so that the next press counts


def test_taken_back_twice_it_is_with_its_drafters_once(
    participant: User, room: Submission, approver: User
) -> None:
    ask_for_sign_off(actor=participant, submission=room, approver=approver)
    for _ in range(2):
        take_back(actor=participant, submission=room)
    lines = Activity.objects.about(room).filter(verb=Verb.SIGN_OFF_TAKEN_BACK)
    assert lines.count() == 1


def test_the_receipt_goes_to_who_signed_and_who_asked(
    participant: User, room: Submission, approver: User
) -> None:
    ask_for_sign_off(actor=participant, submission=room, approver=approver)
    sign_off_and_send(actor=approver, submission=room, expected_version=room.version)
    receipts = Message.objects.filter(kind="submission_receipt")
    assert {message.recipient for message in receipts} == {approver, participant}


def test_further_asks_are_with_their_question_on_the_page_and_in_the_mail(
    paper: Paper, editor: User, other_participant: User, client_for: ClientFor
) -> None:
    paper.refresh_from_db()
    change_question(
        actor=editor,
        question=question_of(paper),
        expected_version=paper.draft_version,
        parts=["Who leads it?"],
    )
    publish_paper(actor=editor, paper=paper)
    sent = send(other_participant, draft(other_participant, paper))
    url = reverse("reading:sent-answer", args=[paper.slug, sent.reference])
    assert "Who leads it?" in fetch(client_for(other_participant), url).text
    told = mail_of(Message.objects.get(kind="submission_receipt"))
    assert "- Who leads it?" in told


def test_the_receipt_names_what_is_private_and_quotes_what_is_public(
    participant: User, paper: Paper
) -> None:
    sent = send(participant, draft(participant, paper))
    told = mail_of(Message.objects.get(kind="submission_receipt"))
    assert str(sent.reference) in told
    assert "In public: a plan works." in told
    assert "What does good look like, 1?" in told
    assert told.count("your answer to question 2. It is in your PDF.") == 2  # in both parts
    assert "In private" not in told


def test_the_receipt_keeps_the_paragraphs_of_an_answer_apart(
    participant: User, paper: Paper
) -> None:
    room = begin(participant, paper)
    write(participant, room, 1, "A plan works.\n\nIt needs:\n\n- a bed\n- a **mentor**")
    send(participant, room)
    message = Message.objects.get(kind="submission_receipt")
    mail = kind_named(message.kind).compose(message)
    assert mail is not None
    assert "\nA plan works.\n\nIt needs:\n\n- a bed\n- a mentor\n" in mail.text
    assert len(re.findall(r"<p\b[^>]*>(?:A plan works|It needs)[.:]</p>", mail.html)) == 2
    assert re.search(r"<li\b[^>]*>a <strong\b[^>]*>mentor</strong></li>", mail.html)


def test_it_waits_on_the_approvers_own_page(
    participant: User, room: Submission, approver: User, client_for: ClientFor
) -> None:
    ask_for_sign_off(actor=participant, submission=room, approver=approver)
    page = fetch(client_for(approver), reverse("reading:me"))
    url = reverse("submissions:check", args=[room.paper.slug, room.public_id])
    assert url in page.links().values()
    assert "Northfield Resettlement Trust" in page.text


def test_the_receipt_says_of_no_answer_that_waits_that_it_is_published(
    participant: User, editor: User
) -> None:
    room = draft(participant, make_paper(editor, title="Read before"))
    write(participant, room, 1, "In public: a plan works.", openness=NAMELESS)
    send(participant, room)
    told = mail_of(Message.objects.get(kind="submission_receipt"))
    assert "A moderator reads it before readers see it" in told
    assert "Public, without the name." in told
    assert "Published" not in told
