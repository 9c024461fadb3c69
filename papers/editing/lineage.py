"""The same question in earlier papers, so that answers can be compared across the years."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.safestring import SafeString

from consultation.lib.clock import LONDON
from papers.models import Paper, Question, Wording
from papers.pages.asking import lang_attribute
from papers.querysets import asking_in_public, published_title

DEEPEST: Final = 20
MOST_OFFERED: Final = 60
# Back through every paper a question was carried on from; `DEEPEST` ends a ring of them.
LINES: Final = """
    WITH RECURSIVE line (asked, earlier, depth) AS (
        SELECT id, carried_from_id, 1 FROM papers_question
        WHERE id = ANY(%s) AND carried_from_id IS NOT NULL
      UNION
        SELECT line.asked, question.carried_from_id, line.depth + 1
        FROM line JOIN papers_question question ON question.id = line.earlier
        WHERE question.carried_from_id IS NOT NULL AND line.depth < %s
    )
    SELECT asked, earlier FROM line ORDER BY depth
"""


@dataclass(frozen=True)
class EarlierAsking:
    """A question that this one carries on, in a paper that anybody may read."""

    question_id: int
    paper_id: int
    paper_title: str
    year: int | None
    text: str  # as it was asked last
    url: str
    lang: SafeString  # the attribute for its words and its paper's, where they are not English


@dataclass(frozen=True)
class AskedBefore:
    """An earlier asking beside the question of now, with how many answers anybody may read."""

    asking: EarlierAsking
    answers: int
    in_other_words: bool


def lineage_of(question_ids: Collection[int]) -> dict[int, tuple[EarlierAsking, ...]]:
    """Return the earlier askings of each question, the latest first; only those readers may see.

    Two queries at every size; one where nothing was carried on.
    """
    lines = _lines(question_ids)
    if not lines:
        return {}
    askings = {question.pk: _asking(question) for question in _in_public(e for _, e in lines)}
    found: dict[int, list[EarlierAsking]] = defaultdict(list)
    for asked, earlier in dict.fromkeys(lines):
        if earlier in askings and earlier != asked:
            found[asked].append(askings[earlier])
    return {asked: tuple(earlier) for asked, earlier in found.items()}


def questions_to_carry(paper: Paper, words: str) -> "QuerySet[Question]":
    """Return other papers' questions with these words in them or in the paper's title.

    Those of the paper it follows come first, then the newest papers'.
    """
    asked_already = Question.objects.filter(paper=paper, text=OuterRef("text"), retired_at=None)
    found = (
        Question.objects.filter(~Exists(asked_already), retired_at=None)
        .exclude(paper=paper)
        .select_related("paper")
        .order_by("-paper_id", "section__position", "position")
    )
    for word in words.split()[:8]:
        found = found.filter(Q(text__icontains=word) | Q(paper__title__icontains=word))
    if not words and paper.follows_id:
        found = found.filter(paper_id=paper.follows_id)
    return found[:MOST_OFFERED]


def _lines(question_ids: Collection[int]) -> list[tuple[int, int]]:
    with connection.cursor() as cursor:
        cursor.execute(LINES, [list(question_ids), DEEPEST])
        return list(cursor.fetchall())


def _in_public(question_ids: Iterable[int]) -> "QuerySet[Question]":
    wordings = Wording.objects.filter(question=OuterRef("pk")).order_by("-number")
    return (
        Question.objects.filter(asking_in_public("paper__"), pk__in=set(question_ids))
        .annotate(
            asked_as=Subquery(wordings.values("text")[:1]),
            paper_title=published_title("paper__"),
        )
        .filter(asked_as__isnull=False)
        .select_related("paper")
    )


def _asking(question: Question) -> EarlierAsking:
    paper = question.paper
    day = paper.dated_on or (paper.opens_at.astimezone(LONDON).date() if paper.opens_at else None)
    return EarlierAsking(
        question_id=question.pk,
        paper_id=paper.pk,
        paper_title=question.paper_title,  # type: ignore[attr-defined]
        year=day.year if day else None,
        text=question.asked_as,  # type: ignore[attr-defined]
        url=reverse("responses:question", args=[paper.slug, question.number]),
        lang=lang_attribute(paper.language),
    )
