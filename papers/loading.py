"""Papers in files become published papers, through the same actions as the desk's."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Final

from accounts.models import User
from consultation.lib.clock import LONDON, database_now
from papers.actions import (
    add_call,
    add_question,
    add_section,
    add_source,
    create_paper,
    publish_paper,
)
from papers.models import Paper
from papers.parsing import PaperFileError, PaperText, parse_paper

OPENS: Final = time(9)
CLOSES: Final = time(17)


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
        contact=text.contact,
        next_steps=text.next_steps,
        follows=follows,
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
