"""Held and private text leaks nowhere: every reader of responses goes through `visible_to`."""

import pytest
from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from consultation.responses.actions import reject_response
from consultation.responses.models import Response
from papers.models import Question
from tests.asking import post, post_published


@pytest.fixture
def rows(participant: User, question: Question) -> dict[str, Response]:
    """One response of each state and visibility, all by the participant."""
    public = post_published(participant, question, "public")
    private = post(participant, question, "private", visibility="private")
    question.paper.moderation = "pre"
    question.paper.save(update_fields=["moderation"])
    held, rejected = post(participant, question, "held"), post(participant, question, "rejected")
    reject_response(actor=participant, response=rejected)
    return {"public": public, "private": private, "held": held, "rejected": rejected}


def seen_by(viewer: User | AnonymousUser) -> set[str]:
    return set(Response.objects.visible_to(viewer).values_list("comment", flat=True))


def test_a_visitor_sees_what_is_public(rows: dict[str, Response]) -> None:
    assert seen_by(AnonymousUser()) == {"public"}


def test_another_participant_sees_what_is_public(
    rows: dict[str, Response], other_participant: User
) -> None:
    assert seen_by(other_participant) == {"public"}


def test_an_author_sees_all_of_their_own(rows: dict[str, Response], participant: User) -> None:
    assert seen_by(participant) == set(rows)


@pytest.mark.parametrize("role", ["editor", "analyst"])
def test_the_policy_team_sees_private_answers_and_nothing_held(
    rows: dict[str, Response], role: str, request: pytest.FixtureRequest
) -> None:
    assert seen_by(request.getfixturevalue(role)) == {"public", "private"}


@pytest.mark.parametrize("role", ["moderator", "lead"])
def test_a_moderator_sees_everything(
    rows: dict[str, Response], role: str, request: pytest.FixtureRequest
) -> None:
    assert seen_by(request.getfixturevalue(role)) == set(rows)


def test_a_suspended_moderator_sees_what_is_public(
    rows: dict[str, Response], moderator: User
) -> None:
    moderator.is_active = False
    assert seen_by(moderator) == {"public"}
