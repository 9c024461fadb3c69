"""What the public pages about papers show: frozen pictures, each in a fixed number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Count, IntegerField, OuterRef, Q, Subquery, Sum
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.safestring import mark_safe

from consultation.lib.clock import days_left
from consultation.lib.text import excerpt
from consultation.responses.models import QuestionTally
from papers.access import PublishedPaper
from papers.content import QuestionContent, SectionContent
from papers.models import Paper, Question
from papers.stages import Stage

EXCERPT_WORDS: Final = 32


@dataclass(frozen=True)
class PaperCard:
    """A paper in a list."""

    title: str
    url: str
    summary_html: str
    status: str
    status_word: str
    closes_at: datetime | None
    opens_at: datetime | None
    dated_on: object
    days_left: int | None
    questions: int
    answers: int


@dataclass(frozen=True)
class QuestionCard:
    """A question on its paper's page, with how many answered and the latest voice."""

    number: int
    total: int
    text: str
    parts: tuple[str, ...]
    context_html: str
    kind: str
    answers: int
    replies: int
    latest_name: str
    latest_excerpt: str
    latest_at: datetime | None
    latest_url: str
    url: str
    respond_url: str
    is_open: bool


@dataclass(frozen=True)
class PaperLink:
    title: str
    url: str


@dataclass(frozen=True)
class SectionPage:
    """A section of the paper's page."""

    anchor: str
    content: SectionContent
    cards: tuple[QuestionCard, ...]


def paper_cards() -> list[PaperCard]:
    """Every published paper, the one that closes first at the top. One query."""
    asked = Question.objects.filter(paper=OuterRef("pk"), wordings__isnull=False).order_by()
    tallies = QuestionTally.objects.filter(question__paper=OuterRef("pk")).order_by()
    papers = (
        Paper.objects.published()
        .with_clock()
        .with_published_title()
        .annotate(
            # The edition's words, never those of a working copy that is being changed.
            shown_summary_html=KeyTextTransform("summary_html", "current_edition__content"),
            asked=_counted(
                asked.values("paper").annotate(n=Count("pk", distinct=True)).values("n")
            ),
            answered=_counted(
                tallies.values("question__paper").annotate(n=Sum("answers")).values("n")
            ),
        )
        .order_by("closes_at", "pk")
    )
    return [_paper_card(paper) for paper in papers]


def _counted(query: "object") -> Coalesce:
    return Coalesce(Subquery(query, output_field=IntegerField()), 0)  # type: ignore[arg-type]


def _paper_card(paper: Paper) -> PaperCard:
    stage = paper.stage
    now: datetime = paper.database_now  # type: ignore[attr-defined]
    return PaperCard(
        title=paper.published_title,  # type: ignore[attr-defined]
        url=reverse("reading:paper", args=[paper.slug]),
        summary_html=mark_safe(paper.shown_summary_html),  # type: ignore[attr-defined]  # noqa: S308
        status=stage.name.lower(),
        status_word=stage.word,
        closes_at=paper.closes_at,
        opens_at=paper.opens_at,
        dated_on=paper.dated_on,
        days_left=days_left(paper.closes_at, now)
        if paper.closes_at and stage.takes_responses
        else None,
        questions=0 if stage == Stage.ANNOUNCED else paper.asked,  # type: ignore[attr-defined]
        answers=paper.answered,  # type: ignore[attr-defined]
    )


def section_pages(published: PublishedPaper) -> list[SectionPage]:
    """The paper's sections with the cards of their questions. One query."""
    questions = published.content.questions
    tallies = {
        tally.question_id: tally
        for tally in QuestionTally.objects.filter(
            question_id__in=[question.id for question in questions]
        ).select_related("latest")
    }
    return [
        SectionPage(
            anchor=f"section-{index}",
            content=section,
            cards=tuple(
                _question_card(published.paper, question, len(questions), tallies.get(question.id))
                for question in section.questions
            ),
        )
        for index, section in enumerate(published.content.sections, start=1)
    ]


def _question_card(
    paper: Paper, question: QuestionContent, total: int, tally: QuestionTally | None
) -> QuestionCard:
    latest = tally.latest if tally else None
    return QuestionCard(
        number=question.number,
        total=total,
        text=question.text,
        parts=question.parts,
        context_html=question.context_html,
        kind=question.kind,
        answers=tally.answers if tally else 0,
        replies=tally.replies if tally else 0,
        latest_name=(latest.shown_organisation or latest.shown_name) if latest else "",
        latest_excerpt=excerpt(latest.comment, EXCERPT_WORDS) if latest else "",
        latest_at=latest.published_at if latest else None,
        latest_url=reverse("responses:permalink", args=[latest.public_id]) if latest else "",
        url=reverse("responses:question", args=[paper.slug, question.number]),
        respond_url=reverse("responses:respond", args=[paper.slug, question.number]),
        is_open=paper.stage.takes_responses,
    )


def related_papers(paper: Paper) -> dict[str, list[PaperLink]]:
    """The published papers that this one follows and that follow it. One query."""
    related = (
        Paper.objects.published()
        .filter(Q(successors=paper) | Q(follows=paper))
        .with_published_title()
        .order_by("pk")
        .distinct()
    )
    links: dict[str, list[PaperLink]] = {"follows": [], "followed_by": []}
    for other in related:
        side = "follows" if other.pk == paper.follows_id else "followed_by"
        url = reverse("reading:paper", args=[other.slug])
        title: str = other.published_title  # type: ignore[attr-defined]
        links[side].append(PaperLink(title, url))
    return links


def newest(sections: Iterable[SectionPage], count: int = 4) -> list[QuestionCard]:
    """The questions with the newest voices, for "What is new"; no query of its own."""
    voiced = [card for section in sections for card in section.cards if card.latest_at]
    return sorted(voiced, key=lambda card: card.latest_at or datetime.min, reverse=True)[:count]  # noqa: DTZ901
