"""Quotes: words of one response shown in another, read from their source whenever they are shown.

A quote is a span of what readers see of the source: its text without marks, every run of blank
space one space. So a reader quotes what they selected, and the words go when they go from the
source: taken back, held again, erased, withheld or edited away.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape
from typing import Final

from django.urls import reverse

from consultation.lib.text import excerpt
from consultation.responses.models import Quote, Response
from consultation.responses.threads.places import QUOTED

LONGEST: Final = 600  # characters
# Of what is replied to, beside the box: up to so many words stand there whole, else the beginning.
WHOLE_WORDS: Final = 80
BEGINNING_WORDS: Final = 50
_INLINE: Final = re.compile(r"</?(?:strong|em|a)\b[^>]*>")
_TAG: Final = re.compile(r"<[^>]*>")
CHANGED: Final = "The words quoted here were changed since."
NOT_SHOWN: Final = "The words quoted here are not shown now."


@dataclass(frozen=True)
class QuoteOf:
    """The words to be quoted: a span of the quotable text of a response, in its version."""

    source: Response
    start: int
    end: int

    @property
    def text(self) -> str:
        return quotable_text(self.source)[self.start : self.end]

    @property
    def key(self) -> str:
        """What is quoted, as a draft keeps it and an address says it."""
        return f"{self.source.public_id}:{self.start}:{self.end}"


@dataclass(frozen=True)
class QuoteShown:
    """A quote as readers see it; `gone` says why there are no words, and then `text` is empty."""

    text: str
    who: str
    url: str
    gone: str = ""


def quotable_text(response: Response) -> str:
    """Return what readers see of a response's text, in one line."""
    return _one_line(unescape(_TAG.sub(" ", _INLINE.sub("", response.html))))


def beginning_of(response: Response) -> str:
    """Return the beginning of what is too long to stand whole beside the box; else nothing."""
    text = quotable_text(response)
    return excerpt(text, BEGINNING_WORDS) if len(text.split()) > WHOLE_WORDS else ""


def quote_of(source: Response, words: str = "") -> QuoteOf | None:
    """Find these words in the source; without words the beginning of it, as far as a quote goes.

    None when the source does not say them, or when they are too long for a quote.
    """
    text, wanted = quotable_text(source), _one_line(words)
    if not wanted:
        return QuoteOf(source, 0, len(_shortened(text))) if text else None
    start = text.find(wanted)
    if start < 0 or len(wanted) > LONGEST:
        return None
    return QuoteOf(source, start, start + len(wanted))


def find_quote(question_id: int, key: str, words: str = "") -> QuoteOf | None:
    """Return what `<public id>:<start>:<end>` quotes of a public response to this question.

    Without a span, or with one that is none, these words of it; where it does not say them, or
    none are given, as much from its beginning as a quote takes.
    """
    public_id, *span = key.split(":")
    public = Response.objects.public().filter(public_id=public_id, question_id=question_id)
    source = public.first() if public_id else None
    if source is None:
        return None
    if len(span) == 2 and all(_is_place(place) for place in span):
        wanted = QuoteOf(source, int(span[0]), int(span[1]))
        if wanted.text and len(wanted.text) == wanted.end - wanted.start <= LONGEST:
            return wanted
    return quote_of(source, words) or quote_of(source)


def shown_quotes(responses: Iterable[Response]) -> dict[int, QuoteShown]:
    """Return by response id what each of these quotes, as anybody may read it now.

    Rows that join `quote__source` cost no query.
    """
    quotes = (getattr(response, "quote", None) for response in responses)
    return {quote.response_id: _shown(quote) for quote in quotes if quote is not None}


def follow_edit(source: Response, old_html: str, *, since: int) -> None:
    """Find what others quote of a response in its new words, in the transaction that edits it.

    Expects the response as readers have it from now on; `since` is the version they had before,
    which said `old_html`. Quotes whose words are gone are left behind.
    """
    old, new = quotable_text(Response(html=old_html)), quotable_text(source)
    kept = []
    for quote in Quote.objects.filter(source=source, version=since):
        start = new.find(old[quote.start : quote.end])
        if start >= 0:
            quote.start, quote.end = start, start + quote.end - quote.start
            quote.version = source.version
            kept.append(quote)
    Quote.objects.bulk_update(kept, ["start", "end", "version"])


def _shown(quote: Quote) -> QuoteShown:
    source = quote.source
    url = reverse("responses:permalink", args=[source.public_id])
    is_public = (
        source.state == Response.State.PUBLISHED and source.visibility == Response.Visibility.PUBLIC
    )
    if not is_public:
        leads = url if source.state == Response.State.WITHDRAWN else ""
        return QuoteShown("", "", leads, QUOTED.get(Response.State(source.state), NOT_SHOWN))
    if quote.version != source.version:
        return QuoteShown("", source.speaker, url, CHANGED)
    text = quotable_text(source)[quote.start : quote.end]
    return QuoteShown(text, source.speaker, url, "" if text else CHANGED)


def _one_line(words: str) -> str:
    return " ".join(words.split())


def _shortened(text: str) -> str:
    """Return as much from its beginning as a quote takes, to the end of a word."""
    if len(text) <= LONGEST:
        return text
    cut = text[:LONGEST].rsplit(" ", 1)[0]
    return cut or text[:LONGEST]


def _is_place(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 10
