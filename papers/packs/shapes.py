"""A print pack as values: everything that stands in it, in whatever format it is made."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from papers.packs.flow import Block

# How an answer is given: in words only, by ticking, by numbering, or on a row of short steps.
Answering = Literal["words", "ticks", "order", "row"]


@dataclass(frozen=True)
class PackSource:
    title: str
    detail: str
    url: str


@dataclass(frozen=True)
class PackQuestion:
    """A question with its room; `lines` is for each of its parts, or for the whole."""

    number: int
    label: str
    text: str
    parts: tuple[str, ...]
    answering: Answering
    options: tuple[str, ...]
    rules: str
    help_text: str
    context: tuple[Block, ...]
    sources: tuple[PackSource, ...]
    level: int
    room_label: str
    lines: int


@dataclass(frozen=True)
class PackSection:
    title: str
    level: int
    blocks: tuple[Block, ...]
    sources: tuple[PackSource, ...]
    questions: tuple[PackQuestion, ...]


@dataclass(frozen=True)
class Matter:
    """A headed stretch before or after the sections."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Pack:
    """`takes_answers` decides whether there is room to write, and a page about the writer."""

    language: str
    site_name: str
    title: str
    author: str
    description: str
    summary: tuple[Block, ...]
    facts: tuple[tuple[str, str], ...]
    front: tuple[Matter, ...]
    sections: tuple[PackSection, ...]
    back: tuple[Matter, ...]
    takes_answers: bool
    address: str  # as it is read aloud: without https://
    url: str
    edition: str
    made_at: datetime
