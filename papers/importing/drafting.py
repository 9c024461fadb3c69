"""From a reviewed import to what its draft paper will hold: sections, questions, sources, calls."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from papers.importing.assembling import assemble
from papers.importing.blocks import BlockKind, Document
from papers.importing.bodies import JOINED, body_of
from papers.importing.drafts import (
    LONGEST_AUDIENCE,
    LONGEST_CALL,
    DraftCall,
    DraftPaper,
    DraftQuestion,
    DraftSection,
    DraftSource,
)
from papers.importing.fitting import fit_question, fit_section, shortened
from papers.importing.imported import ImportedPaper
from papers.importing.offering import fit_options
from papers.importing.pieces import Interpretation, Piece, QuestionKind, Role
from papers.importing.slots import sources_of

LEAD_TITLE = "Introduction"
DEEPEST = 3
IN_TEXT = frozenset(
    {
        Role.PROSE,
        Role.LIST_ITEM,
        Role.QUOTE,
        Role.TABLE,
        Role.FIGURE,
        Role.NOTE,
        Role.HOW_TO_RESPOND,
        Role.CLOSING_DATE,
    }
)
OF_QUESTION = frozenset({Role.QUESTION, Role.PART, Role.OPTION, Role.CONTEXT})
OF_CALL = frozenset({Role.CALL, Role.CALL_AUDIENCE})


def draft(
    document: Document, interpretation: Interpretation, found: ImportedPaper | None = None
) -> DraftPaper:
    """What the pieces make, every stretch that is not left out in one place of it or more."""
    return _Drafting(document, interpretation).paper(found or assemble(document, interpretation))


@dataclass
class _Section:
    title: list[Piece] = field(default_factory=list)
    level: int = 1
    text: list[Piece] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)


class _Drafting:
    def __init__(self, document: Document, interpretation: Interpretation) -> None:
        self.document = document
        self.interpretation = interpretation
        self.pieces = [
            piece if piece.group or piece.role not in {*OF_QUESTION, Role.RECOMMENDATION}
            # Every question is a group here, if only of itself.
            else replace(piece, group=piece.key)
            for piece in interpretation.pieces
        ]  # fmt: skip
        self.by_group: dict[str, list[Piece]] = defaultdict(list)
        self.of_block: dict[int, list[Piece]] = defaultdict(list)
        for piece in self.pieces:
            self.of_block[piece.block].append(piece)
            if piece.group:
                self.by_group[piece.group].append(piece)
        self.notes = self._numbered_notes()
        self.sections: list[_Section] = [_Section()]
        self.home: dict[int, int] = {}

    def paper(self, found: ImportedPaper) -> DraftPaper:
        self._walk()
        sources = self._sources_by_section()
        levels = sorted({section.level for section in self.sections if section.title})
        sections: list[DraftSection] = []
        for index, section in enumerate(self.sections):
            questions, more = self._questions(section)
            body = "\n\n".join(filter(None, [self._body(section.text), *more]))
            if not (section.title or body or questions or sources[index]):
                continue
            level = min(levels.index(section.level) + 1, DEEPEST) if section.title else 1
            title = " ".join(self._text(section.title).split()) or LEAD_TITLE
            sections.append(DraftSection(title, level, body, questions, tuple(sources[index])))
        bare = {place for place, _ in enumerate(sections) if _is_bare(sections, place)}
        return DraftPaper(
            title=" ".join(found.title.split()),
            author=", ".join(line.strip() for line in found.author.split("\n") if line.strip()),
            date=found.date,
            closes_on=found.closes_on or "",
            summary=self._body(self._with_role(Role.SUMMARY)),
            contact=self._body(self._with_role(Role.CONTACT)),
            sections=tuple(
                fitted
                for place, section in enumerate(sections)
                if place not in bare
                for fitted in fit_section(section)
            ),
            calls=tuple(self._calls()),
            bare_headings=tuple(sections[place].title for place in sorted(bare)),
        )

    # Where things stand -----------------------------------------------------------------------

    def _walk(self) -> None:
        """Give each piece its section; footnotes go where their marks are."""
        notes: list[tuple[int, Piece]] = []
        seen: set[str] = set()
        for piece in self.pieces:
            section = self.sections[-1]
            if piece.role is Role.HEADING:
                self._begin(piece)
            elif piece.role is Role.NOTE:
                notes.append((len(self.sections) - 1, piece))
            elif piece.role in IN_TEXT or piece.stays or self._is_stray(piece):
                section.text.append(piece)
            self.home.setdefault(piece.block, len(self.sections) - 1)
            if piece.group and piece.group not in seen and not self._is_stray(piece):
                seen.add(piece.group)
                section.groups.append(piece.group)
        marked = self._marked_blocks()
        for index, piece in notes:
            block = marked.get(self.document.blocks[piece.block].note_id)
            self.sections[self.home.get(block, index) if block is not None else index].text.append(
                piece
            )

    def _begin(self, piece: Piece) -> None:
        last = self.sections[-1]
        if piece.seam == JOINED and last.title and not last.text:
            last.title.append(piece)
        else:
            self.sections.append(_Section([piece], piece.level or 2))

    def _is_stray(self, piece: Piece) -> bool:
        """Whether it belongs to a question or a call that is none: it is text, then."""
        if piece.role in OF_QUESTION:
            return not any(
                other.role in (Role.QUESTION, Role.PART) for other in self.by_group[piece.group]
            )
        if piece.role in OF_CALL:
            return not any(other.role is Role.CALL_AUDIENCE for other in self.by_group[piece.group])
        return False

    def _numbered_notes(self) -> dict[str, int]:
        """The footnotes that are kept, numbered in their order."""
        ids = [
            self.document.blocks[piece.block].note_id
            for piece in self.pieces
            if piece.role is Role.NOTE and self.document.blocks[piece.block].note_id
        ]
        return {note: place for place, note in enumerate(dict.fromkeys(ids), start=1)}

    def _marked_blocks(self) -> dict[str, int]:
        marks = (
            (mark.note, index)
            for index, block in enumerate(self.document.blocks)
            if block.kind is not BlockKind.NOTE
            for mark in block.note_marks
        )
        first: dict[str, int] = {}
        for note, index in marks:
            first.setdefault(note, index)
        return first

    def _sources_by_section(self) -> dict[int, list[DraftSource]]:
        asked = {
            group for section in self.sections for group in section.groups if self._asks(group)
        }
        homes = {group: i for i, one in enumerate(self.sections) for group in one.groups}
        by_section: dict[int, list[DraftSource]] = defaultdict(list)
        for block, source in sources_of(self.document, self.interpretation, self.of_block):
            group = source.group if source.group in asked else ""
            index = homes[group] if group else self.home.get(block, 0)
            by_section[index].append(replace(source, group=group))
        return by_section

    # What they say ----------------------------------------------------------------------------

    def _questions(self, section: _Section) -> tuple[tuple[DraftQuestion, ...], list[str]]:
        """The section's questions and recommendations, and the context that none has room for."""
        questions: list[DraftQuestion] = []
        more: list[str] = []
        for group in section.groups:
            question = self._question(group) or self._recommendation(group)
            if question is not None:
                fitted, left = fit_question(question)
                questions.append(fitted)
                more += [left] if left else []
        return tuple(questions), more

    def _asks(self, group: str) -> bool:
        return any(
            piece.role in (Role.QUESTION, Role.PART) and self.kind_of(group) != "about_you"
            for piece in self.by_group[group]
        )

    def kind_of(self, group: str) -> str:
        asked = (piece for piece in self.by_group[group] if piece.role is Role.QUESTION)
        return next((piece.kind for piece in asked if piece.kind), QuestionKind.OPEN.value)

    def _question(self, group: str) -> DraftQuestion | None:
        pieces = self.by_group[group]
        asks = [piece for piece in pieces if piece.role is Role.QUESTION]
        parts = list(_runs(piece for piece in pieces if piece.role is Role.PART))
        if not asks and not parts:
            return None
        asks = asks or parts.pop(0)
        options = _runs(piece for piece in pieces if piece.role is Role.OPTION)
        numbered = (piece.number for piece in pieces if piece.number)
        return fit_options(
            DraftQuestion(
                group=group,
                number=next(numbered, ""),
                kind=self.kind_of(group),
                text=self._text(asks),
                parts=tuple(" ".join(self._text(run).split()) for run in parts),
                options=tuple(" ".join(self._text(run).split()) for run in options),
                context=self._body(piece for piece in pieces if piece.role is Role.CONTEXT),
            )
        )

    def _recommendation(self, group: str) -> DraftQuestion | None:
        pieces = [p for p in self.by_group[group] if p.role is Role.RECOMMENDATION]
        if not pieces:
            return None
        labels = [p for p in self.by_group[group] if p.role is Role.RECOMMENDATION_LABEL]
        number = labels[0].number if labels else ""
        return DraftQuestion(group, number, "recommendation", self._text(pieces))

    def _calls(self) -> Iterator[DraftCall]:
        calls: dict[str, DraftCall] = {}
        for section in self.sections:
            for group in section.groups:
                pieces = [piece for piece in self.by_group[group] if piece.role in OF_CALL]
                text = shortened(self._body(pieces), LONGEST_CALL)
                for piece in pieces:
                    if piece.role is Role.CALL_AUDIENCE:
                        audience = shortened(_audience(self._text([piece])), LONGEST_AUDIENCE)
                        calls.setdefault(audience.casefold(), DraftCall(audience, text))
        yield from calls.values()

    def _with_role(self, role: Role) -> Iterable[Piece]:
        return (piece for piece in self.pieces if piece.role is role)

    def _body(self, pieces: Iterable[Piece]) -> str:
        return body_of(self.document, pieces, self.notes)

    def _text(self, pieces: Iterable[Piece]) -> str:
        """Plain text as written: one line where pieces touch, a new one where they do not."""
        texts: list[str] = []
        last: Piece | None = None
        for piece in pieces:
            written = self.document.blocks[piece.block].text[piece.start : piece.end]
            if last is not None and (last.block, last.end) == (piece.block, piece.start):
                texts[-1] += written
            else:
                texts.append(written)
            last = piece
        return "\n".join(text.strip() for text in texts).strip()


def _is_bare(sections: list[DraftSection], place: int) -> bool:
    """Whether nothing stands under a heading: no text, no question, and no section below it."""
    section = sections[place]
    if section.body or section.questions or section.sources:
        return False
    return place + 1 == len(sections) or sections[place + 1].level <= section.level


def _runs(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    """Pieces one by one, save those that an editor joined."""
    run: list[Piece] = []
    for piece in pieces:
        if run and piece.seam != JOINED:
            yield run
            run = []
        run.append(piece)
    if run:
        yield run


def _audience(text: str) -> str:
    return " ".join(text.split()).removesuffix("; and").removesuffix("; or").rstrip(" ;,.")
