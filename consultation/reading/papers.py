"""One paper's page: its words from the edition, its voices and its neighbours from the rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from consultation.lib.heads import PageHead, absolute, alternates, json_ld
from consultation.lib.text import excerpt
from consultation.responses.choosing import first_words
from consultation.responses.models import QuestionTally
from consultation.responses.threads.earlier import asked_before
from papers.access import PublishedPaper
from papers.content import QuestionContent
from papers.models import Extension, Paper
from papers.pages.showing import PaperPage, QuestionCard, Voices, paper_page
from papers.pages.standing import standing_of
from papers.pages.translations import NAMES

EXCERPT_WORDS: Final = 32
DESCRIPTION_WORDS: Final = 40


@dataclass(frozen=True)
class PaperLink:
    title: str
    url: str
    language: str
    name: str  # of the language


@dataclass(frozen=True)
class Neighbours:
    """The published papers that a paper's page leads to."""

    follows: tuple[PaperLink, ...] = ()
    followed_by: tuple[PaperLink, ...] = ()
    related: tuple[PaperLink, ...] = ()
    translations: tuple[PaperLink, ...] = ()

    @property
    def to_read(self) -> bool:
        return bool(self.follows or self.followed_by or self.related)


def page_of_paper(published: PublishedPaper) -> PaperPage:
    """Return the page as anybody sees it. Three queries, five with questions carried on."""
    paper = published.paper
    standing = standing_of(paper, Extension.objects.filter(paper=paper))
    shown = published.content.questions if standing.shows_questions else ()
    return paper_page(
        paper,
        published.content,
        standing,
        voices=_voices(shown),
        asked_before=asked_before(shown),
        edition=paper.current_edition,
    )


def _voices(questions: Iterable[QuestionContent]) -> dict[int, Voices]:
    kinds = {question.id: question.kind for question in questions}
    tallies = QuestionTally.objects.filter(question_id__in=kinds)
    with_latest = tallies.select_related("latest__wording")
    return {tally.question_id: _voices_of(tally, kinds[tally.question_id]) for tally in with_latest}


def _voices_of(tally: QuestionTally, kind: str) -> Voices:
    latest = tally.latest
    if latest is None:
        return Voices(tally.answers, tally.replies)
    return Voices(
        answers=tally.answers,
        replies=tally.replies,
        latest_name=latest.speaker,
        latest_excerpt=first_words(
            latest.chosen(kind=kind), excerpt(latest.comment, EXCERPT_WORDS)
        ),
        latest_at=latest.told_at,
        latest_url=reverse("responses:permalink", args=[latest.public_id]),
    )


def newest(page: PaperPage, count: int = 4) -> list[QuestionCard]:
    """The questions with the newest voices, for "What is new"; no query of its own."""
    voiced = [card for card in page.cards if card.voices.latest_at]
    return sorted(voiced, key=_latest_at, reverse=True)[:count]


def _latest_at(card: QuestionCard) -> datetime:
    assert card.voices.latest_at is not None  # noqa: S101  # `newest` took those that have one
    return card.voices.latest_at


def neighbours_of(paper: Paper) -> Neighbours:
    """The published papers that belong beside this one. One query."""
    tied = Paper.related.through.objects.filter(from_paper=paper, to_paper=OuterRef("pk"))
    others = (
        Paper.objects.published()
        .with_published_title()
        .annotate(is_related=Exists(tied))
        .filter(
            Q(pk__in=[pk for pk in (paper.follows_id, paper.translation_of_id) if pk])
            | Q(follows=paper)
            | Q(translation_of=paper)
            | Q(is_related=True)
        )
        .order_by("pk")
    )
    links = [(other, _link(other)) for other in others]
    return Neighbours(
        follows=tuple(link for other, link in links if other.pk == paper.follows_id),
        followed_by=tuple(link for other, link in links if other.follows_id == paper.pk),
        related=tuple(
            link
            for other, link in links
            if other.is_related  # type: ignore[attr-defined]
            and paper.pk != other.follows_id
            and other.pk != paper.follows_id
        ),
        translations=tuple(
            link
            for other, link in links
            if other.translation_of_id == paper.pk or other.pk == paper.translation_of_id
        ),
    )


def _link(paper: Paper) -> PaperLink:
    title: str = paper.published_title  # type: ignore[attr-defined]
    url = reverse("reading:paper", args=[paper.slug])
    return PaperLink(title, url, paper.language, NAMES[Paper.Language(paper.language)])


def paper_head(page: PaperPage, neighbours: Neighbours) -> PageHead:
    """What the paper's page says to machines: nothing that the page itself does not show."""
    content, edition = page.content, page.edition
    path = reverse("reading:paper", args=[page.slug])
    translations = [(link.language, link.url) for link in neighbours.translations]
    description = excerpt(content.summary, DESCRIPTION_WORDS)
    return PageHead(
        title=content.title,
        url=absolute(path),
        description=description,
        image_url=absolute(page.cover_url) if page.cover_url else "",
        image_alt=content.cover.alt if content.cover else "",
        feed_url=reverse("reading:paper-feed", args=[page.slug]),
        feed_title=f"What happens to “{content.title}”",
        alternates=alternates([(page.language, path), *translations]),
        json_ld=json_ld(
            **{"@type": "Report"},
            name=content.title,
            url=absolute(path),
            abstract=description,
            inLanguage=page.language,
            author={"@type": "Organization", "name": content.author} if content.author else None,
            keywords=list(content.topics),
            datePublished=page.dated_on.isoformat() if page.dated_on else None,
            dateModified=page.published_at.isoformat() if page.published_at else None,
            version=str(edition.number) if edition and page.standing.shows_questions else None,
            commentCount=page.answers + page.replies or None,
            workTranslation=[{"@id": absolute(link.url)} for link in neighbours.translations],
        ),
    )
