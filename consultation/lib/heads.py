"""What a page's head says to machines: its one address, its picture in a link, its facts."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

# A JSON string that holds these could end the script element, or begin a comment in it.
ESCAPES: Final = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


@dataclass(frozen=True)
class Alternate:
    """The same page in a language; a page names itself among them."""

    language: str
    url: str


@dataclass(frozen=True)
class PageHead:
    """The facts of a public page; every address is absolute (see `absolute`)."""

    title: str
    url: str
    description: str = ""
    image_url: str = ""
    image_alt: str = ""
    feed_url: str = ""
    feed_title: str = ""
    alternates: tuple[Alternate, ...] = ()
    # schema.org, as `json_ld` writes it.
    json_ld: SafeString | None = None


def absolute(path: str) -> str:
    """Return the address under the site's own name, whatever name a request came by."""
    return f"{settings.SITE_URL}{path}"


def alternates(pairs: Iterable[tuple[str, str]]) -> tuple[Alternate, ...]:
    """Return the pairs of language and path, or nothing when there is one language only."""
    found = tuple(Alternate(language, absolute(path)) for language, path in pairs)
    return found if len(found) > 1 else ()


def json_ld(**facts: Any) -> SafeString:
    """Write facts in schema.org's words, safe inside a script element; empty ones are left out."""
    kept = {name: value for name, value in facts.items() if value not in ("", None, [], {})}
    written = json.dumps({"@context": "https://schema.org", **kept}, ensure_ascii=False)
    return mark_safe(written.translate(ESCAPES))  # noqa: S308  # nothing left that ends a script
