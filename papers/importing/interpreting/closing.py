"""By when to respond: the sentence that says so, and the day in it."""

import re

from papers.importing.blocks import BlockKind, Document
from papers.importing.interpreting.dates import (
    WrittenDate,
    day_of,
    find_dates,
    issued_by,
    may_hold_date,
)
from papers.importing.interpreting.draft import Draft, Passage, Zone, plain
from papers.importing.interpreting.sentences import Span
from papers.importing.pieces import Role

_STRONG = re.compile(
    r"\b(?:clos(?:es|ing|e on|e at)|deadline|no later than|last (?:date|day) (?:for|on|to)|"
    r"(?:consultation|period|call|discussion|survey|inquiry|review) (?:ends|runs|is open|"
    r"will (?:end|close|run))|(?:consultation|response) (?:period|dates|window))\b|^ ?duration\b"
)
# What one does by a closing date, or what has to be there by then.
_RESPONDING = re.compile(
    r"\b(?:clos(?:es?|ed|ing)|deadlines?|respon(?:d|ds|se|ses|ding)|repl(?:y|ies)|answers?|"
    r"submit(?:ted|ting)?|submissions?|comments?|views?|evidence|written?|hear from|reach(?:es)?|"
    r"sen(?:d|t)|send (?:in|us)|return(?:s|ed)?|contribut\w+|open|receive[sd]?|runs?|ends?|"
    r"thoughts|ideas|feedback|notes|input|let us (?:know|have)|tell us|get in touch|"
    r"get (?:it|them|this|these|your [a-z]+) (?:back |in )?to|back to us|hand(?:ed)? (?:it |this )?"
    r"(?:in|back|to)|give (?:it|this|your)|post (?:it|this|your)|e-?mail|have your say|"
    r"take part|join(?:ing)?|collecting|conversation|consult(?:ation|ing)|complete|fill(?:ed)? in|"
    r"last (?:day|date)|you have|later than|us|me|form|ymateb\w*)\b"
)
# What stands right before the day on which a paper closes, a time and a feast between them.
_LEADS = re.compile(
    r"\b(?:by|before|until|till|til|erbyn|later than|on or before|up to|ends?(?: on| at)?|"
    r"clos(?:es?|ed|ing)(?: on| at| date(?: is)?)?|deadline(?: is| of| for [a-z ]{1,40}?(?: is)?)?|"
    r"last (?:date|day) (?:for|on|to) [a-z ]{1,50}? is|to|and)\b"
    r"[ :–—-]*(?:(?:the |on |at |of )?(?:\d{1,2}(?:[.:]\d\d)? ?(?:am|pm|a\.m\.?|p\.m\.?|noon)?|"
    r"noon|midday|midnight|close of (?:play|business)|end of|"
    r"(?:half[- ]term|christmas|easter|midsummer|michaelmas|new year|bank holiday|"
    r"st [a-z]+'s|[a-z]+mas|[a-z]+ day|good|shrove|ash|may)(?: [a-z]+){0,2}|"
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|the|on|at|of)[ ,(]*){0,6}$"
)
_NOT_CLOSING = re.compile(
    r"\b(?:published? (?:a |our |the )?(?:summary|response|report|findings)|"
    r"we (?:will|shall|aim to|hope to|plan to|expect to) (?:publish|report|respond|reply)|"
    r"was (?:closed|published)|closed in|court (?:closed|closes)|prison closed)\b"
)
_ELSEWHERE = re.compile(
    r"\b(?:register|booking|book (?:a|your)|webinar|workshop|drop-in|roadshow|"
    r"opt out|change your mind|withdraw|prize)\b"
)
_OPENS = re.compile(
    r"\b(?:from|opened|opens|between|begins?|starts?|starting|open on|launched|issued?|"
    r"date of issue|published(?: on)?|dated)\b"
)
_HAS_LEAD = re.compile(r"\b(?:by|before|until|till|til)\b")
_FRONT = 40  # blocks in which a paper says when it came out
_SEEN = 700


def find_closing_date(draft: Draft) -> None:
    """Claim the sentence that says when the paper closes; one in “How to respond” is surest."""
    issued = issued_on(draft.document)
    best: tuple[int, Passage, Span] | None = None
    for passage in draft.passages:
        if passage.block.kind is BlockKind.NOTE or passage.zone in (Zone.HEARD, Zone.REFERENCES):
            continue
        if not passage.has_digit or not may_hold_date(passage.text.lower()):
            continue
        for place, span in enumerate(passage.sentences):
            score = _closing_score(draft, passage, place, issued)
            if score and (best is None or score > best[0]):
                best = (score, passage, span)
    if best is None:
        return
    _, passage, span = best
    for piece in [*passage.pieces]:
        if piece.role is Role.DATE and piece.start < span.end and piece.end > span.start:
            passage.pieces.remove(piece)
    draft.claim(passage, span, Role.CLOSING_DATE, "Says by when to respond", stays=True)


def issued_on(document: Document) -> str:
    """When the document came out, as ISO, for the dates in it that are written without a year."""
    return issued_by(block.text[:_SEEN] for block in document.blocks[:_FRONT])


def closing_date_in(text: str, issued: str = "") -> str:
    """The day by which to respond, in ISO form; of “from … to …” the second date."""
    dates = list(find_dates(text[:_SEEN]))
    led = (found for found in dates if _LEADS.search(_before(text, found)))
    later = (found for found in dates if not _OPENS.search(_before(text, found)))
    ends = (
        found for found, first in zip(dates[1:], dates, strict=False) if _spans(text, first, found)
    )
    for found in (*ends, *led, *later, *dates[1:], *dates):
        if day := day_of(found, issued):
            return day
    return next((found.iso for found in dates if found.iso), "")


def _spans(text: str, first: WrittenDate, last: WrittenDate) -> bool:
    """“1 October – 24 December 2026”: the dates between which the paper is open."""
    return text[first.end : last.start].strip(" .,") in ("-", "–", "—", "to")


def _before(text: str, found: WrittenDate) -> str:
    return plain(text[max(0, found.start - 90) : found.start])


def _closing_score(draft: Draft, passage: Passage, place: int, issued: str) -> int:
    span = passage.sentences[place]
    text = passage.slice(span)[:_SEEN]
    if not may_hold_date(text.lower()):
        return 0
    seen = f"{_lead_of(draft, passage, place)} {plain(text)}"
    strong = bool(_STRONG.search(seen))
    in_zone = passage.zone is Zone.RESPONDING and _HAS_LEAD.search(seen)
    if not (strong or in_zone or _RESPONDING.search(seen)) or _NOT_CLOSING.search(seen):
        return 0
    found = closing_date_in(text, issued)
    if not found or not (strong or in_zone or _is_led(text)):
        return 0
    score = 1 + 2 * strong + 2 * (passage.zone is Zone.RESPONDING) + (len(found) == 10)
    return max(1, score - 2 * bool(_ELSEWHERE.search(seen)))


def _is_led(text: str) -> bool:
    return any(_LEADS.search(_before(text, found)) for found in find_dates(text))


def _lead_of(draft: Draft, passage: Passage, place: int) -> str:
    """“Closing date:” or “Deadline”, on the line or in the heading over the day."""
    if place:
        lead = plain(passage.slice(passage.sentences[place - 1])[-60:])
        return lead if lead.endswith(":") or _STRONG.fullmatch(lead) else ""
    before = draft.before(passage)
    if before is None or len(before.text) > 60:
        return ""
    return before.words if before.is_heading or before.words.endswith(":") else ""
