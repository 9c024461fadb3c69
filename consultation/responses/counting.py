"""The counts kept in the transaction that publishes: of a question, and of a thread's replies."""

from django.db.models import F
from django_comments_xtd.models import XtdComment

from consultation.responses.models import QuestionTally, Response


def count_published(response: Response) -> None:
    """Count a response that has just become public, in its question's tally and in its thread."""
    tally = QuestionTally.objects.filter(question_id=response.question_id)
    column = "answers" if response.depth == 0 else "replies"
    if not tally.update(latest=response, **{column: F(column) + 1}):
        QuestionTally.objects.get_or_create(question_id=response.question_id)
        tally.update(latest=response, **{column: F(column) + 1})
    if response.depth:
        # The package's own column, with a meaning of ours: public replies anywhere below a root.
        XtdComment.norel_objects.filter(pk=response.root_id).update(
            nested_count=F("nested_count") + 1
        )
