"""Choices in the database: what is stored, with which wording, and what is refused."""

import threading
import uuid

import pytest
from django.db import IntegrityError, connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from consultation.responses.actions import (
    FormOutOfDateError,
    NotAnAnswerError,
    PaperNotOpenError,
    QuestionRetiredError,
    post_response,
)
from consultation.responses.choosing import NO_CHOICE, Choice
from consultation.responses.models import Response
from papers.actions import change_question, publish_paper, retire_question, withdraw_paper
from papers.models import Paper, Question
from tests.asking import make_choice, post, post_published

WAIT = 30


@pytest.fixture
def single(editor: User) -> Question:
    return make_choice(editor, "single", "Housing", "Work", has_dont_know=True)


def trust(person: User, question: Question) -> None:
    """Let them have said something there, so that what follows is published at once."""
    post_published(person, question, "To begin with.")


def cost_of(person: User, question: Question, choice: Choice) -> int:
    fresh = User.objects.get(pk=person.pk)
    with CaptureQueriesContext(connection) as queries:
        post(fresh, question, "In words.", choice=choice)
    return len(queries)


def reword(editor: User, question: Question, *options: str) -> None:
    paper = Paper.objects.get(pk=question.paper_id)
    change_question(
        actor=editor,
        question=question,
        expected_version=paper.draft_version,
        kind=question.kind,
        options=list(options),
    )
    publish_paper(actor=editor, paper=paper)


def test_a_choice_needs_no_words(participant: User, single: Question) -> None:
    response = post(participant, single, "", choice=Choice((1,)))
    stored = Response.objects.select_related("wording").get(pk=response.pk)
    assert (stored.choices, stored.says_dont_know, stored.comment) == ([1], False, "")
    assert stored.state == Response.State.HELD


def test_a_ranking_is_stored_first_place_first(participant: User, editor: User) -> None:
    question = make_choice(editor, "ranking", "a", "b", "c")
    assert post(participant, question, "", choice=Choice((2, 0, 1))).choices == [2, 0, 1]


def test_a_recommendation_is_answered_with_agreement_words_or_both(
    participant: User, editor: User
) -> None:
    question = make_choice(editor, "recommendation")
    agreed = post(participant, question, "With care.", choice=Choice((0,)))
    words = post(participant, question, "Words alone.")
    said = [response.chosen(kind=question.kind) for response in (agreed, words)]
    assert [chosen and chosen.in_words for chosen in said] == ["Chose: Agree", None]


def test_an_answer_keeps_the_options_of_its_own_wording(
    participant: User, editor: User, single: Question
) -> None:
    before = post(participant, single, "", choice=Choice((1,)))
    reword(editor, single, "Housing", "A mentor", "Work")
    read_before = post_response(
        actor=participant,
        question_id=single.pk,
        body="",
        choice=Choice((1,)),
        client_token=uuid.uuid4(),
        asked_as=before.wording.number,
    ).response
    after = post(participant, single, "", choice=Choice((1,)))
    said = [each.chosen(kind="single") for each in (before, read_before, after)]
    assert [chosen and chosen.texts for chosen in said] == [("Work",), ("Work",), ("A mentor",)]


def test_a_place_the_older_wording_did_not_have_is_refused(
    participant: User, editor: User, single: Question
) -> None:
    read = post(participant, single, "", choice=Choice((0,))).wording.number
    reword(editor, single, "Housing", "A mentor", "Work")
    with pytest.raises(NotAnAnswerError):
        post_response(
            actor=participant,
            question_id=single.pk,
            body="",
            choice=Choice((2,)),
            client_token=uuid.uuid4(),
            asked_as=read,
        )


def test_the_edition_that_readers_see_says_what_may_be_chosen(
    participant: User, editor: User, single: Question
) -> None:
    paper = Paper.objects.get(pk=single.paper_id)
    change_question(
        actor=editor,
        question=single,
        expected_version=paper.draft_version,
        kind="multiple",
        options=["x", "y", "z"],
        word_limit=10,
    )
    assert post(participant, single, "word " * 11, choice=Choice((1,))).choices == [1]
    with pytest.raises(NotAnAnswerError):
        post(participant, single, "", choice=Choice((0, 1)))


def test_more_words_than_the_question_takes_are_refused(participant: User, editor: User) -> None:
    question = make_choice(editor, "open", word_limit=10)
    with pytest.raises(NotAnAnswerError, match="1 word too long"):
        post(participant, question, "word " * 11)
    root = post_published(participant, question, "word " * 10)
    assert post(participant, question, "word " * 11, to=root).depth == 1


def test_a_reply_has_words_and_chooses_nothing(participant: User, single: Question) -> None:
    root = post_published(participant, single, "", choice=Choice((0,)))
    for body, choice in (("", Choice()), ("Me too.", Choice((0,)))):
        with pytest.raises(NotAnAnswerError):
            post(participant, single, body, to=root, choice=choice)
    assert post(participant, single, "Why so?", to=root).in_reply_to == root


@pytest.mark.parametrize(
    "change", [{"choices": list(range(31))}, {"choices": [0], "says_dont_know": True}]
)
def test_the_database_refuses_what_no_answer_can_be(
    participant: User, single: Question, change: dict[str, object]
) -> None:
    response = post(participant, single, "", choice=Choice((0,)))
    with pytest.raises(IntegrityError), transaction.atomic():
        Response.objects.filter(pk=response.pk).update(**change)
    assert Response.objects.get().choices == [0]


def test_a_first_choice_costs_two_queries_more_to_add_it_up(
    participant: User, single: Question
) -> None:
    trust(participant, single)
    costs = [cost_of(participant, single, choice) for choice in (NO_CHOICE, Choice((1,)))]
    assert costs[1] == costs[0] + 2


@pytest.mark.parametrize("before", [1, 10])
def test_to_choose_anew_costs_the_same_however_often_it_was_done(
    participant: User, single: Question, before: int
) -> None:
    trust(participant, single)
    for n in range(before):
        post(participant, single, f"Words {n}.", choice=Choice((0,)))
    plain = cost_of(participant, single, NO_CHOICE)
    assert cost_of(participant, single, Choice((1,))) == plain + 3


def test_a_retired_question_takes_answers_until_the_edition_that_says_so(
    participant: User, editor: User, single: Question
) -> None:
    root = post_published(participant, single, "", choice=Choice((0,)))
    retire_question(actor=editor, question=single, reason="The law has changed.")
    assert post(participant, single, "Still asked.").wording_id
    publish_paper(actor=editor, paper=Paper.objects.get(pk=single.paper_id))
    for to in (None, root):
        with pytest.raises(QuestionRetiredError, match=r"asked\. The law has changed\."):
            post(participant, single, "Too late.", to=to)


def test_a_question_that_no_edition_holds_takes_nothing(
    participant: User, single: Question
) -> None:
    edition = Paper.objects.get(pk=single.paper_id).current_edition
    assert edition is not None
    Paper.objects.filter(pk=single.paper_id).update(
        current_edition=make_choice(
            User.objects.get(email="editor@soundings.example"), "open", title="Another"
        ).paper.current_edition
    )
    with pytest.raises(FormOutOfDateError):
        post(participant, single, "", choice=Choice((0,)))


@pytest.mark.django_db(transaction=True)
def test_a_response_waits_for_a_withdrawal_and_is_refused_by_it(
    participant: User, editor: User, single: Question
) -> None:
    refused: list[bool] = []

    def respond() -> None:
        try:
            post(participant, single, "", choice=Choice((0,)))
        except PaperNotOpenError:
            refused.append(True)
        finally:
            connections.close_all()

    writer = threading.Thread(target=respond)
    with transaction.atomic():
        withdraw_paper(actor=editor, paper=single.paper, reason="A mistake.")
        writer.start()
        writer.join(0.5)
        assert writer.is_alive()
    writer.join(WAIT)
    assert (refused, Response.objects.count()) == ([True], 0)


@pytest.mark.django_db(transaction=True)
def test_a_withdrawal_waits_for_the_responses_that_came_before_it(
    participant: User, editor: User, single: Question
) -> None:
    def withdraw() -> None:
        try:
            withdraw_paper(actor=editor, paper=single.paper, reason="A mistake.")
        finally:
            connections.close_all()

    writer = threading.Thread(target=withdraw)
    with transaction.atomic():
        post(participant, single, "", choice=Choice((0,)))
        writer.start()
        writer.join(0.5)
        assert writer.is_alive()
    writer.join(WAIT)
    paper = Paper.objects.get(pk=single.paper_id)
    assert paper.withdrawn_at is not None
    assert Response.objects.get().submit_date < paper.withdrawn_at


@pytest.mark.django_db(transaction=True)
def test_a_response_that_waited_for_an_edition_is_held_against_it(
    participant: User, editor: User, single: Question
) -> None:
    refused: list[str] = []

    def respond() -> None:
        try:
            post(participant, single, "", choice=Choice((0,)))
        except QuestionRetiredError as error:
            refused.append(str(error))
        finally:
            connections.close_all()

    writer = threading.Thread(target=respond)
    retire_question(actor=editor, question=single, reason="Answered elsewhere.")
    with transaction.atomic():
        publish_paper(actor=editor, paper=Paper.objects.get(pk=single.paper_id))
        writer.start()
        writer.join(0.5)
        assert writer.is_alive()
    writer.join(WAIT)
    assert ["Answered elsewhere" in said for said in refused] == [True]
