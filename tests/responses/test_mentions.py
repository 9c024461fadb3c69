"""Turning to others in a thread."""

import uuid

import pytest

from accounts.models import User
from consultation.responses.actions import CannotMentionError, post_response
from consultation.responses.models import Mention, Response
from consultation.responses.taking_part.mentioning import (
    MOST,
    people_in,
    shown_mentions,
    with_mentions,
)
from papers.models import Question
from tests.asking import make_paper, post_published, question_of
from tests.people import make_membership, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def question(editor: User) -> Question:
    return question_of(make_paper(editor, moderation="post"))


@pytest.fixture
def root(participant: User, question: Question) -> Response:
    return post_published(participant, question)


def telling(author: User, root: Response, *mentioned: Response) -> Response:
    return post_response(
        actor=author,
        question_id=root.question_id,
        body="What do you think?",
        client_token=uuid.uuid4(),
        in_reply_to=root,
        mentions=mentioned,
    ).response


def read(response: Response) -> Response:
    return with_mentions(Response.objects.all()).get(pk=response.pk)


def test_the_others_in_a_thread_each_once_and_in_each_capacity(
    root: Response, participant: User, other_participant: User, question: Question
) -> None:
    membership = make_membership(other_participant, "Northfield Trust")
    mine = post_published(other_participant, question, to=root)
    ours = post_published(other_participant, question, to=root, membership=membership)
    post_published(other_participant, question, to=root)
    assert [each.pk for each in people_in(root, participant)][1:] == [ours.pk]
    assert len(people_in(root, participant)) == 2
    assert mine not in people_in(root, other_participant)
    assert people_in(root, other_participant) == (root,)


def test_a_mention_is_shown_while_what_they_said_is(
    root: Response, other_participant: User
) -> None:
    reply = telling(other_participant, root, root)
    [mentioned] = shown_mentions(read(reply))
    assert mentioned.name == root.speaker
    Response.objects.filter(pk=root.pk).update(state="held")
    assert shown_mentions(read(reply)) == ()


def test_oneself_and_other_threads_cannot_be_mentioned(
    root: Response, participant: User, other_participant: User, question: Question
) -> None:
    elsewhere = post_published(participant, question)
    own = post_published(other_participant, question, to=root)
    for wrong in (elsewhere, own):
        with pytest.raises(CannotMentionError):
            telling(other_participant, root, wrong)
    assert not Mention.objects.exists()


def test_not_too_many_at_once(root: Response, question: Question, participant: User) -> None:
    many = [
        post_published(make_person(f"speaker{number}"), question, to=root)
        for number in range(MOST + 1)
    ]
    with pytest.raises(CannotMentionError):
        telling(participant, root, *many)
    assert telling(participant, root, *many[:MOST]).mentions.count() == MOST
