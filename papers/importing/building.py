"""Blocks put together piece by piece; a link or a note's mark keeps its place in the text."""

import re
from dataclasses import replace

from papers.importing.blocks import Block, BlockKind, LeftOut, Link, NoteMark
from papers.importing.limits import MOST_BLOCKS, MOST_CHARACTERS
from papers.importing.marks import split_marker
from papers.importing.refusals import DocumentRefusedError, too_long

# Not `str.strip`'s: a no-break space at an end was put there by the author.
BLANKS = " \t\r\n\v\f"
ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"]{1,2000}")
AFTER_ADDRESS = ".,;:!?)’”'"
NOTHING_TO_READ = (
    "This document holds no text. Check that it is the right file, or paste its text instead."
)


class Text:
    """The text of one block as it grows, with its links, its notes' marks and what is bold."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._links: list[Link] = []
        self._marks: list[NoteMark] = []
        self._open: list[tuple[int, str]] = []
        self._plain = False
        self._bold = False

    def __len__(self) -> int:
        return self._length

    def add(self, text: str, *, bold: bool = False) -> None:
        self._pieces.append(text)
        self._length += len(text)
        if any(character.isalnum() for character in text):
            self._bold = self._bold or bold
            self._plain = self._plain or not bold

    def ends_blank(self) -> bool:
        last = next((piece for piece in reversed(self._pieces) if piece), "")
        return not last or last[-1] in BLANKS

    def last_word(self) -> str:
        """What has been written since the last blank, of the last 80 characters."""
        end = "".join(self._pieces[-8:])[-80:]
        return end.split()[-1] if end.split() and end[-1] not in BLANKS else ""

    def drop_last(self) -> None:
        """Take the last character back: a hyphen that only the line's end had put there."""
        while not self._pieces[-1]:
            self._pieces.pop()
        self._pieces[-1] = self._pieces[-1][:-1]
        self._length -= 1
        self._links = [Link(a.start, min(a.end, self._length), a.url) for a in self._links]

    def open_link(self, url: str) -> None:
        self._open.append((self._length, url))

    def close_link(self) -> None:
        start, url = self._open.pop()
        if self._length > start:
            self._links.append(Link(start, self._length, url))

    def mark_note(self, note: str) -> None:
        self._marks.append(NoteMark(self._length, note))

    def take(self, other: "Text") -> str:
        """Append what another holds, with its links and marks; return the text of it."""
        block = other.block(BlockKind.PARAGRAPH)
        if block is not None:
            self.take_block(block)
        return "" if block is None else block.text

    def take_block(self, block: Block) -> None:
        start = self._length
        self.add(block.text, bold=block.bold)
        self._links += [Link(start + a.start, start + a.end, a.url) for a in block.links]
        self._marks += [NoteMark(start + mark.at, mark.note) for mark in block.note_marks]

    def block(
        self,
        kind: BlockKind,
        *,
        level: int = 0,
        depth: int = 0,
        marker: str = "",
        note_id: str = "",
        page: int | None = None,
    ) -> Block | None:
        """The block, its ends trimmed; None when there is nothing in it to see."""
        whole = "".join(self._pieces)
        start = len(whole) - len(whole.lstrip(BLANKS))
        text = whole.strip(BLANKS)
        if not text.strip() and not marker:
            return None
        return Block(
            kind=kind,
            text=text,
            level=level,
            depth=depth,
            marker=marker,
            bold=self._bold and not self._plain,
            links=tuple(self._links_of(start, len(text))),
            note_marks=tuple(
                NoteMark(min(max(mark.at - start, 0), len(text)), mark.note) for mark in self._marks
            ),
            note_id=note_id,
            page=page,
        )

    def _links_of(self, start: int, length: int) -> list[Link]:
        moved = (
            Link(max(link.start - start, 0), min(link.end - start, length), link.url)
            for link in self._links
        )
        return [link for link in moved if link.start < link.end]


class Blocks:
    """The blocks of a document as they come, refused before they are too many."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.left_out: list[LeftOut] = []
        self._characters = 0

    def add(self, block: Block | None) -> None:
        if block is None:
            return
        self.blocks.append(block)
        self._count(block.text)
        if len(self.blocks) > MOST_BLOCKS:
            raise too_long("paragraphs or more", len(self.blocks), MOST_BLOCKS)

    def leave_out(self, text: str, why: str) -> None:
        if text := text.strip():
            self.left_out.append(LeftOut(text, why))
            self._count(text)

    def _count(self, text: str) -> None:
        self._characters += len(text)
        if self._characters > MOST_CHARACTERS:
            raise too_long("characters or more", self._characters, MOST_CHARACTERS)

    def finished(self) -> tuple[Block, ...]:
        if not self.blocks:
            raise DocumentRefusedError(NOTHING_TO_READ)
        return tuple(self.blocks)


def add_with_addresses(text: Text, written: str, *, bold: bool = False) -> None:
    """Add text of a format that has no links of its own; an address in it leads where it says."""
    at = 0
    for address in ADDRESS.finditer(written):
        text.add(written[at : address.start()], bold=bold)
        url = address[0].rstrip(AFTER_ADDRESS)
        text.open_link(url if "://" in url else f"https://{url}")
        text.add(url, bold=bold)
        text.close_link()
        at = address.start() + len(url)
    text.add(written[at:], bold=bold)


def with_typed_bullet(block: Block | None) -> Block | None:
    """A paragraph that its author began with a bullet sign, as the list item that it is."""
    if block is None or block.kind is not BlockKind.PARAGRAPH:
        return block
    marker, text = split_marker(block.text, counted=False)
    if not marker:
        return block
    gone = len(block.text) - len(text)
    return replace(
        block,
        kind=BlockKind.LIST_ITEM,
        marker=marker,
        text=text,
        links=tuple(
            Link(max(link.start - gone, 0), link.end - gone, link.url)
            for link in block.links
            if link.end > gone
        ),
        note_marks=tuple(NoteMark(max(mark.at - gone, 0), mark.note) for mark in block.note_marks),
    )


def joined(inner: Blocks) -> Text:
    """The blocks of a cell or a note as one text, a line each, list markers written out."""
    text = Text()
    for number, block in enumerate(inner.blocks):
        text.add("\n" if number else "")
        text.add(f"{block.marker} " if block.marker else "")
        text.take_block(block)
    return text


def table_block(rows: list[list[Text]], *, page: int | None = None) -> Block | None:
    """One block for a table: cells with tabs between, rows with newlines, links in place."""
    whole = Text()
    cells = []
    for number, row in enumerate(rows):
        whole.add("\n" if number else "")
        written = []
        for place, cell in enumerate(row):
            whole.add("\t" if place else "")
            written.append(whole.take(cell))
        cells.append(tuple(written))
    block = whole.block(BlockKind.TABLE, page=page)
    rows_seen = tuple(row for row in cells if any(row))
    return None if block is None else replace(block, rows=rows_seen)
