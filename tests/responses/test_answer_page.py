"""One answer's page: saving with a button, and settling what two changed."""

import pytest

from accounts.models import User
from consultation.responses.models import Answer, AnswerVersion
from papers.actions import publish_paper, retire_question
from papers.models import Paper, Question
from tests.asking import make_choice, make_paper, question_of
from tests.conftest import ClientFor
from tests.page import Page, fetch, read_page, words
from tests.responses.answer_forms import PLAN, form_of, opened_before, save
from tests.responses.rooms import (
    Shared,
    make_room,
    make_shared_room,
    queries_of,
    reworded,
    url_of,
    write,
)

pytestmark = pytest.mark.django_db


def problem_of(page: Page) -> str:
    """What the summary says that takes the focus."""
    return " ".join(
        words(each) for each in page.tree.iter() if each.get("data-behaviour") == "error-summary"
    )


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
    assert "While you wrote, Colleague saved a change to the same place." in problem_of(settle)
    assert "saved now “Private”; yours “Public, without our name”" in settle.text
    later = fetch(client, url_of(room, "settle", 1))
    assert ("While you wrote, Colleague" in later.text, problem_of(later)) == (True, "")
    held = form_of(settle)
    assert held["body"] == "A plan from day one.\n\nA home first.\n\nWork first."
    assert save(client, room, settle, body="Settled.").status_code == 302
    assert (Answer.objects.get().body, Answer.objects.get().openness) == ("Settled.", "nameless")


def test_what_is_put_together_is_said(
    client_for: ClientFor, shared: Shared, question: Question
) -> None:
    room, drafter, colleague = shared
    client = client_for(drafter)
    page = opened_before(colleague, client, room, question, drafter=drafter)
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
