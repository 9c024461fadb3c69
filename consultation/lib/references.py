"""References that people read out on the telephone and type from paper."""

import secrets
from typing import Final

# No vowel, so no word; and none of the signs that are taken for another when read out or copied.
SIGNS: Final = "CDFHJKMNPQRTVWXY3479"


def new_reference() -> str:
    """Return two groups of four signs, 2.5e10 of them: a unique column settles a collision."""
    signs = [secrets.choice(SIGNS) for _ in range(8)]
    return f"{''.join(signs[:4])}-{''.join(signs[4:])}"


class ReferenceConverter:
    """Matches a reference in a path, in either case, as somebody types it."""

    regex: str = "[0-9A-Za-z]{4}-[0-9A-Za-z]{4}"

    def to_python(self, value: str) -> str:
        return value.upper()

    def to_url(self, value: str) -> str:
        return value
