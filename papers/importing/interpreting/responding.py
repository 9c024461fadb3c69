"""How to respond, and whom to ask."""

import re

from papers.importing.blocks import BlockKind
from papers.importing.interpreting.closing import find_closing_date
from papers.importing.interpreting.draft import Draft, Passage, Zone, plain
from papers.importing.interpreting.sentences import Span
from papers.importing.interpreting.vocabulary.hints import HOW
from papers.importing.pieces import Role

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
    find_closing_date(draft)
    for passage in draft.passages:
        if passage.block.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM):
            continue
        in_zone = passage.zone is Zone.RESPONDING
        if not in_zone and not _may_say_how(passage):
            continue
        under_contact = in_zone and _follows_contact(draft, passage)
        for span in passage.sentences:
            _read_sentence(draft, passage, span, in_zone=in_zone, under_contact=under_contact)


def _may_say_how(passage: Passage) -> bool:
    postcode = passage.has_digit and _CONTACT.search(passage.text)
    return bool(postcode) or "@" in passage.text or not HOW.isdisjoint(passage.vocabulary)


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
