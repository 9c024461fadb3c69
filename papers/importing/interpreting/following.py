"""What may follow a question in the blocks after it: answers to tick, parts, room to write."""

import re

from papers.importing.interpreting import options
from papers.importing.interpreting.asks import ask_of, follows_up, is_unmarked_question
from papers.importing.interpreting.cutting import (
    Asked,
    claim_cuts,
    cut,
    instructs,
    option_cuts,
    routes,
)
from papers.importing.interpreting.draft import Draft, Passage, plain
from papers.importing.interpreting.enumerating import enumerated
from papers.importing.interpreting.labels import LabelKind, is_bullet
from papers.importing.interpreting.sentences import Span
from papers.importing.interpreting.statements import take_statement
from papers.importing.pieces import Role

_ROOM = frozenset(
    {
        "",
        "(required)",
        "(optional)",
        "answer",
        "response",
        "comments",
        "your answer",
        "your response",
        "your comments",
    }
)
# What names the reasons behind a question asks nothing itself.
_REASONS = frozenset({"why we ask", "why we ask this", "why we are asking", "why this matters"})
_DASHES = ("-", "–", "—", "◦", "○", "o", "▪", "▫")  # what a list within a list begins with
_LONGEST_OPTION = 200
_LONGEST_PART = 400
_YES_OR_NO = re.compile(
    r"^(?:do|does|did|is|are|was|were|should|would|could|can|have|has|will|which|who|tick|select|"
    r"choose|pick|rank|please (?:tick|select|choose|pick|rank|put|place|number)|put|place|number|"
    r"how (?:often|far|likely|much|many)|rate)\b"
)
_LEANS = re.compile(
    r"\b(?:your (?:answer|reasons?|view|response|choice|rating)|reasons?|why|further|more|"
    r"above|below|this space|this box|examples?|details?|evidence)\b|"
    r"\b(?:these|it|them|that|this)[ .?)]*$"
)


_OPINION = re.compile(
    r"^(?:do|have|can|could|would) you (?:have |got |like )?(?:any |other |further |specific )*"
    r"(?:views?|comments?|thoughts?|evidence|examples?|suggestions?|ideas?|concerns?|observations?)"
)
_NARROWS = re.compile(
    r"\b(?:may (?:wish|want|like) to|might (?:wish|want|like) to|(?:could|should|can) consider|"
    r"consider(?:ing)?|including|includes?|such as|for example|e\.g\.?|for instance|in particular|"
    r"evidence (?:on|of|about)|(?:views?|thoughts|comments?) (?:on|about)|in relation to|"
    r"with regard to|in terms of|think about|cover(?:ing)?|address(?:ing)?|regarding)[^?]*$"
)


# “Do you agree that:” leads to things to agree with, one by one.
_EACH_APART = re.compile(r"\b(?:agree|support|think|believe|that|whether|on|about|with)\s*[:…]$")


def continue_question(draft: Draft, asked: Asked, passage: Passage) -> bool:
    """Claim the block if it belongs to the question before it; say whether it did."""
    if asked.in_prose and passage.is_item:
        return False
    return (
        _take_room(draft, passage)
        or _take_instruction(draft, asked, passage)
        or take_statement(draft, asked, passage)
        or _take_options(draft, asked, passage)
        or _take_part(draft, asked, passage)
    )


def _take_room(draft: Draft, passage: Passage) -> bool:
    bare = passage.text.strip(" \t\n\xa0._…-–—:*|")
    if plain(bare) not in _ROOM:
        return False
    draft.claim_all(passage, Role.FURNITURE, "Room to write an answer in")
    return True


def _take_instruction(draft: Draft, asked: Asked, passage: Passage) -> bool:
    """“Choose one.” between a question and its options is neither an option nor the end of it."""
    if passage.label is not None or not (instructs(passage.text) or routes(passage.text)):
        return False
    if passage.is_item and not routes(passage.text):
        return False
    why = "Says how to answer the question"
    draft.claim(passage, passage.whole, Role.CONTEXT, why, group=asked.group)
    asked.guidance += " " + passage.text
    asked.last = passage.index
    return True


def _take_options(draft: Draft, asked: Asked, passage: Passage) -> bool:
    text, whole = passage.text, passage.whole
    if found := _options_by_line(passage):
        for span, spans in found:
            claim_cuts(draft, passage, option_cuts(passage, spans, span), asked)
        return True
    if passage.index not in draft.answer_lines and not _may_be_option(asked, passage):
        return False
    start = whole.start + options.box_at_head(text[whole.start : whole.start + 12])
    claim_cuts(draft, passage, option_cuts(passage, [Span(start, whole.end)], whole), asked)
    return True


def _options_by_line(passage: Passage) -> list[tuple[Span, list[Span]]]:
    """The options of each line, where all lines of the block are nothing but options."""
    found: list[tuple[Span, list[Span]]] = []
    for span in passage.sentences:
        spans = options.written_after_ask(passage.text, span)
        if not spans and options.is_choice(passage.slice(span)):
            spans = [span]
        if not spans:
            return []
        found.append((span, spans))
    return found


def _may_be_option(asked: Asked, passage: Passage) -> bool:
    """An item under the question that asks nothing, or any item that a choice leads to."""
    if not _stands_under(asked, passage) or len(passage.text) > _LONGEST_OPTION:
        return False
    return options.is_choice(passage.text) or _boxed(passage) or _is_chosen(asked, passage)


def _is_chosen(asked: Asked, passage: Passage) -> bool:
    """Whether a line in the author's own words is an answer, by what the question says."""
    label = passage.label
    counts_on = label is not None and asked.label is label.kind
    if counts_on and label and label.kind is not LabelKind.LETTER:
        return False
    if narrows(asked) or _grades(asked):
        return False
    seen = plain(asked.text[-300:] if asked.awaits_items else asked.text[:300])
    chooses = _chooses(asked)
    if asked.awaits_items:
        parted = _EACH_APART.search(seen) and not options.lets_pick(asked.text)
        return (chooses and not parted) or _breaks_off(asked)
    if ask_of(passage.text) is not None or is_unmarked_question(passage.text):
        return False
    return chooses or bool(asked.options) or "?" in seen


def _chooses(asked: Asked) -> bool:
    seen = plain(asked.text[:300])
    return bool(_YES_OR_NO.match(seen) and not _OPINION.match(seen)) or options.offers(asked.text)


def _grades(asked: Asked) -> bool:
    """Whether the answers are known already, so that items below are what is to be graded."""
    return len(asked.options) > 1 and all(map(options.is_choice, asked.options))


def _breaks_off(asked: Asked) -> bool:
    """“Compared with last year, the number has…”: what stands below ends the sentence."""
    return asked.text.rstrip().endswith(("…", "...")) and ask_of(asked.text) is None


def narrows(asked: Asked) -> bool:
    """Whether what was said last leads to what the answer may speak of: “You may consider:”."""
    tail = asked.tail.rstrip()
    return tail.endswith((":", "…")) and bool(_NARROWS.search(plain(tail[-200:])))


def _stands_under(asked: Asked, passage: Passage) -> bool:
    """Whether the item is one of a list below the question, and not its neighbour."""
    if _boxed(passage):
        return True
    if not passage.is_item:
        return False
    if passage.block.depth > asked.depth or not asked.passage.is_item:
        return True
    marker, above = passage.block.marker, asked.passage.block.marker
    if is_bullet(above):
        return marker != above and (asked.awaits_items or marker in _DASHES)
    return is_bullet(marker)


def _boxed(passage: Passage) -> bool:
    marker = passage.block.marker
    return bool(options.box_at_head(passage.text[:12]) or options.box_at_head(marker))


def _take_part(draft: Draft, asked: Asked, passage: Passage) -> bool:
    if plain(passage.text.strip(" \t\n\xa0.:")) in _REASONS:
        return False
    why = _why_lettered(asked, passage) or _why_under(asked, passage) or _why_below(asked, passage)
    if not why:
        return False
    _claim_part(draft, asked, passage, why)
    return True


def _asks(passage: Passage) -> bool:
    text = passage.text[passage.label.end :] if passage.label is not None else passage.text
    return ask_of(text) is not None or is_unmarked_question(text)


def _why_lettered(asked: Asked, passage: Passage) -> str:
    label = passage.label
    if label is None or label.kind in (LabelKind.QUESTION, LabelKind.PARAGRAPH, LabelKind.BARE):
        return ""
    if label.kind is LabelKind.NUMBER and not asked.awaits_items:
        return ""
    if label.kind is asked.label and label.kind is not LabelKind.NUMBER:
        return ""
    belongs = asked.awaits_items or narrows(asked) or _stands_under(asked, passage)
    return "Bears a letter and belongs to the question above" if belongs or _asks(passage) else ""


def _why_under(asked: Asked, passage: Passage) -> str:
    """Why an item of the list below a question is a part of it; empty where it is not."""
    if not _stands_under(asked, passage):
        return ""
    if asked.awaits_items:
        return "Stands in the list that the question leads to"
    if narrows(asked):
        return "Says what the answer may speak of"
    if _grades(asked):
        return "One of the things that the answers are for"
    if passage.block.depth > asked.depth and "?" not in asked.text:
        return "Stands under the question in the list"
    asks = _asks(passage) and asked.passage.is_text
    return "Asks, in the list under the question" if asks else ""


def _why_below(asked: Asked, passage: Passage) -> str:
    """Why a paragraph below a question is a part of it; empty where it is not."""
    leads = passage.text.rstrip().endswith(":")
    if not passage.is_item and _leans(passage.text) and (leads or _asks(passage)):
        return "Follows up the question above"
    if _asks_on(asked, passage):
        return "Asks on, right below a numbered question"
    return ""


def _asks_on(asked: Asked, passage: Passage) -> bool:
    """Whether a paragraph right below a numbered question does nothing but ask the reader."""
    if asked.label not in (LabelKind.QUESTION, LabelKind.NUMBER) or passage.is_item:
        return False
    if passage.label is not None or len(passage.text) > _LONGEST_PART or passage.block.bold:
        return False
    asks = [ask_of(passage.slice(span)) for span in passage.sentences]
    return all(asks) and any(ask is not None and ask.to_reader for ask in asks)


def _leans(text: str) -> bool:
    """“Please explain your answer” leans on an ask; “Please tell us of a case” does not."""
    if len(text) > 400 or not follows_up(text):
        return False
    seen = plain(text)
    if not seen.startswith(
        ("please", "tell", "describe", "what", "explain", "give", "provide", "set")
    ):
        return True
    return len(seen) < 140 and bool(_LEANS.search(seen))


def _claim_part(draft: Draft, asked: Asked, passage: Passage, why: str) -> None:
    start, label = passage.whole.start, passage.label
    lead = asked.tail if narrows(asked) and (passage.is_item or label is not None) else ""
    if enumerated(passage.text, passage.whole):
        claim_cuts(draft, passage, cut(passage, start, must_ask=True), asked)
        return
    if label is not None and label.end > start:
        draft.claim(
            passage,
            Span(start, label.end),
            Role.PART_LABEL,
            "The letter of a part",
            group=asked.group,
            number=label.number,
        )
        start = label.end
    for one in cut(passage, start, must_ask=True):
        role = Role.PART if one.role is Role.QUESTION else one.role
        group = "" if role is Role.FURNITURE else asked.group
        draft.claim(passage, one.span, role, why, group=group)
        if role is Role.OPTION:
            asked.options.append(passage.slice(one.span))
        elif role is not Role.FURNITURE:
            asked.tail = lead or passage.slice(one.span)
    asked.last = passage.index
