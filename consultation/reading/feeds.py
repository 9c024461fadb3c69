"""What has happened, as feeds tell it: nothing that the same moment's pages do not show anybody."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import Any, Final

from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Subquery
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Greatest
from django.urls import reverse

from consultation.lib.clock import in_words
from consultation.lib.heads import absolute
from consultation.lib.text import excerpt
from consultation.reading.editions import questions_shown_since
from consultation.responses.choosing import first_words
from consultation.responses.models import Response
from papers.access import PublishedPaper
from papers.models import Edition, Extension, Paper, Question
from papers.stages import Stage

PAPERS_TOLD: Final = 30
RESPONSES_TOLD: Final = 40
EXCERPT_WORDS: Final = 40


@dataclass(frozen=True)
class Entry:
    """One event; `key` is its name for ever, so that a reader is told of it once."""

    key: str
    title: str
    text: str
    url: str
    at: datetime
    changed_at: datetime


def newest_papers() -> list[Entry]:
    """The papers the public learned of last. One query."""
    first = Edition.objects.filter(paper=OuterRef("pk"), number=1).values("published_at")
    # An embargo that has ended is news on the day it ends.
    dated = Paper.objects.annotate(told_at=Greatest(Subquery(first), "announced_at"))
    dated = dated.order_by("-told_at", "-pk")
    # The newest first, then their words: not those of every edition there is.
    newest = dated.published().values("pk")[:PAPERS_TOLD]
    papers = (
        dated.filter(pk__in=newest)
        .with_clock()
        .with_published_title()
        .annotate(
            shown_summary=KeyTextTransform("summary", "current_edition__content"),
            edited_at=F("current_edition__published_at"),
        )
    )
    return [_paper_entry(paper) for paper in papers]


def _paper_entry(paper: Any) -> Entry:
    """Read what `newest_papers` has annotated."""
    url = reverse("reading:paper", args=[paper.slug])
    opens = paper.opens_at if paper.stage == Stage.ANNOUNCED else None
    coming = f" Opens {in_words(opens)}." if opens else ""
    past = (at for at in _dates(paper) if at and at <= paper.database_now)
    return Entry(
        key=absolute(url),
        title=paper.published_title,
        text=excerpt(paper.shown_summary, EXCERPT_WORDS) + coming,
        url=absolute(url),
        at=paper.told_at,
        changed_at=max(paper.told_at, *past),
    )


def _dates(paper: Any) -> tuple[datetime | None, ...]:
    return paper.edited_at, paper.opens_at, paper.closes_at, paper.withdrawn_at


def events_of(published: PublishedPaper) -> list[Entry]:
    """What has happened to one paper, the latest first. Six queries."""
    entries = list(_life_of(published))
    if published.shows_questions:
        entries += _editions_of(published)
        entries += _responses_to(published)
    return sorted(entries, key=lambda entry: entry.at, reverse=True)


def _life_of(published: PublishedPaper) -> Iterator[Entry]:
    paper, title = published.paper, published.content.title
    now: datetime = paper.database_now  # type: ignore[attr-defined]
    url = absolute(reverse("reading:paper", args=[paper.slug]))

    def entry(name: str, said: str, text: str, at: datetime) -> Entry:
        return Entry(f"{url}#{name}", said, text, url, at, at)

    first = Edition.objects.get(paper=paper, number=1)
    told_at = max(first.published_at, paper.announced_at or first.published_at)
    summary = excerpt(published.content.summary, EXCERPT_WORDS)
    if paper.kind == Paper.Kind.DISCUSSION and (paper.opens_at is None or told_at < paper.opens_at):
        yield entry("announced", f"Announced: {title}", summary, told_at)
    else:
        yield entry("published", f"Published: {title}", summary, told_at)
    for number, extension in enumerate(Extension.objects.filter(paper=paper), start=1):
        said = f"Open for longer: it closes {in_words(extension.closes_at)}"
        yield entry(f"extension-{number}", said, extension.reason, extension.at)
    if paper.kind == Paper.Kind.DISCUSSION:
        gone = paper.withdrawn_at or now
        for name, said, at in (
            ("opened", f"Open: {title}", paper.opens_at),
            ("closed", f"Closed: {title}", paper.closes_at),
        ):
            if at is not None and told_at <= at <= min(now, gone):
                yield entry(name, said, "", at)
    if paper.withdrawn_at is not None:
        said = f"Withdrawn: {title}"
        yield entry("withdrawn", said, paper.withdrawal_reason, paper.withdrawn_at)


def _editions_of(published: PublishedPaper) -> Iterator[Entry]:
    """The editions that replaced one that readers had seen, without reading their content."""
    paper = published.paper
    since = questions_shown_since(paper)
    later = Edition.objects.filter(paper=paper, number__gt=1).defer("content")
    url = absolute(reverse("reading:paper", args=[paper.slug]))
    for edition in later.filter(published_at__gt=since) if since else later:
        yield Entry(
            key=f"{url}#edition-{edition.number}",
            title=f"Edition {edition.number}",
            text=edition.note,
            url=absolute(reverse("reading:changes", args=[paper.slug, edition.number])),
            at=edition.published_at,
            changed_at=edition.published_at,
        )


def _newest_of_each_question(paper: Paper) -> list[int]:
    """Return the ids that the newest of the paper are among; each question's from its index.

    To sort all that was ever said to a paper would take longer than the rest of its feed.
    """
    told = Response.objects.visible_to(AnonymousUser()).filter(question=OuterRef("pk"))
    newest = ArraySubquery(told.latest_told().values("pk")[:RESPONSES_TOLD])
    of_each = Question.objects.filter(paper=paper).order_by().values_list(newest, flat=True)
    return list(chain.from_iterable(of_each))


def _responses_to(published: PublishedPaper) -> Iterator[Entry]:
    """The first lines of what anybody may read, whoever asks for the feed."""
    public = Response.objects.visible_to(AnonymousUser())
    newest = public.filter(pk__in=_newest_of_each_question(published.paper)).latest_told()
    responses = public.filter(pk__in=newest.values("pk")[:RESPONSES_TOLD])
    for response in responses.select_related("question", "wording").latest_told():
        url = absolute(reverse("responses:permalink", args=[response.public_id]))
        what = "replies on" if response.depth else "answers"
        told_at = response.told_at
        assert told_at is not None  # noqa: S101  # a check in the database holds it
        yield Entry(
            key=url,
            title=f"{response.speaker} {what} question {response.question.number}",
            text=first_words(
                response.chosen(kind=response.question.kind),
                excerpt(response.comment, EXCERPT_WORDS),
            ),
            url=url,
            at=told_at,
            changed_at=response.edited_at or told_at,
        )
