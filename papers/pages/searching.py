"""Finding papers by their words, in PostgreSQL's full text search."""

import re
from collections.abc import Iterable
from typing import Final

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import Value
from django.db.models.expressions import Combinable

from papers.content import PaperContent, SectionContent

# English stems both languages of the site: PostgreSQL has no Welsh, and one rule for the text and
# for the search finds a Welsh word by itself.
CONFIG: Final = "english"
# PostgreSQL refuses a vector over 1 MB. This is some 50,000 words; what is longer is found by them.
MOST_BYTES: Final = 300_000
PLAIN_WORDS: Final = re.compile(r"[\w\s'’,.;:?!/()-]+")
WORD: Final = re.compile(r"\w+")


def beginning_of(content: PaperContent) -> Combinable:
    """Return what an announced paper is found by: all of it stands on its page."""
    about = " ".join((content.author, *content.topics, content.summary))
    return _vector(content.title, "A") + _vector(about, "B")


def words_of(content: PaperContent) -> Combinable:
    """Return what an opened paper is found by; questions weigh more than prose."""
    asked = (words for section in content.sections for words in _asked(section))
    prose = (words for section in content.sections for words in _prose(section))
    return beginning_of(content) + _vector(_joined(asked), "C") + _vector(_joined(prose), "D")


def query_of(text: str) -> SearchQuery:
    """Return the query of what somebody typed.

    Plain words may each be the beginning of one: “rehab” finds “rehabilitation”. With quotation
    marks, a minus or the word “or” it means what search engines have taught people it means.
    """
    words = WORD.findall(text)
    operators = re.search(r"(^|\s)-\w|\bor\b", text, re.IGNORECASE)
    if words and PLAIN_WORDS.fullmatch(text) and not operators:
        started = " & ".join(f"{word}:*" for word in words)
        return SearchQuery(started, search_type="raw", config=CONFIG)
    return SearchQuery(text, search_type="websearch", config=CONFIG)


def _asked(section: SectionContent) -> Iterable[str]:
    for question in section.questions:
        yield from (question.text, *question.parts, *question.options, question.context)


def _prose(section: SectionContent) -> Iterable[str]:
    yield from (section.title, section.body)
    yield from (f"{source.title} {source.publisher}" for source in section.sources)


def _joined(pieces: Iterable[str]) -> str:
    return "\n".join(pieces)


def _vector(text: str, weight: str) -> SearchVector:
    kept = text.encode()[: MOST_BYTES // 2].decode(errors="ignore")
    return SearchVector(Value(kept), weight=weight, config=CONFIG)
