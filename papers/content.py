"""What a reader sees of a paper: built from the working copy, frozen in an edition.

`content_of` reads the working copy (a preview), `PaperContent.from_json` an edition (the public
page). Both give the same shape, so that a preview is the page. HTML is rendered once, here.
"""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any, Self

from django.utils.safestring import SafeString, mark_safe

from consultation.lib.sanitising import render_prose
from papers.models import Call, Paper, Question, Section, Source


@dataclass(frozen=True)
class SourceContent:
    title: str
    publisher: str
    date: str
    url: str


@dataclass(frozen=True)
class QuestionContent:
    """One ask; `wording` is the number of its Wording, 0 in a preview."""

    id: int
    number: int
    kind: str
    text: str
    context: str
    context_html: str
    parts: tuple[str, ...]
    wording: int

    @property
    def is_recommendation(self) -> bool:
        return self.kind == Question.Kind.RECOMMENDATION


@dataclass(frozen=True)
class SectionContent:
    title: str
    body: str
    body_html: str
    questions: tuple[QuestionContent, ...]
    sources: tuple[SourceContent, ...]


@dataclass(frozen=True)
class CallContent:
    audience: str
    text: str
    html: str


@dataclass(frozen=True)
class PaperContent:
    """Everything that stands on a paper's page and does not change with time or answers."""

    title: str
    summary: str
    summary_html: str
    author: str
    topics: tuple[str, ...]
    contact_html: str
    next_steps_html: str
    sections: tuple[SectionContent, ...]
    calls: tuple[CallContent, ...]

    @property
    def questions(self) -> tuple[QuestionContent, ...]:
        """Every question in reading order."""
        return tuple(question for section in self.sections for question in section.questions)

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        sections = tuple(
            SectionContent(
                title=section["title"],
                body=section["body"],
                body_html=_safe(section["body_html"]),
                questions=tuple(_question_from_json(q) for q in section["questions"]),
                sources=tuple(SourceContent(**source) for source in section["sources"]),
            )
            for section in data["sections"]
        )
        calls = tuple(
            CallContent(call["audience"], call["text"], _safe(call["html"]))
            for call in data["calls"]
        )
        return cls(
            title=data["title"],
            summary=data["summary"],
            summary_html=_safe(data["summary_html"]),
            author=data["author"],
            topics=tuple(data["topics"]),
            contact_html=_safe(data["contact_html"]),
            next_steps_html=_safe(data["next_steps_html"]),
            sections=sections,
            calls=calls,
        )


def _safe(html: str) -> SafeString:
    """Edition HTML was made by `render_prose` at publishing and cannot be changed since."""
    return mark_safe(html)  # noqa: S308


def _question_from_json(data: dict[str, Any]) -> QuestionContent:
    return QuestionContent(
        **{**data, "context_html": _safe(data["context_html"]), "parts": tuple(data["parts"])}
    )


def content_of(paper: Paper, *, wordings: dict[int, int] | None = None) -> PaperContent:
    """Build the content from the working copy, in four queries; `wordings` is id → number."""
    numbers = wordings or {}
    questions: dict[int, list[QuestionContent]] = defaultdict(list)
    in_order = Question.objects.filter(paper=paper).order_by("section__position", "position")
    for place, question in enumerate(in_order, start=1):
        # Numbers are given by the first publishing, in reading order; until then the place is it.
        number = question.number if paper.current_edition_id else place
        wording = numbers.get(question.pk, 0)
        questions[question.section_id].append(_question(question, number, wording))
    sources: dict[int, list[SourceContent]] = defaultdict(list)
    for source in Source.objects.filter(section__paper=paper).order_by("position"):
        sources[source.section_id].append(
            SourceContent(source.title, source.publisher, source.date, source.url)
        )
    return PaperContent(
        title=paper.title,
        summary=paper.summary,
        summary_html=render_prose(paper.summary),
        author=paper.author,
        topics=tuple(paper.topics),
        contact_html=render_prose(paper.contact),
        next_steps_html=render_prose(paper.next_steps),
        sections=tuple(
            _section(section, questions[section.pk], sources[section.pk])
            for section in Section.objects.filter(paper=paper).order_by("position")
        ),
        calls=tuple(
            CallContent(call.audience, call.text, render_prose(call.text))
            for call in Call.objects.filter(paper=paper).order_by("position")
        ),
    )


def content_to_store(paper: Paper, *, wordings: dict[int, int]) -> dict[str, Any]:
    """Return the content as the database gives it back: lists where there were tuples."""
    stored: dict[str, Any] = json.loads(json.dumps(content_of(paper, wordings=wordings).to_json()))
    return stored


def differs_from_edition(paper: Paper) -> bool:
    """Say whether readers would see anything new if the working copy were published now.

    Dates, moderation and the paper it follows are in no edition, so they make no difference; nor
    does what was changed and then changed back. False while there is no edition.
    """
    edition = paper.current_edition
    if edition is None:
        return False
    asked = (q for section in edition.content["sections"] for q in section["questions"])
    wordings = {question["id"]: question["wording"] for question in asked}
    return content_to_store(paper, wordings=wordings) != edition.content


def _section(
    section: Section, questions: Iterable[QuestionContent], sources: Iterable[SourceContent]
) -> SectionContent:
    return SectionContent(
        title=section.title,
        body=section.body,
        body_html=render_prose(section.body),
        questions=tuple(questions),
        sources=tuple(sources),
    )


def _question(question: Question, number: int, wording: int) -> QuestionContent:
    return QuestionContent(
        id=question.pk,
        number=number,
        kind=question.kind,
        text=question.text,
        context=question.context,
        context_html=render_prose(question.context),
        parts=tuple(question.parts),
        wording=wording,
    )
