"""Random names for rows in URLs, from which nobody can count or guess."""

import secrets

# Crockford's base 32 in lower case: no i, l, o or u to misread. 16 of them are 80 random bits.
ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
LENGTH = 16


def new_public_id() -> str:
    """A new id of 16 characters; a model field's `default`."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


class PublicIdConverter:
    """Matches a public id in a path, so that a malformed one never reaches the database.

    A part's `urls.py` says `register_converter(PublicIdConverter, "public_id")` and then
    `path("responses/<public_id:public_id>/", …)`.
    """

    regex: str = f"[0-9a-hjkmnp-tv-z]{{{LENGTH}}}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
