"""What stands around answers: letters begin and end, organisations say who they are."""

import re
from collections.abc import Collection, Iterable

from consultation.responses.splitting.concepts import forms_of_answer
from consultation.responses.splitting.units import Unit

_LETTERS = re.compile(r"[^\W\d_]+")

_CLOSING_TITLE = re.compile(
    r"(?:about\s+(?!question)(?:us|the\s+(?:author|organisation)|[A-Z])|contact|further\s+information"
    r"|for\s+(?:more|further)\s+information|references?|bibliography|sources|end\s?notes|footnotes"
    r"|annex|appendix|signed|signature|who\s+we\s+are|our\s+details|respondent|conclu(?:sion|ding)"
    r"|next\s+steps|finally$|in\s+closing|(?:a\s+|some\s+)?(?:last|final|closing)\s+(?:words?|thoughts?|note)$"
    r"|postscript|afterword|declarations?$|acknowledge?ments?|(?:any\s+)?(?:other|general|further|additional|final|closing)"
    r"\s+(?:comments?|remarks|points|observations|matters)|summary|in\s+summary)",
    re.IGNORECASE,
)
_LETTER_END = re.compile(
    r"(?:cheers|thanks|(?:i\s+am,?\s+)?yours\b[^.]{0,40},$|by\s+order\s+of|for\s+and\s+on\s+behalf|yr\s+eiddoch|cofion|diolch\s+yn\s+fawr[,.!]?$|(?:with\s+)?respect(?:fully)?,|sincerely|faithfully|warmly|best,|end\s+of\s+\w+$|all\s+the\s+best|sent\s+from\s+my|with\s+(?:best|kind|every\s+good)\s+wish\w*|(?:agreed|approved|endorsed)"
    r"\s+(?:at|by)|yours\s+(?:sincerely|faithfully|truly)|(?:with\s+)?(?:kind|best|warm|many\s+thanks\s+and)?\s*"
    r"(?:regards|wishes)[,.]?$|many\s+thanks[,.]?$|signed\b|(?:submitted|prepared|completed|compiled)\s+(?:by|on\s+behalf)|on\s+behalf\s+of\b)",
    re.IGNORECASE,
)
_THANKS = re.compile(
    r"(?:(?:we|i)\s+(?:are|am|would\s+be|should\s+be|will\s+be)\s+(?:very\s+)?(?:happy|pleased|glad|willing|delighted|grateful|available)"
    r"\b.*\b(?:discuss|meet|talk|opportunity|expand|share|provide|arrange|visit|come|show|host|talk|speak|answer|send|hear|help)\b|"
    r"(?:we\s+)?(?:thank\s+you|are\s+grateful)\s+(?:again\s+)?for|we\s+look\s+forward\s+to|"
    r"(?:we|i)\s+(?:would\s+)?welcome\s+the\s+(?:chance|opportunity)\s+to\s+(?:discuss|meet|talk|expand)|"
    r"(?:we|i)\s+(?:do\s+)?(?:hope|trust)\s+(?:that\s+)?(?:this|these|the\s+above|our|my|you\s+will)\b|"
    r"(?:these|the|my|our)\s+(?:views|opinions|comments)\s+(?:\w+\s+){0,3}(?:are|is|do|represent)\b|"
    r"(?:we|i)\s+(?:write|speak|respond|reply|answer)\s+(?:\w+\s+){0,3}(?:personal\s+capacity|myself|individual)|"
    r"(?:we|i)\s+(?:do\s+not|don[’']t)\s+(?:wish|want|need|mind|object)\b.*\b(?:name|publish|confidential|reply|response)|"
    r"(?:please\s+)?(?:acknowledge|confirm)\s+receipt|(?:thank\s+you|thanks)[.!]?$|"
    r"(?:this|our)\s+(?:response|submission)\s+(?:was|has\s+been|may\s+be|can\s+be|is\s+not)\b|"
    r"we\s+(?:are\s+)?(?:consent|happy|content)\b.*\bpublish|(?:you\s+(?:may|can|are\s+welcome\s+to)|please\s+"
    r"(?:do\s+not|feel\s+free\s+to))\s+(?:print|publish|quote|share|use|name|contact|call)\b"
    r"|(?:the|this)\s+meeting\s+(?:closed|ended|finished))",
    re.IGNORECASE | re.DOTALL,
)
_CONTACT = re.compile(
    r"(?:^page\s+\d+(?:\s+of\s+\d+)?$|[^\s@]+@[^\s@]+\.\w+|\bwww\.|https?://|\b(?:tel(?:ephone)?|phone|e-?mail|mobile|fax|address)\b\s*[:.]"
    r"|\+44|\b0\d{2,4}[ -]?\d{3,4}[ -]?\d{3,4}\b|\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b"
    r"|^(?:the|any|your|all)\s+(?:personal\s+)?(?:information|data)\s+(?:that\s+)?(?:you|we|in\s+this|will\s+be"
    r"|held|may\s+be)\b|^(?:your\s+)?personal\s+(?:data|information)\b|\bdata\s+controller\b|\bprivacy\s+notice\b"
    r"|^references?:|registered\s+(?:charity|company|office|in)|limited\s+by\s+guarantee|charity\s+(?:no|number|registration)|company\s+(?:no|number))",
    re.IGNORECASE,
)
_INVITES_CONTACT = re.compile(
    r"(?:for\s+(?:more|further)\s+(?:information|details)|(?:for\s+more|to\s+find\s+out\s+more)\b.*\b(?:write|contact|visit|call|e-?mail|see)\b|if\s+(?:it\s+would\s+help|you\s+(?:would\s+like|have|want|wish|need))\b"
    r".*\b(?:discuss|question|information|contact|talk)|please\s+(?:do\s+)?(?:contact|get\s+in\s+touch)|"
    r"contact\s+(?:details|us|person|name|for)|(?:name|role|job\s+title|position|organisation|date)\s*:)",
    re.IGNORECASE | re.DOTALL,
)
_PAGE = re.compile(r"(?:page|p\.?)\s*\d+(?:\s*(?:of|/)\s*\d+)?$|[-–]\s?\d+\s?[-–]$", re.IGNORECASE)
_ROLE = re.compile(
    r"\b(?:chair(?:man|woman|person)?|secretary|director|manager|officer|clerk|president|treasurer"
    r"|co-?ordinator|chief\s+executive|trustees?|head\s+of|convenor|convener|warden|editor"
    r"|(?:retired|former)\s+\w+|(?:policy|campaigns?|public\s+affairs)\s+(?:and\s+\w+\s+)?lead)\b",
    re.IGNORECASE,
)
SHORT = 90
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
    return bool(_INVITES_CONTACT.match(text)) or (len(text) <= 250 and bool(_CONTACT.search(text)))


def is_page_number(unit: Unit) -> bool:
    return unit.is_running or bool(_PAGE.match(unit.text))


def is_farewell(unit: Unit) -> bool:
    """Say whether the unit ends a letter in whole sentences."""
    return bool(_THANKS.match(unit.text))


def end_of_answers(
    units: list[Unit], start: int, signed_from: int | None = None, longest: float = 1.0
) -> int:
    """Return where, from `start` on, the last answer ends and the letter's end begins.

    A line that may be a name or an answer is a name from `signed_from` on. No more than the share
    `longest` of the text is taken for the end.
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
    return _back_over(units, place, start, start if signed_from is None else signed_from)


def _back_over(units: list[Unit], place: int, start: int, signed_from: int) -> int:
    """Go back over what stands before a letter's end and belongs to it."""
    first = place
    for index in range(place - 1, max(start, place - TAIL) - 1, -1):
        unit = units[index]
        is_signed = index >= signed_from and (
            is_signature(unit) or _signs(units, index) or _says_who(units, index)
        )
        if is_farewell(unit) or is_contact(unit) or is_letter_end(unit) or is_signed:
            first = index
        elif len(unit.text) > SHORT or unit.is_item or not _between_contacts(units, index, first):
            break
    return first


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
    return is_last and units[index].row is None and bool(_IDENTITY.match(units[index].text))


def _between_contacts(units: list[Unit], index: int, first: int) -> bool:
    """Say whether a short line stands among contact lines: a name, a role, a street."""
    text = units[index].text
    is_line = not text.endswith((".", "!", "?", ";")) and len(text.split()) <= 8
    return is_line and first < len(units) and first - index <= 6


_BODY = (
    r"(?:charity|organisation|network|coalition|trust|alliance|social\s+enterprise|umbrella|company"
    r"|partnership|group|federation|institute|union|society|foundation|forum|co-?operative|club"
    r"|centre|council|college|university|provider|practice|membership|association|body)"
)
_IDENTITY = re.compile(
    rf"[^.!?]{{0,100}}\b(?:is|are|am)\s+(?:a|an|the|part\s+of)\s+(?:[\w’'-]+\s+){{0,6}}{_BODY}\b"
    r"|(?:i|we)\s+(?:have\s+(?:been|worked|lived|served|supported|spent|run|helped)|am|are|was|were|work"
    r"|run|represent|support|provide|live|speak)\b|founded\b|established\b|our\s+(?:charity|organisation"
    r"|members|network|work)\b",
    re.IGNORECASE | re.DOTALL,
)
_OPENING = re.compile(
    r"(?:dear\b|to\s+whom|good\s+(?:morning|afternoon|day|evening)|hello|sir|madam|(?:from|to|date|subject"
    r"|re|response\s+id|submitted)\b\s*:?|introduction|about\b|background|who\s+we\s+are|executive\s+summary"
    r"|summary|overview|foreword|preface|thank\s+you\b|thanks\b"
    r"|(?:we|i)\s+(?:welcome|are\s+(?:pleased|grateful|writing|glad|responding)|am\s+(?:writing|pleased"
    r"|grateful|glad|responding)|write|enclose|attach|hope)\b"
    r"|this\s+(?:is|response|submission|paper|document|letter|note|reply)\b|(?:our\s+|my\s+)?(?:response"
    r"|submission|answers?|reply|comments)\s+(?:to|from|by|of|below|follow)\b"
    r"|in\s+this\s+(?:response|letter|submission|reply))",
    re.IGNORECASE,
)
# “Safer streets: our response”, “Views of the patients' group on …”: the name of the whole.
_TITLE_OF_ALL = re.compile(
    r"\b(?:response|reply|submission|evidence|views?|comments|observations|note|answers|representations?"
    r"|letter|contribution)\b(?:\s+\w+)?\s+(?:to|of|from|by|on|for)\b|[:–—-]\s+(?:our|a|an|the|my)\b"
    r"[^.]*\b(?:response|reply|submission|evidence|views?|comments|note|perspective)\b"
    r"|\b(?:response|submission|evidence|comments)$",
    re.IGNORECASE,
)
HEAD = 6  # units from the start that may be a document's title
# What is said of the consultation or of the answer itself, not of the matter.
_ABOUT_THE_PAPER = re.compile(
    r"\b(?:(?:this|your|the)\s+(?:consultation|discussion\s+paper|call\s+for\s+evidence|inquiry|review"
    r"|paper|questions|points|form|numbering|order)|(?:our|my|this)\s+(?:response|submission|reply|answers"
    r"|letter|evidence|comments)|(?:respond|reply|comment|contribut\w+|answer)\s+(?:to|on)\s+(?:this|your|the)"
    r"|opportunity\s+to|asked\s+(?:us|me)\s+(?:to|for)|in\s+the\s+order|in\s+turn|in\s+brief|(?:not\s+|only\s+|therefore\s+){0,2}(?:answered|left)\s+(?:\w+\s+){0,3}questions?|our\s+main\s+points?|(?:say|said|written|answers?|comments?|set\s+out)\s+(?:\w+\s+){0,2}below|what\s+follows)\b",
    re.IGNORECASE,
)
_ASIDE_TITLE = re.compile(
    r"(?:introduction|introductory|background|executive\s+summary|summary|overview|foreword|preface|(?:table\s+of\s+)?contents$"
    r"|in\s+brief|key\s+(?:points|messages|findings|facts)|who\s+we\s+are|what\s+we\s+(?:do|did)|about\b"
    r"|(?:our|the)\s+(?:approach|method|evidence\s+base|organisation|charity|work|recommendations)|method\w*"
    r"|how\s+(?:we|this|to\s+read)|(?:summary\s+of\s+)?recommendations|basis\s+of|general\s+remarks"
    r"|preliminary|preamble|context$|introducing\b|opening\s+(?:remarks|statement)|glossary|abbreviations"
    r"|why\s+(?:we|i)\s+(?:are\s+)?(?:writ|respond|answer|car)\w*|who\s+(?:is\s+)?(?:writ|respond|answer)\w*"
    r"|(?:our|my)\s+(?:position|interest|members(?:hip)?)\b|a\s+(?:word|note)\s+(?:about|on|from)\b|notes?$"
    r"|disclosure|confidential|publication$|status\s+of|in\s+short$|at\s+a\s+glance|(?:main|headline)\s+(?:points"
    r"|messages)|cyflwyniad|cefndir|crynodeb|rhagair|amdanom|casgliad"
    r"|scope|purpose|our\s+(?:response|submission|reply|answers?)|response\s+(?:to|from|of|by)"
    r"|submission\s+(?:to|from|of|by)|thanks)",
    re.IGNORECASE,
)


def is_introduction(unit: Unit, place: int) -> bool:
    """Say whether the unit introduces the writer or the document; `place` counts from its start."""
    is_first_line = place == 0 and len(unit.text) <= SHORT and not unit.text.endswith(".")
    opens = _OPENING.match(unit.heading) or is_contact(unit) or _body_named(unit)
    return is_first_line or bool(opens) or (place < HEAD and _is_title_of_all(unit))


def is_head_line(unit: Unit) -> bool:
    """Say whether the unit may be a line above a letter: a name, a street, a date."""
    is_line = len(unit.text) <= SHORT and unit.text[-1:] not in {".", "?", "!", ":", ";"}
    return is_line and not unit.is_item and unit.row is None


def _is_title_of_all(unit: Unit) -> bool:
    is_line = len(unit.text) <= 1.5 * SHORT and not unit.text.endswith((".", "?"))
    return is_line and bool(_TITLE_OF_ALL.search(unit.text))


def _body_named(unit: Unit) -> bool:
    found = _IDENTITY.match(unit.text)
    return bool(found) and not unit.text.lower().startswith(("i have", "we have"))


def says_who(unit: Unit) -> bool:
    """Say whether the unit says who writes and what they are."""
    return bool(_IDENTITY.match(unit.text))


_SPEAKS_OF_SELF = re.compile(
    r"\b(?:my\s+name\s+is|(?:for|over|these|in)\s+(?:the\s+)?(?:past\s+|last\s+)?[\w-]+(?:\s+[\w-]+)?\s+years"
    r"|(?:since|in)\s+(?:19|20)\d\d|retired|i\s+(?:am|was)\s+(?:a|an|the|\w+ing)|we\s+are\s+(?:a|an|the|\w+)"
    r"|(?:i|we)\s+(?:run|keep|own|farm|drive|teach|live|work|represent|look\s+after))\b",
    re.IGNORECASE,
)


def speaks_of_self(unit: Unit) -> bool:
    """Say whether a first paragraph tells of its writer: how long, since when, as what."""
    return says_who(unit) or bool(_SPEAKS_OF_SELF.search(unit.text[:300]))


def speaks_of_the_paper(unit: Unit) -> bool:
    """Say whether the unit is about the letter or the consultation, or who the body is."""
    return _body_named(unit) or bool(_ABOUT_THE_PAPER.search(unit.text[:600]))


def is_named(unit: Unit, names: Collection[str]) -> bool:
    """Say whether the unit begins with who writes, by a name that stands above the letter."""
    first = _LETTERS.findall(unit.text[:SHORT])[:2]
    return bool(first) and (first[0] in names or (first[0] == "The" and first[-1] in names))


def names_in(units: Iterable[Unit]) -> set[str]:
    """Return the words of the lines above a letter that may be of its writer's name."""
    lines = (unit.text for unit in units if is_head_line(unit))
    words = (word for line in lines for word in _LETTERS.findall(line.title()))
    return {word for word in words if len(word) > 3}


def is_aside_title(unit: Unit) -> bool:
    """Say whether a heading begins what surrounds the answers, wherever it stands."""
    # “Cefndir / Background” says one thing in two languages.
    sides = unit.heading.split(" / ")
    return unit.is_title and (
        is_closing_title(unit) or any(_ASIDE_TITLE.match(side) for side in sides)
    )
