"""Text on its way into a mail header."""

import re
import unicodedata

_BIDI_CONTROLS = {chr(point) for point in (0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F))}
_BIDI_CONTROLS |= {chr(point) for point in range(0x2066, 0x206A)}


def one_line(value: str, limit: int = 180) -> str:
    """Return the value as one printable line of at most `limit` characters.

    A line break in a header starts the next header, and so could add a recipient (RFC 5322, 2.2);
    "=?" opens an encoded word that a reader's program would decode into something else (RFC 2047).
    """
    spaced = re.sub(r"\s+", " ", value)
    printable = "".join(c for c in spaced if _is_printable(c))
    line = printable.replace("=?", "= ?").strip()
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def _is_printable(character: str) -> bool:
    """Controls and lone surrogates break a header; direction marks disguise its text."""
    return unicodedata.category(character) not in {"Cc", "Cs"} and character not in _BIDI_CONTROLS
