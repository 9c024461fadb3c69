"""Documents of answers that staff read in."""

from collections.abc import Iterator

from accounts.holdings import Erasure, Holding, Row, register_holding
from accounts.models import User
from consultation.responses.models import AnswersImport


def register() -> None:
    """Make this holding known."""
    register_holding(
        Holding(
            name="documents-of-answers",
            title="Documents of answers you read in",
            why="Only staff have these. What was not entered is kept for a month.",
            models=(AnswersImport,),
            rows=_rows,
            erase=_erase,
        )
    )


def _rows(person: User) -> Iterator[Row]:
    own = AnswersImport.objects.filter(read_by=person).select_related("paper").order_by("pk")
    for kept in own.iterator():
        yield {
            "paper": kept.paper.slug,
            "file name": kept.file_name,
            "read in": kept.read_at,
            "entered": kept.submission_id is not None,
        }


def _erase(erasure: Erasure) -> None:
    """Delete what was not entered; of the rest it is not known any more who read it."""
    own = AnswersImport.objects.filter(read_by=erasure.person)
    own.filter(submission=None).delete()
    own.update(file_name="document", read_by=None)
