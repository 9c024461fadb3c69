"""What came too late, or was read as something else: nothing is lost, or sent by mistake."""

import pytest
from django.urls import reverse

from accounts.models import Membership, User
from consultation.responses.actions.sending import sign_off_and_send
from consultation.responses.actions.signing_off import take_back
from consultation.responses.models import DraftersComment, Response, Submission
from papers.models import Paper
from tests.conftest import ClientFor
from tests.page import read_page
from tests.people import make_membership, make_person
from tests.responses.check_page import check_page, press, read_form
from tests.responses.formal import draft, send
from tests.responses.rooms import url_of

pytestmark = pytest.mark.django_db


def test_words_of_what_was_taken_back_meanwhile_come_back(
    participant: User, awaiting: Submission, approver: User, client_for: ClientFor
) -> None:
    client = client_for(approver)
    form = read_form(check_page(client, awaiting))
    take_back(actor=participant, submission=awaiting)
    answer = press(client, awaiting, "send-back", words="Say it shorter.", token=form["token"])
    assert answer.status_code == 409
    assert "Your words, to copy Say it shorter." in read_page(answer).text
    assert not DraftersComment.objects.exists()


def test_words_for_what_was_sent_meanwhile_come_back(
    awaiting: Submission, approver: User, client_for: ClientFor
) -> None:
    client = client_for(approver)
    form = read_form(check_page(client, awaiting))
    sent = sign_off_and_send(actor=approver, submission=awaiting, expected_version=awaiting.version)
    answer = press(client, awaiting, "send-back", words="Say it shorter.", token=form["token"])
    page = read_page(answer)
    assert (answer.status_code, page.h1) == (409, "It was sent while you wrote")
    assert "Say it shorter." in page.text
    assert page.links()["See what was sent"].endswith(f"/sent/{sent.reference}/")


def test_every_page_of_a_sent_room_leads_to_what_was_sent(
    participant: User, room: Submission, client_for: ClientFor, other_participant: User
) -> None:
    sent = send(participant, room)
    where = reverse("reading:sent-answer", args=[room.paper.slug, sent.reference])
    doors = [url_of(room, page) for page in ("room", "check", "respondent", "discard")]
    doors += [
        reverse(f"submissions:{page}", args=[room.paper.slug, room.public_id, 1])
        for page in ("answer", "versions", "settle")
    ]
    for url in doors:
        assert client_for(participant).get(url)["Location"] == where
        assert client_for(other_participant).get(url).status_code == 404


def test_an_answer_that_comes_after_it_was_sent_is_shown_to_be_copied(
    participant: User, room: Submission, client_for: ClientFor
) -> None:
    send(participant, room)
    client = client_for(participant)
    url = reverse("submissions:answer", args=[room.paper.slug, room.public_id, 1])
    answer = client.post(url, {"body": "Too late."})
    assert (answer.status_code, "Too late." in read_page(answer).text) == (409, True)
    quiet = client.post(url, {"body": "Too late.", "keep": "quietly"})
    assert (quiet.status_code, quiet.json()["kept"]) == (409, False)


def test_who_may_sign_off_does_it_in_one_step(
    participant: User, paper: Paper, member: Membership, client_for: ClientFor
) -> None:
    Membership.objects.filter(pk=member.pk).update(role="owner")
    room = draft(participant, paper, member)
    client = client_for(participant)
    page = check_page(client, room)
    assert "Sign off and send" in page.text
    assert "Ask for the sign-off" not in page.text  # there is nobody else
    press(client, room, "send", **read_form(page))
    room.refresh_from_db()
    assert (room.state, room.sent_by) == ("sent", participant)


def test_who_may_sign_off_can_ask_another_all_the_same(
    paper: Paper, member: Membership, approver: User, client_for: ClientFor
) -> None:
    owner = make_membership(make_person("owner"), member.organisation, role="owner").user
    room = draft(member.user, paper, member)
    page = check_page(client_for(owner), room)
    assert "Or ask somebody else to sign it off" in page.text
    assert "Approver (approver)" in page.text
    assert "Owner (owner)" not in page.text
    press(client_for(owner), room, "ask", approver=str(approver.public_id))
    room.refresh_from_db()
    assert room.approver == approver


def test_what_was_read_as_waiting_is_not_sent_once_it_was_taken_back(
    participant: User, awaiting: Submission, approver: User, client_for: ClientFor
) -> None:
    client = client_for(approver)
    form = read_form(check_page(client, awaiting))
    take_back(actor=participant, submission=awaiting)
    answer = press(client, awaiting, "send", **form)
    assert answer.status_code == 409
    assert "Participant took it back from sign-off" in read_page(answer).text
    assert not Response.objects.exists()
