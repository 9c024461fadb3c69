"""A paper's page as values: the same for the public, for a preview and for an earlier edition.

`templates/reading/_paper.html` draws a `PaperPage` and asks for nothing else.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.urls import reverse
from django.utils.safestring import SafeString

from consultation.lib.heads import absolute
from papers.content import PaperContent, QuestionContent, SectionContent
from papers.editing.lineage import AskedBefore
from papers.files import offering
from papers.models import Edition, Paper
from papers.pages.asking import how_to_answer, lang_attribute
from papers.pages.noting import headings_below, with_notes
from papers.pages.standing import Standing
from papers.stages import Stage


@dataclass(frozen=True)
class Voices:
    """How many have answered a question, and the latest of them."""

    answers: int = 0
    replies: int = 0
    latest_name: str = ""
    latest_excerpt: str = ""
    latest_at: datetime | None = None
    latest_url: str = ""


@dataclass(frozen=True)
class QuestionCard:
    """A question on its paper's page; a preview's has no addresses."""

    content: QuestionContent
    place: int  # among those still asked; 0 when retired
    total: int
    level: int  # of its heading
    voices: Voices
    url: str
    respond_url: str
    is_open: bool
    asked_before: tuple[AskedBefore, ...] = ()  # in other papers, the latest first
    is_past: bool = False  # of an edition that was read once: it leads to the question of today

    @property
    def number(self) -> int:
        return self.content.number

    @property
    def anchor(self) -> str:
        return f"#question-{self.number}"

    @property
    def how(self) -> str:
        """How to answer, in words: “Choose one, up to 200 words”; empty when there is no rule."""
        return how_to_answer(self.content)


@dataclass(frozen=True)
class SectionPage:
    """A section with its numbered notes and the cards of its questions; `level` of its heading."""

    anchor: str
    level: int
    content: SectionContent
    body_html: SafeString
    noted: frozenset[int]
    cards: tuple[QuestionCard, ...]


@dataclass(frozen=True)
class ContentsItem:
    """A line of the contents, with what stands under it."""

    number: str
    title: str
    url: str
    note: str
    below: tuple["ContentsItem", ...] = ()


@dataclass(frozen=True)
class Download:
    """A file that stands with the paper; `size` in bytes, `word` for its kind: “PDF”."""

    title: str
    url: str
    word: str
    size: int


@dataclass(frozen=True)
class PaperPage:
    """Everything the body of a paper's page shows."""

    slug: str
    kind: str
    language: str
    dated_on: date | None
    short_number: int | None
    content: PaperContent
    standing: Standing
    edition: Edition | None
    sections: tuple[SectionPage, ...]
    retired: tuple[QuestionCard, ...]
    contents: tuple[ContentsItem, ...]
    is_preview: bool
    secret: str = ""  # of the preview link it was opened by

    @property
    def lang(self) -> SafeString:
        """The attribute for the paper's own words, where they are not English as the page is."""
        return lang_attribute(self.language)

    @property
    def published_at(self) -> datetime | None:
        """When readers could first see this edition: under an embargo, the day it ended."""
        if self.edition is None:
            return None
        announced_at = self.standing.announced_at or self.edition.published_at
        return max(self.edition.published_at, announced_at)

    @property
    def cover_url(self) -> str:
        return offering.cover_url(self.slug, self.content.cover, secret=self.secret)

    @property
    def short_url(self) -> str:
        """The address that is printed and read aloud."""
        if self.short_number is None or self.is_preview:
            return ""
        return absolute(reverse("reading:short-link", args=[self.short_number]))

    @property
    def has_pack(self) -> bool:
        """Whether there is a print pack of it (`papers.packs.print_pack` says the same)."""
        shown = self.standing.shows_questions and self.standing.stage != Stage.WITHDRAWN
        return shown and self.edition is not None and not self.is_preview

    @property
    def diary_url(self) -> str:
        """Where the closing date is had as a diary's file, while it lies ahead."""
        ahead = self.standing.closes_at and self.standing.stage.takes_responses
        is_there = ahead and not self.is_preview
        return reverse("life:closing-date", args=[self.slug]) if is_there else ""

    @property
    def downloads(self) -> tuple[Download, ...]:
        return tuple(
            Download(
                title=file.title,
                url=offering.attachment_url(self.slug, file, secret=self.secret),
                word=file.file_name.rpartition(".")[2].upper(),
                size=file.size,
            )
            for file in self.content.attachments
        )

    @property
    def cards(self) -> tuple[QuestionCard, ...]:
        """The questions still asked, in reading order."""
        return tuple(card for section in self.sections for card in section.cards)

    @property
    def answers(self) -> int:
        return sum(card.voices.answers for card in (*self.cards, *self.retired))

    @property
    def replies(self) -> int:
        return sum(card.voices.replies for card in (*self.cards, *self.retired))


def paper_page(
    paper: Paper,
    content: PaperContent,
    standing: Standing,
    *,
    voices: Mapping[int, Voices] | None = None,
    asked_before: Mapping[int, tuple[AskedBefore, ...]] | None = None,
    edition: Edition | None = None,
    is_preview: bool = False,
    secret: str = "",
) -> PaperPage:
    """Put a paper's page together, without a query; `voices` and `asked_before` by question id.

    What may not be shown yet is not in the page at all, so that no template can show it.
    """
    dealer = _Dealer(paper.slug, content, standing, voices or {}, asked_before or {}, is_preview)
    sections = dealer.sections() if standing.shows_questions else ()
    retired = dealer.retired() if standing.shows_questions else ()
    shown = content if standing.shows_questions else replace(content, sections=(), attachments=())
    return PaperPage(
        slug=paper.slug,
        kind=paper.kind,
        language=paper.language,
        dated_on=paper.dated_on,
        short_number=paper.short_number,
        content=shown,
        standing=standing,
        edition=edition,
        sections=sections,
        retired=retired,
        contents=contents_of(sections),
        is_preview=is_preview,
        secret=secret,
    )


class _Dealer:
    """Deals the content out over sections and cards."""

    def __init__(
        self,
        slug: str,
        content: PaperContent,
        standing: Standing,
        voices: Mapping[int, Voices],
        asked_before: Mapping[int, tuple[AskedBefore, ...]],
        is_preview: bool,
    ) -> None:
        self.slug = slug
        self.content = content
        self.is_open = standing.stage.takes_responses
        self.voices = voices
        self.asked_before = asked_before
        self.is_preview = is_preview
        self.places = {asked.id: place for place, asked in enumerate(content.asked, start=1)}

    def sections(self) -> tuple[SectionPage, ...]:
        pages: list[SectionPage] = []
        level = 1
        for index, section in enumerate(self.content.sections, start=1):
            # A heading never stands more than one step below the one before it (WCAG 1.3.1).
            level = min(section.level + 1, level + 1)
            pages.append(self._section(f"section-{index}", level, section))
        return tuple(pages)

    def retired(self) -> tuple[QuestionCard, ...]:
        return tuple(self._card(asked, 3) for asked in self.content.questions if asked.is_retired)

    def _section(self, anchor: str, level: int, section: SectionContent) -> SectionPage:
        prose = headings_below(level, SafeString(section.body_html))
        body_html, noted = with_notes(prose, section.sources, anchor)
        cards = (self._card(one, level + 1) for one in section.questions if not one.is_retired)
        return SectionPage(anchor, level, section, body_html, noted, tuple(cards))

    def _card(self, asked: QuestionContent, level: int) -> QuestionCard:
        where = [self.slug, asked.number]
        return QuestionCard(
            content=asked,
            place=self.places.get(asked.id, 0),
            total=len(self.places),
            level=level,
            voices=self.voices.get(asked.id, Voices()),
            url="" if self.is_preview else reverse("responses:question", args=where),
            respond_url="" if self.is_preview else reverse("responses:respond", args=where),
            is_open=self.is_open and not asked.is_retired,
            asked_before=self.asked_before.get(asked.id, ()),
        )


def contents_of(sections: Iterable[SectionPage]) -> tuple[ContentsItem, ...]:
    """Return the contents as a tree, in which a section of level 2 stands under one of level 1."""
    roots: list[ContentsItem] = []
    for section in sections:
        item = ContentsItem(
            number=str(len(roots) + 1) if section.level == 2 else "",
            title=section.content.title,
            url=f"#{section.anchor}",
            note=_questions_in(section.cards),
        )
        if section.level == 2:
            roots.append(item)
        else:
            roots[-1] = _with_below(roots[-1], item, section.level - 2)
    return tuple(roots)


def _with_below(item: ContentsItem, new: ContentsItem, depth: int) -> ContentsItem:
    if depth > 1:
        *before, last = item.below
        return replace(item, below=(*before, _with_below(last, new, depth - 1)))
    return replace(item, below=(*item.below, new))


def _questions_in(cards: tuple[QuestionCard, ...]) -> str:
    if not cards:
        return ""
    first, last = cards[0].number, cards[-1].number
    if len(cards) == 1:
        return f"Question {first}"
    follows = [card.number for card in cards] == list(range(first, last + 1))
    return f"Questions {first} to {last}" if follows else f"{len(cards)} questions"
