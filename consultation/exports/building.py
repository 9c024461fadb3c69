"""The rows of an export, a thousand in memory at a time, however many there are."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from io import StringIO
from itertools import islice
from typing import Any, Final

from django.db.models import QuerySet

from accounts.models import User
from consultation.exports.policy import Scope
from consultation.lib.cells import guarded
from consultation.lib.clock import LONDON
from consultation.responses.choosing import Choice, in_words
from consultation.responses.models import Response
from consultation.responses.querysets import is_confirmed
from papers.models import Paper, Wording
from papers.options import choices_offered

COLUMNS: Final = (
    "paper",
    "question number",
    "asked as",
    "response id",
    "in reply to",
    "depth",
    "name shown",
    "organisation shown",
    "organisation confirmed",
    "capacity",
    "channel",
    "visibility",
    "state",
    "formal answer",
    "respondent",
    "openness",
    "posted at",
    "published at",
    "version",
    "chosen",
    "dont know",
    "words",
    "text",
)
# Excel reads a file without it in the computer's own encoding, and so spoils every “ and é.
BYTE_ORDER_MARK: Final = "\ufeff"
_FETCHED_AT_ONCE: Final = 1_000
_STORED: Final = (
    "submission__reference",
    "submission__respondent_name",
    "submission__organisation",
    "is_nameless",
    "public_id",
    "in_reply_to__public_id",
    "depth",
    "shown_name",
    "shown_organisation",
    "channel",
    "visibility",
    "state",
    "submit_date",
    "published_at",
    "version",
    "choices",
    "says_dont_know",
    "comment",
)

Row = tuple[str | int, ...]


@dataclass(frozen=True)
class Formal:
    """The formal answer that a response is part of, as far as the file may tell of it."""

    reference: str
    respondent: str
    is_organisations: bool
    is_nameless: bool
    is_withheld: bool


@dataclass(frozen=True)
class Asked:
    """One wording, as the rows of its answers say it."""

    number: int
    text: str
    kind: str
    options: tuple[str, ...]

    @property
    def offers(self) -> bool:
        """Whether there was anything to choose."""
        return bool(choices_offered(self.kind, self.options))


def responses_of(paper: Paper, *, reader: User | None, scope: Scope) -> "QuerySet[Response]":
    """Return a paper's responses as far as the reader may have them; None is an operator.

    What its author took back is in no file, whoever asks for it.
    """
    everything = Response.objects
    responses = everything.unerased() if reader is None else everything.visible_to(reader)
    if scope is Scope.PUBLISHED:
        responses = responses.public()
    return responses.filter(question__paper=paper).exclude(state=Response.State.WITHDRAWN)


def csv_of(paper: Paper, responses: "QuerySet[Response]", *, scope: Scope) -> Iterator[bytes]:
    """Yield a CSV file (RFC 4180, UTF-8 with a byte order mark) in pieces. Two queries.

    Every cell is quoted and, if it is text that people wrote, guarded against formulas. What anyone
    may read says of an answer without a name neither whose it is, nor of what it is part, nor the
    minute, which it shares with the other parts.
    """
    yield (BYTE_ORDER_MARK + _lines([COLUMNS])).encode()
    rows = rows_of(paper, responses, scope=scope)
    while some := list(islice(rows, _FETCHED_AT_ONCE)):
        yield _lines(some).encode()


def rows_of(paper: Paper, responses: "QuerySet[Response]", *, scope: Scope) -> Iterator[Row]:
    """Yield the rows under COLUMNS in reading order: by question, then thread by thread.

    Threads by what readers are told of their time, never by id: see `responses.threads.orders`.
    """
    asked = _asked(paper)
    stored = (
        responses.annotate(is_confirmed=is_confirmed())
        .order_by("question__number", "root__said_at", "root__public_id", "path")
        .values_list("wording_id", "is_confirmed", *_STORED)
    )
    for wording_id, confirmed, *columns in stored.iterator(chunk_size=_FETCHED_AT_ONCE):
        if wording_id not in asked:  # an edition was published while this was being read
            asked = _asked(paper)
        formal = _formal(*columns[:4], scope=scope)
        yield _row(paper.slug, asked[wording_id], confirmed, formal, columns[4:])


def _formal(
    reference: str | None,
    respondent: str | None,
    organisation_id: int | None,
    is_nameless: bool,
    *,
    scope: Scope,
) -> Formal:
    is_withheld = is_nameless and scope is Scope.PUBLISHED
    if is_withheld or reference is None:
        return Formal("", "", False, is_nameless, is_withheld)
    return Formal(reference, respondent or "", organisation_id is not None, is_nameless, False)


def _row(slug: str, asked: Asked, is_confirmed: bool, formal: Formal, columns: list[Any]) -> Row:
    public_id, parent, depth, name, organisation, *codes = columns[:-6]
    posted, published, version, places, is_dont_know, text = columns[-6:]
    return (
        slug,
        asked.number,
        asked.text,
        public_id,
        parent or "",
        depth,
        guarded(name),
        guarded(organisation),
        _yes_or_no(is_confirmed) if organisation else "",
        _capacity(formal, organisation),
        *codes,
        formal.reference,
        guarded(formal.respondent),
        _openness(formal, codes[1]) if formal.reference or formal.is_nameless else "",
        _london(posted, day_only=formal.is_withheld),
        _london(published, day_only=formal.is_withheld) if published else "",
        version,
        _chosen(asked, Choice(tuple(places))) if places else "",
        _yes_or_no(is_dont_know) if asked.offers and not depth else "",
        len(text.split()),
        guarded(text),
    )


def _capacity(formal: Formal, organisation: str) -> str:
    if formal.is_withheld:
        return ""
    return "organisation" if organisation or formal.is_organisations else "individual"


def _openness(formal: Formal, visibility: str) -> str:
    return "nameless" if formal.is_nameless else visibility


def _chosen(asked: Asked, choice: Choice) -> str:
    """Return the texts of a choice, a line each; those of a ranking with their places."""
    chosen = in_words(choice, options=asked.options, kind=asked.kind)
    if chosen is None:
        return ""
    return guarded("\n".join(chosen.numbered if chosen.is_ordered else chosen.texts))


def _asked(paper: Paper) -> dict[int, Asked]:
    """Return by wording what was asked: the whole ask, its parts a line each, and its options."""
    wordings = Wording.objects.filter(question__paper=paper).select_related("question")
    return {
        wording.pk: Asked(
            number=wording.question.number,
            text=guarded("\n".join([wording.text, *wording.parts])),
            kind=wording.question.kind,
            options=tuple(wording.options),
        )
        for wording in wordings
    }


def _lines(rows: Iterable[Row]) -> str:
    piece = StringIO()
    csv.writer(piece, quoting=csv.QUOTE_ALL).writerows(rows)
    return piece.getvalue()


def _yes_or_no(answer: bool) -> str:
    return "yes" if answer else "no"


def _london(moment: datetime, *, day_only: bool = False) -> str:
    local = moment.astimezone(LONDON)
    return local.date().isoformat() if day_only else local.isoformat(timespec="seconds")
