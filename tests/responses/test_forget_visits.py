from datetime import UTC, datetime, timedelta

from accounts.models import User
from consultation.responses.models import QuestionVisit
from consultation.responses.tasks import forget_old_visits
from papers.models import Question


def test_what_was_read_a_year_ago_is_forgotten(
    participant: User, other_participant: User, question: Question
) -> None:
    long_ago = datetime.now(UTC) - timedelta(days=366)
    QuestionVisit.objects.create(person=participant, question=question, seen_at=long_ago)
    kept = QuestionVisit.objects.create(person=other_participant, question=question)
    assert forget_old_visits() == 1
    assert list(QuestionVisit.objects.all()) == [kept]
