"""What is typed for a formal answer that a colleague sent meanwhile: kept, and offered again."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.db.models.functions import Now
from django.test import Client
from django.urls import reverse

from accounts.models import Membership, User
from consultation.responses.actions.answering import write_answer
from consultation.responses.actions.taking_back import begin_again, withdraw_submission
from consultation.responses.formal.unsettled import KEPT_AFTER_SENDING, forget_unsettled
from consultation.responses.models import Answer, Submission, UnsettledText
from consultation.responses.views import answering
from papers.models import Paper
from tests.conftest import ClientFor
from tests.page import Page, fetch, read_page
from tests.people import make_suspension
from tests.responses.answer_forms import form_of, quietly, save
from tests.responses.formal import draft, send
from tests.responses.rooms import queries_of, url_of

pytestmark = pytest.mark.django_db

SAID = "In public: a plan works."
MINE = "In public: a plan works, on day one."


@pytest.fixture
def room(participant: User, paper: Paper, member: Membership) -> Submission:
    """The organisation's formal answer, drafted."""
    return draft(participant, paper, member)


@pytest.fixture
def late(room: Submission, participant: User, approver: User, client_for: ClientFor) -> Submission:
    """The participant's text, typed on their page since before the approver sent the answer."""
    client = client_for(participant)
    page = fetch(client, url_of(room, "answer", 1))
    send(approver, room)
    assert save(client, room, page, body=MINE).status_code == 409
    room.refresh_from_db()
    return room


def sent_page(client: Client, sent: Submission) -> Page:
    return fetch(client, reverse("reading:sent-answer", args=[sent.paper.slug, sent.reference]))


def discard(client: Client, sent: Submission, **fields: Any) -> Any:
    where = [sent.paper.slug, sent.reference, 1]
    return client.post(reverse("submissions:discard-late", args=where), fields)


def test_it_is_kept_for_its_writer_alone(
    late: Submission, participant: User, approver: User, client_for: ClientFor
) -> None:
    kept = UnsettledText.objects.get()
    assert (kept.body, kept.person, kept.submission) == (MINE, participant, late)
    assert Answer.objects.get(question__number=1).body == SAID
    assert MINE in sent_page(client_for(participant), late).text
    assert MINE not in sent_page(client_for(approver), late).text


def opened_before_it_was_sent(
    client: Client, room: Submission, approver: User
) -> tuple[Page, Submission]:
    """The page of an answer, and what a colleague sent after it was opened."""
    page = fetch(client, url_of(room, "answer", 1))
    return page, send(approver, room)


def test_the_page_says_where_it_is_kept(
    room: Submission, participant: User, approver: User, client_for: ClientFor
) -> None:
    client = client_for(participant)
    page, sent = opened_before_it_was_sent(client, room, approver)
    answer = save(client, room, page, body=MINE)
    told = read_page(answer)
    assert (answer.status_code, told.h1) == (409, "It was sent while you wrote")
    assert MINE in told.text
    assert "Nothing has been saved" not in told.text
    where = told.links()["Go to what was sent"]
    assert where.endswith(f"/sent/{sent.reference}/#unsettled-heading")


def test_saved_as_one_types_it_is_kept_too(
    room: Submission, participant: User, approver: User, client_for: ClientFor
) -> None:
    client = client_for(participant)
    page = fetch(client, url_of(room, "answer", 1))
    send(approver, room)
    for body in (MINE, MINE + " And housing."):
        answer = quietly(client, room, page, body=body)
        assert (answer.status_code, answer.json()["kept"]) == (409, True)
    assert UnsettledText.objects.get().body == MINE + " And housing."


def test_sent_in_the_same_instant_it_is_kept_too(
    room: Submission,
    participant: User,
    approver: User,
    client_for: ClientFor,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The colleague sends it between opening the room and holding it."""
    client = client_for(participant)
    page = fetch(client, url_of(room, "answer", 1))

    def send_and_write(**typed: Any) -> Any:
        send(approver, room)
        return write_answer(**typed)

    monkeypatch.setattr(answering, "write_answer", send_and_write)
    assert save(client, room, page, body=MINE).status_code == 409
    assert UnsettledText.objects.get().body == MINE


def test_what_was_sent_already_says_is_not_kept(
    room: Submission, participant: User, approver: User, client_for: ClientFor
) -> None:
    client = client_for(participant)
    page = fetch(client, url_of(room, "answer", 1))
    send(approver, room)
    answer = client.post(url_of(room, "answer", 1), form_of(page), follow=True)
    assert "What you saved is part of it." in read_page(answer).text
    assert quietly(client, room, page).json()["kept"] is True
    assert not UnsettledText.objects.exists()


def test_it_waits_in_the_draft_that_goes_on_with_its_words(
    late: Submission, participant: User, approver: User, client_for: ClientFor
) -> None:
    withdraw_submission(actor=approver, submission=late)
    begun = begin_again(actor=approver, submission=late)
    client = client_for(participant)
    assert url_of(begun, "settle", 1) in fetch(client, url_of(begun)).links().values()
    page = fetch(client, url_of(begun, "settle", 1))
    assert (page.h1, form_of(page)["body"]) == ("Your text, not in the answer yet", MINE)
    save(client, begun, page)
    assert Answer.objects.get(submission=begun, question__number=1).body == MINE
    assert not UnsettledText.objects.exists()


def test_begun_with_an_older_version_both_are_shown(
    late: Submission, participant: User, approver: User, client_for: ClientFor
) -> None:
    UnsettledText.objects.update(began_with=0)
    withdraw_submission(actor=approver, submission=late)
    begun = begin_again(actor=approver, submission=late)
    page = fetch(client_for(participant), url_of(begun, "settle", 1))
    assert page.h1 == "Two wrote at once"
    assert form_of(page)["body"] == f"{SAID}\n\n{MINE}"


def test_typed_on_after_that_it_waits_there_too(
    room: Submission, participant: User, approver: User, client_for: ClientFor
) -> None:
    client = client_for(participant)
    page, sent = opened_before_it_was_sent(client, room, approver)
    quietly(client, room, page, body=MINE)
    withdraw_submission(actor=approver, submission=sent)
    begun = begin_again(actor=approver, submission=sent)
    answer = save(client, room, page, body=MINE + " And housing.")
    told = read_page(answer).links()
    assert told["in the draft that goes on with its words"] == url_of(begun, "settle", 1)
    kept = UnsettledText.objects.get()
    assert (kept.submission, kept.body) == (begun, MINE + " And housing.")


def test_it_is_listed_among_one_s_drafts(
    late: Submission, participant: User, approver: User, client_for: ClientFor
) -> None:
    drafts = reverse("responses:drafts")
    where = reverse("reading:sent-answer", args=[late.paper.slug, late.reference])
    assert f"{where}#unsettled-heading" in fetch(client_for(participant), drafts).links().values()
    assert str(late.reference) not in fetch(client_for(approver), drafts).text


def test_its_writer_alone_can_discard_it(
    late: Submission, participant: User, approver: User, client_for: ClientFor
) -> None:
    page = str(UnsettledText.objects.get().page)
    for client, left in ((client_for(approver), 1), (client_for(participant), 0)):
        assert discard(client, late, page=page).status_code == 302
        assert UnsettledText.objects.count() == left
    answer = client_for(participant).post(
        reverse("submissions:discard-late", args=[late.paper.slug, late.reference, 1]),
        {"page": "x"},
        follow=True,
    )
    assert "Nothing of yours waits here any more." in read_page(answer).text


def test_a_stranger_keeps_and_discards_nothing(
    late: Submission, other_participant: User, client_for: ClientFor
) -> None:
    client = client_for(other_participant)
    answer = client.post(url_of(late, "answer", 1), {"body": "From outside.", "version": 0})
    assert answer.status_code == 404
    assert discard(client, late, page=str(UnsettledText.objects.get().page)).status_code == 404
    assert UnsettledText.objects.get().body == MINE


def test_who_is_suspended_is_given_it_to_copy(
    paper: Paper, participant: User, client_for: ClientFor
) -> None:
    own = draft(participant, paper)
    page = fetch(client_for(participant), url_of(own, "answer", 1))
    send(participant, own)
    make_suspension(participant)
    answer = save(client_for(participant), own, page, body=MINE)
    assert (answer.status_code, MINE in answer.text) == (409, True)
    assert "Nothing has been saved" in answer.text
    assert not UnsettledText.objects.exists()


def test_it_goes_a_month_later(late: Submission) -> None:
    assert forget_unsettled() == 0
    long_ago = Now() - KEPT_AFTER_SENDING - timedelta(minutes=1)
    UnsettledText.objects.update(saved_at=long_ago)
    Submission.objects.update(sent_at=long_ago)
    assert forget_unsettled() == 1


def test_many_of_them_cost_what_one_does(
    late: Submission, participant: User, client_for: ClientFor
) -> None:
    client = client_for(participant)
    sent = reverse("reading:sent-answer", args=[late.paper.slug, late.reference])
    pages = [sent, reverse("responses:drafts")]
    few = [queries_of(client, page) for page in pages]
    kept = UnsettledText.objects.get()
    for n in range(12):
        kept.pk, kept.page, kept.body = None, uuid.uuid4(), f"Text {n}."
        kept.save()
    assert [queries_of(client, page) for page in pages] == few


def discard_room(client: Client, room: Submission) -> Page:
    return read_page(client.post(url_of(room, "discard"), follow=True))


def test_it_goes_back_when_the_draft_that_goes_on_is_discarded(
    late: Submission, participant: User, approver: User, client_for: ClientFor
) -> None:
    withdraw_submission(actor=approver, submission=late)
    begun = begin_again(actor=approver, submission=late)
    UnsettledText.objects.update(saved_at=Now() - 2 * KEPT_AFTER_SENDING)
    assert "goes back there" in fetch(client_for(approver), url_of(begun, "discard")).text
    assert "The draft is discarded" in discard_room(client_for(approver), begun).text
    assert forget_unsettled() == 0
    assert MINE in sent_page(client_for(participant), late).text
    assert MINE not in sent_page(client_for(approver), late).text


def test_and_goes_into_the_next_as_it_would_have_into_the_first(
    late: Submission, participant: User, approver: User, client_for: ClientFor
) -> None:
    withdraw_submission(actor=approver, submission=late)
    discard_room(client_for(approver), begin_again(actor=approver, submission=late))
    begun = begin_again(actor=approver, submission=late)
    page = fetch(client_for(participant), url_of(begun, "settle", 1))
    assert (page.h1, form_of(page)["body"]) == ("Your text, not in the answer yet", MINE)


def test_one_s_own_is_shown_before_the_draft_is_discarded(
    late: Submission, participant: User, approver: User, client_for: ClientFor
) -> None:
    withdraw_submission(actor=approver, submission=late)
    begun = begin_again(actor=approver, submission=late)
    page = fetch(client_for(participant), url_of(begun, "discard"))
    assert page.links()["Your text on question 1"] == url_of(begun, "settle", 1)
    assert "Your text" not in fetch(client_for(approver), url_of(begun, "discard")).text
