"""What many tests here ask for: a response, a person's formal answer, an organisation's."""

import pytest
from django.test import Client

from accounts.models import Membership, User
from consultation.responses.actions.signing_off import ask_for_sign_off
from consultation.responses.models import Response, Submission
from papers.models import Paper, Question
from tests.asking import make_paper, post_published
from tests.conftest import ClientFor
from tests.people import make_membership, make_person
from tests.responses.edit_drafts import OLD
from tests.responses.formal import draft
from tests.responses.rooms import Shared, make_shared_room


@pytest.fixture
def browser(participant: User, client_for: ClientFor) -> Client:
    """The participant's."""
    return client_for(participant)


@pytest.fixture
def public(participant: User, question: Question) -> Response:
    """What the participant posted, published."""
    return post_published(participant, question, OLD)


@pytest.fixture
def shared(open_paper: Paper) -> Shared:
    """An organisation's drafting room with two who draft in it."""
    return make_shared_room(open_paper)


@pytest.fixture
def paper(editor: User) -> Paper:
    """One whose responses are published at once."""
    return make_paper(editor, moderation=Paper.Moderation.POST)


@pytest.fixture
def room(participant: User, paper: Paper) -> Submission:
    """The participant's own formal answer, drafted."""
    return draft(participant, paper)


@pytest.fixture
def member(participant: User) -> Membership:
    return make_membership(participant)


@pytest.fixture
def approver(member: Membership) -> User:
    return make_membership(make_person("approver"), member.organisation, role="approver").user


@pytest.fixture
def awaiting(participant: User, paper: Paper, member: Membership, approver: User) -> Submission:
    """The organisation's formal answer, put before its approver by the participant."""
    room = draft(participant, paper, member)
    ask_for_sign_off(actor=participant, submission=room, approver=approver)
    return room
