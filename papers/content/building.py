"""Building what a reader sees from the working copy; HTML is rendered once, here."""

import json
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from consultation.lib.sanitising import render_prose
from papers.content.shapes import (
    AttachmentContent,
    CallContent,
    CoverContent,
    PaperContent,
    QuestionContent,
    SectionContent,
    SourceContent,
)
from papers.models import Attachment, Call, Paper, Question, Section, Source


def content_of(paper: Paper, *, wordings: dict[int, int] | None = None) -> PaperContent:
    """Build the content from the working copy, in six queries; `wordings` is id → number."""
    of_sections, of_questions = _sources_of(paper)
    questions = _questions_of(paper, wordings or {}, of_questions)
    return PaperContent(
        title=paper.title,
        summary=paper.summary,
        summary_html=render_prose(paper.summary),
        author=paper.author,
        topics=tuple(paper.topics),
        contact_html=render_prose(paper.contact),
        next_steps_html=render_prose(paper.next_steps),
        audience_html=render_prose(paper.audience),
        open_to_change_html=render_prose(paper.open_to_change),
        sections=tuple(
            _section(section, questions[section.pk], of_sections[section.pk])
            for section in Section.objects.filter(paper=paper).order_by("position")
        ),
        calls=tuple(
            CallContent(call.audience, call.text, render_prose(call.text))
            for call in Call.objects.filter(paper=paper).order_by("position")
        ),
        attachments=tuple(
            AttachmentContent(
                file.public_id, file.title, file.file_name, file.content_type, file.size
            )
            for file in Attachment.objects.filter(paper=paper, removed_at=None)
        ),
        cover=_cover(paper),
    )


def content_to_store(paper: Paper, *, wordings: dict[int, int]) -> dict[str, Any]:
    """Return the content as the database gives it back: lists where there were tuples."""
    stored: dict[str, Any] = json.loads(json.dumps(content_of(paper, wordings=wordings).to_json()))
    return stored


def says_the_same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Compare two stored contents as readers would, though an older one has fewer words for it."""
    return PaperContent.from_json(one) == PaperContent.from_json(other)


def differs_from_edition(paper: Paper) -> bool:
    """Say whether readers would see anything new if the working copy were published now.

    Dates, moderation and the paper it follows are in no edition, so they make no difference; nor
    does what was changed and then changed back. False while there is no edition.
    """
    edition = paper.current_edition
    if edition is None:
        return False
    published = PaperContent.from_json(edition.content)
    wordings = {question.id: question.wording for question in published.questions}
    stored = content_to_store(paper, wordings=wordings)
    return PaperContent.from_json(stored) != published


def _questions_of(
    paper: Paper, wordings: dict[int, int], sources: dict[int, list[SourceContent]]
) -> dict[int, list[QuestionContent]]:
    questions: dict[int, list[QuestionContent]] = defaultdict(list)
    in_order = Question.objects.filter(paper=paper).order_by("section__position", "position")
    for place, question in enumerate(in_order, start=1):
        # Numbers are given by the first publishing, in reading order; until then the place is it.
        number = question.number if paper.current_edition_id else place
        wording = wordings.get(question.pk, 0)
        shown = _question(question, number, wording, sources[question.pk])
        questions[question.section_id].append(shown)
    return questions


def _sources_of(
    paper: Paper,
) -> tuple[dict[int, list[SourceContent]], dict[int, list[SourceContent]]]:
    """Return the sources of sections and those of single questions, by their ids."""
    of_sections: dict[int, list[SourceContent]] = defaultdict(list)
    of_questions: dict[int, list[SourceContent]] = defaultdict(list)
    for source in Source.objects.filter(section__paper=paper).order_by("position"):
        shown = SourceContent(
            source.title, source.publisher, source.date, source.url, source.anchor
        )
        if source.question_id is None:
            of_sections[source.section_id].append(shown)
        else:
            of_questions[source.question_id].append(shown)
    return of_sections, of_questions


def _section(
    section: Section, questions: Iterable[QuestionContent], sources: Iterable[SourceContent]
) -> SectionContent:
    return SectionContent(
        title=section.title,
        body=section.body,
        body_html=render_prose(section.body),
        questions=tuple(questions),
        sources=tuple(sources),
        level=section.level,
    )


def _question(
    question: Question, number: int, wording: int, sources: Iterable[SourceContent]
) -> QuestionContent:
    return QuestionContent(
        id=question.pk,
        number=number,
        kind=question.kind,
        text=question.text,
        context=question.context,
        context_html=render_prose(question.context),
        parts=tuple(question.parts),
        wording=wording,
        options=tuple(question.options),
        has_dont_know=question.has_dont_know,
        help_text=question.help_text,
        is_required=question.is_required,
        word_limit=question.word_limit,
        is_retired=question.retired_at is not None,
        retired_reason=question.retired_reason,
        sources=tuple(sources),
    )


def _cover(paper: Paper) -> CoverContent | None:
    cover = paper.cover
    if cover is None:
        return None
    return CoverContent(cover.public_id, cover.alt, cover.width, cover.height)
