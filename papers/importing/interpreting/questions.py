"""The walk over the document that gathers its questions."""


from papers.importing.blocks import BlockKind
from papers.importing.interpreting import options, vocabulary
from papers.importing.interpreting.asks import (
    ask_of,
    ends_with_question_mark,
    follows_up,
    is_unmarked_question,
)
from papers.importing.interpreting.cutting import Asked, claim_cuts, cut, option_cuts
from papers.importing.interpreting.draft import Draft, Passage, Zone, plain
from papers.importing.interpreting.introducing import Intro, intro_of
from papers.importing.interpreting.labels import LabelKind
from papers.importing.interpreting.opening import Opening, opening_of
from papers.importing.interpreting.prose import claim_prose_asks
from papers.importing.interpreting.sentences import Span
from papers.importing.interpreting.style import Style, style_of
from papers.importing.interpreting.tables import read_table
from papers.importing.pieces import Role




class QuestionWalk:
    """Goes from block to block and knows which question is open and what introduced the list."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.style = style_of(draft)
        self.asked: Asked | None = None
        self.intro = Intro.NONE
        self.held: list[Passage] = []
        self.list_asks = False
        self.kept: list[Asked] = []

    def run(self) -> list[Asked]:
        if self.draft.is_submission:
            return []
        for passage in self.draft.passages:
            if passage.whole.start < passage.whole.end:
                self.step(passage)
        return [asked for asked in self.kept if asked.has_text]

    def step(self, passage: Passage) -> None:
        if passage.is_heading:
            self.close()
            self.intro, self.list_asks = Intro.NONE, False
            return
        if not self.draft.is_free(passage):
            return
        if passage.block.kind in (BlockKind.NOTE, BlockKind.FIGURE):
            return
        if passage.block.kind is BlockKind.TABLE and not passage.is_boxed:
            self.close()
            self.kept += read_table(self.draft, passage)
            return
        if self.take(passage):
            return
        self.leave(passage)

    def take(self, passage: Passage) -> bool:
        if not passage.is_item:
            self.list_asks = False
        if self.asked and not self.asked.has_text and self.fill(passage):
            return True
        if self.asked and self.continues(passage):
            return True
        opening = opening_of(self.draft, passage, self.style, self.intro)
        if opening is not None:
            return self.open(passage, opening)
        return False

    def leave(self, passage: Passage) -> None:
        """The block asks nothing: it may introduce a list, or wait to be the next ask's context."""
        if passage.is_item:
            if self.list_asks and passage.zone not in (Zone.HEARD, Zone.EXAMPLES):
                self.held.append(passage)
            return
        self.close()
        self.intro = intro_of(passage)
        if self.style is not Style.LABELLED:
            self.kept += claim_prose_asks(self.draft, passage, self.style)

    def open(self, passage: Passage, opening: Opening) -> bool:
        cuts = cut(passage, opening.start, must_ask=opening.must_ask)
        if not cuts and not opening.labelled:
            return False
        self.keep_held()
        asked = Asked(
            self.draft.new_group("q"), passage, opening.number, passage.block.depth,
            labelled=opening.labelled,
        )
        if opening.start > passage.whole.start:
            self.draft.claim(
                passage,
                Span(passage.whole.start, opening.start),
                Role.QUESTION_LABEL,
                f"The label of question {opening.number}, kept as its number",
                group=asked.group,
                number=opening.number,
            )
        self.claim_held(asked)
        claim_cuts(self.draft, passage, cuts, asked)
        self.asked = asked
        self.kept.append(asked)
        self.list_asks = self.list_asks or passage.is_item
        return True

    def fill(self, passage: Passage) -> bool:
        """The text of a question whose label stands alone in the block before."""
        asked = self.asked
        if asked is None or opening_label(passage) or not passage.is_text:
            return False
        claim_cuts(self.draft, passage, cut(passage, passage.whole.start, must_ask=True), asked)
        return True

    def continues(self, passage: Passage) -> bool:
        asked = self.asked
        if asked is None or opening_label(passage):
            return False
        return (
            self.take_room(passage)
            or self.take_options(asked, passage)
            or self.take_part(asked, passage)
        )

    def take_room(self, passage: Passage) -> bool:
        bare = passage.text.strip(" \t\n\xa0._…-–—:*|")
        if bare and plain(bare) not in ("answer", "response", "comments", "your answer", "your response"):
            return False
        self.draft.claim_all(passage, Role.FURNITURE, "Room to write an answer in")
        return True

    def take_options(self, asked: Asked, passage: Passage) -> bool:
        """A list of answers under its question, or a line of them."""
        text, whole = passage.text, passage.whole
        line = [
            (span, found)
            for span in passage.sentences
            if (found := options.written_in_line(text, span))
        ]
        if line and len(line) == len(passage.sentences):
            for span, found in line:
                claim_cuts(self.draft, passage, option_cuts(found, span), asked)
            return True
        if not (passage.is_item or passage.block.marker) or len(text) > 300:
            return False
        if not (self.offers(asked) or options.is_choice(text)) or ask_of(text) and not asked.awaits_items:
            return False
        start = whole.start + options.box_at_head(text[whole.start :])
        claim_cuts(self.draft, passage, option_cuts([Span(start, whole.end)], whole), asked)
        return True

    def offers(self, asked: Asked) -> bool:
        if asked.options:
            return True
        return options.offers(asked.text) and bool(
            ends_with_question_mark(asked.text) or asked.awaits_items
            or not vocabulary.ASK_VERBS[0] in asked.text
        )

    def take_part(self, asked: Asked, passage: Passage) -> bool:
        text = passage.text
        label = passage.label
        lettered = label is not None and label.kind in (LabelKind.LETTER, LabelKind.ROMAN)
        nested = passage.is_item and passage.block.depth > asked.depth
        listed = passage.is_item and not asked.passage.is_item
        asks = ask_of(text) is not None or is_unmarked_question(text)
        why = ""
        if lettered and (asks or asked.awaits_items or nested):
            why = "Bears a letter and belongs to the question above"
        elif (nested or listed) and asked.awaits_items:
            why = "Stands in the list that the question leads to"
        elif nested and asks:
            why = "Asks, in the list under the question"
        elif not passage.is_item and follows_up(text) and asks and len(text) < 400:
            why = "Follows up the question above"
        if not why:
            return False
        self.claim_part(asked, passage, why)
        return True

    def claim_part(self, asked: Asked, passage: Passage, why: str) -> None:
        start = passage.whole.start
        label = passage.label
        if label is not None and label.end > start:
            span = Span(start, label.end)
            self.draft.claim(
                passage, span, Role.PART_LABEL, "The letter of a part", group=asked.group,
                number=label.number,
            )
            start = label.end
        cuts = cut(passage, start, must_ask=True)
        for one in cuts:
            role = Role.PART if one.role is Role.QUESTION else one.role
            group = "" if role is Role.FURNITURE else asked.group
            self.draft.claim(passage, one.span, role, why, group=group)
            if role is Role.OPTION:
                asked.options.append(passage.slice(one.span))
        asked.last = passage.index

    def claim_held(self, asked: Asked) -> None:
        for passage in self.held:
            why = "Asks nothing itself, between asks: the context of the next"
            self.draft.claim_all(passage, Role.CONTEXT, why, group=asked.group)
        self.held = []

    def keep_held(self) -> None:
        """Only items that directly lead to the next ask of the same list are its context."""
        if not self.list_asks:
            self.held = []

    def close(self) -> None:
        self.asked = None
        self.held = []


def opening_label(passage: Passage) -> bool:
    """Whether the block bears a number of its own, as only a new question does."""
    label = passage.label
    return label is not None and label.kind in (LabelKind.QUESTION, LabelKind.NUMBER)


def find_questions(draft: Draft) -> list[Asked]:
    return QuestionWalk(draft).run()
