"""What stands around answers: letters begin and end, organisations say who they are."""

import re

from consultation.responses.splitting.units import Unit

_CLOSING_TITLE = re.compile(
    r"(?:about\s+(?!question)(?:us|the\s+(?:author|organisation)|[A-Z])|contact|further\s+information"
    r"|for\s+(?:more|further)\s+information|references?|bibliography|sources|end\s?notes|footnotes"
    r"|annex|appendix|signed|signature|who\s+we\s+are|our\s+details|respondent|conclu(?:sion|ding)"
    r"|next\s+steps|acknowledge?ments?|(?:any\s+)?(?:other|general|further|additional|final|closing)"
    r"\s+(?:comments?|remarks|points|observations|matters)|summary|in\s+summary)",
    re.IGNORECASE,
)
_LETTER_END = re.compile(
    r"(?:cheers|thanks|all\s+the\s+best|sent\s+from\s+my|with\s+(?:best|kind|every\s+good)\s+wish\w*|(?:agreed|approved|endorsed)"
    r"\s+(?:at|by)|yours\s+(?:sincerely|faithfully|truly)|(?:with\s+)?(?:kind|best|warm|many\s+thanks\s+and)?\s*"
    r"(?:regards|wishes)[,.]?$|many\s+thanks[,.]?$|signed\b|(?:submitted|prepared|completed|compiled)\s+(?:by|on\s+behalf)|page\s+\d+\s+of\s+\d+"
    r"|on\s+behalf\s+of\b)",
    re.IGNORECASE,
)
_THANKS = re.compile(
    r"(?:(?:we|i)\s+(?:are|am|would\s+be|should\s+be|will\s+be)\s+(?:very\s+)?(?:happy|pleased|glad|willing|delighted|grateful|available)"
    r"\b.*\b(?:discuss|meet|talk|opportunity|expand|share|provide|arrange|visit|come)|"
    r"(?:we\s+)?(?:thank\s+you|are\s+grateful)\s+(?:again\s+)?for|we\s+look\s+forward\s+to|"
    r"(?:we|i)\s+(?:would\s+)?welcome\s+the\s+(?:chance|opportunity)\s+to\s+(?:discuss|meet|talk|expand)|"
    r"we\s+hope\s+(?:that\s+)?(?:this|these|our)\b.*\b(?:helpful|useful|help)|"
    r"(?:this|our)\s+(?:response|submission)\s+(?:was|has\s+been|may\s+be|can\s+be|is\s+not)\b|"
    r"we\s+(?:are\s+)?(?:consent|happy|content)\b.*\bpublish)",
    re.IGNORECASE | re.DOTALL,
)
_CONTACT = re.compile(
    r"(?:[^\s@]+@[^\s@]+\.\w+|\bwww\.|https?://|\b(?:tel(?:ephone)?|phone|e-?mail|mobile|fax|address)\b\s*[:.]"
    r"|\+44|\b0\d{2,4}[ -]?\d{3,4}[ -]?\d{3,4}\b|\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b"
    r"|registered\s+(?:charity|company|office)|charity\s+(?:no|number|registration)|company\s+(?:no|number))",
    re.IGNORECASE,
)
_INVITES_CONTACT = re.compile(
    r"(?:for\s+(?:more|further)\s+(?:information|details)|if\s+(?:it\s+would\s+help|you\s+(?:would\s+like|have|want|wish|need))\b"
    r".*\b(?:discuss|question|information|contact|talk)|please\s+(?:do\s+)?(?:contact|get\s+in\s+touch)|"
    r"contact\s+(?:details|us|person|name|for)|(?:name|role|job\s+title|position|organisation|date)\s*:)",
    re.IGNORECASE | re.DOTALL,
)
SHORT = 90
TAIL = 12  # units from the end that may belong to a letter's end


def is_closing_title(unit: Unit) -> bool:
    """Say whether a heading, or in plain text a short line, begins what answers nothing."""
    looks_like_one = unit.is_title or (
        len(unit.text) <= 45 and not unit.text.endswith((".", ";", ",", ":"))
    )
    return looks_like_one and not unit.is_item and bool(_CLOSING_TITLE.match(unit.text))


def is_letter_end(unit: Unit) -> bool:
    return len(unit.text) <= 200 and bool(_LETTER_END.match(unit.text))


def is_contact(unit: Unit) -> bool:
    """Say whether the unit tells who wrote or how to reach them."""
    text = unit.text
    return bool(_INVITES_CONTACT.match(text)) or (len(text) <= 250 and bool(_CONTACT.search(text)))


def is_farewell(unit: Unit) -> bool:
    """Say whether the unit ends a letter in whole sentences."""
    return bool(_THANKS.match(unit.text))


def end_of_answers(units: list[Unit], start: int) -> int:
    """Return where, from `start` on, the last answer ends and the letter's end begins."""
    for place in range(start, len(units)):
        if is_letter_end(units[place]) or is_closing_title(units[place]):
            return _back_over(units, place, start)
    place = len(units)
    return _back_over(units, place, start)


def _back_over(units: list[Unit], place: int, start: int) -> int:
    """Go back over what stands before a letter's end and belongs to it."""
    first = place
    for index in range(place - 1, max(start, place - TAIL) - 1, -1):
        unit = units[index]
        if is_farewell(unit) or is_contact(unit) or is_letter_end(unit):
            first = index
        elif len(unit.text) > SHORT or unit.is_item or not _between_contacts(units, index, first):
            break
    return first


def _between_contacts(units: list[Unit], index: int, first: int) -> bool:
    """Say whether a short line stands among contact lines: a name, a role, a street."""
    text = units[index].text
    is_line = not text.endswith((".", "!", "?", ";")) and len(text.split()) <= 8
    return is_line and first < len(units) and first - index <= 6


_INTRODUCTION = re.compile(
    r"(?:dear\b|to\s+whom|introduction|about\b|background|who\s+we\s+are|executive\s+summary|summary|overview"
    r"|(?:we|i)\s+(?:welcome|are\s+(?:a|an|pleased|grateful|writing)|am\s+(?:writing|pleased)|write)\b"
    r"|thank\s+you\b|this\s+(?:is|response|submission|paper|document|letter)\b|(?:our\s+)?(?:response|submission|answers)"
    r"\s+(?:to|from|by|of)\b|.{0,80}\bis\s+(?:a|an|the)\s+(?:\w+[\s-]){0,4}(?:charity|organisation|network|coalition|trust"
    r"|alliance|social\s+enterprise|umbrella|membership|voluntary|community|association|body)\b)",
    re.IGNORECASE | re.DOTALL,
)


def is_introduction(unit: Unit, place: int) -> bool:
    """Say whether the unit introduces the writer or the document; `place` counts from its start."""
    is_first_line = place == 0 and len(unit.text) <= SHORT and not unit.text.endswith(".")
    return is_first_line or bool(_INTRODUCTION.match(unit.text)) or is_contact(unit)
