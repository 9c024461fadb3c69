"""From a published paper to its print pack: what stands in it, and how much room there is."""

from collections.abc import Iterable
from datetime import datetime
from math import ceil
from typing import Final

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString

from consultation.lib.heads import absolute
from consultation.lib.text import excerpt
from papers.access import PublishedPaper
from papers.content import PaperContent, QuestionContent, SectionContent, SourceContent
from papers.levels import heading_levels
from papers.models import Paper, Question
from papers.packs.flow import Block, Run, flow_of, one_line, paragraphs
from papers.packs.phrases import BY_LANGUAGE, Phrases, day_in, moment_in
from papers.packs.shapes import (
    Answering,
    Matter,
    Pack,
    PackQuestion,
    PackSection,
    PackSource,
)
from papers.pages.noting import with_notes

# About nine words of handwriting stand on a line.
WORDS_ON_A_LINE: Final = 9
FEWEST_LINES: Final = 4
MOST_LINES: Final = 40
LINES_FOR_AN_ANSWER: Final = 12
LINES_FOR_A_PART: Final = 6
LINES_BESIDE_A_CHOICE: Final = 4
# Steps such as 0 to 10 stand in one row; words each have a line.
LONGEST_STEP_IN_A_ROW: Final = 3


def pack_of(published: PublishedPaper) -> Pack:
    """Return the pack of the current edition, without a query; none of its room when closed."""
    return _Builder(published).pack()


class _Builder:
    def __init__(self, published: PublishedPaper) -> None:
        self.paper: Paper = published.paper
        self.content: PaperContent = published.content
        self.phrases: Phrases = BY_LANGUAGE[self.paper.language]
        self.takes_answers = self.paper.stage.takes_responses
        path = reverse("reading:paper", args=[self.paper.slug])
        if self.paper.short_number is not None:
            path = reverse("reading:short-link", args=[self.paper.short_number])
        self.url = absolute(path)
        self.address = self.url.split("://", 1)[1]

    def pack(self) -> Pack:
        edition = self.paper.current_edition
        assert edition is not None  # noqa: S101  # a published paper has one
        return Pack(
            language=self.paper.language,
            site_name=settings.SITE_NAME,
            title=one_line(self.content.title),
            author=one_line(self.content.author),
            description=excerpt(self.content.summary, 40),
            summary=self.flow(self.content.summary_html),
            facts=tuple(self.facts()),
            front=tuple(matter for matter in self.front() if matter.blocks),
            sections=tuple(self.sections()),
            back=tuple(matter for matter in self.back() if matter.blocks),
            takes_answers=self.takes_answers,
            address=self.address,
            url=self.url,
            edition=self.phrases.edition.format(
                number=edition.number, day=self.day(edition.published_at)
            ),
            made_at=edition.published_at,
        )

    def facts(self) -> Iterable[tuple[str, str]]:
        phrases, paper = self.phrases, self.paper
        if self.content.author:
            yield phrases.author, one_line(self.content.author)
        if paper.dated_on:
            yield phrases.dated, day_in(paper.language, paper.dated_on)
        if self.takes_answers and paper.closes_at:
            yield phrases.closes, self.moment(paper.closes_at)
        yield phrases.address, self.url

    def front(self) -> Iterable[Matter]:
        phrases, content = self.phrases, self.content
        yield Matter(phrases.who_we_ask, self.flow(content.audience_html))
        yield Matter(phrases.open_to_change, self.flow(content.open_to_change_html))
        if self.takes_answers:
            yield Matter(phrases.how_to_use, self.how_to_use())
        else:
            yield Matter("", self.closed())

    def how_to_use(self) -> tuple[Block, ...]:
        online = self.phrases.online.format(address=self.url)
        return (*paragraphs(self.phrases.how_to_use_text), *self.not_asked(), *paragraphs(online))

    def closed(self) -> tuple[Block, ...]:
        """In place of how to answer; a formal submission was never to be answered."""
        if self.paper.kind == Paper.Kind.SUBMISSION or self.paper.closes_at is None:
            return ()
        said = self.phrases.closed.format(moment=self.moment(self.paper.closes_at))
        return (Block("paragraph", (Run(said, bold=True),)), *self.not_asked())

    def not_asked(self) -> tuple[Block, ...]:
        """Say which numbers are missing, so that nobody thinks a page is."""
        numbers = [str(asked.number) for asked in self.content.questions if asked.is_retired]
        return (
            paragraphs(self.phrases.not_asked.format(numbers=", ".join(numbers))) if numbers else ()
        )

    def sections(self) -> Iterable[PackSection]:
        sections = self.content.sections
        levels = heading_levels(section.level for section in sections)
        for place, (section, level) in enumerate(zip(sections, levels, strict=True), start=1):
            yield self.section(section, level, f"s{place}")

    def section(self, section: SectionContent, level: int, anchor: str) -> PackSection:
        html, _placed = with_notes(SafeString(section.body_html), section.sources, anchor)
        return PackSection(
            title=one_line(section.title),
            level=level,
            blocks=self.flow(html),
            sources=_sources(section.sources),
            questions=tuple(
                self.question(asked, level + 1)
                for asked in section.questions
                if not asked.is_retired
            ),
        )

    def question(self, asked: QuestionContent, level: int) -> PackQuestion:
        label = self.phrases.recommendation if asked.is_recommendation else self.phrases.question
        options = self.options(asked)
        return PackQuestion(
            number=asked.number,
            label=label.format(number=asked.number),
            text=one_line(asked.text),
            parts=tuple(one_line(part) for part in asked.parts),
            answering=_answering(asked, options),
            options=options,
            rules=self.rules(asked),
            help_text=one_line(asked.help_text),
            context=self.flow(asked.context_html),
            sources=_sources(asked.sources),
            level=level,
            room_label=self.room_label(asked),
            lines=_lines(asked),
        )

    def options(self, asked: QuestionContent) -> tuple[str, ...]:
        options = tuple(one_line(option) for option in asked.options)
        if asked.is_recommendation:
            options = self.phrases.agreement
        return (*options, self.phrases.dont_know) if asked.has_dont_know else options

    def rules(self, asked: QuestionContent) -> str:
        """How to answer, in a sentence or two; empty when there is no rule."""
        phrases = self.phrases
        by_kind = {
            Question.Kind.SINGLE: phrases.choose_one,
            Question.Kind.RECOMMENDATION: phrases.choose_one,
            Question.Kind.MULTIPLE: phrases.choose_all,
            Question.Kind.SCALE: phrases.choose_step,
            Question.Kind.RANKING: phrases.put_in_order,
        }
        said = [by_kind.get(Question.Kind(asked.kind), "")]
        if asked.word_limit:
            said.append(phrases.word_limit.format(words=f"{asked.word_limit:,}"))
        if asked.is_required:
            said.append(phrases.required)
        return " ".join(f"{sentence}." for sentence in said if sentence)

    def room_label(self, asked: QuestionContent) -> str:
        if asked.is_recommendation:
            return self.phrases.your_reasons
        return self.phrases.more_to_say if asked.options else self.phrases.your_answer

    def back(self) -> Iterable[Matter]:
        phrases, content = self.phrases, self.content
        if self.takes_answers:
            yield Matter(phrases.send_back, (*self.send_by(), *self.flow(content.contact_html)))
            yield Matter(phrases.calls, self.calls())
        yield Matter(phrases.what_next, self.flow(content.next_steps_html))
        yield Matter(phrases.attachments, self.attachments())

    def send_by(self) -> tuple[Block, ...]:
        if self.paper.closes_at is None:
            return ()
        return paragraphs(self.phrases.send_by.format(moment=self.moment(self.paper.closes_at)))

    def calls(self) -> tuple[Block, ...]:
        blocks: list[Block] = []
        for call in self.content.calls:
            blocks.append(Block("paragraph", (Run(one_line(call.audience), bold=True),)))
            blocks.extend(self.flow(call.html))
        return tuple(blocks)

    def attachments(self) -> tuple[Block, ...]:
        items = tuple(
            Block("item", blocks=paragraphs(f"{one_line(file.title)} ({one_line(file.file_name)})"))
            for file in self.content.attachments
        )
        if not items:
            return ()
        where = paragraphs(self.phrases.no_page_online.format(address=self.url))
        return (Block("bullets", blocks=items), *where)

    def flow(self, html: str) -> tuple[Block, ...]:
        return flow_of(html, site=settings.SITE_URL)

    def moment(self, at: datetime) -> str:
        return moment_in(self.paper.language, at)

    def day(self, at: datetime) -> str:
        return day_in(self.paper.language, at)


def _sources(sources: Iterable[SourceContent]) -> tuple[PackSource, ...]:
    return tuple(
        PackSource(
            title=one_line(source.title),
            detail=", ".join(filter(None, (one_line(source.publisher), one_line(source.date)))),
            url=source.url,
        )
        for source in sources
    )


def _answering(asked: QuestionContent, options: tuple[str, ...]) -> Answering:
    if not options:
        return "words"
    if asked.kind == Question.Kind.RANKING:
        return "order"
    is_row = asked.kind == Question.Kind.SCALE and not asked.has_dont_know
    short = all(len(option) <= LONGEST_STEP_IN_A_ROW for option in options)
    return "row" if is_row and short else "ticks"


def _lines(asked: QuestionContent) -> int:
    """How many lines there are for each part, or for the whole."""
    if asked.word_limit:
        lines = ceil(asked.word_limit / WORDS_ON_A_LINE / max(1, len(asked.parts)))
    elif asked.options or asked.is_recommendation:
        lines = LINES_BESIDE_A_CHOICE
    else:
        lines = LINES_FOR_A_PART if asked.parts else LINES_FOR_AN_ANSWER
    return min(MOST_LINES, max(FEWEST_LINES, lines))
