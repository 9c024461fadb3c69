"""Whether a block opens a question of its own, told from its label, its place and its words."""

from dataclasses import dataclass

from papers.importing.blocks import BlockKind
from papers.importing.interpreting import options
from papers.importing.interpreting import vocabulary as words
from papers.importing.interpreting.asks import (
    Form,
    ask_of,
    ends_with_question_mark,
    is_generic,
    is_quoted,
    is_unmarked_question,
)
from papers.importing.interpreting.draft import Passage, Zone
from papers.importing.interpreting.introducing import Intro
from papers.importing.interpreting.labels import Label, LabelKind
from papers.importing.interpreting.style import ASKING, NOT_ASKING, Style

_LONGEST_ITEM = 200
_ITEMS_ARE_ADVICE = frozenset({Zone.RESPONDING, Zone.PRIVACY})


@dataclass(frozen=True)
class Opening:
    start: int  # where the text begins, after the label
    number: str = ""
    label: LabelKind | None = None
    must_ask: bool = False


@dataclass(frozen=True)
class Place:
    """Where a block stands, and how its document asks."""

    zone: Zone
    style: Style
    intro: Intro
    asking_lists: frozenset[int] = frozenset()

    @property
    def is_asking(self) -> bool:
        return self.zone in ASKING or self.intro in (Intro.ITEMS_ASK, Intro.QUESTIONS)

    @property
    def items_ask(self) -> bool:
        return self.intro is Intro.ITEMS_ASK or self.zone is Zone.TERMS


def opening_of(
    passage: Passage, style: Style, intro: Intro, asking_lists: frozenset[int] = frozenset()
) -> Opening | None:
    """The opening of a question, or None where the block is something else."""
    label = passage.label
    if label is not None and label.kind is LabelKind.QUESTION:
        return _labelled(passage, label)
    if label is not None and label.kind is LabelKind.BARE:
        label = None
    place = Place(passage.zone, style, intro, asking_lists)
    if place.zone in NOT_ASKING or intro in (Intro.REPORTED, Intro.CALL, Intro.ADVICE):
        return None
    if place.zone is Zone.PRIVACY and words.ABOUT_YOU.match(passage.words):
        return Opening(passage.whole.start, must_ask=True)
    if place.zone in _ITEMS_ARE_ADVICE and not (label and asks_plainly(passage, label.end)):
        return None
    start = label.end if label is not None else passage.whole.start
    if not _opens(passage, label, start, place):
        return None
    number = label.number if label is not None else ""
    return Opening(start, number, label.kind if label else None, must_ask=True)


def _asks(passage: Passage, start: int, place: Place) -> bool:
    """Where nothing says that questions stand here, what comes after an ask may not answer it."""
    if place.is_asking or place.zone is Zone.ABOUT_YOU:
        return asks_plainly(passage, start)
    return asks_plainly(passage, start) and _asks_at_its_end(passage, start)


def asks_plainly(passage: Passage, start: int) -> bool:
    """Whether some sentence asks outright, and in the authors' own voice."""
    for span in passage.sentences_from(start):
        text = passage.slice(span)
        ask = ask_of(text)
        if (
            ask is not None
            and ask.form is not Form.INQUIRY
            and not (is_quoted(text) or passage.is_in_quotation(span))
        ):
            return True
    return False


def _labelled(passage: Passage, label: Label) -> Opening | None:
    """A written “Question 3” opens a question, except where earlier answers are told."""
    if passage.zone in (Zone.HEARD, Zone.EXAMPLES, Zone.CONTENTS):
        return None
    return Opening(label.end, label.number, label.kind, must_ask=True)


def _opens(passage: Passage, label: Label | None, start: int, place: Place) -> bool:
    if passage.block.kind is BlockKind.QUOTE:
        return asks_plainly(passage, start) and (
            label is not None or _asks_at_its_end(passage, start)
        )
    if label is not None and label.kind is not LabelKind.PARAGRAPH:
        return _numbered_opens(passage, start, place)
    if passage.is_item:
        return _item_opens(passage, start, place)
    if passage.is_boxed:
        return asks_plainly(passage, start)
    if passage.block.bold or passage.block.kind is BlockKind.HEADING:
        return _asks_at_its_end(passage, start)
    return _paragraph_opens(passage, start, place)


def _numbered_opens(passage: Passage, start: int, place: Place) -> bool:
    asks = _asks(passage, start, place)
    if place.is_asking or place.zone is Zone.ABOUT_YOU:
        stem = passage.text.rstrip().endswith(":")
        return asks or stem or place.items_ask or is_unmarked_question(passage.text[start:])
    return asks and (place.style is not Style.LABELLED or passage.block.bold)


def _item_opens(passage: Passage, start: int, place: Place) -> bool:
    if place.items_ask:
        return True
    unmarked = is_unmarked_question(passage.text[start:])
    if place.is_asking or place.zone is Zone.ABOUT_YOU:
        return asks_plainly(passage, start) or unmarked
    if place.style is Style.LABELLED:
        return False
    return _asks(passage, start, place) or (unmarked and passage.index in place.asking_lists)


def _asks_at_its_end(passage: Passage, start: int) -> bool:
    spans = passage.sentences_from(start)
    while len(spans) > 1 and options.written_after_ask(passage.text, spans[-1]):
        spans = spans[:-1]
    while len(spans) > 1 and passage.text[spans[-1].start] == "(":
        spans = spans[:-1]  # “(last time we said “nobody”, but what if…?)” is an aside
    last = passage.slice(spans[-1]) if spans else ""
    ask = ask_of(last)
    return ask is not None and not is_quoted(last)


def _is_unmarked_item(passage: Passage) -> bool:
    """A line of a list that lost its bullets: “how the ponds could be made safer”."""
    text = passage.text.strip()
    return text[0].islower() and len(text) < _LONGEST_ITEM and len(passage.sentences) == 1


def _paragraph_opens(passage: Passage, start: int, place: Place) -> bool:
    if place.items_ask and _is_unmarked_item(passage):
        return True
    if place.zone not in (*ASKING, Zone.ABOUT_YOU):
        return False
    if place.style is Style.LABELLED and not (
        place.zone is Zone.ABOUT_YOU and ends_with_question_mark(passage.text)
    ):
        return False
    spans = passage.sentences_from(start)
    if (
        not spans
        or is_generic(passage.text)
        or passage.text.rstrip().endswith(":")
        or words.REPORTED.search(passage.words)
    ):
        return False
    ends = passage.slice(spans[-1]), passage.slice(spans[0])
    if any(ends_with_question_mark(text) for text in ends):
        return asks_plainly(passage, start)
    return all(ask_of(passage.slice(span)) is not None for span in spans[:1])
