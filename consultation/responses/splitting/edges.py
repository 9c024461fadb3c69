"""How documents end: letters close, people sign, organisations say how to reach them."""

import re

from consultation.responses.splitting.bearing import signs_of_an_end
from consultation.responses.splitting.concepts import forms_of_answer
from consultation.responses.splitting.units import SHORT, Unit
from consultation.responses.splitting.writers import says_who

_LETTERS = re.compile(r"[^\W\d_]+")

_CLOSING_TITLE = re.compile(
    r"(?:about\s+(?!question)(?:us|the\s+(?:author|organisation)|[A-Z])|contact"
    r"|further\s+information"
    r"|for\s+(?:more|further)\s+information|references?|bibliography|sources|end\s?notes|footnotes"
    r"|annex|appendix|signed|signature|who\s+we\s+are|our\s+details|respondent|conclu(?:sion|ding)"
    r"|next\s+steps|finally$|in\s+closing|(?:a\s+|some\s+)?(?:last|final|closing)\s+(?:words?"
    r"|thoughts?|note)$"
    r"|in\s+conclusion|(?:to\s+(?:end|finish|close)|closing|thank\s+you|invitation|enclosures?"
    r"|attachments?|distribution|correspondence|ps)$|(?:a\s+)?words?\s+of\s+thanks|an\s+invitation\b"
    r"|further\s+reading|come\s+and\s+see|(?:keeping|get|getting|stay)\s+in\s+touch|copies\s+to\b"
    r"|permission\s+to\s+(?:publish|quote)|(?:data\s+)?sources\b|offer\s+of\b|our\s+offer$"
    r"|(?:declaration|statement)\s+of\s+interests?|(?:for\s+)?enquiries\b|how\s+to\s+reach"
    r"|(?:talk\s+to|meeting)\s+(?:us|you)\b|(?:availability\s+for\s+)?oral\s+evidence"
    r"|postscript|afterword|declarations?$|acknowledge?ments?|(?:any\s+)?(?:other|general|further"
    r"|additional|final|closing)"
    r"\s+(?:comments?|remarks|points|observations|matters|information|material)|summary"
    r"|in\s+summary)",
    re.IGNORECASE,
)
_LETTER_END = re.compile(
    r"(?:cheers|thanks|(?:i\s+am,?\s+)?yours\b[^.]{0,40},$|by\s+order\s+of"
    r"|for\s+and\s+on\s+behalf|yr\s+eiddoch|cofion|diolch\s+yn\s+fawr[,.!]?$"
    r"|(?:with\s+)?respect(?:fully)?,|sincerely|faithfully|warmly|best,|end\s+of\s+\w+$"
    r"|[-–— ]*ends?[.!]?[-–— ]*$"
    r"|all\s+the\s+best|sent\s+from\s+my|with\s+(?:best|kind|every\s+good)\s+wish\w*|(?:agreed"
    r"|approved|endorsed)"
    r"\s+(?:at|by)|yours\s+(?:sincerely|faithfully|truly)|(?:with\s+)?(?:kind|best|warm"
    r"|many\s+thanks\s+and)?\s*"
    r"(?:regards|wishes)[,.]?$|many\s+thanks[,.]?$|signed\b|(?:submitted|prepared|completed"
    r"|compiled)\s+(?:by|on\s+behalf)|on\s+behalf\s+of\b)",
    re.IGNORECASE,
)
_THANKS = re.compile(
    r"(?:(?:we|i)\s+(?:are|am|would\s+be|should\s+be|will\s+be)\s+(?:very\s+)?(?:happy|pleased"
    r"|glad|willing|delighted|grateful|available)"
    r"\b.*\b(?:discuss|meet|talk|opportunity|expand|share|provide|arrange|visit|come|show|host"
    r"|talk|speak|answer|send|hear|help)\b|"
    r"(?:we\s+)?(?:thank\s+you|are\s+grateful)\s+(?:again\s+)?for|we\s+look\s+forward\s+to|"
    r"(?:we|i)\s+(?:would\s+)?welcome\s+the\s+(?:chance|opportunity)\s+to\s+(?:discuss|meet|talk"
    r"|expand)|(?:we|i)\s+(?:do\s+)?(?:hope|trust)\s+(?:that\s+)?(?:this|these|the\s+above|our|my"
    r"|you\s+will)\b|"
    r"(?:these|the|my|our)\s+(?:views|opinions|comments)\s+(?:\w+\s+){0,3}(?:are|is|do"
    r"|represent)\b|"
    r"(?:we|i)\s+(?:write|speak|respond|reply|answer)\s+(?:\w+\s+){0,3}(?:personal\s+capacity"
    r"|myself|individual)|"
    r"(?:we|i)\s+(?:do\s+not|don[’']t)\s+(?:wish|want|need|mind|object)\b.*\b(?:name|publish"
    r"|confidential|reply|response)|"
    r"(?:please\s+)?(?:be\s+so\s+\w+\s+as\s+to\s+|kindly\s+)?(?:acknowledge|confirm)\s+receipt|(?:thank\s+you|thanks)[.!]?$|"
    r"(?:this|our)\s+(?:response|submission)\s+(?:was|has\s+been|may\s+be|can\s+be|is\s+not)\b|"
    r"we\s+(?:are\s+)?(?:consent|happy|content)\b.*\bpublish|(?:you\s+(?:may|can"
    r"|are\s+welcome\s+to)|please\s+"
    r"(?:do\s+not|feel\s+free\s+to))\s+(?:print|publish|quote|share|use|name|contact|call)\b"
    r"|(?:the|this)\s+meeting\s+(?:closed|ended|finished))",
    re.IGNORECASE | re.DOTALL,
)
# “We did not discuss fares”, “We have no comments on the questions about fares”.
_UNANSWERED = re.compile(
    r"(?:we|i|(?:the|our)\s+\w+)\s+(?:(?:did\s+not|didn[’']t|have\s+not|haven[’']t|has\s+not)\s+"
    r"(?:get\s+as\s+far|discuss\w*|ask\w*|answer\w*|reach\w*|consider\w*|come\s+to|deal\w*)\b"
    r"|(?:makes?|offers?|have|has|had)\s+no\s+(?:comments?|views?|answers?)\s+(?:on|about|to)\b)"
    # “There are other matters in your paper, and we leave them alone.”
    r"|[^.?!]{0,120}\b(?:questions?|matters|points|ones|rest|others|paper)\b[^.?!]{0,80}\b(?:we"
    r"|i)\s+"
    r"(?:have\s+|had\s+)?(?:therefore\s+)?(?:left|leave|skip(?:ped)?|pass(?:ed)?\s+over)\b"
    r"|[^.?!]{0,80}\b(?:have|has|had|are|were)\s+(?:therefore\s+)?(?:left"
    r"|leaving)\s+(?:\w+\s+){0,2}"
    r"questions?\b",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"(?:^page\s+\d+(?:\s+of\s+\d+)?$|[^\s@]+@[^\s@]+\.\w+|\bwww\.|https?://|\b(?:tel(?:ephone)?"
    r"|phone|e-?mail|mobile|fax|address)\b\s*(?::|\.\s*\S)"
    r"|\+44|\b0\d{2,4}[ -]?\d{3,4}[ -]?\d{3,4}\b|\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b"
    r"|^(?:the|any|your|all)\s+(?:personal\s+)?(?:information|data)\s+(?:that\s+)?(?:you|we"
    r"|in\s+this|will\s+be"
    r"|held|may\s+be)\b|^(?:your\s+)?personal\s+(?:data|information)\b|\bdata\s+controller\b"
    r"|\bprivacy\s+notice\b"
    r"|^(?:dated?:?\s*)?(?:\w+day,?\s+)?\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:jan|feb|mar|apr|may"
    r"|june?|july?|aug|sep|oct|nov|dec)\w*,?\s+\d{4}\.?$"
    r"|^references?:|registered\s+(?:charity|company|office|in)|limited\s+by\s+guarantee"
    r"|charity\s+(?:no|number|registration)|company\s+(?:no|number))",
    re.IGNORECASE,
)
_INVITES_CONTACT = re.compile(
    r"(?:for\s+(?:more|further)\s+(?:information|details)|(?:for\s+more"
    r"|to\s+find\s+out\s+more)\b.*\b(?:write|contact|visit|call|e-?mail|see)\b"
    r"|if\s+(?:it\s+would\s+help|you\s+(?:would\s+like|have|want|wish|need))\b"
    r".*\b(?:discuss|question|information|contact|talk)|please\s+(?:do\s+)?(?:contact"
    r"|get\s+in\s+touch)|"
    r"contact\s+(?:details|us|person|name|for)|(?:name|role|job\s+title|position|organisation"
    r"|date)\s*:)",
    re.IGNORECASE | re.DOTALL,
)
# “[1] Figures for 2024.”, “Sources: …”, “cc the clerk”, below the last answer.
_FOOTNOTE = re.compile(
    r"(?:\[\d{1,2}\]|[¹²³⁴⁵†‡]|\*(?=\w)|(?:notes?|sources?)\s*:|(?:encl?s?|encl?osures?|cc)\b[.:]?\s)",
    re.IGNORECASE,
)
_PAGE = re.compile(r"(?:page|p\.?)\s*\d+(?:\s*(?:of|/)\s*\d+)?$|[-–]\s?\d+\s?[-–]$", re.IGNORECASE)
_ROLE = re.compile(
    r"\b(?:chair(?:man|woman|person)?|secretary|director|manager|officer|clerk|president|treasurer"
    r"|co-?ordinator|chief\s+executive|trustees?|head\s+of|convenor|convener|warden|editor"
    r"|(?:retired|former)\s+\w+|(?:policy|campaigns?|public\s+affairs)\s+(?:and\s+\w+\s+)?lead)\b",
    re.IGNORECASE,
)
ENOUGH_SIGNS = 1.4  # that make a paragraph a letter's end
ONE_SIGN = 0.5  # is enough where the other answers are shorter
TAIL = 12  # units from the end that may belong to a letter's end


def is_closing_title(unit: Unit) -> bool:
    """Say whether a heading, or in plain text a short line, begins what answers nothing."""
    looks_like_one = unit.is_title or (
        len(unit.text) <= 45 and not unit.text.endswith((".", ";", ",", ":"))
    )
    return looks_like_one and not unit.is_item and bool(_CLOSING_TITLE.match(unit.heading))


def is_letter_end(unit: Unit) -> bool:
    return len(unit.text) <= 200 and bool(_LETTER_END.match(unit.text))


def is_contact(unit: Unit) -> bool:
    """Say whether the unit tells who wrote or how to reach them."""
    text = unit.text
    is_short = len(text) <= 250
    return bool(_INVITES_CONTACT.match(text)) or (is_short and bool(_CONTACT.search(unit.written)))


def is_page_number(unit: Unit) -> bool:
    return unit.is_running or bool(_PAGE.match(unit.text))


def leaves_unanswered(unit: Unit) -> bool:
    """Say whether a short paragraph says which questions are not answered."""
    return len(unit.text) <= 200 and bool(_UNANSWERED.match(unit.text))


def is_farewell(unit: Unit) -> bool:
    """Say whether the unit ends a letter in whole sentences."""
    return bool(_THANKS.match(unit.text))


def end_of_answers(
    units: list[Unit],
    start: int,
    answered_by: int | None = None,
    longest: float = 1.0,
    usual_to: int | None = None,
) -> int:
    """Return where, from `start` on, the last answer ends and the letter's end begins.

    A line that may be a name or an answer is a name from `answered_by` on, and what speaks to the
    reader is an end; beyond `usual_to`, where other answers have ended, one sign is enough. No more
    than the share `longest` of the text is taken for the end.
    """
    place = start
    after = sum(len(unit.text) for unit in units[start:])
    whole = after or 1
    while place < len(units):
        is_end = is_letter_end(units[place]) or is_closing_title(units[place])
        if is_end and after <= longest * whole:
            break
        after -= len(units[place].text)
        place += 1
    return _back_over(units, place, start, answered_by, usual_to)


def _back_over(
    units: list[Unit], place: int, start: int, answered_by: int | None, usual_to: int | None
) -> int:
    """Go back over what stands before a letter's end and belongs to it."""
    signed_from = start if answered_by is None else answered_by
    offers_from = len(units) if answered_by is None else answered_by
    usual_to = len(units) if usual_to is None else usual_to
    first = place
    for index in range(place - 1, max(start, place - TAIL) - 1, -1):
        unit = units[index]
        is_signed = index >= signed_from and (
            is_signature(unit) or _signs(units, index) or _says_who(units, index)
        )
        is_end = is_farewell(unit) or is_contact(unit) or is_letter_end(unit) or is_signed
        is_end |= index >= offers_from and bool(_FOOTNOTE.match(unit.written))
        fewest = ONE_SIGN if index >= usual_to or first == index + 1 == place else ENOUGH_SIGNS
        if is_end or (index >= offers_from and _offers(unit, fewest)):
            first = index
        elif len(unit.text) > SHORT or unit.is_item or not _between_contacts(units, index, first):
            break
    return first


def _offers(unit: Unit, fewest: float) -> bool:
    """Say whether a last paragraph speaks to its reader as the ends of letters do."""
    is_part = unit.is_item or unit.row is not None or unit.is_title
    return not is_part and signs_of_an_end(unit.text) >= fewest


def is_signature(unit: Unit) -> bool:
    """Say whether the unit may be the line of a name, a role or an address: no sentence."""
    text = unit.text
    words = [word for word in _LETTERS.findall(text) if len(word) > 3 or word[0].isupper()]
    if unit.is_item or unit.row or unit.is_title or len(text) > SHORT or len(text.split()) < 2:
        return False
    if text.endswith((".", "!", "?", ";", ":")) or "#yesno" in forms_of_answer(text):
        return False
    return bool(words) and sum(word[0].isupper() for word in words) >= max(2, len(words) / 2)


def _signs(units: list[Unit], index: int) -> bool:
    """Say whether one of the last units is a line that names who signs by their role."""
    text = units[index].text
    is_line = len(text) <= SHORT and text[-1:] not in {".", "?", "!", ":", ";"}
    return index >= len(units) - 3 and is_line and bool(_ROLE.search(text))


def _says_who(units: list[Unit], index: int) -> bool:
    """Say whether one of the last units says what kind of body wrote."""
    is_last = index >= len(units) - 3
    return is_last and units[index].row is None and says_who(units[index])


def _between_contacts(units: list[Unit], index: int, first: int) -> bool:
    """Say whether a short line stands among contact lines: a name, a role, a street."""
    text = units[index].text
    is_line = not text.endswith((".", "!", "?", ";")) and len(text.split()) <= 8
    return is_line and first < len(units) and first - index <= 6
