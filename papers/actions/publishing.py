"""Publishing: the working copy becomes an edition that never changes."""

from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import Max
from django.db.models.functions import Now

from accounts.models import User
from consultation.activity.actions import record
from consultation.activity.models import Verb
from papers.actions.errors import NothingToPublishError, NotReadyToPublishError
from papers.actions.listing import list_edition
from papers.actions.working_copy import locked, refuse_if_anything_changed
from papers.content import content_to_store, says_the_same
from papers.models import Edition, Paper, Question, Wording
from papers.readiness import reasons_not_to_publish


def publish_paper(
    *,
    actor: User | None,
    paper: Paper,
    note: str = "",
    expected_version: int | None = None,
    published_at: datetime | None = None,
) -> Edition:
    """Freeze the working copy into the next edition and make it what readers see.

    `expected_version` is the draft that was looked at; `published_at` an earlier time, for a paper
    that was published before it came here. Raises PaperChangedMeanwhileError,
    NotReadyToPublishError with its reasons, or NothingToPublishError.
    """
    with transaction.atomic():
        paper = locked(paper, by=actor)
        last = paper.current_edition
        refuse_if_anything_changed(paper, expected_version=expected_version)
        if reasons := reasons_not_to_publish(paper):
            raise NotReadyToPublishError(reasons)
        if last is None:
            _number_in_reading_order(paper)
        content = content_to_store(paper, wordings=_word_questions(paper))
        if last is not None and says_the_same(last.content, content):
            raise NothingToPublishError(last.number)
        edition = _make_current(paper, last, content, note, published_at)
        list_edition(paper, content)
        record(
            actor=actor,
            verb=Verb.PAPER_PUBLISHED,
            thing=paper,
            paper_id=paper.pk,
            edition=edition.number,
            version=paper.draft_version + 1,
        )
    return edition


def _make_current(
    paper: Paper,
    last: Edition | None,
    content: dict[str, Any],
    note: str,
    published_at: datetime | None,
) -> Edition:
    edition = Edition.objects.create(
        paper=paper,
        number=last.number + 1 if last else 1,
        content=content,
        note=note,
        published_at=published_at or Now(),
    )
    edition.refresh_from_db(fields=["published_at"])
    # Nothing of the working copy is newer than the edition made of it.
    Paper.objects.filter(pk=paper.pk).update(
        current_edition=edition,
        draft_version=paper.draft_version + 1,
        is_changed_since_edition=False,
        short_number=paper.short_number or _next_short_number(),
        changed_at=edition.published_at,
    )
    return edition


def _next_short_number() -> int:
    """Return the next short number; who publishes a first edition waits for who else does."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('paper short number'))")
    last: int | None = Paper.objects.aggregate(last=Max("short_number"))["last"]
    return (last or 0) + 1


def _number_in_reading_order(paper: Paper) -> None:
    questions = list(Question.objects.filter(paper=paper).order_by("section__position", "position"))
    for number, question in enumerate(questions, start=1):
        question.number = number
    Question.objects.bulk_update(questions, ["number"])


def _word_questions(paper: Paper) -> dict[int, int]:
    """Make a Wording for each question whose words are new; return question id → wording number."""
    wordings = Wording.objects.filter(question__paper=paper)
    latest = {
        w.question_id: w
        for w in wordings.order_by("question_id", "-number").distinct("question_id")
    }
    numbers: dict[int, int] = {}
    fresh: list[Wording] = []
    for question in Question.objects.filter(paper=paper):
        asked = latest.get(question.pk)
        if asked is None or _words(asked) != _words(question):
            asked = Wording(
                question=question,
                number=asked.number + 1 if asked else 1,
                text=question.text,
                context=question.context,
                parts=question.parts,
                options=question.options,
            )
            fresh.append(asked)
        numbers[question.pk] = asked.number
    Wording.objects.bulk_create(fresh)
    return numbers


def _words(asked: Question | Wording) -> tuple[str, str, list[str], list[str]]:
    return asked.text, asked.context, asked.parts, asked.options
