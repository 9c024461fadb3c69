"""An HTML tree as blocks: the shared second half of every reader that has HTML."""

import re
from dataclasses import dataclass, field, replace

from lxml import html as lxml_html

from papers.importing.blocks import BlockKind
from papers.importing.building import Blocks, Text, joined, table_block, with_typed_bullet
from papers.importing.readers.html_forms import CHOICES, boxes_of, is_answer, lines_of, mark_of
from papers.importing.readers.list_labels import label_of

HEADINGS = {f"h{level}": level for level in range(1, 7)}
LISTS = {"ul", "ol", "menu"}
BOLD = {"b", "strong", "th"}
# Each of these begins a block of its own; what is in none of them is the parent's paragraph.
BREAKING = {*HEADINGS, *LISTS, "p", "div", "li", "table", "tbody", "tr", "td", "caption"}
BREAKING |= {"blockquote", "figure", "figcaption", "dl", "dt", "dd", "details", "summary", "pre"}
BREAKING |= {"section", "article", "main", "header", "footer", "address", "center", "hr", "body"}
BREAKING |= {"form", "fieldset", "legend", "label", "select"}
BLANK = re.compile(r"[ \t\r\n\f]+")
CHECKBOX = "☐ "


@dataclass(frozen=True)
class _Place:
    """Where in the tree a text stands: what a block made of it is to be."""

    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    depth: int = 0
    marker: str = ""
    bold: bool = False
    preformatted: bool = False
    note_id: str = ""


@dataclass
class _Flow:
    """The paragraph that is being written, and the place it is for."""

    text: Text = field(default_factory=Text)
    place: _Place = field(default_factory=_Place)


class HtmlBlocks:
    """Walks a tree whose depth has been checked, and adds its blocks to `found`."""

    def __init__(self, found: Blocks, boxes: dict[str, str] | None = None) -> None:
        self.found = found
        self._flow = _Flow()
        self._boxes = boxes or {}  # which have a label of their own

    def read(self, root: lxml_html.HtmlElement) -> None:
        self._boxes = boxes_of(root)
        self._children(root, _Place())
        self._end()

    def _children(self, element: lxml_html.HtmlElement, place: _Place) -> None:
        self._say(element.text, place)
        for child in element:
            if child.tag in BREAKING:
                self._end()
                self._block(child, place)
                self._end()
            else:
                self._inline(child, place)
            self._say(child.tail, place)

    def _say(self, text: str | None, place: _Place) -> None:
        if not text:
            return
        if not place.preformatted:
            text = BLANK.sub(" ", text)
            if self._flow.text.ends_blank():
                text = text.lstrip(" ")
        if text:
            if not len(self._flow.text):
                self._flow.place = place
            self._flow.text.add(text, bold=place.bold)

    def _end(self) -> None:
        """Close the paragraph. The marker of an item is spent on its first paragraph."""
        flow, self._flow = self._flow, _Flow()
        place = flow.place
        block = flow.text.block(
            place.kind,
            level=place.level,
            depth=place.depth,
            marker=place.marker,
            note_id=place.note_id,
        )
        self.found.add(with_typed_bullet(block))

    def _block(self, element: lxml_html.HtmlElement, place: _Place) -> None:
        tag = str(element.tag)
        if tag in HEADINGS:
            heading = replace(place, kind=BlockKind.HEADING, level=HEADINGS[tag], bold=True)
            self._children(element, heading)
        elif tag in LISTS:
            self._list(element, place)
        elif tag == "table":
            self._table(element, place)
        elif tag == "select":
            self._drop_down(element, place)
        elif tag == "label" and (mark := mark_of(element, self._boxes)):
            self._children(element, replace(place, kind=BlockKind.LIST_ITEM, marker=mark))
        elif tag == "blockquote":
            self._children(element, replace(place, kind=BlockKind.QUOTE))
        elif tag == "figure" and element.find(".//table") is None:
            self._children(element, replace(place, kind=BlockKind.FIGURE))
        elif tag in {"pre", "summary", "legend", "dt"}:
            bold = place.bold or tag in {"summary", "legend", "dt"}
            self._children(element, replace(place, bold=bold, preformatted=tag == "pre"))
        else:
            self._children(element, place)

    def _list(self, element: lxml_html.HtmlElement, place: _Place) -> None:
        depth = place.depth + 1 if place.kind is BlockKind.LIST_ITEM else 0
        number = 0
        self._say(element.text, place)
        self._end()
        for child in element:
            if child.tag != "li":
                self._block(child, place)
                self._say(child.tail, place)
                self._end()
                continue
            number = _value_of(child, element, number + 1)
            if element.tag == "ol":
                marker = label_of(number, element.get("type") or "1") + "."
            else:
                marker = "•"
            self._item(child, replace(place, kind=BlockKind.LIST_ITEM, depth=depth, marker=marker))
            self._say(child.tail, place)
            self._end()

    def _drop_down(self, select: lxml_html.HtmlElement, place: _Place) -> None:
        """The answers of a list that opens, an item each."""
        for line in lines_of(select):
            if is_answer(line):
                self._say(line, replace(place, kind=BlockKind.LIST_ITEM, marker=CHOICES["radio"]))
                self._end()
            else:
                self.found.leave_out(line, "says to choose from the list of a form")

    def _item(self, item: lxml_html.HtmlElement, place: _Place) -> None:
        before = len(self.found.blocks)
        self._children(item, place)
        self._end()
        own = self.found.blocks[before:]
        for number, block in enumerate(own):
            again = number and block.marker == place.marker and block.depth == place.depth
            if again and block.kind is BlockKind.LIST_ITEM:
                plain = replace(block, kind=BlockKind.PARAGRAPH, marker="", depth=0)
                self.found.blocks[before + number] = plain

    def _table(self, table: lxml_html.HtmlElement, place: _Place) -> None:
        """A table laid out for its looks is read as what is in it; a real one is one block."""
        for caption in table.findall("caption"):
            self._children(caption, place)
            self._end()
        for loose in _loose_texts(table):
            self._say(loose, place)
            self._end()
        rows = [row for row in table.iter("tr") if _owner(row) is table]
        nested = any(inner is not table for inner in table.iter("table"))
        if nested or table.get("role") in {"presentation", "none"}:
            for row in rows:
                for cell in row:
                    self._children(cell, place)
                    self._end()
            return
        self.found.add(table_block([[self._cell(cell) for cell in row] for row in rows]))

    def _cell(self, cell: lxml_html.HtmlElement) -> Text:
        inner = HtmlBlocks(Blocks(), self._boxes)
        inner._flow.place = _Place(bold=cell.tag == "th")
        inner._children(cell, inner._flow.place)
        inner._end()
        return joined(inner.found)

    def _inline(self, element: lxml_html.HtmlElement, place: _Place) -> None:
        tag = str(element.tag)
        if tag == "br":
            self._flow.text.add("\n" if len(self._flow.text) else "")
        elif tag == "img":
            self._image(element, place)
        elif tag == "input":
            if (element.get("type") or "").lower() in CHOICES and not self._has_label(element):
                self._say(CHECKBOX, replace(place, preformatted=True))
        elif tag == "a":
            self._anchor(element, place)
        else:
            self._children(element, replace(place, bold=place.bold or tag in BOLD))

    def _has_label(self, box: lxml_html.HtmlElement) -> bool:
        return (box.get("id") or "") in self._boxes or (
            next(box.iterancestors("label"), None) is not None
        )

    def _image(self, element: lxml_html.HtmlElement, place: _Place) -> None:
        """The words for those who cannot see it; in a paragraph they stand where it stood."""
        if alternative := (element.get("alt") or "").strip():
            alone = not len(self._flow.text) and place.kind is BlockKind.PARAGRAPH
            self._say(alternative, replace(place, kind=BlockKind.FIGURE) if alone else place)
            if alone:
                self._end()

    def _anchor(self, element: lxml_html.HtmlElement, place: _Place) -> None:
        """An anchor without an address is kept as a link to nowhere: a source is missing there."""
        is_target = element.get("href") is None and (element.get("id") or element.get("name"))
        breaks = any(child.tag in BREAKING for child in element.iter())
        if is_target or breaks:
            self._children(element, place)
            return
        self._flow.text.open_link((element.get("href") or "").strip())
        self._children(element, place)
        self._flow.text.close_link()


def _loose_texts(table: lxml_html.HtmlElement) -> list[str]:
    """Words that stand in a table but in no cell of it, where no page should have them."""
    frames = table.iter("table", "tbody", "thead", "tfoot", "tr")
    inside = [part for part in frames if part is table or _owner(part) is table]
    texts = [text for part in inside for text in (part.text, *(child.tail for child in part))]
    return [text for text in texts if text and text.strip()]


def _owner(row: lxml_html.HtmlElement) -> lxml_html.HtmlElement | None:
    return next(row.iterancestors("table"), None)


def _value_of(item: lxml_html.HtmlElement, ordered: lxml_html.HtmlElement, usual: int) -> int:
    given = item.get("value") or (ordered.get("start") if usual == 1 else None) or ""
    return int(given) if given.isascii() and given.isdigit() and len(given) < 6 else usual
