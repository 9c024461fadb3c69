"""Who writes: what a document says of its author, by their kind, their name or their years."""

import re
from collections.abc import Collection, Iterable

from consultation.responses.splitting.units import SHORT, Unit

_WORD = re.compile(r"[^\W\d_]+")
BODY = (
    r"(?:charity|organisation|network|coalition|trust|alliance|social\s+enterprise|umbrella|company"
    r"|partnership|group|federation|institute|union|society|foundation|forum|co-?operative|club"
    r"|centre|council|college|university|provider|practice|membership|association|body)"
)
_IDENTITY = re.compile(
    rf"[^.!?]{{0,100}}\b(?:is|are|am)\s+(?:a|an|the|part\s+of)\s+(?:[\w’'-]+\s+){{0,6}}{BODY}\b"
    r"|(?:i|we)\s+(?:have\s+(?:been|worked|lived|served|supported|spent|run|helped)|am|are|was"
    r"|were|work"
    r"|run|represent|support|provide|live|speak)\b|founded\b|established\b|our\s+(?:charity"
    r"|organisation|members|network|work)\b",
    re.IGNORECASE | re.DOTALL,
)


def says_who(unit: Unit) -> bool:
    """Say whether the unit says who writes and what they are."""
    return bool(_IDENTITY.match(unit.text))


def names_a_body(unit: Unit) -> bool:
    """Say whether the unit says what kind of body writes."""
    found = _IDENTITY.match(unit.text)
    return bool(found) and not unit.text.lower().startswith(("i have", "we have"))


def is_head_line(unit: Unit) -> bool:
    """Say whether the unit may be a line above a letter: a name, a street, a date."""
    is_line = len(unit.text) <= SHORT and unit.text[-1:] not in {".", "?", "!", ":", ";"}
    return is_line and not unit.is_item and unit.row is None


def names_in(units: Iterable[Unit]) -> set[str]:
    """Return the words of the lines above a letter that may be of its writer's name."""
    lines = (unit.text for unit in units if is_head_line(unit))
    words = (word for line in lines for word in _WORD.findall(line.title()))
    return {word for word in words if len(word) > 3}


def is_named(unit: Unit, names: Collection[str]) -> bool:
    """Say whether the unit begins with who writes, by a name that stands above the letter."""
    first = _WORD.findall(unit.text[:SHORT])[:2]
    return bool(first) and (first[0] in names or (first[0] == "The" and first[-1] in names))
