"""Cells that no spreadsheet takes for a formula, and from which the text can be had back."""

import re
from typing import Final

# What begins a formula in Excel, LibreOffice, Numbers or Sheets: = + - @, their full-width and
# small forms and the minus sign, behind any space or invisible character that is trimmed on the
# way in. A tab or a line break in front alone is enough for some (OWASP, "CSV Injection").
_DANGEROUS: Final = re.compile(
    r"[\s\x00-\x20\u00ad\u200b-\u200f\u2060-\u2064\ufeff]*"
    r"[=+\-@\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b\u2212]"
    r"|['\t\r\n]"
)


def guarded(text: str) -> str:
    """Return the text with an apostrophe before it where a spreadsheet could run it.

    A text that begins with an apostrophe itself gets another, so that the way back is one rule:
    a cell that begins with an apostrophe is the text after that apostrophe (`unguarded`).
    """
    return f"'{text}" if _DANGEROUS.match(text) else text


def unguarded(cell: str) -> str:
    """Return the text that `guarded` was given."""
    return cell.removeprefix("'")
