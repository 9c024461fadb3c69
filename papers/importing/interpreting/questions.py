"""The walk over the document that gathers its questions."""

from dataclasses import replace

from papers.importing.blocks import BlockKind
from papers.importing.interpreting.about_you import claim_line, is_form_line
from papers.importing.interpreting.asks import ask_of, follows_up
from papers.importing.interpreting.cutting import Asked, claim_cuts, cut
from papers.importing.interpreting.draft import Draft, Passage, Zone
from papers.importing.interpreting.following import continue_question
from papers.importing.interpreting.grids import is_grid, read_grid, take_answer_row
from papers.importing.interpreting.introducing import Intro, intro_of
from papers.importing.interpreting.labels import LabelKind, question_label
from papers.importing.interpreting.opening import Opening, asks_plainly, opening_of
from papers.importing.interpreting.prose import claim_prose_asks
from papers.importing.interpreting.run_in import label_span, run_in_series
from papers.importing.interpreting.sentences import Span
from papers.importing.interpreting.sequences import asking_lists, asking_sequences
from papers.importing.interpreting.style import Style, is_prose, style_of
from papers.importing.interpreting.tables import read_table
from papers.importing.pieces import Role

_LONGEST_HEAD = 70


def find_questions(draft: Draft) -> list[Asked]:
    """Claim every question with its parts, options and context; the questions in order."""
    return [] if draft.is_submission else _Walk(draft).run()


class _Walk:
    """Goes from block to block and knows which question is open and what introduced the list."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.style = style_of(draft)
        self.sequences = asking_sequences(draft, self.style) | draft.asking_headings
        self.run_in = run_in_series(draft) if self.style is not Style.LABELLED else frozenset()
        self.lists = asking_lists(draft)
        self.asked: Asked | None = None
        self.topics = False
        self.intro = Intro.NONE
        self.held: list[Passage] = []
        self.list_asks = False
        self.found: list[Asked] = []

    def run(self) -> list[Asked]:
        for passage in self.draft.passages:
            if passage.whole.start < passage.whole.end:
                self._step(passage)
        return [asked for asked in self.found if asked.has_text]

    def _step(self, passage: Passage) -> None:
        if passage.is_heading:
            self._close()
            # “A. Ponds” under “please think about the following” is a topic to be asked about.
            introduced = self.topics or self.intro is Intro.ITEMS_ASK
            self.topics = introduced and passage.label is not None
            self.intro, self.list_asks = Intro.NONE, False
        elif not self.draft.is_free(passage):
            return
        elif passage.block.kind is BlockKind.TABLE and not passage.is_boxed:
            self._read_table(passage)
        elif passage.block.kind not in (BlockKind.NOTE, BlockKind.FIGURE):
            self._read(passage)

    def _read_table(self, passage: Passage) -> None:
        above = self.asked or (self.found[-1] if self.found else None)
        self._close()
        if take_answer_row(self.draft, passage, above):
            self.asked = above
        elif is_grid(passage):
            if asked := read_grid(self.draft, passage, above):
                self.found.append(asked)
        else:
            self.found += read_table(self.draft, passage)

    def _read(self, passage: Passage) -> None:
        self.list_asks = self.list_asks and passage.is_item
        if self._take_text(passage):
            return
        own = _bears_own_number(passage, self.asked) or passage.index in self.run_in
        if (
            self.asked is not None
            and not own
            and continue_question(self.draft, self.asked, passage)
        ):
            return
        opening = self._opening(passage)
        if opening is not None and self._open(passage, opening):
            return
        if passage.zone is Zone.ABOUT_YOU and is_form_line(self.draft, passage):
            self.asked = claim_line(self.draft, passage)
            self.found.append(self.asked)
        else:
            self._leave(passage)

    def _take_text(self, passage: Passage) -> bool:
        """The block under “Question 1.” alone is its text, whatever number its paragraph has."""
        asked, label = self.asked, passage.label
        if asked is None or asked.has_text or not passage.is_text:
            return False
        start = passage.whole.start
        if label is not None and label.kind is not LabelKind.BARE:
            if label.kind is LabelKind.QUESTION or asked.label is not LabelKind.QUESTION:
                return False
            why = "The number of a paragraph; the question has its own"
            self.draft.claim(passage, Span(start, max(start, label.end)), Role.FURNITURE, why)
            start = max(start, label.end)
        claim_cuts(self.draft, passage, cut(passage, start, must_ask=True), asked)
        return True

    def _opening(self, passage: Passage) -> Opening | None:
        label = passage.label
        if label is not None and passage.index in self.sequences:
            return Opening(label.end, label.number, label.kind, must_ask=True)
        if passage.index in self.run_in:
            return _after_words(passage)
        listed = self.intro is Intro.ITEMS_ASK and label_span(passage) is not None
        if listed and is_prose(passage) and asks_plainly(passage, passage.whole.start):
            return _after_words(passage)
        if self.topics and self.asked is None and asks_plainly(passage, passage.whole.start):
            return Opening(passage.whole.start, must_ask=True)
        return opening_of(passage, self.style, self.intro, self.lists)

    def _leave(self, passage: Passage) -> None:
        """The block asks nothing: it may introduce a list, or wait to be the next ask's context."""
        if passage.is_item:
            if self.list_asks and passage.zone not in (Zone.HEARD, Zone.EXAMPLES):
                self.held.append(passage)
            return
        self._close()
        self.intro = intro_of(passage)
        if self.style is not Style.LABELLED:
            asked = claim_prose_asks(self.draft, passage, self.style)
            self.found += asked
            self.asked = asked[-1] if asked and _ends(passage, asked[-1]) else None

    def _open(self, passage: Passage, opening: Opening) -> bool:
        """Begin a question, or as many as the block bears labels."""
        start = passage.whole.start
        for next_opening, end in _openings_in(passage, opening):
            cuts = cut(passage, next_opening.start, must_ask=opening.must_ask, end=end)
            if not cuts and next_opening.label is None:
                return False
            self._begin(passage, next_opening, start)
            if self.asked is not None:
                claim_cuts(self.draft, passage, cuts, self.asked)
            start = end
        if self._is_heading_over_ask(passage):
            self._take_ask_below(passage)
        self.list_asks = self.list_asks or passage.is_item
        return True

    def _is_heading_over_ask(self, passage: Passage) -> bool:
        """“Question 2: Funding”, with the ask itself in the block below."""
        asked = self.asked
        if asked is None or asked.label is not LabelKind.QUESTION or ask_of(asked.text):
            return False
        below = self.draft.following(passage)
        if (
            not below
            or not below[0].is_text
            or below[0].is_item
            or not self.draft.is_free(below[0])
        ):
            return False
        short = 0 < len(asked.text) < _LONGEST_HEAD and not asked.text.rstrip().endswith((".", ":"))
        asks = ask_of(below[0].slice(below[0].sentences[-1])) is not None
        return short and asks and below[0].label is None and not follows_up(below[0].text)

    def _take_ask_below(self, passage: Passage) -> None:
        """What stands beside the label is then context, and the question is to come."""
        if self.asked is None:
            return
        passage.pieces = [
            replace(piece, role=Role.CONTEXT, number="", why="The heading of the question below")
            if piece.role is Role.QUESTION and piece.group == self.asked.group
            else piece
            for piece in passage.pieces
        ]
        self.asked.has_text = False

    def _begin(self, passage: Passage, opening: Opening, start: int) -> None:
        asked = Asked(
            self.draft.new_group("q"),
            passage,
            opening.number,
            passage.block.depth,
            label=opening.label,
        )
        asked.last = passage.index
        if opening.start > start:
            self.draft.claim(
                passage,
                Span(start, opening.start),
                Role.QUESTION_LABEL,
                _why_labelled(opening.number),
                group=asked.group,
                number=opening.number,
            )
        self._claim_held(asked)
        self.asked = asked
        self.found.append(asked)

    def _claim_held(self, asked: Asked) -> None:
        for passage in self.held if self.list_asks else []:
            why = "Asks nothing itself, between asks: the context of the next"
            self.draft.claim_all(passage, Role.CONTEXT, why, group=asked.group)
        self.held = []

    def _close(self) -> None:
        self.asked = None
        self.held = []


def _ends(passage: Passage, asked: Asked) -> bool:
    """Whether the paragraph ends with the question or its answers, so that more may follow."""
    return passage.pieces[-1].group == asked.group and passage.pieces[-1].end == passage.whole.end


def _after_words(passage: Passage) -> Opening:
    """The opening after a label in words: “Ponds.”, or “One.”, which is also a number."""
    label, span = passage.label, label_span(passage)
    number = label.number if label is not None else ""
    start = span.end if span is not None else passage.whole.start
    kind = label.kind if label is not None else None
    return Opening(start, number, kind, must_ask=True)


def _bears_own_number(passage: Passage, asked: Asked | None) -> bool:
    """Whether the block bears a number as only a new question does."""
    label = passage.label
    if asked is None or label is None:
        return False
    if label.kind is LabelKind.PARAGRAPH:
        above = asked.passage.label
        return above is not None and above.kind is LabelKind.PARAGRAPH
    if label.kind not in (LabelKind.QUESTION, LabelKind.NUMBER):
        return False
    if label.kind is LabelKind.QUESTION:
        return True
    return not (passage.block.depth > asked.depth or _counts_its_items(passage, asked))


def _counts_its_items(passage: Passage, asked: Asked) -> bool:
    """“(1) when should it end;” under “4. If there were a scheme:” is no question 1."""
    if not asked.awaits_items:
        return False
    return asked.label is LabelKind.QUESTION or _bracketed(passage) != _bracketed(asked.passage)


def _bracketed(passage: Passage) -> bool:
    return (passage.block.marker or passage.text).lstrip().startswith("(")


def _why_labelled(number: str) -> str:
    if not number:
        return "A label in words before the question"
    return f"The label of question {number}, kept as its number"


def _openings_in(passage: Passage, first: Opening) -> list[tuple[Opening, int]]:
    """The block's own opening, and one for each further “Question 3” at the head of a sentence."""
    openings, ends = [first], []
    for span in passage.sentences if first.label is LabelKind.QUESTION else ():
        if span.start <= first.start:
            continue
        label = question_label(passage.text[span.start : min(span.end, span.start + 60)])
        if label is not None:
            start = span.start + label.end
            openings.append(Opening(start, label.number, label.kind, must_ask=True))
            ends.append(span.start)
    return list(zip(openings, [*ends, passage.whole.end], strict=True))
