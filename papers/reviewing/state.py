"""An import as it stands: its document, its pieces, and what they make."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from papers.importing import Interpretation, assemble
from papers.importing.blocks import Document
from papers.importing.doubts import doubts_of
from papers.importing.drafting import draft
from papers.importing.drafts import DraftPaper
from papers.importing.imported import ImportedPaper
from papers.importing.pieces import Piece, QuestionKind, Role
from papers.importing.revising import handle_of, sentence_starts
from papers.importing.wire import document_of
from papers.models import PaperImport
from papers.reviewing.rows import Offer, Panel, Row, first_words
from papers.reviewing.words import (
    ASKING,
    KIND_WORDS,
    OFFERED,
    OUT,
    ROLE_WORDS,
    Show,
)

# A text of more sentences is cut in the middle first.
MOST_SPLITS: Final = 40


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

    def piece(self, key: str) -> Piece | None:
        return next((piece for piece in self.interpretation.pieces if piece.key == key), None)

    def row(self, piece: Piece) -> Row:
        block = self.document.blocks[piece.block]
        text = self.text_of(piece)
        return Row(
            key=piece.key,
            handle=handle_of(piece),
            start=piece.start + len(text) - len(text.lstrip()),
            text=text.strip(),
            marker=block.marker.strip() if piece.start == 0 else "",
            role=piece.role,
            word=ROLE_WORDS[piece.role],
            more="; ".join(self._more(piece)),
            why=piece.why,
            doubts=self.doubts.get(piece.key, ()),
            starts_block=piece.start == 0,
        )

    def panel(self, piece: Piece) -> Panel:
        """Everything that can be made of a piece, as buttons."""
        handle = handle_of(piece)
        kinds = KIND_WORDS.items() if piece.role is Role.QUESTION else ()
        levels = (1, 2, 3) if piece.role is Role.HEADING else ()
        block = self.document.blocks[piece.block].text
        starts = sentence_starts(self.document, piece)
        return Panel(
            roles=[
                Offer(f"role:{role}:{handle}", word, role is piece.role)
                for role, word, _ in OFFERED
            ],
            kinds=[
                Offer(f"kind:{kind}:{handle}", word, kind == (piece.kind or QuestionKind.OPEN))
                for kind, word in kinds
            ],
            levels=[
                Offer(f"level:{level}:{handle}", str(level), level == piece.level)
                for level in levels
            ],
            splits=[
                Offer(f"split:{start}:{handle}", f"“{first_words(block[start : piece.end])}”")
                for start in starts[:MOST_SPLITS]
            ],
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


def steps_of(paper_import: PaperImport) -> list[dict[str, Any]]:
    """The changes that can be undone, the last one last."""
    steps: list[dict[str, Any]] = (paper_import.previous or {}).get("steps", [])
    return steps


def _count(number: int, one: str, many: str = "") -> str:
    if not number:
        return ""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
