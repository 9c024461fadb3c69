"""mammoth's tree of a Word file as blocks."""

import re
from collections.abc import Mapping
from typing import Any

from mammoth import documents

from papers.importing.blocks import Block, BlockKind
from papers.importing.building import Blocks, Text, joined, table_block, with_typed_bullet
from papers.importing.readers.docx_parts import Facts

QUOTES = re.compile(r"(?:intense |block )?quot(?:e|ation)s?\b.*|block text", re.I)
CAPTION = re.compile(r"caption", re.I)
NO_FACTS = Facts("", 0, bold=False)


class DocxBlocks:
    """Takes a document's paragraphs and tables in order, its notes after them."""

    def __init__(self, found: Blocks, facts: Mapping[str, Facts]) -> None:
        self.found = found
        self._facts = facts
        self._notes: list[Any] = []

    def read(self, document: Any) -> None:
        for element in document.children:
            self._block(element, self.found)
        for reference in self._notes:
            note = document.notes.resolve(reference)
            self._note(note, _note_id(reference))

    def _block(self, element: Any, into: Blocks) -> None:
        if isinstance(element, documents.Table):
            self._table(element, into)
        elif isinstance(element, documents.Paragraph):
            into.add(self._paragraph(element))
        else:
            # A run or a picture on its own: the remains of what stood round a text box.
            text = Text()
            self._inline(element, text, bold=False)
            into.add(text.block(BlockKind.PARAGRAPH))

    def _paragraph(self, paragraph: Any, kind: BlockKind = BlockKind.PARAGRAPH) -> Block | None:
        facts = _facts_of(paragraph, self._facts)
        text = Text()
        for child in paragraph.children:
            self._inline(child, text, bold=facts.bold or facts.heading > 0)
        if facts.heading or facts.style == "title":
            kind = BlockKind.HEADING
        elif facts.marker:
            kind = BlockKind.LIST_ITEM
        elif QUOTES.fullmatch(facts.style):
            kind = BlockKind.QUOTE
        elif CAPTION.fullmatch(facts.style):
            kind = BlockKind.FIGURE
        level = (facts.heading or 1) if kind is BlockKind.HEADING else 0
        depth = facts.depth if kind is BlockKind.LIST_ITEM else 0
        block = text.block(kind, level=level, depth=depth, marker=facts.marker)
        if block is None or not block.text:
            return None
        return with_typed_bullet(block)

    def _inline(self, element: Any, text: Text, *, bold: bool) -> None:
        if isinstance(element, documents.Text):
            text.add(element.value, bold=bold)
        elif isinstance(element, documents.Run):
            for child in element.children:
                self._inline(child, text, bold=bold or element.is_bold)
        elif isinstance(element, documents.Hyperlink):
            url = element.href or (f"#{element.anchor}" if element.anchor else "")
            text.open_link(url)
            for child in element.children:
                self._inline(child, text, bold=bold)
            text.close_link()
        elif isinstance(element, documents.NoteReference):
            self._notes.append(element)
            text.mark_note(_note_id(element))
        else:
            text.add(_sign(element))

    def _table(self, table: Any, into: Blocks) -> None:
        """A table that holds another is laid out for its looks: what is in it is read in order."""
        if any(isinstance(inner, documents.Table) for inner in _cell_children(table)):
            for child in _cell_children(table):
                self._block(child, into)
            return
        rows = [[self._cell(cell) for cell in row.children] for row in table.children]
        into.add(table_block(rows))

    def _cell(self, cell: Any) -> Text:
        inner = Blocks()
        for child in cell.children:
            self._block(child, inner)
        return joined(inner)

    def _note(self, note: Any, identity: str) -> None:
        inner = Blocks()
        for child in note.body:
            self._block(child, inner)
        self.found.add(joined(inner).block(BlockKind.NOTE, note_id=identity))


def _cell_children(table: Any) -> list[Any]:
    return [child for row in table.children for cell in row.children for child in cell.children]


def _facts_of(paragraph: Any, facts: Mapping[str, Facts]) -> Facts:
    for child in paragraph.children:
        if isinstance(child, documents.Bookmark) and child.name in facts:
            return facts[child.name]
    return NO_FACTS


def _note_id(reference: Any) -> str:
    return f"{reference.note_type}-{reference.note_id}"


def _sign(element: Any) -> str:
    """What stands for an element that is no run of letters."""
    if isinstance(element, documents.Tab):
        return "\t"
    if isinstance(element, documents.Break):
        return "\n"
    if isinstance(element, documents.Checkbox):
        return "☑" if element.checked else "☐"
    if isinstance(element, documents.Image):
        return (element.alt_text or "").strip()
    return ""
