"""The versions of an answer: who wrote what, and bringing one back."""

import pytest

from consultation.responses.actions.answering import (
    AnswerChangedError,
    bring_back,
)
from consultation.responses.models import Answer
from papers.models import Question
from tests.conftest import ClientFor
from tests.page import fetch, read_page, words
from tests.responses.rooms import (
    Shared,
    url_of,
    write,
)

pytestmark = pytest.mark.django_db


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


def test_bringing_back_makes_an_earlier_text_the_newest(shared: Shared, question: Question) -> None:
    room, drafter, colleague = shared
    write(drafter, room, question, "One.", openness="private")
    write(colleague, room, question, "Two.", on=1)
    back = bring_back(
        actor=drafter, submission=room, question=question, number=1, expected_version=2
    )
    assert (back.answer.body, back.answer.openness, back.answer.version) == ("One.", "private", 3)
    assert back.answer.versions.get(number=2).body == "Two."


@pytest.mark.parametrize(("number", "expected"), [(1, 1), (9, 2)])
def test_nothing_is_brought_back_over_what_was_not_read(
    number: int, expected: int, shared: Shared, question: Question
) -> None:
    room, drafter, colleague = shared
    write(drafter, room, question, "One.")
    write(colleague, room, question, "Two.", on=1)
    with pytest.raises(AnswerChangedError):
        bring_back(
            actor=drafter,
            submission=room,
            question=question,
            number=number,
            expected_version=expected,
        )
    assert Answer.objects.get().body == "Two."
