import pytest

from accounts.models import User
from consultation.moderation.models import Reason
from consultation.responses.models import Response
from papers.models import Question
from tests.asking import post


@pytest.fixture
def held(participant: User, question: Question) -> Response:
    """A first response: it waits for a moderator."""
    return post(participant, question, "My first words on this.")


@pytest.fixture
def reason(db: None) -> Reason:
    return Reason.objects.get(title="Not about this question")
