"""Headings, set as such or only looking like it, and what the parts under them are for."""

import re

from papers.importing.blocks import BlockKind
from papers.importing.interpreting import options
from papers.importing.interpreting import vocabulary as words
from papers.importing.interpreting.answer_lines import answer_lines
from papers.importing.interpreting.asking_headings import asking_headings
from papers.importing.interpreting.asks import ask_of, ends_with_question_mark, follows_up
from papers.importing.interpreting.cutting import instructs, routes
from papers.importing.interpreting.dates import find_date
from papers.importing.interpreting.draft import Draft, Passage, Zone, plain
from papers.importing.interpreting.labels import Label, LabelKind, is_bullet
from papers.importing.interpreting.sentences import Span
from papers.importing.pieces import Role

_LONGEST = 120
_LONGEST_GUESS = 80
_LONGEST_ANSWER = 28  # “Not applicable” is an answer offered; “Other departments of state” is none
_CONTACT = re.compile(
    r"@|\b(?:tel|telephone|phone|mobile|e-?mail|twitter|www\.|https?:|"
    r"postcode)\b|\d{4,}|^dear\b|^yours\b|^from:|^to:|^subject:"
)
_LEAD_NUMBER = re.compile(
    r"^(?:\d{1,2}(?:\.\d{1,2})*\.?|[a-z]\.|part [a-z0-9]+[:.]?|"
    r"annex [a-z0-9]+[:.]?|section \d+[:.]?|chapter \d+[:.]?|"
    r"appendix [a-z0-9]+[:.]?)\s+"
)
_ZONES = tuple((Zone(name), pattern) for name, pattern in words.ZONES)


def find_headings(draft: Draft) -> None:
    """Mark headings, claim them, and give every block the zone of the heading over it."""
    guesses = _guesses_are_needed(draft)
    if not draft.is_submission:
        draft.asking_headings = asking_headings(draft)
        draft.answer_lines = answer_lines(draft)
    zone, zone_level = Zone.NONE, 0
    for passage in draft.passages:
        if draft.is_free(passage) and (level := _heading_level(draft, passage, zone, guesses)):
            passage.is_heading, passage.level = True, level
            own = zone_of(passage.text)
            if own or level <= zone_level or not zone:
                zone, zone_level = own, level
            draft.claim_all(passage, Role.HEADING, _why(passage), level=level)
        if zone is Zone.ABOUT_YOU and _begins_anew(draft, passage):
            zone, zone_level = Zone.NONE, 0
        passage.zone = zone


def _begins_anew(draft: Draft, passage: Passage) -> bool:
    """Whether “Question 1” comes after lines about the respondent that bear no such label."""
    label = passage.label
    if label is None or label.kind is not LabelKind.QUESTION or label.number not in ("1", "one"):
        return False
    before = draft.before(passage)
    return passage.block.kind is BlockKind.HEADING or (
        before is not None
        and not before.is_heading
        and before.label is None
        and len(before.sentences) == 1
        and not before.text.rstrip().endswith(".")
    )


def zone_of(heading: str) -> Zone:
    """What the words of a heading say that its part is for."""
    seen = plain(heading[:_LONGEST]).rstrip(" :.?…")
    bare = _LEAD_NUMBER.sub("", seen)
    return next((zone for zone, pattern in _ZONES if pattern.search(bare)), Zone.NONE)


def _guesses_are_needed(draft: Draft) -> bool:
    set_as_such = sum(1 for p in draft.passages if p.block.kind is BlockKind.HEADING)
    return set_as_such < 2


def _heading_level(draft: Draft, passage: Passage, zone: Zone, guesses: bool) -> int:
    block = passage.block
    if passage.index in draft.asking_headings or passage.index in draft.answer_lines:
        return 0
    if block.kind is BlockKind.HEADING:
        return 0 if _is_question(draft, passage, zone) else max(block.level, 1)
    if block.kind is not BlockKind.PARAGRAPH or "\n" in passage.text.strip():
        return 0
    if options.box_at_head(block.text[:12]) or block.text.rstrip().endswith(("__", "..", "…")):
        return 0
    if not 2 < len(passage.words) <= _LONGEST or _CONTACT.search(passage.words):
        return 0
    if block.bold:
        is_heading = _looks_set_off(passage) and not _is_question(draft, passage, zone)
    else:
        is_heading = guesses and _looks_like_heading(draft, passage, zone)
    return _written_level(passage) if is_heading else 0


def _looks_set_off(passage: Passage) -> bool:
    text = passage.text.rstrip()
    if text.endswith((".", ",", ";")) or options.is_choice(text) or find_date(text):
        return False
    label = passage.label
    if label is not None and label.kind is LabelKind.QUESTION:
        return False
    return ask_of(text) is None or ends_with_question_mark(text)


def _looks_like_heading(draft: Draft, passage: Passage, zone: Zone) -> bool:
    text = passage.text.strip()
    if not _is_short_line(text) or _is_question(draft, passage, zone):
        return False
    if zone in (Zone.RESPONDING, Zone.ABOUT_YOU, Zone.REFERENCES) and not zone_of(text):
        return text.isupper() and len(text) > 3  # an address is a run of short lines, too
    label = passage.label
    if len(passage.sentences) > (1 if label is None else 2) or _goes_with_ask(passage):
        return False
    before = draft.before(passage)
    if before is not None and (_runs_on(before.text.rstrip()) or _asks_on(before, text)):
        return False
    following = draft.following(passage)
    return bool(following) and not following[0].text.strip()[0].islower()


def _asks_on(before: Passage, text: str) -> bool:
    """Whether the line puts one more question to the reader, right below a labelled one."""
    label = before.label
    labelled = label is not None and label.kind is LabelKind.QUESTION
    return labelled and text.endswith("?") and bool(words.READER.search(plain(text)))


def _goes_with_ask(passage: Passage) -> bool:
    """“If yes, what is it?”, “Tick one”, “If no, go to 3”: no part of a paper begins so."""
    text = passage.text
    if ends_with_question_mark(text) and follows_up(text):
        return True
    if options.written_after_ask(text, passage.whole) or options.graded(text, passage.whole):
        return True
    sentences = [passage.slice(span) for span in passage.sentences]
    return any(instructs(one) or routes(one) for one in sentences)


def _is_short_line(text: str) -> bool:
    if len(text) > _LONGEST_GUESS or len(text.split()) > 12:
        return False
    if text.endswith((".", ",", ";", "!", ":")) or text[0].islower() or is_bullet(text[:1]):
        return False
    if text.startswith(("(", "[")) or words.ABOUT_YOU.match(plain(text)):
        return False
    if text.startswith("Please ") or not any(letter.isalpha() for letter in text):
        return False
    if " / " in text and options.written_after_ask(text, Span(0, len(text))):
        return False
    answers = len(text) < _LONGEST_ANSWER and options.is_choice(text) and not zone_of(text)
    return find_date(text) is None and not answers


def _runs_on(before: str) -> bool:
    """Whether the text before leads on, or broke off in mid-sentence where a page turned."""
    if before.endswith((",", ":", "-", "–")):
        return True
    return before[-1:].isalnum() and len(before) > _LONGEST_GUESS


def _written_level(passage: Passage) -> int:
    """Bold and short lines stand under the title; “2.1” under “2”."""
    label = passage.label
    if label is not None and label.kind is LabelKind.PARAGRAPH:
        return 2 + label.number.count(".")
    return 2


def _is_question(draft: Draft, passage: Passage, zone: Zone) -> bool:
    """Whether what is set as a heading is itself asked of the reader."""
    label = passage.label
    if label is not None and (label.kind is LabelKind.QUESTION or _numbers_an_ask(passage, label)):
        return True
    if not ends_with_question_mark(passage.text):
        return False
    if passage.block.kind is not BlockKind.HEADING and _asks_in_bold(draft, passage, zone):
        return True
    return not zone_of(passage.text) and _is_over_answers(draft, passage)


def _is_over_answers(draft: Draft, passage: Passage) -> bool:
    """Whether what follows the line is no text that answers it, as under a heading."""
    label = passage.label
    following = draft.following(passage)
    if not following:
        return passage.index > 3
    after = following[0]
    if label is not None and after.label is not None and label.kind is after.label.kind:
        # Two numbers, and nothing between them that could be an answer.
        return label.kind is LabelKind.NUMBER and not _is_contents(draft, passage)
    if after.block.kind is BlockKind.HEADING or after.block.bold:
        return ends_with_question_mark(after.text) and after.block.kind is passage.block.kind
    return _answers_follow(after)


def _asks_in_bold(draft: Draft, passage: Passage, zone: Zone) -> bool:
    """Where a part asks, so does each bold line of it, unless the questions bear labels."""
    return passage.block.bold and zone is Zone.QUESTIONS and not draft.has_labels


def _numbers_an_ask(passage: Passage, label: Label) -> bool:
    """“1a.” and “A1.” count what is asked; “1.” may count the parts of the paper."""
    lettered = label.kind is LabelKind.NUMBER and not label.number.isdigit()
    return lettered and ask_of(passage.text[label.end :]) is not None


def _is_contents(draft: Draft, passage: Passage) -> bool:
    """Whether the line stands in a list of contents and not over a question's room."""
    before = draft.before(passage)
    return before is not None and before.zone is Zone.CONTENTS


def _answers_follow(after: Passage) -> bool:
    """Options, room to write or a follow-up under it: what stands over them is a question."""
    bare = after.text.strip(" \t._…-–—:|")
    if not bare:
        return True
    if after.is_item:
        boxed = options.box_at_head(after.block.marker) or options.box_at_head(after.text[:12])
        return bool(boxed) or options.is_choice(after.text)
    if instructs(after.text):
        return True
    return follows_up(after.text) and ask_of(after.text) is not None


def _why(passage: Passage) -> str:
    if ends_with_question_mark(passage.text):
        return "A heading that the text under it answers"
    if passage.block.kind is BlockKind.HEADING:
        return "Set as a heading"
    if passage.block.bold:
        return "A bold line that stands alone"
    return "A short line without a full stop, over the text that follows"
