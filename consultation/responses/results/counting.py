"""The counts kept in the transaction that publishes: of a question, and of a thread's replies."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any

from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from consultation.responses.models import QuestionTally, Response
from consultation.responses.results.tallying import count_choice, count_choices_anew


def count_published(response: Response, *, is_new: bool = False) -> bool:
    """Count a response that has just become public, in its question's tally and in its thread.

    False, and nothing is counted in the thread, when it `is_new` and its thread is closed by now:
    the row of the root decides between a reply and whoever closes the thread.
    """
    tally = QuestionTally.objects.filter(question_id=response.question_id)
    column = "answers" if response.depth == 0 else "replies"
    changes: dict[str, Any] = {column: F(column) + 1, "version": F("version") + 1}
    if not response.is_nameless:
        changes["latest"] = response
    if not tally.update(**changes):
        QuestionTally.objects.get_or_create(question_id=response.question_id)
        tally.update(**changes)
    if response.is_nameless:
        # It is told by its day alone: what was said later that day stays the latest.
        tally.update(latest=_latest_of(response.question_id))
    count_choice(response)
    if not response.depth:
        return True
    roots = Response.objects.filter(pk=response.root_id)
    if is_new:
        roots = roots.filter(closed_at__isnull=True)
    return bool(roots.update(reply_count=F("reply_count") + 1))


def note_change(question_id: int) -> None:
    """Say that signed-out readers see something else below this question from now on."""
    tally = QuestionTally.objects.filter(question_id=question_id)
    if not tally.update(version=F("version") + 1):
        QuestionTally.objects.get_or_create(question_id=question_id, defaults={"version": 1})


def hold_tallies(questions: Collection[int]) -> list[QuestionTally]:
    """Lock the tallies of these questions until the transaction ends, and return them. One query.

    Whoever changes a response that is there and what is counted of it locks the tally first and
    the response after it, as posting a reply does with its thread: so nobody waits in a circle.
    """
    tallies = QuestionTally.objects.filter(question_id__in=questions)
    return list(tallies.select_for_update().order_by("question_id"))


@contextmanager
def count_anew(questions: Collection[int], roots: Collection[int]) -> Iterator[None]:
    """Hold the tallies of the questions while the block takes responses away, then count again.

    Who publishes meanwhile has changed no count yet, or waits for the tally and adds to the new.
    """
    hold_tallies(questions)
    yield
    for question_id in sorted(questions):
        _count_question(question_id)
    count_choices_anew(questions)
    below = Response.objects.public().filter(root_id=OuterRef("pk"), depth__gt=0)
    replies = Subquery(below.values("root_id").annotate(total=Count("pk")).values("total"))
    Response.objects.filter(pk__in=roots).update(reply_count=Coalesce(replies, 0))


def _count_question(question_id: int) -> None:
    public = Response.objects.public().filter(question_id=question_id)
    counts = public.aggregate(
        answers=Count("pk", filter=Q(depth=0)), replies=Count("pk", filter=Q(depth__gt=0))
    )
    QuestionTally.objects.filter(question_id=question_id).update(
        latest=_latest_of(question_id), version=F("version") + 1, **counts
    )


def _latest_of(question_id: int) -> Response | None:
    """Return what readers are told was said last; expects the tally to be locked."""
    return Response.objects.public().filter(question_id=question_id).latest_told().first()
