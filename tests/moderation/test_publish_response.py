"""Publishing what was held: once, by somebody else than its author, and its author is told."""

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import User
from consultation.activity.models import Activity, Verb
from consultation.mail.models import Message
from consultation.moderation.actions import (
    AlreadyDecidedError,
    OwnResponseError,
    publish_response,
)
from consultation.moderation.models import Decision
from consultation.responses.models import Response
from papers.models import Question
from tests.asking import post


def test_publishing_makes_it_public(moderator: User, held: Response) -> None:
    publish_response(actor=moderator, response=held)
    assert Response.objects.public().filter(pk=held.pk).exists()


def test_a_decision_is_kept(moderator: User, held: Response) -> None:
    decision = publish_response(actor=moderator, response=held)
    decision.refresh_from_db()
    assert (decision.verdict, decision.moderator, decision.reason) == ("publish", moderator, None)
    assert decision.at is not None


def test_publishing_is_logged_once(moderator: User, held: Response) -> None:
    publish_response(actor=moderator, response=held)
    lines = Activity.objects.about(held).filter(verb=Verb.RESPONSE_PUBLISHED)
    assert [line.actor for line in lines] == [moderator]


def test_the_author_is_told_once(moderator: User, participant: User, held: Response) -> None:
    decision = publish_response(actor=moderator, response=held)
    message = Message.objects.get()
    assert (message.recipient, message.kind) == (participant, "response_published")
    assert message.key == str(decision.pk)


def test_a_second_decision_changes_nothing(moderator: User, lead: User, held: Response) -> None:
    publish_response(actor=moderator, response=held)
    with pytest.raises(AlreadyDecidedError):
        publish_response(actor=lead, response=held)
    assert (Decision.objects.count(), Message.objects.count()) == (1, 1)


def test_nobody_publishes_their_own_words(moderator: User, held: Response) -> None:
    Response.objects.filter(pk=held.pk).update(user=moderator)
    held.refresh_from_db()
    with pytest.raises(OwnResponseError):
        publish_response(actor=moderator, response=held)
    assert not Decision.objects.exists()


@pytest.mark.parametrize("role", ["participant", "other_participant", "editor", "analyst"])
def test_only_moderators_publish(role: str, request: pytest.FixtureRequest, held: Response) -> None:
    with pytest.raises(PermissionDenied):
        publish_response(actor=request.getfixturevalue(role), response=held)
    held.refresh_from_db()
    assert held.state == Response.State.HELD


def test_an_author_who_has_left_is_not_written_to(
    moderator: User, participant: User, held: Response
) -> None:
    participant.is_active = False
    participant.save(update_fields=["is_active"])
    held.refresh_from_db()
    publish_response(actor=moderator, response=held)
    assert not Message.objects.exists()


def test_an_author_without_an_address_stops_no_decision(
    moderator: User, participant: User, held: Response
) -> None:
    User.objects.filter(pk=participant.pk).update(email="gone")
    held = Response.objects.get(pk=held.pk)
    publish_response(actor=moderator, response=held)
    assert Decision.objects.count() == 1
    assert not Message.objects.exists()


def test_after_the_first_an_author_is_trusted(
    moderator: User, participant: User, held: Response, question: Question
) -> None:
    publish_response(actor=moderator, response=held)
    assert post(participant, question, "Second.").state == Response.State.PUBLISHED
