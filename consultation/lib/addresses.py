"""Which typed addresses a mail of ours can carry."""

import re
from typing import Final

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator

LONGEST: Final = 254  # RFC 5321's longest path without its brackets, and every column's width
# Narrower than RFC 5321: a quoted local part can hold a second recipient, and nobody has one. Nor
# does it hold letters beyond ASCII, of which Django lets those pass that resemble an "i" or a "k".
_PLAIN: Final = re.compile(r"[!#-+\--:=?A-~]+@[^\s\x00-\x1f\x7f\",;<>@]+")
_HINT: Final = "Enter an address like name@example.org."
_is_valid: Final = EmailValidator(_HINT)


def check_address(typed: str) -> str:
    """Return the address; raises ValidationError for one that no mail of ours could carry."""
    kept = typed.lower()  # as it is stored, which can be longer
    if len(kept) > LONGEST or not _PLAIN.fullmatch(typed):
        raise ValidationError(_HINT)
    _is_valid(kept)
    return typed
