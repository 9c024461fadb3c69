"""A flow of blocks as paragraphs, lists and tables of a Word file."""

from collections.abc import Iterable, Sequence
from typing import Final

from docx.document import Document  # noqa: TID251
from docx.shared import Cm  # noqa: TID251
from docx.text.paragraph import Paragraph  # noqa: TID251

from papers.packs.flow import Block, Run
from papers.packs.word_parts import Numbering, add_link, mark_head, text_run

DEEPEST_HEADING: Final = 9
STEP: Final = Cm(0.8)


class WordFlow:
    """Writes at the end of a document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.numbering = Numbering(document)

    def add(self, blocks: Iterable[Block], *, level: int, depth: int = 0) -> None:
        """Add the blocks; their headings stand below one of `level`, and skip none."""
        last = level
        for block in blocks:
            if block.kind == "heading":
                last = min(level + block.level, last + 1, DEEPEST_HEADING)
                _write(self.document.add_heading("", last), block.runs)
            elif block.kind in {"bullets", "numbers"}:
                self._list(block, level=last, depth=depth)
            elif block.kind == "quote":
                self._quote(block)
            elif block.kind == "table":
                self._table(block.rows)
            elif block.kind == "paragraph":
                _write(self._paragraph(depth), block.runs)

    def _paragraph(self, depth: int) -> Paragraph:
        paragraph = self.document.add_paragraph()
        if depth:
            paragraph.paragraph_format.left_indent = STEP * depth
        return paragraph

    def _list(self, block: Block, *, level: int, depth: int) -> None:
        """A number that was typed out of order begins a list of its own, and so is kept."""
        list_id, expected = 0, -1
        for item in block.blocks:
            first, *rest = item.blocks or (Block("paragraph"),)
            if first.kind != "paragraph":
                first, rest = Block("paragraph"), list(item.blocks)
            if block.kind == "bullets":
                paragraph = self.document.add_paragraph(style="List Bullet")
            else:
                if item.number != expected:
                    list_id = self.numbering.begin(item.number)
                expected = item.number + 1
                paragraph = self.numbered(list_id)
            paragraph.paragraph_format.left_indent = STEP * (depth + 1)
            paragraph.paragraph_format.first_line_indent = -STEP
            _write(paragraph, first.runs)
            self.add(rest, level=level, depth=depth + 1)

    def numbered(self, list_id: int) -> Paragraph:
        """Add the next item of a list that `numbering.begin` has begun."""
        paragraph = self.document.add_paragraph(style="List Number")
        self.numbering.number(paragraph, list_id)
        return paragraph

    def _quote(self, block: Block) -> None:
        for inner in block.blocks:
            if inner.kind == "paragraph":
                _write(self.document.add_paragraph(style="Quote"), inner.runs)
            else:
                self.add((inner,), level=0, depth=1)

    def _table(self, rows: Sequence[Sequence[Sequence[Run]]]) -> None:
        table = self.document.add_table(rows=0, cols=len(rows[0]), style="Table Grid")
        for place, cells in enumerate(rows):
            row = table.add_row()
            if place == 0:
                mark_head(row)
            for cell, runs in zip(row.cells, cells, strict=False):
                shown = [_bold(run) for run in runs] if place == 0 else runs
                _write(cell.paragraphs[0], shown)
        self.document.add_paragraph()


def _bold(run: Run) -> Run:
    return Run(run.text, True, run.italic, run.raised, run.url)


def _write(paragraph: Paragraph, runs: Iterable[Run]) -> None:
    for run in runs:
        if run.text == "\n":
            paragraph.add_run().add_break()
        elif run.url:
            look = {"b": "1"} if run.bold else {}
            add_link(paragraph, run.url, text_run(run.text, **look, u="single"))
        else:
            written = paragraph.add_run(run.text)
            written.bold, written.italic = run.bold or None, run.italic or None
            written.font.superscript = run.raised or None
