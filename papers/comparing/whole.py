"""Two contents of one paper, compared from the title to the contact."""

from collections.abc import Iterator
from typing import Final

from papers.comparing.deeds import Tally
from papers.comparing.passages import (
    Written,
    lines_of,
    lines_passage,
    list_passage,
    prose_passage,
    text_passage,
)
from papers.comparing.sections import Comparer
from papers.comparing.shapes import Change, Changes, Passage
from papers.comparing.words import Budget
from papers.content import PaperContent

ABOUT: Final = "About the paper"
AFTER: Final = "After the sections"
REPLACED: Final = "The words are the same; the file is another."


def compare(old: PaperContent, new: PaperContent) -> Changes:
    """Say what changed from one content to the other, without a query."""
    if old == new:
        return Changes()
    budget, tally = Budget(), Tally()
    about = _group(ABOUT, _about(old, new, budget), tally)
    sections = list(Comparer(old, new, budget, tally).changes())
    after = _group(AFTER, _after(old, new, budget), tally)
    return Changes((*about, *sections, *after), tally.in_words())


def _group(what: str, passages: Iterator[Passage], tally: Tally) -> list[Change]:
    found = tuple(passages)
    tally.details += [f"{passage.label.lower()} changed" for passage in found]
    return [Change(what, (), found)] if found else []


def _about(old: PaperContent, new: PaperContent, budget: Budget) -> Iterator[Passage]:
    yield from text_passage("Title", old.title, new.title, budget)
    yield from prose_passage("Summary", old.summary_html, new.summary_html, budget)
    yield from text_passage("Author", old.author, new.author, budget)
    yield from list_passage("Topics", old.topics, new.topics, budget)
    yield from prose_passage("Who we ask", old.audience_html, new.audience_html, budget)
    yield from prose_passage(
        "What can still change", old.open_to_change_html, new.open_to_change_html, budget
    )
    yield from _cover(old, new, budget)


def _after(old: PaperContent, new: PaperContent, budget: Budget) -> Iterator[Passage]:
    yield from _files(old, new, budget)
    yield from lines_passage("Conversations we are asking for", _calls(old), _calls(new), budget)
    yield from prose_passage("What happens next", old.next_steps_html, new.next_steps_html, budget)
    yield from prose_passage("Contact", old.contact_html, new.contact_html, budget)


def _cover(old: PaperContent, new: PaperContent, budget: Budget) -> Iterator[Passage]:
    before, after = old.cover.alt if old.cover else "", new.cover.alt if new.cover else ""
    yield from text_passage("Picture", before, after, budget)
    if before == after and old.cover != new.cover:
        yield Passage("Picture", (), "The description is the same; the picture is another.")


def _files(old: PaperContent, new: PaperContent, budget: Budget) -> Iterator[Passage]:
    before, after = _file_lines(old), _file_lines(new)
    yield from list_passage("To download", before, after, budget)
    if before == after and old.attachments != new.attachments:
        yield Passage("To download", (), REPLACED)


def _file_lines(content: PaperContent) -> list[str]:
    return [f"{file.title} ({file.file_name})" for file in content.attachments]


def _calls(content: PaperContent) -> list[Written]:
    lines: list[Written] = []
    for call in content.calls:
        lines += [(call.audience, "heading"), *lines_of(call.html)]
    return lines
