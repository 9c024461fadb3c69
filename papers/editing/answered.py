"""Which questions have answers; what has been answered cannot become another kind of question.

The answers' part stands above this one, so they are reached through the relation's name alone.
"""

from django.db.models import Exists, OuterRef

from papers.content import PaperContent
from papers.models import Paper, Question


def has_answers(question: str = "pk") -> Exists:
    """Annotate questions, or what points to one, with whether any response was ever posted."""
    return Exists(Question.objects.filter(pk=OuterRef(question), responses__isnull=False))


def is_answered(question: Question) -> bool:
    """Say whether any response was posted to it: held, private and rejected ones count too."""
    return Question.objects.filter(pk=question.pk, responses__isnull=False).exists()


def kinds_that_came_too_late(paper: Paper) -> list[tuple[Question, str]]:
    """Return the questions that were answered after their kind was changed, and what to do.

    The kind of an answered question is fixed, but answers may come between the change and the
    publishing of the next edition.
    """
    if paper.current_edition is None:
        return []
    published = PaperContent.from_json(paper.current_edition.content)
    asked = {question.id: question.kind for question in published.questions}
    answered = Question.objects.filter(paper=paper, pk__in=asked).filter(has_answers())
    return [
        (question, _too_late(question, asked[question.pk]))
        for question in answered.order_by("section__position", "position")
        if asked[question.pk] != question.kind
    ]


def _too_late(question: Question, kind: str) -> str:
    return (
        f"Question {question.number} has been answered as “{Question.Kind(kind).label}” since its "
        "kind was changed. Change it back, or retire it and ask a new one."
    )
