"""Papers in files become published papers, through the same actions as the desk's."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.db import transaction

from accounts.models import User
from consultation.lib.clock import LONDON, database_now
from consultation.lib.text import excerpt
from papers.actions import (
    add_call,
    add_question,
    add_section,
    add_source,
    create_paper,
    create_paper_from_import,
    keep_import,
    publish_paper,
)
from papers.actions.importing import published_before
from papers.importing.blocks import Document
from papers.importing.drafts import DraftPaper
from papers.importing.fitting import shortened
from papers.models import Paper
from papers.parsing import PaperFileError, PaperText, parse_paper
from papers.reviewing import reviewed

OPENS: Final = time(9)
CLOSES: Final = time(17)
# As long as the Cabinet Office's principles once asked for, where the document does not say.
WEEKS_OPEN: Final = 12
LONGEST_TITLE, LONGEST_SUMMARY = 160, 2_000
# Of a text that has no title, to be known by.
TITLE_WORDS: Final = 10


def load_papers(*, actor: User, files: Iterable[Path]) -> list[Paper]:
    """Create and publish the paper of each file, the followed before the following.

    Raises PaperFileError, and what `create_paper` and `publish_paper` raise. The caller holds the
    transaction, so that one bad file loads nothing.
    """
    now = database_now()
    loaded: dict[str, Paper] = {}
    for text in _followed_first([parse_paper(path) for path in files]):
        loaded[text.slug] = _load(actor, text, loaded.get(text.follows), now)
    return list(loaded.values())


def _followed_first(texts: list[PaperText]) -> list[PaperText]:
    ordered: dict[str, PaperText] = {"": texts[0]} if texts else {}
    waiting = list(texts)
    while waiting:
        ready = [text for text in waiting if text.follows in ordered]
        if not ready:
            raise PaperFileError(f"{waiting[0].slug}: no paper “{waiting[0].follows}” to follow.")
        ordered.update({text.slug: text for text in ready})
        waiting = [text for text in waiting if text not in ready]
    return list(ordered.values())[1:]


def _load(actor: User, text: PaperText, follows: Paper | None, now: datetime) -> Paper:
    results_shown = text.results_shown or Paper.ResultsShown.ALWAYS
    if results_shown not in Paper.ResultsShown.values:
        known = ", ".join(Paper.ResultsShown.values)
        raise PaperFileError(f"{text.slug}: “results_shown” has to be one of {known}.")
    opens_at = _at(now, text.opens_days, OPENS)
    paper = create_paper(
        actor=actor,
        title=text.title,
        slug=text.slug,
        kind=text.kind,
        summary=text.summary,
        author=text.author,
        topics=text.topics,
        opens_at=opens_at,
        closes_at=_at(now, text.closes_days, CLOSES),
        dated_on=text.dated_on,
        audience=text.audience,
        open_to_change=text.open_to_change,
        contact=text.contact,
        next_steps=text.next_steps,
        follows=follows,
        results_shown=results_shown,
    )
    for section_text in text.sections:
        section = add_section(
            actor=actor, paper=paper, title=section_text.title, body=section_text.body
        )
        for question in section_text.questions:
            add_question(actor=actor, section=section, **asdict(question))
        for source in section_text.sources:
            add_source(actor=actor, section=section, **asdict(source))
    for call in text.calls:
        add_call(actor=actor, paper=paper, **asdict(call))
    # A paper that has been open for a while was published before that.
    published_at = opens_at if opens_at is not None and opens_at < now else None
    publish_paper(actor=actor, paper=paper, published_at=published_at)
    return paper


def _at(now: datetime, days: int | None, hour: time) -> datetime | None:
    if days is None:
        return None
    day = now.astimezone(LONDON).date() + timedelta(days=days)
    return datetime.combine(day, hour, tzinfo=LONDON)


def publish_document(*, document: Document, file_name: str) -> Paper:
    """Publish a document as it was read, as an operator: nobody has reviewed it.

    It opens now and closes when it says, or in twelve weeks; what it does not say of itself is
    made from what it does. A document that was published so before is not published again: its
    paper is returned. Raises NotReadyToPublishError where nothing can be made of it.
    """
    with transaction.atomic():
        if published := published_before(document):
            return published
        kept = keep_import(actor=None, file_name=file_name, document=document)
        fields = _fields_of(reviewed(kept).draft, file_name, database_now())
        paper = create_paper_from_import(
            actor=None, paper_import=kept, expected_version=kept.version, **fields
        )
        publish_paper(actor=None, paper=paper)
    return paper


def _fields_of(drafted: DraftPaper, file_name: str, now: datetime) -> dict[str, Any]:
    title = drafted.title or excerpt(_beginning(drafted), TITLE_WORDS) or Path(file_name).stem
    today = now.astimezone(LONDON).date()
    fields: dict[str, Any] = {
        "title": shortened(title, LONGEST_TITLE),
        "author": shortened(drafted.author, LONGEST_TITLE),
        "summary": shortened(_beginning(drafted) or title, LONGEST_SUMMARY),
        "contact": shortened(drafted.contact or _readers_of_answers(), LONGEST_SUMMARY),
        "dated_on": _day(drafted.date) or today,
    }
    if all(question.is_about_you for question in drafted.questions):
        contact = fields["contact"] if drafted.contact else _publishers()
        return {**fields, "kind": Paper.Kind.SUBMISSION, "contact": contact}
    closes_on = _day(drafted.closes_on)
    if closes_on is None or closes_on <= today:
        closes_on = today + timedelta(weeks=WEEKS_OPEN)
    closes_at = datetime.combine(closes_on, CLOSES, tzinfo=LONDON)
    return {**fields, "opens_at": now, "closes_at": closes_at}


def _beginning(drafted: DraftPaper) -> str:
    """The summary, or the first paragraph of the text."""
    texts = (drafted.summary, *(section.body for section in drafted.sections))
    return next(filter(None, texts), "").split("\n\n", maxsplit=1)[0]


def _readers_of_answers() -> str:
    return f"Answer here: the team that runs {settings.SITE_NAME} reads every answer."


def _publishers() -> str:
    return f"The team that runs {settings.SITE_NAME}."


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None
