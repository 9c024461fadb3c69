"""The page on which a formal answer is checked as a whole, and what its buttons do."""

import re

import pytest
from django.urls import reverse

from accounts.models import Membership, User
from consultation.responses.models import DraftersComment, Response, Submission
from papers.actions import change_question, publish_paper, retire_question
from papers.models import Paper
from tests.asking import close, make_paper, question_of
from tests.conftest import ClientFor
from tests.page import read_page
from tests.responses.check_page import check_page, press, read_form
from tests.responses.formal import begin, draft, send, write
from tests.responses.rooms import url_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def paper(editor: User) -> Paper:
    return make_paper(editor, questions=3, moderation=Paper.Moderation.POST)


def test_it_shows_each_answer_with_its_openness_and_names_the_gaps(
    participant: User, room: Submission, client_for: ClientFor
) -> None:
    page = check_page(client_for(participant), room)
    assert "2 answers of 3" in page.text
    assert "1 public, with the name; 1 private, for the policy team alone." in page.text
    assert "In private: it did not work here." in page.text
    assert re.search(r"Not answered .*Question 3: What does good look like, 3\?", page.text)


def test_it_sends_what_was_read(participant: User, room: Submission, client_for: ClientFor) -> None:
    client = client_for(participant)
    answer = press(client, room, "send", **read_form(check_page(client, room)))
    room.refresh_from_db()
    page = read_page(answer)
    assert f"Its reference is {room.reference}" in page.text
    assert Response.objects.count() == 2


def test_pressed_twice_it_is_here_once(
    participant: User, room: Submission, client_for: ClientFor
) -> None:
    client = client_for(participant)
    form = read_form(check_page(client, room))
    press(client, room, "send", **form)
    answer = press(client, room, "send", **form)
    assert "sent already. It is here once." in read_page(answer).text
    assert Response.objects.count() == 2


def test_the_room_leads_to_what_was_sent(
    participant: User, room: Submission, client_for: ClientFor
) -> None:
    sent = send(participant, room)
    answer = client_for(participant).get(url_of(room, "check"))
    assert answer["Location"] == reverse(
        "reading:sent-answer", args=[room.paper.slug, sent.reference]
    )


def test_what_changed_since_is_named_and_nothing_is_sent(
    participant: User, room: Submission, client_for: ClientFor
) -> None:
    client = client_for(participant)
    form = read_form(check_page(client, room))
    write(participant, room, 1, "In public: changed.")
    write(participant, room, 3, "And this.")
    answer = press(client, room, "send", **form)
    text = read_page(answer).text
    assert answer.status_code == 409
    assert "The answer to question 1 was changed by Participant." in text
    assert "Question 3 has an answer now by Participant." in text
    assert "In public: changed." in text
    assert not Response.objects.exists()


@pytest.mark.parametrize(
    "form",
    [{}, {"version": "x"}, {"version": "1", "seen": "a:b 1 :: 99999999999999999999:1"}],
)
def test_a_spoilt_form_sends_nothing(
    participant: User, room: Submission, client_for: ClientFor, form: dict[str, str]
) -> None:
    answer = press(client_for(participant), room, "send", **form)
    assert answer.status_code == 409
    assert not Response.objects.exists()


def test_an_answer_that_is_too_long_is_marked_and_keeps_the_button_away(
    participant: User, room: Submission, editor: User, paper: Paper, client_for: ClientFor
) -> None:
    change_question(
        actor=editor,
        question=question_of(paper),
        expected_version=paper.draft_version,
        text="Why, in short?",
        word_limit=2,
    )
    publish_paper(actor=editor, paper=paper)
    page = check_page(client_for(participant), room)
    assert "Answered when it read: “What does good look like, 1?”" in page.text
    assert "At least one answer cannot be sent as it is" in page.text
    assert "Send your formal answer" not in page.text


def test_a_retired_questions_answer_is_shown_as_left_out(
    participant: User, room: Submission, editor: User, paper: Paper, client_for: ClientFor
) -> None:
    retire_question(actor=editor, question=question_of(paper, 2), reason="Asked elsewhere.")
    publish_paper(actor=editor, paper=Paper.objects.get(pk=paper.pk))
    client = client_for(participant)
    page = check_page(client, room)
    assert "Not sent: no longer asked" in page.text
    press(client, room, "send", **read_form(page))
    assert [each.question.number for each in Response.objects.all()] == [1]


def test_a_member_chooses_who_signs_it_off(
    participant: User, paper: Paper, member: Membership, approver: User, client_for: ClientFor
) -> None:
    room = draft(participant, paper, member)
    client = client_for(participant)
    assert "Approver (approver)" in check_page(client, room).text
    answer = press(client, room, "ask", approver=str(approver.public_id))
    assert "Approver is asked by mail to sign it off" in read_page(answer).text
    room.refresh_from_db()
    assert room.approver == approver


def test_choosing_nobody_is_said(
    participant: User, paper: Paper, member: Membership, approver: User, client_for: ClientFor
) -> None:
    room = draft(participant, paper, member)
    for chosen in ("", str(participant.public_id), "me"):
        answer = press(client_for(participant), room, "ask", approver=chosen)
        assert answer.status_code == 422
        assert read_page(answer).title.startswith("Error")


def test_where_nobody_can_sign_it_off_it_says_what_to_do(
    participant: User, paper: Paper, member: Membership, client_for: ClientFor
) -> None:
    room = draft(participant, paper, member)
    page = check_page(client_for(participant), room)
    assert "Ask an owner to name an approver" in page.text


def test_the_approver_signs_off_and_it_is_sent(
    awaiting: Submission, approver: User, client_for: ClientFor
) -> None:
    client = client_for(approver)
    press(client, awaiting, "send", **read_form(check_page(client, awaiting)))
    awaiting.refresh_from_db()
    assert (awaiting.state, awaiting.sent_by) == ("sent", approver)


def test_a_member_has_no_button_to_sign_off(
    participant: User, awaiting: Submission, client_for: ClientFor
) -> None:
    client = client_for(participant)
    page = check_page(client, awaiting)
    assert "Sign off and send" not in page.text
    answer = press(client, awaiting, "send", version=str(awaiting.version))
    assert answer.status_code == 409
    press(client, awaiting, "take-back")
    awaiting.refresh_from_db()
    assert awaiting.state == "drafting"


def test_the_approver_sends_it_back_with_words(
    awaiting: Submission, approver: User, client_for: ClientFor
) -> None:
    client = client_for(approver)
    form = read_form(check_page(client, awaiting))
    assert press(client, awaiting, "send-back", words="", token=form["token"]).status_code == 422
    press(client, awaiting, "send-back", words="Say it shorter.", token=form["token"])
    assert DraftersComment.objects.get().body == "Say it shorter."


def test_a_closed_paper_keeps_it_to_read(
    participant: User, room: Submission, client_for: ClientFor
) -> None:
    close(room.paper)
    page = check_page(client_for(participant), room)
    assert "This paper takes no answers now" in page.text
    assert "In private: it did not work here." in page.text


def test_there_is_nothing_to_send_in_an_empty_one(
    participant: User, paper: Paper, client_for: ClientFor
) -> None:
    page = check_page(client_for(participant), begin(participant, paper))
    assert "There is no answer to send yet." in page.text


def test_strangers_find_nothing(
    other_participant: User, lead: User, room: Submission, client_for: ClientFor
) -> None:
    for person in (other_participant, lead):
        for deed in ("send", "ask", "take-back", "send-back"):
            assert client_for(person).post(url_of(room, deed)).status_code == 404


def test_where_who_was_asked_cannot_sign_off_any_more_it_says_so(
    participant: User, awaiting: Submission, approver: User, client_for: ClientFor
) -> None:
    client, lost = client_for(participant), "can no longer sign off for the organisation"
    assert lost not in check_page(client, awaiting).text
    Membership.objects.filter(user=approver).update(role=Membership.Role.MEMBER)
    page = check_page(client, awaiting)
    assert lost in page.text
    assert "Take it back to go on drafting" in page.text
