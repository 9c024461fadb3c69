"""How a document asks: the way most of its questions are set decides what the rest can be."""

from enum import Enum, auto

from papers.importing.blocks import BlockKind
from papers.importing.interpreting.asks import Form, ask_of
from papers.importing.interpreting.draft import Draft, Passage, Zone
from papers.importing.interpreting.labels import LabelKind

NOT_ASKING = frozenset(
    {Zone.EXAMPLES, Zone.HEARD, Zone.FAQ, Zone.REFERENCES, Zone.CONTENTS, Zone.RECOMMENDATIONS}
)


class Style(Enum):
    LABELLED = auto()  # Question 1, Q2: whatever bears no label is rhetoric
    SET_APART = auto()  # in lists, boxes, bold lines: prose may still ask outright
    PROSE = auto()  # nothing but prose


def style_of(draft: Draft) -> Style:
    labelled = set_apart = 0
    for passage in draft.passages:
        if passage.zone in NOT_ASKING or not passage.is_text:
            continue
        label = passage.label
        if label is not None and label.kind is LabelKind.QUESTION:
            labelled += 1
        elif stands_apart(passage):
            set_apart += 1
    if labelled >= 2 or (labelled and not set_apart):
        return Style.LABELLED
    return Style.SET_APART if set_apart else Style.PROSE


def stands_apart(passage: Passage) -> bool:
    """Whether the block asks, and is set as something other than running prose."""
    if not (passage.is_item or passage.is_boxed or passage.block.bold or passage.zone in ASKING):
        return False
    return any(ask_is_plain(passage, span.start, span.end) for span in passage.sentences)


ASKING = frozenset({Zone.QUESTIONS, Zone.TERMS})


def ask_is_plain(passage: Passage, start: int, end: int) -> bool:
    ask = ask_of(passage.text[start:end])
    return ask is not None and ask.form in (Form.QUESTION_MARK, Form.REQUEST)


def is_prose(passage: Passage) -> bool:
    return passage.block.kind is BlockKind.PARAGRAPH and not passage.block.bold
