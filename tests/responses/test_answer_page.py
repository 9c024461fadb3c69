"""One answer's page: saving with a button or as one types, settling, and its versions."""

from typing import Any

import pytest
from django.test import Client

from accounts.models import Membership, User
from consultation.lib.clock import database_now
from consultation.responses.models import Answer, AnswerVersion, Submission
from papers.actions import publish_paper, retire_question
from papers.models import Paper, Question
from tests.asking import make_choice, make_paper, question_of
from tests.conftest import ClientFor
from tests.page import Page, fetch, read_page, words
from tests.responses.rooms import make_room, make_shared_room, write
from tests.responses.test_room_pages import queries_of, url_of
from tests.responses.test_write_answer import reworded

pytestmark = pytest.mark.django_db

Shared = tuple[Submission, User, User]
LONG_WORDS = "What I wrote at length, and would not like to write again."
PLAN = "A plan from day one.\n\nHousing first."


@pytest.fixture
def shared(open_paper: Paper) -> Shared:
    return make_shared_room(open_paper)


def form_of(page: Page) -> dict[str, str]:
    """Return what the form holds when it is opened, as a browser would send it."""
    form = next(each for each in page.tree.iter("form") if "/answer/" in each.get("action", ""))
    sent = {}
    for control in form.iter():
        name = control.get("name")
        if not name or name == "csrfmiddlewaretoken":
            continue
        if control.tag == "textarea":
            sent[name] = (control.text or "").removeprefix("\n")
        elif control.get("type") in {"radio", "checkbox"}:
            if control.get("checked") is not None:
                sent[name] = control.get("value", "on")
        elif control.tag == "input":
            sent[name] = control.get("value", "")
    return sent


def save(client: Client, room: Submission, page: Page, **fields: str) -> Any:
    return client.post(url_of(room, "answer", 1), {**form_of(page), **fields})


def test_saving_stays_or_goes_on_to_the_next_question(
    client_for: ClientFor, shared: Shared
) -> None:
    room, drafter, _ = shared
    client = client_for(drafter)
    page = fetch(client, url_of(room, "answer", 1))
    assert save(client, room, page, body="One.", stay="yes")["Location"] == url_of(
        room, "answer", 1
    )
    page = fetch(client, url_of(room, "answer", 1))
    gone_on = save(client, room, page, body="One and more.", go_on="yes")
    assert gone_on["Location"] == url_of(room, "answer", 2)
    assert Answer.objects.get().body == "One and more."


def test_after_the_last_question_comes_the_overview(client_for: ClientFor, shared: Shared) -> None:
    room, drafter, _ = shared
    client = client_for(drafter)
    sent = {**form_of(fetch(client, url_of(room, "answer", 2))), "body": "Two.", "go_on": "yes"}
    assert client.post(url_of(room, "answer", 2), sent)["Location"] == url_of(room)


def test_each_openness_says_what_it_means(client_for: ClientFor, shared: Shared) -> None:
    room, drafter, _ = shared
    text = fetch(client_for(drafter), url_of(room, "answer", 1)).text
    assert "Public, without our name It appears below the question as “Name withheld”" in text
    assert "Private The policy team reads it. It appears nowhere on this site." in text


def test_too_many_words_are_saved_and_said(client_for: ClientFor, editor: User) -> None:
    question = make_choice(editor, "open", word_limit=3)
    room, drafter, _ = make_shared_room(question.paper)
    client = client_for(drafter)
    page = fetch(client, url_of(room, "answer", 1))
    save(client, room, page, body="Four words are here.")
    assert Answer.objects.get().body == "Four words are here."
    assert "4 words of 3 Too long to send" in fetch(client, url_of(room)).text


def test_a_choice_is_saved_and_shown_again(client_for: ClientFor, editor: User) -> None:
    question = make_choice(editor, "single", "Mentors", "Housing")
    room, drafter, _ = make_shared_room(question.paper)
    client = client_for(drafter)
    save(client, room, fetch(client, url_of(room, "answer", 1)), choice="1", openness="private")
    assert Answer.objects.get().choices == [1]
    again = form_of(fetch(client, url_of(room, "answer", 1)))
    assert (again["choice"], again["openness"]) == ("1", "private")


def test_a_ranking_is_saved_and_shown_again(client_for: ClientFor, editor: User) -> None:
    question = make_choice(editor, "ranking", "Mentors", "Housing")
    room, drafter, _ = make_shared_room(question.paper)
    client = client_for(drafter)
    page = fetch(client, url_of(room, "answer", 1))
    save(client, room, page, choice_0="2", choice_1="1")
    assert Answer.objects.get().choices == [1, 0]
    assert "1. Housing" in fetch(client, url_of(room, "versions", 1)).text


@pytest.mark.parametrize(
    "fields",
    [{"openness": "secret"}, {"openness": ""}, {"version": "-1"}, {"version": "x"}],
)
def test_what_cannot_be_comes_back_with_the_text(
    fields: dict[str, str], client_for: ClientFor, shared: Shared
) -> None:
    room, drafter, _ = shared
    client = client_for(drafter)
    page = fetch(client, url_of(room, "answer", 1))
    answer = save(client, room, page, **{"body": "My long words.", **fields})
    assert answer.status_code == 422
    assert "My long words." in read_page(answer).text
    assert not Answer.objects.exists()


def test_two_who_changed_the_same_see_both_and_settle_it(
    client_for: ClientFor, shared: Shared, question: Question
) -> None:
    room, drafter, colleague = shared
    write(drafter, room, question, PLAN)
    client = client_for(drafter)
    page = fetch(client, url_of(room, "answer", 1))
    write(colleague, room, question, PLAN.replace("Housing", "A home"), on=1, openness="private")
    answer = save(client, room, page, body=PLAN.replace("Housing", "Work"), openness="nameless")
    settle = read_page(answer)
    assert answer.status_code == 409
    assert "While you wrote, Colleague saved a change to the same place." in settle.text
    assert "saved now “Private”; yours “Public, without our name”" in settle.text
    held = form_of(settle)
    assert held["body"] == "A plan from day one.\n\nA home first.\n\nWork first."
    assert save(client, room, settle, body="Settled.").status_code == 302
    assert (Answer.objects.get().body, Answer.objects.get().openness) == ("Settled.", "nameless")


def test_what_is_put_together_is_said(
    client_for: ClientFor, shared: Shared, question: Question
) -> None:
    room, drafter, colleague = shared
    write(drafter, room, question, PLAN)
    client = client_for(drafter)
    page = fetch(client, url_of(room, "answer", 1))
    write(colleague, room, question, PLAN.replace("Housing", "A home"), on=1)
    save(client, room, page, body=PLAN.replace("A plan", "One plan"))
    text = fetch(client, url_of(room, "answer", 1)).text
    assert "Saved, together with what Colleague wrote meanwhile." in text
    assert "Somebody else is here" not in text


def test_somebody_else_who_saved_lately_is_said(
    client_for: ClientFor, shared: Shared, question: Question
) -> None:
    room, drafter, colleague = shared
    write(colleague, room, question, "Words.")
    text = fetch(client_for(drafter), url_of(room, "answer", 1)).text
    assert "Saved by Colleague, just now." in text
    assert "Somebody else is here." in text


def quietly(client: Client, room: Submission, page: Page, **fields: str) -> Any:
    return save(client, room, page, keep="quietly", **fields)


def test_saving_as_one_types_answers_with_the_version(
    client_for: ClientFor, shared: Shared
) -> None:
    room, drafter, _ = shared
    client = client_for(drafter)
    answer = quietly(client, room, fetch(client, url_of(room, "answer", 1)), body="One.")
    assert answer.json() == {"said": "Saved as you typed.", "version": 1}
    assert Answer.objects.get().body == "One."


def test_saving_as_one_types_answers_with_what_colleagues_wrote(
    client_for: ClientFor, shared: Shared, question: Question
) -> None:
    room, drafter, colleague = shared
    write(drafter, room, question, PLAN)
    client = client_for(drafter)
    page = fetch(client, url_of(room, "answer", 1))
    write(colleague, room, question, PLAN.replace("Housing", "A home"), on=1)
    answer = quietly(client, room, page, body=PLAN.replace("A plan", "One plan")).json()
    assert answer["version"] == 3
    together = {"body": "One plan from day one.\n\nA home first.", "version": 4}
    assert answer["together"] == together
    assert "together with what Colleague wrote" in answer["said"]


def test_a_clash_while_typing_saves_nothing_and_says_so(
    client_for: ClientFor, shared: Shared, question: Question
) -> None:
    room, drafter, colleague = shared
    client = client_for(drafter)
    page = fetch(client, url_of(room, "answer", 1))
    write(colleague, room, question, "One.")
    answer = quietly(client, room, page, body="Another.")
    assert (answer.status_code, answer.json()["said"][:26]) == (409, "Changed by Colleague as we")
    assert Answer.objects.get().body == "One."


def test_a_fault_while_typing_is_said(client_for: ClientFor, shared: Shared) -> None:
    room, drafter, _ = shared
    client = client_for(drafter)
    page = fetch(client, url_of(room, "answer", 1))
    answer = quietly(client, room, page, body="x" * 20_001)
    assert answer.status_code == 409
    assert "1 characters too long" in answer.json()["said"]


def test_the_text_of_who_is_signed_out_comes_back(client_for: ClientFor, shared: Shared) -> None:
    room, drafter, _ = shared
    page = fetch(client_for(drafter), url_of(room, "answer", 1))
    answer = save(Client(), room, page, body=LONG_WORDS)
    assert answer.status_code == 401
    assert LONG_WORDS in read_page(answer).text


def test_the_text_of_who_is_a_stranger_by_now_comes_back(
    client_for: ClientFor, shared: Shared
) -> None:
    room, drafter, _ = shared
    client = client_for(drafter)
    page = fetch(client, url_of(room, "answer", 1))
    Membership.objects.filter(user=drafter).update(left_at=database_now())
    answer = save(client, room, page, body="My long words.")
    assert answer.status_code == 404
    assert "My long words." in read_page(answer).text
    assert not Answer.objects.exists()


def test_a_question_that_was_reworded_shows_both(client_for: ClientFor, editor: User) -> None:
    question = make_choice(editor, "single", "Mentors", "Housing")
    room, drafter, _ = make_shared_room(question.paper)
    write(drafter, room, question, "Why.")
    client = client_for(drafter)
    page = fetch(client, url_of(room, "answer", 1))
    reworded(editor, question, "Work", "Housing")
    changed = fetch(client, url_of(room, "answer", 1))
    assert "The question was changed since this answer was last written" in changed.text
    # A page that was opened before chooses among the options it showed.
    save(client, room, page, choice="0")
    assert Answer.objects.get().wording.options == ["Mentors", "Housing"]


def test_a_question_no_longer_asked_gives_its_text_to_copy(
    client_for: ClientFor, editor: User
) -> None:
    paper = make_paper(editor, title="Retiring")
    question = question_of(paper)
    room, drafter, _ = make_shared_room(paper)
    write(drafter, room, question, "Kept words.")
    retire_question(actor=editor, question=question, reason="Asked elsewhere.")
    publish_paper(actor=editor, paper=Paper.objects.get(pk=paper.pk))
    client = client_for(drafter)
    assert "No longer asked" in fetch(client, url_of(room)).text
    assert "0 of 1 question answered" in fetch(client, url_of(room)).text
    page = fetch(client, url_of(room, "answer", 1))
    assert "Kept words." in page.text
    assert "Save and go on" not in page.text


def test_a_question_that_is_not_there_is_not_there(client_for: ClientFor, shared: Shared) -> None:
    room, drafter, _ = shared
    client = client_for(drafter)
    assert client.get(url_of(room, "answer", 99)).status_code == 404
    assert client.get(url_of(room, "versions", 1)).status_code == 404  # nothing was written


def test_versions_say_who_wrote_what(
    client_for: ClientFor, shared: Shared, question: Question
) -> None:
    room, drafter, colleague = shared
    write(drafter, room, question, "A plan helps.")
    write(colleague, room, question, "A good plan helps.", on=1, openness="private")
    page = fetch(client_for(drafter), url_of(room, "versions", 1))
    assert "What Colleague changed" in page.text
    assert any("good" in words(mark) for mark in page.tree.iter("ins"))
    assert "You, " in page.text


def test_what_one_person_typed_in_one_go_is_one_version(
    client_for: ClientFor, shared: Shared, question: Question
) -> None:
    room, drafter, colleague = shared
    for number, text in enumerate(["A", "A plan", "A plan helps."]):
        write(drafter, room, question, text, on=number)
    page = fetch(client_for(colleague), url_of(room, "versions", 1))
    assert page.text.count("Drafter, ") == 1
    assert "A plan helps." in page.text


def test_an_earlier_version_is_brought_back_with_a_button(
    client_for: ClientFor, shared: Shared, question: Question
) -> None:
    room, drafter, colleague = shared
    write(drafter, room, question, "One.")
    write(colleague, room, question, "Two.", on=1)
    client = client_for(drafter)
    page = fetch(client, url_of(room, "versions", 1) + "?version=1")
    assert "Bring this version back" in page.text
    client.post(url_of(room, "versions", 1), {"number": "1", "version": "2"})
    assert Answer.objects.get().body == "One."


@pytest.mark.parametrize("sent", [{}, {"number": "1", "version": "7"}, {"number": "x"}])
def test_bringing_back_what_was_not_read_is_refused(
    sent: dict[str, str], client_for: ClientFor, shared: Shared, question: Question
) -> None:
    room, drafter, _ = shared
    write(drafter, room, question, "One.")
    answer = client_for(drafter).post(url_of(room, "versions", 1), sent)
    assert answer.status_code == 409
    assert "Look at it as it is now" in read_page(answer).text


@pytest.mark.parametrize("page", ["answer", "versions"])
def test_a_page_costs_the_same_after_many_saves(
    page: str, client_for: ClientFor, shared: Shared, question: Question
) -> None:
    room, drafter, colleague = shared
    write(drafter, room, question, "One.")
    write(colleague, room, question, "Two.", on=1)
    client = client_for(drafter)
    few = queries_of(client, url_of(room, page, 1))
    for number in range(2, 30):
        write((drafter, colleague)[number % 2], room, question, f"Text {number}.", on=number)
    assert AnswerVersion.objects.count() == 30
    assert queries_of(client, url_of(room, page, 1)) == few


def test_one_s_own_room_speaks_of_oneself(
    client_for: ClientFor, open_paper: Paper, participant: User
) -> None:
    room = make_room(open_paper, participant)
    text = fetch(client_for(participant), url_of(room, "answer", 1)).text
    assert "Public, with my name" in text
    assert "Notes to yourself" in text
