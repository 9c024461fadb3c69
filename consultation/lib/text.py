"""What text may be stored, and small plain readings of it.

Text is storable when PostgreSQL, JSON and XML 1.0 (so DOCX and XLSX) can all hold it.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from django.core.exceptions import ValidationError
from django.utils.deconstruct import deconstructible

from consultation.lib.markdown import plain_blocks, plain_text, set_out

# C0 without tab, newline and return; DEL; C1 without NEL; lone surrogates; the two
# noncharacters that XML 1.0 leaves out.
UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
LINE_BREAK = re.compile("\r\n|[\r\x85\u2028\u2029]")
BREAKS_A_LINE = re.compile("[\n\r\x85\u2028\u2029]")

# Embeddings, overrides and isolates, which in one line of a page reach past the text they are in.
BIDI_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")
# Letters to Unicode, nothing to a reader: the Hangul fillers and the empty Braille cell.
BLANK_LETTERS = "\u115f\u1160\u3164\uffa0\u2800"
JOINERS = "\u200c\u200d"

# UAX #15's stream-safe bound. Composing a longer run takes time that grows with its square.
LONGEST_RUN_OF_MARKS = 30

NAMES = {
    "\x00": "a null character",
    "\x0b": "a vertical tab",
    "\x0c": "a form feed",
    "\x1b": "an escape character",
    "\x7f": "a delete character",
    "\t": "a tab",
    "\n": "a line break",
    "\r": "a line break",
    "\x85": "a line break",
    "\u2028": "a line break",
    "\u2029": "a line break",
}


def unstorable_characters(value: str, *, multiline: bool) -> list[str]:
    """Each different character that may not be kept, in code point order.

    A text of one line (`multiline=False`) may hold no line break either; a tab is always fine.
    """
    found = set(UNSTORABLE.findall(value))
    if not multiline:
        found.update(BREAKS_A_LINE.findall(value))
    return sorted(found)


def without_unstorable(value: str) -> str:
    """`value` as it is, less the characters that cannot be kept."""
    return UNSTORABLE.sub("", value)


def in_words(characters: list[str]) -> str:
    """The characters as a reader can look them up: `a null character (U+0000)`."""
    return ", ".join(map(_with_code, characters))


def normalise(value: str) -> str:
    """NFC, `\\n` for every line break, no space at the end of a line or of the text.

    Text with a run of more than 30 combining marks is not composed: no language writes one.
    """
    value = LINE_BREAK.sub("\n", value)
    value = _without_trailing_space(value)
    if not value.isascii() and not _long_run_of_marks().search(value):
        value = unicodedata.normalize("NFC", value)
    return value


def plain(value: str) -> str:
    """What a reader sees of a response's Markdown, one line for each line of the text."""
    return plain_text(without_unstorable(value))


def with_plain_spaces(value: str) -> str:
    """Return it for plain text, where a space that does not break is a stranger."""
    return value.replace("\N{NO-BREAK SPACE}", " ")


def in_a_letter(value: str) -> str:
    """A response's Markdown for the text part of a mail: its paragraphs, lists and quotes apart."""
    return set_out(without_unstorable(value))


def name_on_one_line(value: str) -> str:
    """A name as it is stored: composed, on one line, with nothing in it that cannot be seen.

    A direction control in a name would reverse our own words beside it; a name of blank letters
    would look like none. Joiners stay: names in several scripts, and emoji, need them.
    """
    seen = (
        " " if character in BLANK_LETTERS else character
        for character in normalise(value)
        if character in JOINERS or unicodedata.category(character) != "Cf"
    )
    return " ".join("".join(seen).split())


def mentions(value: str, words: Iterable[str]) -> bool:
    """Say whether one of the words stands in the text as a whole, in whatever case.

    A word can be an address, which is not to be found at the end of a longer one.
    """
    folded = value.casefold()
    return any(re.search(_as_a_whole(word.casefold()), folded) for word in words if word)


def _as_a_whole(word: str) -> str:
    if "@" in word:
        return rf"(?<![\w.+-]){re.escape(word)}(?![\w-]|\.\w)"
    return rf"(?<!\w){re.escape(word)}(?!\w)"


def is_blank(value: str) -> bool:
    """Whether a reader would see nothing of it, whatever characters it holds."""
    return all(
        character.isspace() or character in BLANK_LETTERS or unicodedata.category(character) == "Cf"
        for character in value
    )


def count_words(value: str) -> int:
    """How many words a reader sees; a list's bullets and a lone dash are no words."""
    return sum(any(map(str.isalnum, word)) for word in plain(value).split())


def excerpt(value: str, words: int) -> str:
    """The first `words` words on one line, ending with `…` when there are more.

    A dot keeps a heading, or an item of a list, apart from what follows it. Bidirectional controls
    are left out: an excerpt stands inside a line that is not its own.
    """
    # Enough for any words a card shows, so that a list of long responses is not parsed whole.
    beginning = value[: max(1000, words * 50)]
    seen = _words_apart(plain_blocks(without_unstorable(beginning)))
    kept = " ".join(seen[:words])
    cut = len(seen) > words or len(beginning) < len(value)
    return f"{kept.rstrip('.,;:…· ')}…" if cut else kept


def _words_apart(blocks: Iterable[str]) -> list[str]:
    """Return the words, none of them endless; the last of a block without a stop has the dot."""
    seen: list[str] = []
    for block in blocks:
        words = BIDI_CONTROLS.sub("", block).split()
        if seen and words and seen[-1][-1].isalnum():
            seen[-1] += " ·"
        seen += [f"{word[:100]}…" if len(word) > 100 else word for word in words]
    return seen


@deconstructible
class StorableText:
    """A validator that names the characters a form's reader must take out."""

    message = "This holds %(characters)s, which cannot be kept. Please take it out and try again."
    code = "unstorable"

    def __init__(self, *, multiline: bool = True) -> None:
        self.multiline = multiline

    def __call__(self, value: str) -> None:
        if found := unstorable_characters(value, multiline=self.multiline):
            raise ValidationError(
                self.message, code=self.code, params={"characters": in_words(found)}
            )

    def __eq__(self, other: object) -> bool:
        return isinstance(other, StorableText) and other.multiline == self.multiline

    def __hash__(self) -> int:
        return hash((StorableText, self.multiline))


def _with_code(character: str) -> str:
    # What `surrogateescape` makes of a byte.
    if "\udc80" <= character <= "\udcff":
        return f"a byte that is not UTF-8 ({ord(character) - 0xDC00:02X})"
    return f"{_name(character)} (U+{ord(character):04X})"


def _name(character: str) -> str:
    if named := NAMES.get(character):
        return named
    if "\ud800" <= character <= "\udfff":
        return "half of a character"
    return "a control character" if character < "\xa0" else "a character with no meaning"


def _without_trailing_space(value: str) -> str:
    # By line, because the pattern `\s+\n` takes time that grows with the square of a run.
    return "\n".join(line.rstrip() for line in value.split("\n")).rstrip()


@cache
def _long_run_of_marks() -> re.Pattern[str]:
    """More combining marks in a row than UAX #15 lets a stream hold."""
    # No combining class but 0 exists above U+1EFFF.
    marks = "".join(chr(code) for code in range(0x300, 0x1F000) if unicodedata.combining(chr(code)))
    return re.compile(f"[{marks}]{{{LONGEST_RUN_OF_MARKS + 1}}}")
