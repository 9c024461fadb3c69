"""Marking in a response the words that a reader looked for."""

import re
from typing import Final

from django.contrib.postgres.search import SearchHeadline, SearchQuery
from django.utils.safestring import SafeString, mark_safe

# Of the private use area: the database puts them around each word it finds, with its endings.
_BEGIN, _END = "\ue000", "\ue001"
_FOUND: Final = re.compile(f"{_BEGIN}([^{_END}]+){_END}")
# A tag as the sanitiser writes it, its attributes in double quotes; or a character reference.
_NOT_WORDS: Final = r"""<[^>"]*(?:"[^"]*"[^>"]*)*>|&#?\w+;"""


def with_words_found(search: SearchQuery) -> SearchHeadline:
    """Return an expression for a response's text with the words that the search finds in it."""
    return SearchHeadline(
        "html",
        search,
        config="pg_catalog.english",
        start_sel=_BEGIN,
        stop_sel=_END,
        highlight_all=True,
    )


def marked(html: SafeString, found_in: str) -> SafeString:
    """Return the text of a response with the found words in <mark>, its tags untouched.

    `found_in` only says which words to mark: what is on the page comes from the safe text alone.
    """
    words = {re.escape(word) for word in _FOUND.findall(found_in)}
    if not words:
        return html
    longest_first = "|".join(sorted(words, key=len, reverse=True))
    pattern = re.compile(rf"({_NOT_WORDS})|\b({longest_first})\b", re.IGNORECASE)
    return mark_safe(pattern.sub(_mark, html))  # noqa: S308  # only <mark> is added to safe text


def _mark(match: re.Match[str]) -> str:
    return match[1] or f"<mark>{match[2]}</mark>"
