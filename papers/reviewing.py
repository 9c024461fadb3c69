"""What the review page of an import shows: each piece beside what it was taken for, and why."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Final

from papers.importing import Interpretation, assemble
from papers.importing.blocks import Document
from papers.importing.doubts import doubts_of
from papers.importing.drafting import draft
from papers.importing.drafts import DraftPaper
from papers.importing.imported import ImportedPaper
from papers.importing.pieces import Piece, Role
from papers.importing.wire import document_of
from papers.models import PaperImport

ROWS_A_PAGE: Final = 100
ROLE_WORDS: Final = {
    Role.TITLE: "Title",
    Role.AUTHOR: "Author",
    Role.DATE: "Date",
    Role.SUMMARY: "Summary",
    Role.HEADING: "Heading",
    Role.PROSE: "Text",
    Role.LIST_ITEM: "List item",
    Role.QUOTE: "Quotation",
    Role.TABLE: "Table",
    Role.FIGURE: "Figure",
    Role.NOTE: "Footnote",
    Role.QUESTION_LABEL: "Question’s number",
    Role.QUESTION: "Question",
    Role.PART_LABEL: "Label of a further ask",
    Role.PART: "Further ask",
    Role.OPTION: "Option",
    Role.CONTEXT: "Context",
    Role.REPEATED_QUESTION: "Question asked before",
    Role.RECOMMENDATION_LABEL: "Recommendation’s number",
    Role.RECOMMENDATION: "Recommendation",
    Role.CALL: "Call for conversations",
    Role.CALL_AUDIENCE: "Audience of a call",
    Role.HOW_TO_RESPOND: "How to respond",
    Role.CONTACT: "Contact",
    Role.CLOSING_DATE: "Closing date",
    Role.FURNITURE: "Left out",
}
KIND_WORDS: Final = {
    "open": "answered in words",
    "single": "choose one",
    "multiple": "choose all that apply",
    "scale": "a scale",
    "ranking": "put in order",
    "about_you": "about the reader",
}
OUT: Final = frozenset({Role.FURNITURE, Role.REPEATED_QUESTION})
LABELS: Final = frozenset({Role.QUESTION_LABEL, Role.PART_LABEL, Role.RECOMMENDATION_LABEL})
ASKING: Final = frozenset(
    {Role.QUESTION, Role.PART, Role.OPTION, Role.CONTEXT, Role.QUESTION_LABEL, Role.PART_LABEL}
)


class Show(StrEnum):
    """Which pieces the page lists."""

    ALL = "all"
    LOOK = "look"
    QUESTIONS = "questions"
    OUT = "out"


@dataclass(frozen=True)
class Row:
    """One piece, as written and as understood."""

    key: str
    text: str
    marker: str
    role: Role
    word: str
    more: str
    why: str
    doubts: Sequence[str]
    starts_block: bool
    is_indented: bool

    @property
    def is_text(self) -> bool:
        return self.role in (Role.PROSE, Role.LIST_ITEM, Role.QUOTE, Role.TABLE)

    @property
    def is_out(self) -> bool:
        return self.role in OUT

    @property
    def is_label(self) -> bool:
        return self.role in LABELS

    @property
    def tone(self) -> str:
        """Which look the tag has: asked, left out, or text."""
        if self.role in (Role.QUESTION, Role.RECOMMENDATION):
            return "open"
        return "withdrawn" if self.is_out else "info"


@dataclass(frozen=True)
class Reviewed:
    """An import with what its pieces make now."""

    document: Document
    interpretation: Interpretation

    @cached_property
    def found(self) -> ImportedPaper:
        return assemble(self.document, self.interpretation)

    @cached_property
    def draft(self) -> DraftPaper:
        return draft(self.document, self.interpretation, self.found)

    @cached_property
    def doubts(self) -> dict[str, list[str]]:
        return doubts_of(self.document, self.interpretation, self.found)

    @cached_property
    def pieces(self) -> list[Piece]:
        """Those with something to read; white space is of no interest to anybody."""
        return [piece for piece in self.interpretation.pieces if self.text_of(piece).strip()]

    def text_of(self, piece: Piece) -> str:
        return self.document.blocks[piece.block].text[piece.start : piece.end]

    @cached_property
    def places(self) -> dict[str, tuple[int, str]]:
        """The place of each question in the draft, and its section, by its group."""
        asked = [
            (question.group, section.title)
            for section in self.draft.sections
            for question in section.questions
            if not question.is_about_you and question.kind != "recommendation"
        ]
        return {group: (place, title) for place, (group, title) in enumerate(asked, start=1)}

    def shown(self, show: Show, always: str = "") -> list[Piece]:
        """The pieces that a filter lets through; the one named `always` stays in sight."""
        return [piece for piece in self.pieces if piece.key == always or self._shows(piece, show)]

    def _shows(self, piece: Piece, show: Show) -> bool:
        if show is Show.LOOK:
            return piece.key in self.doubts
        if show is Show.QUESTIONS:
            return piece.role in {*ASKING, Role.RECOMMENDATION, Role.RECOMMENDATION_LABEL}
        return show is Show.ALL or piece.role in OUT

    def row(self, piece: Piece) -> Row:
        block = self.document.blocks[piece.block]
        return Row(
            key=piece.key,
            text=self.text_of(piece).strip(),
            marker=block.marker.strip() if piece.start == 0 else "",
            role=piece.role,
            word=ROLE_WORDS[piece.role],
            more="; ".join(self._more(piece)),
            why=piece.why,
            doubts=self.doubts.get(piece.key, ()),
            starts_block=piece.start == 0,
            is_indented=piece.role in ASKING and piece.role is not Role.QUESTION,
        )

    def _more(self, piece: Piece) -> Iterator[str]:
        """What the tag does not say: which question, of what kind, in which section."""
        place, section = self.places.get(piece.group or piece.key, (0, ""))
        if piece.role is Role.QUESTION:
            yield from self._of_question(piece, place, section)
        elif piece.role in ASKING and place:
            yield f"of question {place}"
        elif piece.role is Role.HEADING and piece.level:
            yield f"level {piece.level}"
        elif piece.stays:
            yield "also left in the text"

    def _of_question(self, piece: Piece, place: int, section: str) -> Iterator[str]:
        if place:
            yield f"number {place}"
        if piece.number and piece.number != str(place):
            yield f"numbered {piece.number} in the file"
        yield KIND_WORDS.get(piece.kind or "open", piece.kind)
        if section:
            yield f"in “{section}”"

    @cached_property
    def summary(self) -> str:
        """What was found, counted, in one sentence; and that nothing is missing."""
        questions = [q for q in self.draft.questions if q.kind != "recommendation"]
        asked = sum(not question.is_about_you for question in questions)
        counts = [
            _count(asked, "question"),
            _count(len(self.draft.questions) - len(questions), "recommendation"),
            _count(sum(len(section.sources) for section in self.draft.sections), "source"),
            _count(len(self.draft.calls), "call"),
            _count(
                len(self.found.unsourced_claims),
                "figure without a source",
                "figures without a source",
            ),
            _count(
                sum(piece.role in OUT for piece in self.pieces), "piece left out", "pieces left out"
            ),
        ]
        return ", ".join(filter(None, counts)) or "No questions"

    @property
    def is_accounted_for(self) -> bool:
        """Whether every character of the file is in the draft or among what is left out."""
        return self.found.coverage == 1.0


def reviewed(paper_import: PaperImport) -> Reviewed:
    """The document and its pieces, as the database keeps them."""
    return Reviewed(
        document=document_of({**paper_import.document}),
        interpretation=Interpretation.from_json(paper_import.interpretation),
    )


def _count(number: int, one: str, many: str = "") -> str:
    if not number:
        return ""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
