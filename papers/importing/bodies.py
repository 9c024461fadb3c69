"""Runs of pieces as the Markdown of a section: paragraphs, lists, quotes and tables again."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from papers.importing.blocks import Block, BlockKind, Document
from papers.importing.markup import escaped, marked_up
from papers.importing.pieces import Piece, Role

JOINED, APART = "joined", "apart"
# The desk's prose nests lists no deeper.
_DEEPEST = 2
_KINDS = {
    Role.LIST_ITEM: BlockKind.LIST_ITEM,
    Role.CALL_AUDIENCE: BlockKind.LIST_ITEM,
    Role.QUOTE: BlockKind.QUOTE,
    Role.TABLE: BlockKind.TABLE,
}


@dataclass
class _Chunk:
    """One paragraph, item, quote or table: stretches that belong together."""

    kind: BlockKind
    block: int
    stretches: list[tuple[int, int, int]] = field(default_factory=list)

    def take(self, piece: Piece) -> None:
        last = self.stretches[-1] if self.stretches else None
        if last is not None and (last[0], last[2]) == (piece.block, piece.start):
            self.stretches[-1] = (piece.block, last[1], piece.end)
        else:
            self.stretches.append((piece.block, piece.start, piece.end))

    def goes_on_with(self, piece: Piece) -> bool:
        if self.kind is BlockKind.TABLE:
            return False
        if piece.seam:
            return piece.seam == JOINED
        block, _, end = self.stretches[-1]
        return (block, end) == (piece.block, piece.start)


def body_of(document: Document, pieces: Iterable[Piece], notes: dict[str, int]) -> str:
    """The pieces, in their order, as Markdown; `notes` numbers the footnotes by their ids."""
    chunks: list[_Chunk] = []
    for piece in pieces:
        if not chunks or not chunks[-1].goes_on_with(piece):
            chunks.append(_Chunk(_kind(document, piece), piece.block))
        chunks[-1].take(piece)
    return _Writer(document, notes).write(chunks)


def _kind(document: Document, piece: Piece) -> BlockKind:
    block = document.blocks[piece.block]
    kind = _KINDS.get(piece.role, block.kind)
    if kind is BlockKind.TABLE and not _is_whole_table(block, piece):
        return BlockKind.PARAGRAPH
    return kind


def _is_whole_table(block: Block, piece: Piece) -> bool:
    whole = block.text[piece.start : piece.end].strip() == block.text.strip()
    return whole and len(block.rows) > 1 and len(block.rows[0]) > 1


class _Writer:
    def __init__(self, document: Document, notes: dict[str, int]) -> None:
        self.document = document
        self.notes = notes
        # How far the text of each open list is set in, the outermost first.
        self.indents: list[int] = []

    def write(self, chunks: list[_Chunk]) -> str:
        written: list[str] = []
        for chunk in chunks:
            goes_on = bool(self.indents) and chunk.kind is BlockKind.LIST_ITEM
            if not goes_on:
                self.indents = []
            text = self._chunk(chunk)
            if text.strip():
                written += ["\n" if goes_on else "\n\n", text]
        return "".join(written).strip()

    def _chunk(self, chunk: _Chunk) -> str:
        block = self.document.blocks[chunk.block]
        if chunk.kind is BlockKind.TABLE:
            return _table(block)
        text = " ".join(
            marked_up(self.document.blocks[index], start, end, self.notes)
            for index, start, end in chunk.stretches
        )
        if chunk.kind is BlockKind.LIST_ITEM:
            return self._item(block, text)
        if chunk.kind is BlockKind.QUOTE:
            return "\n".join(f"> {line}" for line in text.split("\n"))
        if chunk.kind is BlockKind.NOTE and block.note_id in self.notes:
            return f"[{self.notes[block.note_id]}] {text}"
        return text

    def _item(self, block: Block, text: str) -> str:
        depth = min(block.depth, len(self.indents), _DEEPEST)
        marker, text = _marker(block.marker.strip(), text)
        indent = self.indents[depth - 1] if depth else 0
        self.indents = [*self.indents[:depth], indent + len(marker) + 1]
        inner = "\n" + " " * self.indents[-1]
        return f"{' ' * indent}{marker} {text.replace(chr(10), inner)}"


def _marker(written: str, text: str) -> tuple[str, str]:
    """Numbers count as Markdown's; a letter, which it has none for, stays before the words."""
    digits = written.strip(".)( ")
    if digits.isascii() and digits.isdigit() and len(digits) < 4:
        return f"{digits}{')' if written.endswith(')') else '.'}", text
    if any(character.isalnum() for character in written) and len(written) > 1:
        return "-", f"{escaped(written)} {text}"
    return "-", text


def _table(block: Block) -> str:
    width = max(len(row) for row in block.rows)
    at = 0
    lines: list[str] = []
    for row in block.rows:
        cells: list[str] = []
        for cell in row:
            found = block.text.find(cell, at)
            at = found + len(cell) if found >= 0 else at
            cells.append(_cell(block, cell, found))
        lines.append(f"| {' | '.join([*cells, *([''] * (width - len(row)))])} |")
    rule = "|" + " --- |" * width
    return "\n".join([lines[0], rule, *lines[1:]])


def _cell(block: Block, cell: str, found: int) -> str:
    text = marked_up(block, found, found + len(cell), {}) if found >= 0 else escaped(cell)
    return " ".join(text.replace("|", r"\|").split())
