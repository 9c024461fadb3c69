"""The tree of an OpenDocument text as blocks."""

import re
from dataclasses import dataclass, replace

from lxml import etree

from papers.importing.blocks import Block, BlockKind
from papers.importing.building import Blocks, Text, joined, table_block, with_typed_bullet
from papers.importing.readers.odt_styles import (
    DRAW,
    OFFICE,
    SVG,
    TABLE,
    TEXT,
    XLINK,
    ListLevel,
    Styles,
    as_number,
    label,
)

BLANK = re.compile(r"[ \t\r\n]+")
PARAGRAPHS = {f"{TEXT}p", f"{TEXT}h"}
NOTES = {f"{TEXT}note"}
SKIPPED = {f"{TEXT}sequence-decls", f"{OFFICE}forms", f"{TEXT}variable-decls"}
LEFT_OUT = {
    f"{TEXT}tracked-changes": "deleted with changes tracked",
    f"{OFFICE}annotation": "a comment in the margin",
}
QUOTES = {"quotations", "quote", "quotation", "block quotation"}
MOST_SPACES = 100


@dataclass(frozen=True)
class _Item:
    """The list item that a paragraph is the first of."""

    marker: str
    depth: int


class OdtBlocks:
    """Walks a body whose depth has been checked, and adds its blocks to `found`."""

    def __init__(self, found: Blocks, styles: Styles) -> None:
        self.found = found
        self._styles = styles
        self._notes: list[tuple[str, etree._Element]] = []
        self._frames: list[etree._Element] = []
        self._counts: dict[tuple[str, int], int] = {}

    def read(self, body: etree._Element) -> None:
        self._children(body, self.found)
        for identity, note in self._notes:
            self._note(identity, note)

    def _children(self, element: etree._Element, into: Blocks) -> None:
        for child in element:
            self._block(child, into)

    def _block(self, element: etree._Element, into: Blocks, item: _Item | None = None) -> None:
        tag = str(element.tag)
        if tag in PARAGRAPHS:
            into.add(self._paragraph(element, item))
            frames, self._frames = self._frames, []
            for frame in frames:
                self._children(frame, into)
        elif tag == f"{TEXT}list":
            self._list(element, into, [], "")
        elif tag == f"{TABLE}table":
            self._table(element, into)
        elif tag in LEFT_OUT:
            into.leave_out(" ".join(element.itertext()), LEFT_OUT[tag])
        elif tag not in SKIPPED:
            self._children(element, into)

    def _paragraph(self, element: etree._Element, item: _Item | None) -> Block | None:
        style = element.get(f"{TEXT}style-name", "")
        names = self._styles.names(style)
        heading = element.tag == f"{TEXT}h"
        text = Text()
        self._inline(element, text, bold=heading or self._styles.is_bold(style))
        if heading or "title" in names:
            level = as_number(element.get(f"{TEXT}outline-level"), 1)
            return text.block(BlockKind.HEADING, level=level, marker=item.marker if item else "")
        if item:
            return text.block(BlockKind.LIST_ITEM, depth=item.depth, marker=item.marker)
        if QUOTES & set(names):
            return text.block(BlockKind.QUOTE)
        if "caption" in names:
            return text.block(BlockKind.FIGURE)
        return with_typed_bullet(text.block(BlockKind.PARAGRAPH))

    def _inline(self, element: etree._Element, text: Text, *, bold: bool) -> None:
        text.add(BLANK.sub(" ", element.text or ""), bold=bold)
        for child in element:
            self._inline_child(child, text, bold=bold)
            text.add(BLANK.sub(" ", child.tail or ""), bold=bold)

    def _inline_child(self, child: etree._Element, text: Text, *, bold: bool) -> None:
        tag = str(child.tag)
        if tag == f"{TEXT}s":
            text.add(" " * min(as_number(child.get(f"{TEXT}c"), 1), MOST_SPACES))
        elif tag in {f"{TEXT}tab", f"{TEXT}line-break"}:
            text.add("\t" if tag.endswith("tab") else "\n")
        elif tag == f"{TEXT}a":
            text.open_link(child.get(f"{XLINK}href", ""))
            self._inline(child, text, bold=bold)
            text.close_link()
        elif tag in NOTES:
            identity = child.get(f"{TEXT}id") or f"note-{len(self._notes) + 1}"
            text.mark_note(identity)
            self._notes.append((identity, child))
        elif tag in LEFT_OUT:
            self.found.leave_out(" ".join(child.itertext()), LEFT_OUT[tag])
        elif tag.startswith(DRAW):
            self._drawing(child, text)
        else:
            style = child.get(f"{TEXT}style-name", "")
            self._inline(child, text, bold=bold or self._styles.is_bold(style))

    def _drawing(self, frame: etree._Element, text: Text) -> None:
        """A text box is read after the paragraph that it is anchored in; a picture is its words."""
        boxes = list(frame.iter(f"{DRAW}text-box"))
        self._frames.extend(boxes)
        if not boxes:
            text.add((frame.findtext(f"{SVG}desc") or frame.findtext(f"{SVG}title") or "").strip())

    def _list(
        self, element: etree._Element, into: Blocks, above: list[ListLevel], inherited: str
    ) -> None:
        style = element.get(f"{TEXT}style-name") or inherited
        levels = [*above, self._styles.level(style, len(above))]
        depth = len(above)
        goes_on = element.get(f"{TEXT}continue-numbering") == "true" or (
            element.get(f"{TEXT}continue-list") is not None
        )
        if not goes_on or (style, depth) not in self._counts:
            self._counts[style, depth] = levels[-1].start - 1
        for item in element:
            if item.tag == f"{TEXT}list-item":
                started = item.get(f"{TEXT}start-value")
                count = self._counts[style, depth] + 1
                self._counts[style, depth] = as_number(started, count)
                # A list inside one of another style has not counted the levels above it.
                counts = [
                    self._counts.get((style, place), level.start)
                    for place, level in enumerate(above)
                ]
                marker = label(levels, [*counts, self._counts[style, depth]])
                self._item(item, into, levels, _Item(marker, depth), style)
            else:
                self._item(item, into, levels, None, style)

    def _item(
        self,
        element: etree._Element,
        into: Blocks,
        levels: list[ListLevel],
        item: _Item | None,
        style: str,
    ) -> None:
        for child in element:
            if child.tag == f"{TEXT}list":
                if only_lists(element):
                    # An item with nothing of its own is how a deeper level is written.
                    self._counts[style, len(levels) - 1] -= 1
                self._list(child, into, levels, style)
            else:
                before = len(into.blocks)
                self._block(child, into, item)
                item = None if len(into.blocks) > before else item

    def _table(self, table: etree._Element, into: Blocks) -> None:
        """A table that holds another is laid out for its looks: what is in it is read in order."""
        cells = f"{TABLE}table-cell"
        if table.find(f".//{TABLE}table") is not None:
            for cell in table.iter(cells):
                if next(cell.iterancestors(f"{TABLE}table")) is table:
                    self._children(cell, into)
            return
        rows = [[self._cell(c) for c in row.iter(cells)] for row in table.iter(f"{TABLE}table-row")]
        into.add(table_block(rows))

    def _cell(self, cell: etree._Element) -> Text:
        inner = Blocks()
        self._children(cell, inner)
        self.found.left_out += inner.left_out
        return joined(inner)

    def _note(self, identity: str, note: etree._Element) -> None:
        inner = Blocks()
        body = note.find(f"{TEXT}note-body")
        if body is not None:
            self._children(body, inner)
        block = joined(inner).block(BlockKind.NOTE, note_id=identity)
        self.found.add(None if block is None else replace(block, bold=False))


def only_lists(element: etree._Element) -> bool:
    return all(child.tag == f"{TEXT}list" for child in element)
