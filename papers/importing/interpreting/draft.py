"""The document while it is being read: what each rule has claimed, and what is still free."""

import re
from bisect import bisect_right, insort
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
    def vocabulary(self) -> frozenset[str]:
        """The words of the text, each once: a rule none of whose words are in it need not look."""
        return frozenset(_WORD.findall(self.block.text.lower()))

    @cached_property
    def has_digit(self) -> bool:
        """Whether there is any use in looking for a date or a figure."""
        return _DIGIT.search(self.block.text) is not None

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
        place = bisect_right(self._quotations, span.start, key=lambda one: one.start) - 1
        return (
            place >= 0 and self._quotations[place].start < span.start < self._quotations[place].end
        )

    @cached_property
    def _quotations(self) -> list[Span]:
        """From each opening mark to the mark that closes it; one never closed opens nothing."""
        found: list[Span] = []
        opened: int | None = None
        for match in _QUOTES.finditer(self.text):
            if opened is None and match.group() != "”":
                opened = match.start()
            elif opened is not None and match.group() != "“":
                found.append(Span(opened, match.end()))
                opened = None
        return found

    def slice(self, span: Span) -> str:
        return self.block.text[span.start : span.end]

    def sentences_from(self, start: int, end: int | None = None) -> list[Span]:
        stop = len(self.text) if end is None else end
        first = bisect_right(self.sentences, start, key=lambda span: span.end)
        found: list[Span] = []
        for place in range(first, len(self.sentences)):
            span = self.sentences[place]
            if span.start >= stop:
                break
            found.append(trimmed(self.text, max(span.start, start), min(span.end, stop)))
        return [span for span in found if span.start < span.end]


_QUOTES = re.compile(r"[“”\"]")
_WORD = re.compile(r"[a-z]+")
_DIGIT = re.compile(r"\d")
_APOSTROPHES = str.maketrans("‘’", "''")


def _until(pieces: list[Piece], first: int, end: int) -> Iterator[Piece]:
    for place in range(first, len(pieces)):
        if pieces[place].start >= end:
            return
        yield pieces[place]


def plain(text: str) -> str:
    """Lower case, single spaces, straight apostrophes: what the rules' words are matched with."""
    return " ".join(text.split()).lower().translate(_APOSTROPHES)


class Draft:
    """Rules claim stretches of blocks, the surest rule first; what no rule claims is prose."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.passages = [Passage(index, block) for index, block in enumerate(document.blocks)]
        self.sources: list[SourceSlot] = []
        self.claims: list[Claim] = []
        self.is_submission = False
        self.asking_headings: frozenset[int] = frozenset()
        self.answer_lines: frozenset[int] = frozenset()
        self._groups = 0

    @cached_property
    def has_labels(self) -> bool:
        """Whether some question of the document bears a label such as “Question 1”."""
        kinds = (passage.label.kind for passage in self.passages if passage.label is not None)
        return labels.LabelKind.QUESTION in kinds

    def new_group(self, prefix: str) -> str:
        self._groups += 1
        return f"{prefix}{self._groups}"

    def claim(
        self, passage: Passage, span: Span, role: Role, why: str, **needs: str | int | bool
    ) -> None:
        """Mark a stretch; what is already claimed in it, and white space alone, is left."""
        for free in [*self.free_in(passage, span)]:
            piece = Piece(passage.index, free.start, free.end, role, why, **needs)  # type: ignore[arg-type]
            insort(passage.pieces, piece, key=lambda piece: piece.start)

    def claim_all(self, passage: Passage, role: Role, why: str, **needs: str | int | bool) -> None:
        self.claim(passage, passage.whole, role, why, **needs)

    def is_free(self, passage: Passage) -> bool:
        return not passage.pieces and passage.whole.start < passage.whole.end

    def free_in(self, passage: Passage, span: Span) -> Iterator[Span]:
        """The unclaimed stretches of the span, without the white space at their ends."""
        start = span.start
        first = max(0, bisect_right(passage.pieces, start, key=lambda piece: piece.start) - 1)
        for piece in _until(passage.pieces, first, span.end):
            if piece.end <= start:
                continue
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
        for other in self.passages[passage.index + 1 : passage.index + count + 6]:
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
