"""The document while it is being read: what each rule has claimed, and what is still free."""

import re
from bisect import insort
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from papers.importing.blocks import Block, BlockKind, Document
from papers.importing.interpreting import labels
from papers.importing.interpreting.sentences import Span, sentences, trimmed
from papers.importing.pieces import Claim, Piece, Role, SourceSlot


class Zone(StrEnum):
    """What a part of a document is for, told from its heading."""

    NONE = ""
    QUESTIONS = "questions"
    ABOUT_YOU = "about you"
    RESPONDING = "how to respond"
    PRIVACY = "confidentiality"
    RECOMMENDATIONS = "recommendations"
    REFERENCES = "references"
    EXAMPLES = "examples"
    HEARD = "what was said before"
    FAQ = "questions and answers"
    TERMS = "terms of reference"
    CONTENTS = "contents"
    SUMMARY = "summary"


@dataclass
class Passage:
    """One block with what the rules ask of it again and again."""

    index: int
    block: Block
    zone: Zone = Zone.NONE
    is_heading: bool = False
    level: int = 0
    pieces: list[Piece] = field(default_factory=list)

    @property
    def text(self) -> str:
        return self.block.text

    @cached_property
    def sentences(self) -> list[Span]:
        return sentences(self.block.text)

    @cached_property
    def whole(self) -> Span:
        return trimmed(self.block.text, 0, len(self.block.text))

    @cached_property
    def words(self) -> str:
        """The text in lower case, white space and apostrophes made plain, for the rules' eyes."""
        return plain(self.block.text[:2_000])

    @cached_property
    def label(self) -> labels.Label | None:
        """The label at the head of the block; one in its marker ends at 0."""
        marker = self.block.marker.strip()
        if marker and not labels.is_bullet(marker):
            found = labels.question_label(self.block.text[self.whole.start :][:60])
            if found is not None:
                return labels.Label(found.kind, found.number, found.end + self.whole.start)
            found = labels.any_label(marker) or labels.any_label(marker + ".")
            return labels.Label(found.kind, found.number, 0) if found else None
        found = labels.any_label(self.block.text[self.whole.start : self.whole.start + 60])
        if found is None:
            return None
        return labels.Label(found.kind, found.number, found.end + self.whole.start)

    @property
    def is_item(self) -> bool:
        return self.block.kind is BlockKind.LIST_ITEM

    @property
    def is_boxed(self) -> bool:
        """A table of one cell is how Word's users draw a box."""
        rows = self.block.rows
        return self.block.kind is BlockKind.TABLE and len(rows) == 1 and len(rows[0]) == 1

    @property
    def is_text(self) -> bool:
        kinds = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.HEADING)
        return self.block.kind in kinds or self.is_boxed

    def is_in_quotation(self, span: Span) -> bool:
        """Whether quotation marks opened before the sentence and close after its beginning."""
        before = self.text[: span.start]
        if before.count("“") > before.count("”"):
            return "”" in self.text[span.start :]
        return before.count('"') % 2 == 1 and '"' in self.text[span.start :]

    def slice(self, span: Span) -> str:
        return self.block.text[span.start : span.end]

    def sentences_from(self, start: int, end: int | None = None) -> list[Span]:
        stop = len(self.text) if end is None else end
        found = (
            trimmed(self.text, max(span.start, start), min(span.end, stop))
            for span in self.sentences
            if span.end > start and span.start < stop
        )
        return [span for span in found if span.start < span.end]


_SPACE = re.compile(r"\s+")


def plain(text: str) -> str:
    return _SPACE.sub(" ", text).strip().lower().replace("’", "'").replace("‘", "'")


class Draft:
    """Rules claim stretches of blocks, the surest rule first; what no rule claims is prose."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.passages = [Passage(index, block) for index, block in enumerate(document.blocks)]
        self.sources: list[SourceSlot] = []
        self.claims: list[Claim] = []
        self.is_submission = False
        self._groups = 0

    def new_group(self, prefix: str) -> str:
        self._groups += 1
        return f"{prefix}{self._groups}"

    def claim(
        self, passage: Passage, span: Span, role: Role, why: str, **needs: str | int | bool
    ) -> None:
        """Mark a stretch; what is already claimed in it, and white space alone, is left."""
        for free in self.free_in(passage, span):
            piece = Piece(passage.index, free.start, free.end, role, why, **needs)  # type: ignore[arg-type]
            insort(passage.pieces, piece, key=lambda piece: piece.start)

    def claim_all(self, passage: Passage, role: Role, why: str, **needs: str | int | bool) -> None:
        self.claim(passage, passage.whole, role, why, **needs)

    def is_free(self, passage: Passage) -> bool:
        return not passage.pieces and passage.whole.start < passage.whole.end

    def free_in(self, passage: Passage, span: Span) -> Iterator[Span]:
        """The unclaimed stretches of the span, without the white space at their ends."""
        start = span.start
        for piece in [*passage.pieces]:
            if piece.end <= start:
                continue
            if piece.start >= span.end:
                break
            free = trimmed(passage.text, start, piece.start)
            if free.start < free.end:
                yield free
            start = piece.end
        free = trimmed(passage.text, min(start, span.end), span.end)
        if free.start < free.end:
            yield free

    def following(self, passage: Passage, count: int = 1) -> list[Passage]:
        """The next blocks that hold any text."""
        found: list[Passage] = []
        for other in self.passages[passage.index + 1 :][: count + 5]:
            if other.whole.start < other.whole.end:
                found.append(other)
            if len(found) == count:
                break
        return found

    def before(self, passage: Passage) -> Passage | None:
        for index in range(passage.index - 1, max(-1, passage.index - 6), -1):
            other = self.passages[index]
            if other.whole.start < other.whole.end:
                return other
        return None
