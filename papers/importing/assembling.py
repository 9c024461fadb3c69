"""From pieces to a paper. Labels come from people too, so nothing here trusts them to be whole."""

from collections import defaultdict
from collections.abc import Iterable

from papers.importing.blocks import BlockKind, Document
from papers.importing.coverage import Placed, measure
from papers.importing.imported import (
    ImportedBlock,
    ImportedCall,
    ImportedPaper,
    ImportedQuestion,
    ImportedRecommendation,
    ImportedSection,
    ImportedSource,
    Stripped,
    UnsourcedClaim,
)
from papers.importing.interpreting.closing import closing_date_in, issued_on
from papers.importing.interpreting.dates import find_date
from papers.importing.interpreting.titles import site_cut
from papers.importing.pieces import Interpretation, Piece, QuestionKind, Role

_IN_SECTIONS = {
    Role.PROSE: "paragraph",
    Role.LIST_ITEM: "list item",
    Role.QUOTE: "quote",
    Role.TABLE: "table",
    Role.FIGURE: "figure",
    Role.NOTE: "note",
    Role.HOW_TO_RESPOND: "paragraph",
    Role.CLOSING_DATE: "paragraph",
}
_BY_BLOCK = {
    BlockKind.LIST_ITEM: "list item",
    BlockKind.QUOTE: "quote",
    BlockKind.TABLE: "table",
    BlockKind.FIGURE: "figure",
    BlockKind.NOTE: "note",
}
_STRIPPED = frozenset(
    {
        Role.FURNITURE,
        Role.REPEATED_QUESTION,
        Role.QUESTION_LABEL,
        Role.PART_LABEL,
        Role.RECOMMENDATION_LABEL,
    }
)
_OF_QUESTION = frozenset({Role.QUESTION, Role.PART, Role.OPTION, Role.CONTEXT})
_NEXT_BEST = (Role.PART, Role.CONTEXT, Role.OPTION)
_MARKS = "The marks of list items; the page draws its own"
_AUTHORED = frozenset({"html", "markdown", "md"})
_JUNK_TITLES = ("microsoft word", "untitled", "document", "powerpoint")


def assemble(document: Document, interpretation: Interpretation) -> ImportedPaper:
    """Put every piece where its role says; what fits nowhere is stripped as not understood."""
    return _Assembly(document, interpretation).paper()


class _Assembly:
    def __init__(self, document: Document, interpretation: Interpretation) -> None:
        self.document = document
        self.interpretation = interpretation
        self.pieces = [piece for piece in interpretation.pieces if self._is_whole(piece)]
        self.placed: list[Placed] = []
        self.stripped: list[Stripped] = []
        self.by_role: dict[Role, list[Piece]] = defaultdict(list)
        self.by_group: dict[str, list[Piece]] = defaultdict(list)
        for piece in self.pieces:
            self.by_role[piece.role].append(piece)
            if piece.group:
                self.by_group[piece.group].append(piece)
        self.section_of: dict[str, str] = {}

    def paper(self) -> ImportedPaper:
        sections = self._sections()
        paper = {
            "title": self._joined(Role.TITLE) or self._metadata_title(),
            "author": self._joined(Role.AUTHOR) or self.document.author.strip(),
            "date": self._date(),
            "summary": self._joined(Role.SUMMARY),
            "contact": self._joined(Role.CONTACT),
        }
        questions = tuple(self._questions())
        recommendations = tuple(self._recommendations())
        calls = tuple(self._calls())
        closes_on = self._closes_on()
        coverage = self._strip_the_rest()
        return ImportedPaper(
            **paper,
            closes_on=closes_on,
            sections=sections,
            questions=questions,
            recommendations=recommendations,
            calls=calls,
            sources=tuple(
                ImportedSource(source.title, source.url, source.anchor_text)
                for source in self.interpretation.sources
            ),
            unsourced_claims=tuple(
                UnsourcedClaim(self.document.blocks[claim.block].text[claim.start : claim.end])
                for claim in self.interpretation.claims
                if claim.block < len(self.document.blocks)
            ),
            stripped=tuple(self.stripped),
            coverage=coverage,
        )

    # What the pieces say ----------------------------------------------------------------------

    def _is_whole(self, piece: Piece) -> bool:
        if not 0 <= piece.block < len(self.document.blocks):
            return False
        return 0 <= piece.start < piece.end <= len(self.document.blocks[piece.block].text)

    def _text(self, piece: Piece) -> str:
        return self.document.blocks[piece.block].text[piece.start : piece.end]

    def _place(self, pieces: Iterable[Piece]) -> str:
        """The pieces' text as written: one slice where they touch, a new line where they do not."""
        run = list(pieces)
        texts: list[str] = []
        for place, piece in enumerate(run):
            touches = place > 0 and (run[place - 1].block, run[place - 1].end) == (
                piece.block,
                piece.start,
            )
            if touches:
                texts[-1] += self._text(piece)
            else:
                texts.append(self._text(piece))
        into = "\n".join(text.strip() for text in texts)
        self.placed += [Placed(piece.block, piece.start, piece.end, into) for piece in run]
        return into

    def _joined(self, role: Role) -> str:
        return self._place(self.by_role[role])

    def _metadata_title(self) -> str:
        title = self.document.title.strip()
        if self.document.format == "html":
            title = site_cut(title)
        return "" if title.lower().startswith(_JUNK_TITLES) else title

    def _date(self) -> str:
        for piece in self.by_role[Role.DATE]:
            written = self._text(piece)
            found = find_date(written)
            text = written.strip()
            if not piece.stays:
                text = self._place([piece])
                self.stripped.append(Stripped(text, "The date of the paper, kept as its date"))
            return found.iso if found and found.iso else text
        return self._metadata_date()

    def _metadata_date(self) -> str:
        """The date that the author wrote into the file; a word processor's own stamp is none."""
        written = self.document.created
        if self.document.format not in _AUTHORED:
            return ""
        found = find_date(written[:40])
        return found.iso if found else ""

    def _closes_on(self) -> str | None:
        issued = issued_on(self.document)
        for piece in self.by_role[Role.CLOSING_DATE]:
            found = closing_date_in(self._text(piece), issued)
            if len(found) == 10:
                return found
        return None

    # Sections ---------------------------------------------------------------------------------

    def _sections(self) -> tuple[ImportedSection, ...]:
        sections: list[tuple[str, int, list[ImportedBlock]]] = [("", 1, [])]
        run: list[Piece] = []
        for piece in self.pieces:
            if run and not self._continues(run[-1], piece):
                sections[-1][2].append(self._block(run))
                run = []
            if piece.role is Role.HEADING:
                sections.append((self._place([piece]), piece.level or 2, []))
            elif piece.role in _IN_SECTIONS or piece.stays:
                run.append(piece)
            if piece.group:
                self.section_of.setdefault(piece.group, sections[-1][0])
        if run:
            sections[-1][2].append(self._block(run))
        return tuple(
            ImportedSection(title, level, tuple(blocks))
            for title, level, blocks in sections
            if title or blocks
        )

    def _continues(self, last: Piece, piece: Piece) -> bool:
        in_section = piece.role in _IN_SECTIONS or piece.stays
        return in_section and (last.block, last.end) == (piece.block, piece.start)

    def _block(self, run: list[Piece]) -> ImportedBlock:
        kind = _IN_SECTIONS.get(run[0].role, "")
        if kind in ("", "paragraph"):
            kind = _BY_BLOCK.get(self.document.blocks[run[0].block].kind, "paragraph")
        return ImportedBlock(kind, self._place(run))

    # Groups -----------------------------------------------------------------------------------

    def _questions(self) -> Iterable[ImportedQuestion]:
        for group, pieces in self._groups(_OF_QUESTION):
            of = defaultdict(list)
            for piece in pieces:
                of[piece.role].append(piece)
            if not of[Role.QUESTION]:
                # Its text was made something else by hand: what stands first is its text now.
                first = next(of[role] for role in _NEXT_BEST if of[role])
                of[Role.QUESTION].append(first.pop(0))
            numbered = [*of[Role.QUESTION_LABEL], *of[Role.QUESTION]]
            number = next((piece.number for piece in numbered if piece.number), "")
            yield ImportedQuestion(
                number=number,
                section=self.section_of.get(group, ""),
                kind=of[Role.QUESTION][0].kind or QuestionKind.OPEN.value,
                text=self._place(of[Role.QUESTION]),
                parts=tuple(self._place([part]) for part in of[Role.PART]),
                options=tuple(self._place([option]) for option in of[Role.OPTION]),
                context=self._place(of[Role.CONTEXT]),
            )

    def _groups(self, roles: frozenset[Role]) -> Iterable[tuple[str, list[Piece]]]:
        """Groups in the order of the document; a piece that was given none is one of its own."""
        seen: set[str] = set()
        for piece in self.pieces:
            if piece.role not in roles:
                continue
            if not piece.group:
                yield "", [piece]
            elif piece.group not in seen:
                seen.add(piece.group)
                yield piece.group, self.by_group[piece.group]

    def _recommendations(self) -> Iterable[ImportedRecommendation]:
        for _, pieces in self._groups(frozenset({Role.RECOMMENDATION})):
            text = self._place(piece for piece in pieces if piece.role is Role.RECOMMENDATION)
            yield ImportedRecommendation(text)

    def _calls(self) -> Iterable[ImportedCall]:
        roles = frozenset({Role.CALL, Role.CALL_AUDIENCE})
        for _, pieces in self._groups(roles):
            said = [piece for piece in pieces if piece.role in roles]
            text = self._place(said)
            named = [piece for piece in said if piece.role is Role.CALL_AUDIENCE]
            for piece in named:
                yield ImportedCall(_without_link(self._text(piece)), text)
            if not named:
                yield ImportedCall("", text)

    # What is left -----------------------------------------------------------------------------

    def _strip_the_rest(self) -> float:
        for piece in self.pieces:
            if piece.role in _STRIPPED and (text := self._place([piece])):
                self.stripped.append(Stripped(text, piece.why))
        markers = " ".join(filter(None, (block.marker for block in self.document.blocks)))
        if markers.strip():
            self.stripped.append(Stripped(markers, _MARKS))
        self.stripped += [Stripped(left.text, left.why) for left in self.document.left_out]
        coverage = measure(self.document, self.placed, markers)
        for block, gap in coverage.missed:
            text = self.document.blocks[block].text[gap.start : gap.end].strip()
            self.stripped.append(Stripped(text, "Not understood"))
        return coverage.share


def _without_link(text: str) -> str:
    return text.strip().removesuffix("; and").removesuffix("; or").rstrip(" ;,.")
