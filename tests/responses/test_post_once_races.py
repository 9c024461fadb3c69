"""Two forms of one person at the same instant, on real connections."""

import uuid

import pytest

from accounts.models import User
from consultation.responses.actions import Beside, Posted, PostedBesideError, post_response
from consultation.responses.models import Response
from papers.models import Question
from tests.racing import LONGEST_WAIT, begun, still_open

pytestmark = pytest.mark.django_db(transaction=True)


def say(person: User, question: Question, body: str) -> Posted:
    """Post as any tab of a browser does."""
    return post_response(
        actor=person,
        question_id=question.pk,
        body=body,
        client_token=uuid.uuid4(),
        beside=Beside.NOTHING,
    )


def test_two_tabs_that_post_the_same_at_once_post_it_once(
    participant: User, question: Question
) -> None:
    with still_open(lambda: say(participant, question, "Once.")):
        late = begun(lambda: say(participant, question, "Once."))
    assert not late.result(timeout=LONGEST_WAIT).created
    assert Response.objects.get().comment == "Once."


def test_of_two_texts_at_once_the_later_is_asked_about(
    participant: User, question: Question
) -> None:
    with still_open(lambda: say(participant, question, "One.")):
        late = begun(lambda: say(participant, question, "Another."))
    with pytest.raises(PostedBesideError) as asked:
        late.result(timeout=LONGEST_WAIT)
    assert asked.value.standing.comment == "One."
    assert Response.objects.count() == 1


def test_two_people_who_say_the_same_at_once_both_say_it(
    participant: User, other_participant: User, question: Question
) -> None:
    with still_open(lambda: say(participant, question, "Once each.")):
        late = begun(lambda: say(other_participant, question, "Once each."))
        assert late.result(timeout=LONGEST_WAIT).created
    assert Response.objects.count() == 2
