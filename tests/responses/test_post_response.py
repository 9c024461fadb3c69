import threading
import uuid

import pytest
from django.db import IntegrityError, connection, connections
from pytest_django.fixtures import DjangoAssertNumQueries

from accounts.models import User
from consultation.activity.models import Activity, Verb
from consultation.responses.actions import (
    FormOutOfDateError,
    PaperNotOpenError,
    ReplyElsewhereError,
    ReplyTooDeepError,
    TokenTakenError,
    post_response,
    publish_response,
    reject_response,
)
from consultation.responses.models import (
    MAX_DEPTH,
    QuestionTally,
    Response,
    StoredCommentSavedError,
)
from papers.actions import change_question, publish_paper
from papers.models import Paper, Question
from tests.asking import close, make_paper, post, post_published, question_of


def test_a_first_response_is_held(participant: User, question: Question) -> None:
    response = post(participant, question)
    assert response.state == Response.State.HELD
    assert response.published_at is None


def test_a_second_response_is_published(participant: User, question: Question) -> None:
    post_published(participant, question)
    assert post(participant, question).state == Response.State.PUBLISHED


def test_a_rejected_first_response_earns_no_trust(participant: User, question: Question) -> None:
    reject_response(actor=participant, response=post(participant, question))
    assert post(participant, question).state == Response.State.HELD


def test_a_private_answer_once_published_is_still_not_public_to_the_package(
    participant: User, question: Question
) -> None:
    private = post(participant, question, visibility="private")
    publish_response(actor=participant, response=private)
    stored = Response.objects.get(pk=private.pk)
    assert (stored.state, stored.is_public) == ("published", False)
    assert not QuestionTally.objects.filter(answers__gt=0).exists()


def test_a_state_that_nobody_knows_is_refused(participant: User, question: Question) -> None:
    with pytest.raises(IntegrityError, match="response_state_known"):
        Response.objects.filter(pk=post(participant, question).pk).update(state="other")


def test_a_wording_nobody_knows_is_refused(participant: User, question: Question) -> None:
    with pytest.raises(FormOutOfDateError):
        post_response(
            actor=participant,
            question_id=question.pk,
            body="b",
            client_token=uuid.uuid4(),
            asked_as=999,
        )


@pytest.mark.parametrize(("policy", "state"), [("pre", "held"), ("post", "published")])
def test_the_policy_of_the_paper_decides(
    participant: User, editor: User, policy: str, state: str
) -> None:
    paper = make_paper(editor, moderation=policy)
    post_published(participant, question_of(paper))
    assert post(participant, question_of(paper)).state == state


def test_the_policy_team_is_never_held(moderator: User, question: Question) -> None:
    assert post(moderator, question).state == Response.State.PUBLISHED


def test_the_package_sees_no_held_response_as_public(participant: User, question: Question) -> None:
    held = post(participant, question)
    assert not held.is_public
    stored = Response.objects.get(pk=post_published(participant, question).pk)
    assert stored.is_public


def test_posting_is_logged_without_the_text(participant: User, question: Question) -> None:
    response = post(participant, question, "canary-in-the-log")
    (line,) = Activity.objects.about(response)
    assert (line.verb, line.actor_id, line.paper_id) == (
        Verb.RESPONSE_POSTED,
        participant.pk,
        question.paper_id,
    )
    assert "canary" not in str(line.data)


def test_a_replayed_form_stores_one_response(participant: User, question: Question) -> None:
    token = uuid.uuid4()
    posts = [
        post_response(actor=participant, question_id=question.pk, body="Once.", client_token=token)
        for _ in range(3)
    ]
    assert [posted.created for posted in posts] == [True, False, False]
    assert Response.objects.count() == 1
    assert Activity.objects.filter(verb=Verb.RESPONSE_POSTED).count() == 1


def test_another_persons_form_is_not_mine(
    participant: User, other_participant: User, question: Question
) -> None:
    token = uuid.uuid4()
    post_response(actor=participant, question_id=question.pk, body="Mine.", client_token=token)
    with pytest.raises(TokenTakenError):
        post_response(
            actor=other_participant, question_id=question.pk, body="Theirs.", client_token=token
        )


def test_a_closed_paper_takes_nothing(participant: User, open_paper: Paper) -> None:
    close(open_paper)
    with pytest.raises(PaperNotOpenError):
        post(participant, question_of(open_paper))
    assert not Response.objects.exists()


def test_a_reply_belongs_to_the_question_of_its_parent(
    participant: User, open_paper: Paper, editor: User
) -> None:
    parent = post_published(participant, question_of(open_paper))
    other = question_of(make_paper(editor, title="Another paper"))
    with pytest.raises(ReplyElsewhereError):
        post(participant, other, to=parent)


def test_nobody_replies_to_a_held_response(
    participant: User, moderator: User, question: Question
) -> None:
    held = post(participant, question)
    with pytest.raises(ReplyElsewhereError):
        post(moderator, question, to=held)


def test_a_reply_too_deep_is_refused(participant: User, question: Question) -> None:
    parent = post_published(participant, question)
    for _ in range(MAX_DEPTH):
        parent = post(participant, question, to=parent)
    assert parent.depth == MAX_DEPTH
    with pytest.raises(ReplyTooDeepError):
        post(participant, question, to=parent)


def test_a_reply_stands_below_its_parent_in_order_of_arrival(
    participant: User, question: Question
) -> None:
    root = post_published(participant, question, "root")
    first = post(participant, question, "first", to=root)
    post(participant, question, "second", to=root)
    post(participant, question, "below first", to=first)
    order = Response.objects.order_by("path").values_list("comment", flat=True)
    assert list(order) == ["root", "first", "below first", "second"]


def test_an_answer_keeps_the_wording_it_was_asked_as(
    participant: User, editor: User, open_paper: Paper, question: Question
) -> None:
    before = post_published(participant, question)
    open_paper.refresh_from_db()
    change_question(
        actor=editor,
        question=question,
        expected_version=open_paper.draft_version,
        kind=question.kind,
        text="A better wording?",
        context="",
        parts=[],
    )
    publish_paper(actor=editor, paper=open_paper)
    after = post(participant, question)
    read_earlier = post_response(
        actor=participant, question_id=question.pk, body="b", client_token=uuid.uuid4(), asked_as=1
    ).response
    assert before.wording.text == "What does good look like, 1?"
    assert after.wording.text == "A better wording?"
    assert read_earlier.wording == before.wording


def test_the_tally_counts_what_is_public(
    participant: User, other_participant: User, question: Question
) -> None:
    root = post_published(participant, question)
    reply = post(participant, question, to=root)
    post(other_participant, question)
    tally = QuestionTally.objects.get(question=question)
    assert (tally.answers, tally.replies, tally.latest_id) == (1, 1, reply.pk)
    root.refresh_from_db()
    assert root.reply_count == 1


def test_a_stored_response_is_never_saved(participant: User, question: Question) -> None:
    response = post(participant, question)
    with pytest.raises(StoredCommentSavedError):
        response.save()


def test_a_post_costs_the_same_in_any_thread(
    participant: User, question: Question, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    root = post_published(participant, question)
    for replies in (0, 12):
        for _ in range(replies):
            post(participant, question, to=root)
        fresh = User.objects.get(pk=participant.pk)
        # Twelve, and the savepoint that stands for BEGIN and COMMIT.
        with django_assert_num_queries(14):
            post(fresh, question, to=root)


@pytest.mark.django_db(transaction=True)
def test_forty_replies_at_once_keep_one_order(participant: User, question: Question) -> None:
    root = post_published(participant, question)

    def reply(number: int) -> None:
        try:
            author = User.objects.get(pk=participant.pk)
            for part in range(4):
                post(author, question, f"{number}.{part}", to=root)
        finally:
            connections["default"].close()

    threads = [threading.Thread(target=reply, args=(number,)) for number in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    paths = list(Response.objects.order_by("path").values_list("path", flat=True))
    assert len(paths) == len(set(paths)) == 41
    assert QuestionTally.objects.get(question=question).replies == 40
    assert Response.objects.get(pk=root.pk).reply_count == 40


@pytest.mark.django_db(transaction=True)
def test_fifty_clicks_on_one_form_store_one_response(participant: User, question: Question) -> None:
    token, created = uuid.uuid4(), []

    def click() -> None:
        try:
            for _ in range(5):
                posted = post_response(
                    actor=participant, question_id=question.pk, body="x", client_token=token
                )
                created.append(posted.created)
        finally:
            connections["default"].close()

    threads = [threading.Thread(target=click) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert created.count(True) == 1
    assert len(created) == 50
    assert Response.objects.count() == 1


def test_deleting_the_log_is_refused_by_the_database(participant: User, question: Question) -> None:
    from django.db import DatabaseError, transaction

    post(participant, question)
    for statement in ("UPDATE activity_activity SET verb = 'x'", "DELETE FROM activity_activity"):
        with (
            pytest.raises(DatabaseError, match="append-only"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
