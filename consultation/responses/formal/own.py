"""A person's formal answers, wherever they may open them: being drafted, and sent."""

from typing import Final

from django.db.models import Count, Q, QuerySet

from accounts.models import User
from consultation.responses.models import Submission
from consultation.responses.querysets import SubmissionQuerySet
from papers.querysets import asking_in_public, published_title

ROOMS_SHOWN: Final = 50
# The same as `Answer.says_something`, of answers joined to their formal answer.
SAYS_SOMETHING: Final = (
    Q(answers__body__gt="") | Q(answers__choices__len__gt=0) | Q(answers__says_dont_know=True)
)


def rooms_of(person: User, *, most: int = ROOMS_SHOWN) -> list[Submission]:
    """Return what is being drafted, the last changed first, each with `done`. One query."""
    return list(_rooms(person)[:most])


def rooms_on(person: User, paper_id: int) -> list[Submission]:
    """Return what is being drafted in answer to one paper. One query."""
    return list(_rooms(person).filter(paper=paper_id))


def sent_open_to(person: User) -> SubmissionQuerySet:
    """Return what was sent, withdrawn or not, that the person may open."""
    return _shown(Submission.objects.closed_to_changes().open_to(person))


def _rooms(person: User) -> "QuerySet[Submission]":
    rooms = _shown(Submission.objects.in_rooms().open_to(person))
    return rooms.annotate(done=Count("answers", filter=SAYS_SOMETHING)).order_by(
        "-changed_at", "-pk"
    )


def _shown(submissions: SubmissionQuerySet) -> SubmissionQuerySet:
    """Those of papers whose questions readers may see, with all that a list says of each."""
    known = submissions.filter(asking_in_public("paper__"))
    return known.select_related("paper", "organisation").annotate(
        paper_title=published_title("paper__")
    )
