"""What clashed while it was typed: kept for its writer alone, until they settle or discard it."""

import uuid
from datetime import timedelta

import pytest
from django.db.models.functions import Now

from accounts.actions.rights import erase_person
from accounts.models import User
from consultation.lib.clock import database_now
from consultation.responses.actions.answering import (
    LONGEST,
    AnswerConflictError,
    AnswerTooLongError,
    keep_aside,
)
from consultation.responses.actions.rooms import discard_submission
from consultation.responses.choosing import Choice
from consultation.responses.formal.merging import AnswerText
from consultation.responses.formal.unsettled import (
    KEPT_AFTER_SENDING,
    forget_unsettled,
    kept_until,
)
from consultation.responses.models import Answer, AnswerVersion, Submission, UnsettledText
from papers.models import Question
from tests.asking import make_choice
from tests.conftest import ClientFor
from tests.page import fetch, read_page
from tests.people import make_suspension
from tests.responses.answer_forms import form_of, quietly, save
from tests.responses.rooms import (
    Shared,
    make_shared_room,
    newest_wording,
    queries_of,
    url_of,
    write,
)
from tests.responses.test_room_erasure import rows_of

pytestmark = pytest.mark.django_db

PLAN = "A plan from day one.\n\nHousing first."
MINE = PLAN.replace("Housing", "Work")
OFFERED = "is kept for you alone"


@pytest.fixture
def clashed(shared: Shared, question: Question, client_for: ClientFor) -> Shared:
    """The drafter typed on the same line as the colleague, and their tab was closed."""
    room, drafter, colleague = shared
    write(drafter, room, question, PLAN)
    client = client_for(drafter)
    page = fetch(client, url_of(room, "answer", 1))
    write(colleague, room, question, PLAN.replace("Housing", "A home"), on=1)
    assert quietly(client, room, page, body=MINE).status_code == 409
    return shared


def test_what_clashed_while_typing_is_kept(clashed: Shared) -> None:
    kept = UnsettledText.objects.get()
    assert (kept.body, kept.person, kept.began_with) == (MINE, clashed[1], 1)
    assert "A home first." in Answer.objects.get().body
    assert AnswerVersion.objects.count() == 2


def test_it_is_offered_on_any_device_to_its_writer_alone(
    clashed: Shared, client_for: ClientFor
) -> None:
    room, drafter, colleague = clashed
    for page in (url_of(room, "answer", 1), url_of(room), url_of(room, "check")):
        assert url_of(room, "settle", 1) in fetch(client_for(drafter), page).links().values()
        assert url_of(room, "settle", 1) not in fetch(client_for(colleague), page).links().values()
    settle = fetch(client_for(drafter), url_of(room, "settle", 1))
    assert form_of(settle)["body"] == "A plan from day one.\n\nA home first.\n\nWork first."
    answer = client_for(colleague).get(url_of(room, "settle", 1), follow=True)
    assert "Work first." not in read_page(answer).text


def test_typed_on_it_is_one_text(clashed: Shared, client_for: ClientFor) -> None:
    room, drafter, _ = clashed
    page = fetch(client_for(drafter), url_of(room, "settle", 1))
    answer = quietly(client_for(drafter), room, page, body="Both, in my words.")
    assert answer.status_code == 200
    assert answer.json()["said"].startswith("Kept for you alone, ")
    assert UnsettledText.objects.get().body == "Both, in my words."
    assert "Both" not in Answer.objects.get().body


def test_settled_it_is_in_the_answer_and_waits_no_more(
    clashed: Shared, client_for: ClientFor
) -> None:
    room, drafter, _ = clashed
    client = client_for(drafter)
    page = fetch(client, url_of(room, "settle", 1))
    save(client, room, page, body="Both, in my words.", stay="yes")
    assert Answer.objects.get().body == "Both, in my words."
    assert not UnsettledText.objects.exists()
    assert OFFERED not in fetch(client, url_of(room, "answer", 1)).text


def test_discarded_it_is_gone_and_the_answer_as_it_was(
    clashed: Shared, client_for: ClientFor
) -> None:
    room, drafter, colleague = clashed
    kept = {"page": str(UnsettledText.objects.get().page)}
    for client, left in ((client_for(colleague), 1), (client_for(drafter), 0)):
        client.post(url_of(room, "settle", 1), kept)
        assert UnsettledText.objects.count() == left
    answer = client_for(drafter).post(url_of(room, "settle", 1), {"page": "x"}, follow=True)
    assert "Nothing of yours waits here any more." in read_page(answer).text
    assert "A home first." in Answer.objects.get().body


def test_two_windows_are_two_texts(shared: Shared, question: Question) -> None:
    room, drafter, colleague = shared
    write(colleague, room, question, "One.")
    for body in ("From the left window.", "From the right window."):
        with pytest.raises(AnswerConflictError):
            write(drafter, room, question, body, page=uuid.uuid4())
    assert UnsettledText.objects.count() == 2


def test_the_same_text_twice_is_kept_once(shared: Shared, question: Question) -> None:
    room, drafter, colleague = shared
    write(colleague, room, question, "One.")
    for _ in range(2):
        with pytest.raises(AnswerConflictError):
            write(drafter, room, question, "Another.", page=uuid.uuid4())
    assert UnsettledText.objects.count() == 1


def test_too_long_to_be_saved_is_not_too_long_to_be_kept(
    shared: Shared, question: Question
) -> None:
    room, drafter, _ = shared
    with pytest.raises(AnswerTooLongError):
        write(drafter, room, question, "x" * (LONGEST + 1))
    assert len(UnsettledText.objects.get().body) == LONGEST + 1


def test_begun_again_where_the_answer_did_not_change_nothing_clashes(
    clashed: Shared, client_for: ClientFor
) -> None:
    room, drafter, _ = clashed
    client = client_for(drafter)
    page = fetch(client, url_of(room, "settle", 1))
    quietly(client, room, page, body="Both, in my words.")
    again = fetch(client, url_of(room, "settle", 1))
    assert again.h1 == "Your text, not in the answer yet"
    assert form_of(again)["body"] == "Both, in my words."


def test_who_is_suspended_can_copy_it(clashed: Shared, client_for: ClientFor) -> None:
    room, drafter, _ = clashed
    Submission.objects.filter(pk=room.pk).update(organisation=None, person=drafter)
    make_suspension(drafter)
    page = fetch(client_for(drafter), url_of(room, "settle", 1))
    assert "Work first." in page.text
    assert "Save this" not in page.text


def test_it_goes_with_the_room(clashed: Shared) -> None:
    discard_submission(actor=clashed[1], submission=clashed[0])
    assert not UnsettledText.objects.exists()


def test_what_was_sent_without_it_keeps_it_for_a_month(clashed: Shared) -> None:
    UnsettledText.objects.update(saved_at=Now() - KEPT_AFTER_SENDING - timedelta(minutes=1))
    assert forget_unsettled() == 0  # the room is open
    Submission.objects.update(state="withdrawn")
    assert forget_unsettled() == 1


def test_what_was_typed_long_before_it_was_sent_is_kept_for_a_month_after(clashed: Shared) -> None:
    UnsettledText.objects.update(saved_at=Now() - 2 * KEPT_AFTER_SENDING)
    Submission.objects.update(state="withdrawn", sent_at=Now())
    text = UnsettledText.objects.select_related("submission").get()
    assert kept_until(text, text.submission.sent_at) > database_now()
    assert forget_unsettled() == 0


def test_it_goes_with_its_writer_and_is_in_their_copy(clashed: Shared) -> None:
    _, drafter, colleague = clashed
    assert [row["text"] for row in rows_of(drafter, "formal-answers-unsettled")] == [MINE]
    assert rows_of(colleague, "formal-answers-unsettled") == []
    erase_person(actor=None, person=drafter)
    assert not UnsettledText.objects.exists()


def test_many_of_them_cost_what_one_does(
    clashed: Shared, question: Question, client_for: ClientFor
) -> None:
    room, drafter, _ = clashed
    client = client_for(drafter)
    pages = [url_of(room), url_of(room, "answer", 1), url_of(room, "settle", 1)]
    few = [queries_of(client, page) for page in pages]
    for n in range(12):
        with pytest.raises(AnswerConflictError):
            write(drafter, room, question, f"Text {n}.", on=0, page=uuid.uuid4())
    assert [queries_of(client, page) for page in pages] == few


def test_a_choice_alone_is_shown_wherever_it_is_offered(
    editor: User, client_for: ClientFor
) -> None:
    question = make_choice(editor, "single", "Mentors", "Housing", "Work")
    room, drafter, _ = make_shared_room(question.paper)
    write(drafter, room, question, choice=Choice((0,)))
    keep_aside(
        actor=drafter,
        submission=room,
        wording=newest_wording(question),
        typed=AnswerText(choice=Choice((2,)), openness="private"),
        expected_version=1,
        page=uuid.uuid4(),
    )
    settle = fetch(client_for(drafter), url_of(room, "settle", 1))
    assert "Chose: Mentors" in settle.text
    assert "Chose: Work" in settle.text
    assert "saved now “Public, with our name”; yours “Private”" in settle.text
    assert "(empty)" not in settle.text


def test_two_windows_of_one_are_not_two_people(
    shared: Shared, question: Question, client_for: ClientFor
) -> None:
    room, drafter, _ = shared
    write(drafter, room, question, PLAN)
    with pytest.raises(AnswerConflictError):
        write(drafter, room, question, MINE, on=0)
    page = fetch(client_for(drafter), url_of(room, "settle", 1))
    assert "you saved a change to the same place in another window." in page.text
    assert "both of you" not in page.text
