"""Short lines that are a question's answers, one a line, with no mark that says so."""

from papers.importing.blocks import BlockKind
from papers.importing.interpreting import options
from papers.importing.interpreting.asks import ask_of, ends_with_question_mark
from papers.importing.interpreting.draft import Draft, Passage
from papers.importing.interpreting.labels import LabelKind

_LEAST = 2
_MOST = 12
_LONGEST = 60
_NUMBERED = (LabelKind.QUESTION, LabelKind.NUMBER)


def answer_lines(draft: Draft) -> frozenset[int]:
    """The lines between a question that lets choose and the next numbered question.

    “How often do you visit?”, “Daily”, “Weekly”: what follows the last must be a question again,
    or else the lines might as well be headings.
    """
    found: set[int] = set()
    for passage in draft.passages:
        if _lets_choose(passage):
            found |= _below(draft, passage)
    return frozenset(found)


def _lets_choose(passage: Passage) -> bool:
    label = passage.label
    if label is None or label.kind not in _NUMBERED or not passage.is_text:
        return False
    asks = ends_with_question_mark(passage.text) or options.offers(passage.text)
    return asks and options.offers(passage.text)


def _below(draft: Draft, passage: Passage) -> set[int]:
    lines: list[int] = []
    for after in draft.following(passage, _MOST + 1):
        label = after.label
        if label is not None and label.kind in _NUMBERED:
            return set(lines) if len(lines) >= _LEAST else set()
        if not _may_be_answer(after):
            return set()
        lines.append(after.index)
    if len(lines) < _LEAST or draft.following(draft.passages[lines[-1]]):
        return set()
    return set(lines) if options.lets_pick(passage.text) else set()


def _may_be_answer(passage: Passage) -> bool:
    text = passage.text.strip()
    return (
        passage.block.kind is BlockKind.PARAGRAPH
        and not passage.block.bold
        and len(text) <= _LONGEST
        and not text.endswith((".", "?", ":", "…", "_"))
        and ask_of(text) is None
    )
