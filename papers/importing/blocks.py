"""What every reader gives and the interpreter takes: a document as a flat list of blocks."""

from dataclasses import dataclass, field
from enum import StrEnum


class BlockKind(StrEnum):
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list item"
    TABLE = "table"
    QUOTE = "quote"
    FIGURE = "figure"
    NOTE = "note"  # a footnote or an endnote


@dataclass(frozen=True)
class Link:
    """A link over `text[start:end]` of its block; `url` is empty where the anchor leads nowhere."""

    start: int
    end: int
    url: str


@dataclass(frozen=True)
class NoteMark:
    """A footnote's mark at `text[at]`; `note` is the `note_id` of its NOTE block."""

    at: int
    note: str


@dataclass(frozen=True)
class Block:
    """One block; `text` is plain text as written, without the marker of a list item.

    `marker` is what stands before a list item, written out or counted by the word processor
    (“•”, “1.”, “(a)”); `level` is a heading's, from 1; `depth` a list item's, from 0. A table's
    text is its cells, joined by tabs and newlines; `rows` keeps them apart. `bold` is true when
    every letter of the block is bold or set off as a heading is, which is how many authors make
    their headings. `page` counts from 1, where the format has pages.
    """

    kind: BlockKind
    text: str
    level: int = 0
    depth: int = 0
    marker: str = ""
    bold: bool = False
    links: tuple[Link, ...] = ()
    note_marks: tuple[NoteMark, ...] = ()
    note_id: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    page: int | None = None


@dataclass(frozen=True)
class Document:
    """What a file says and what it says of itself; `title`, `author`, `created` are its metadata.

    `left_out` lists text of the file that is no part of what is read, with the reason: navigation
    of a web page, a running header; it is in no block.
    """

    blocks: tuple[Block, ...]
    format: str
    title: str = ""
    author: str = ""
    created: str = ""
    language: str = ""
    left_out: tuple["LeftOut", ...] = field(default=())


@dataclass(frozen=True)
class LeftOut:
    text: str
    why: str
