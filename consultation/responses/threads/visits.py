"""When a person read a question before: what came after it is new to them."""

from datetime import datetime, timedelta
from typing import Final

from django.db.models import Case, F, When
from django.db.models.functions import Now

from accounts.models import User
from consultation.responses.models import QuestionVisit

# Whoever reads nothing for so long comes back to a new visit.
A_PAUSE: Final = timedelta(minutes=30)
# docs/people-and-data.md says it.
KEPT: Final = timedelta(days=365)


def end_of_last_visit(person: User, question_id: int) -> datetime | None:
    """Return when the last visit ended, for a page that does not count as one. One query."""
    visits = QuestionVisit.objects.filter(person=person, question_id=question_id)
    is_over = When(seen_at__lt=Now() - A_PAUSE, then=F("seen_at"))
    ended = visits.annotate(ended=Case(is_over, default=F("seen_before")))
    return ended.values_list("ended", flat=True).first()


def forget_old_visits() -> int:
    """Delete what was read a year ago and not since; return how many."""
    return QuestionVisit.objects.filter(seen_at__lt=Now() - KEPT).delete()[0]
