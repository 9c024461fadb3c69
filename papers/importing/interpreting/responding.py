"""How to respond, whom to ask, and by when."""

import re

from papers.importing.blocks import BlockKind
from papers.importing.interpreting.dates import find_date
from papers.importing.interpreting.draft import Draft, Passage, Zone, plain
from papers.importing.interpreting.sentences import Span
from papers.importing.pieces import Role

_CLOSES = re.compile(
    r"\b(?:clos(?:es?|ing|ed)|deadlines?|(?:respon(?:d|ses?)|repl(?:y|ies)|"
    r"answers?|submissions?|comments?|views|evidence|write|hear from you|"
    r"reach (?:us|the)|sent?|submit(?:ted)?|returned?|contribut\w+|open|"
    r"receive[sd]?|runs?|return)\b[^.?!]{0,120}?\b(?:by|before|until|till|"
    r"no later than|on or before|to|up to|ends?)\b|"
    r"\bends? on|last day|no later than|(?:consultation|period|call|discussion|"
    r"survey|inquiry) (?:ends|runs|is open|will (?:end|close|run))|"
    r"(?:you have|open|have) until|consultation (?:period|dates?)|"
    r"(?:please|let us know|tell us|get in touch|have your say)\b[^.?!]{0,120}?\b"
    r"(?:by|before|until|no later than)\b)",
)
_NOT_CLOSING = re.compile(
    r"\b(?:published? (?:a |our |the )?(?:summary|response|report|findings)|"
    r"we will (?:publish|report|respond)|was (?:closed|published)|closed in|"
    r"court (?:closed|closes)|prison closed)\b"
)
_OPENS = re.compile(r"\b(?:from|opened|opens|between|begins?|starts?|starting|open on|launched)\b")
_CONTACT = re.compile(
    r"[\w.+-]{1,64}@[\w-]{1,64}\.|\b(?:tel|telephone|phone|call us|ring|"
    r"freephone|freepost)\b|\b[a-z]{1,2}\d{1,2}[a-z]? \d[a-z]{2}\b|"
    r"\b(?:write to|post (?:it |them )?to|send (?:it|them|your [a-z]+|answers|"
    r"a (?:note|line)|comments|responses|evidence|replies) to|"
    r"e-?mail(?:ing)?\b|contact\b|enquiries|get in touch)",
    re.IGNORECASE,
)
_RESPOND = re.compile(
    r"\b(?:(?:to|please) (?:respond|reply|contribute|take part|send|submit|"
    r"comment)|(?:respond|reply|comment)(?:ing)? (?:to this|below|online|by|"
    r"to)|leave (?:your|a) comments?|"
    r"commenting below|use the (?:online|form)|fill in|complete the|"
    r"online form|send (?:us )?your|contribute your|have your say)\b"
)
_LONGEST_CONTACT = 1_200


def find_responding(draft: Draft) -> None:
    _find_closing_date(draft)
    for passage in draft.passages:
        if passage.block.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM):
            continue
        in_zone = passage.zone is Zone.RESPONDING
        under_contact = in_zone and _follows_contact(draft, passage)
        for span in passage.sentences:
            _read_sentence(draft, passage, span, in_zone=in_zone, under_contact=under_contact)


def _find_closing_date(draft: Draft) -> None:
    """Claim the sentence that says when the paper closes; one in “How to respond” is surest."""
    best: tuple[int, Passage, Span] | None = None
    for passage in draft.passages:
        if passage.block.kind is BlockKind.NOTE or passage.zone in (Zone.HEARD, Zone.REFERENCES):
            continue
        for span in passage.sentences:
            score = _closing_score(passage, span)
            if score and (best is None or score > best[0]):
                best = (score, passage, span)
    if best is None:
        return
    _, passage, span = best
    for piece in [*passage.pieces]:
        if piece.role is Role.DATE and piece.start < span.end and piece.end > span.start:
            passage.pieces.remove(piece)
    draft.claim(passage, span, Role.CLOSING_DATE, "Says by when to respond", stays=True)


def _closing_score(passage: Passage, span: Span) -> int:
    text = passage.slice(span)[:700]
    seen = plain(text)
    in_zone = passage.zone is Zone.RESPONDING and re.search(r"\b(?:by|before|until|till)\b", seen)
    if not (_CLOSES.search(seen) or in_zone):
        return 0
    found = closing_date_in(text)
    if not found or _NOT_CLOSING.search(seen):
        return 0
    score = 1 + 2 * bool(re.search(r"\b(?:clos(?:es|ing)|deadline|no later than)\b", seen))
    score += 2 * (passage.zone is Zone.RESPONDING) + (len(found) == 10)
    return score


def closing_date_in(text: str) -> str:
    """The day by which to respond, in ISO form; of “from … to …” the second date."""
    found = find_date(text)
    if found is None:
        return ""
    if len(found.iso) == 10 and not _OPENS.search(text[: found.start].lower()):
        return found.iso
    later = find_date(text[found.end :])
    if later is not None and len(later.iso) == 10:
        return later.iso
    return found.iso


def _follows_contact(draft: Draft, passage: Passage) -> bool:
    before = draft.before(passage)
    return before is not None and any(p.role is Role.CONTACT for p in before.pieces[-1:])


def _read_sentence(
    draft: Draft, passage: Passage, span: Span, *, in_zone: bool, under_contact: bool
) -> None:
    text = passage.slice(span)[:_LONGEST_CONTACT]
    if _CONTACT.search(text) and (in_zone or _names_address(text) or _RESPOND.search(plain(text))):
        draft.claim(passage, span, Role.CONTACT, "Says whom to write to or to ring")
    elif under_contact and len(text) < 80 and not text.rstrip().endswith((".", "?")):
        draft.claim(passage, span, Role.CONTACT, "Stands with the address to write to")
    elif in_zone or (not draft.is_submission and _RESPOND.search(plain(text))):
        draft.claim(passage, span, Role.HOW_TO_RESPOND, "Says how to respond", stays=True)


def _names_address(text: str) -> bool:
    return bool(re.search(r"@[\w-]{1,64}\.", text)) or bool(
        re.search(r"\b(?:write to|email(?:ing)?|contact) [A-Z]", text)
    )
