"""All that is said to one question, to be read in one go or printed: a thousand a page.

On paper it goes from hand to hand, so it holds what anyone may read, whoever asks for it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol, TypedDict

from django.contrib.auth.models import AnonymousUser
from django.db.models import F
from django.utils.safestring import SafeString, mark_safe

from consultation.lib.clock import day_in_words
from consultation.lib.pages import Page, rows_of
from consultation.responses.choosing import Choice, Chosen, in_words
from consultation.responses.models import Response
from consultation.responses.querysets import ResponseQuerySet, is_confirmed
from consultation.responses.taking_part.quoting import QuoteShown, shown_quotes
from consultation.responses.threads.asked_as import AskedAs, asked_as
from consultation.responses.threads.places import GONE, name_of_gone
from papers.content import QuestionContent
from papers.models import Wording

PRINTED_A_PAGE: Final = 1_000


class _Row(Protocol):
    """What a printed response shows and what puts it in its place, by their columns."""

    pk: int
    public_id: str
    path: str
    root_said_at: datetime
    root_public_id: str
    depth: int
    in_reply_to_id: int | None
    submit_date: datetime
    state: str
    html: str
    shown_name: str
    shown_organisation: str
    wording_id: int
    choices: list[int]
    says_dont_know: bool
    is_by_staff: bool
    edited_at: datetime | None
    submission_id: int | None
    is_readable: bool
    organisation_confirmed: bool


_COLUMNS: Final = tuple(_Row.__annotations__)


class PrintedResponse(TypedDict):
    """One response on paper; `before` and `after` are the list tags around it.

    A dictionary: a template reads a key of one in half the time of an attribute.
    """

    before: SafeString
    after: SafeString
    public_id: str
    gone: str  # the sentence in its place, where it is not to be read any more
    speaker: str
    person: str  # beside an organisation
    is_unconfirmed: bool  # nobody has said yet that they answer for that organisation
    by_staff: bool
    day: str
    machine_day: str
    in_reply_to: str
    edited: str
    part_of_submission: bool
    quote: QuoteShown | None
    chosen: Chosen | None
    asked_as: AskedAs | None
    html: SafeString


def printed_responses(
    question: QuestionContent, language: str, cursor: str | None
) -> tuple[list[PrintedResponse], Page[_Row]]:
    """Return a page of the responses in reading order, threads by their age. At most four queries.

    Threads stand in line as on the question's page (`orders`), what is said in each by its path.
    Raises `BadCursor`.
    """
    # Every root is of the same question: said to the planner, it looks at no others.
    of_question = {"question_id": question.id, "root__question_id": question.id, "root__depth": 0}
    page: Page[_Row] = rows_of(
        _in_place().filter(**of_question),
        _COLUMNS,
        order=("root_said_at", "root_public_id", "path"),
        size=PRINTED_A_PAGE,
        cursor=cursor,
    )
    wordings = Wording.objects.in_bulk({row.wording_id for row in page.items})
    known = _Known(
        question=question,
        language=language,
        wordings=wordings,
        asked={pk: asked_as(wording, question) for pk, wording in wordings.items()},
        speakers=_speakers(page.items),
        quotes=_quotes(question, page.items),
    )
    return [
        _printed(row, known, tags) for row, tags in zip(page.items, _tags(page.items), strict=True)
    ], page


def _in_place() -> ResponseQuerySet:
    return Response.objects.in_place_for(AnonymousUser()).annotate(
        organisation_confirmed=is_confirmed(),
        root_said_at=F("root__said_at"),
        root_public_id=F("root__public_id"),
    )


@dataclass(frozen=True)
class _Known:
    """What the rows of a page share, fetched once for all of them."""

    question: QuestionContent
    language: str
    wordings: dict[int, Wording]
    asked: dict[int, AskedAs | None]
    speakers: dict[int, str]
    quotes: dict[int, QuoteShown]


def _printed(row: _Row, known: _Known, tags: tuple[SafeString, SafeString]) -> PrintedResponse:
    return PrintedResponse(
        before=tags[0],
        after=tags[1],
        public_id=row.public_id,
        gone=_gone(row),
        speaker=row.shown_organisation or row.shown_name,
        person=row.shown_name if row.shown_organisation else "",
        is_unconfirmed=bool(row.shown_organisation) and not row.organisation_confirmed,
        by_staff=row.is_by_staff,
        day=day_in_words(row.submit_date),
        machine_day=row.submit_date.isoformat(),
        in_reply_to=known.speakers.get(row.in_reply_to_id or 0, ""),
        edited=day_in_words(row.edited_at) if row.edited_at else "",
        part_of_submission=row.submission_id is not None,
        quote=known.quotes.get(row.pk),
        chosen=_chosen(row, known),
        asked_as=known.asked[row.wording_id],
        html=mark_safe(row.html),  # noqa: S308  # made by render_response on writing
    )


def _gone(row: _Row) -> str:
    """The sentence in its place; taken back, it stands there for everybody."""
    is_gone = not row.is_readable or row.state == Response.State.WITHDRAWN
    return GONE[Response.State(row.state)] if is_gone else ""


def _chosen(row: _Row, known: _Known) -> Chosen | None:
    if not (row.choices or row.says_dont_know):
        return None
    choice = Choice(tuple(row.choices), row.says_dont_know)
    options = known.wordings[row.wording_id].options
    return in_words(choice, options=options, kind=known.question.kind, language=known.language)


def _speakers(rows: Sequence[_Row]) -> dict[int, str]:
    """Who is replied to, by id: on this page, or above it where it begins within a thread."""
    speakers = {row.pk: _speaker(row) for row in rows}
    above = {row.in_reply_to_id for row in rows if row.in_reply_to_id} - speakers.keys()
    if above:
        parents = _in_place().filter(pk__in=above).values_list(*_COLUMNS, named=True)
        speakers |= {row.pk: _speaker(row) for row in parents}
    return speakers


def _quotes(question: QuestionContent, rows: Sequence[_Row]) -> dict[int, QuoteShown]:
    """What these responses quote of others, by id, and perhaps what some others do.

    A range costs less than a thousand ids, and most threads arrived in the order they stand in.
    """
    paths = [row.path for row in rows]
    if not paths:
        return {}
    quoting = Response.objects.public().filter(
        question_id=question.id,
        path__range=(min(paths), max(paths)),
        quote__isnull=False,
    )
    return shown_quotes(quoting.select_related("quote__source"))


def _speaker(row: _Row) -> str:
    """Who speaks, as a reply names them; nobody whose words are not to be read any more."""
    return name_of_gone(row.state) if _gone(row) else row.shown_organisation or row.shown_name


def _tags(rows: Sequence[_Row]) -> Iterator[tuple[SafeString, SafeString]]:
    """Yield the list tags before and after each row; depth is real nested lists (WCAG 1.3.1)."""
    levels: list[int] = []
    for row in rows:
        above = levels[-1] if levels else -1
        levels.append(min(above + 1, max(0, row.depth - rows[0].depth)))
    for level, before, after in zip(levels, [-1, *levels], [*levels[1:], 0], strict=False):
        opens = "<ol><li>" if level > before >= 0 else "<li>"
        closes = "</li>" + "</ol></li>" * (level - after) if level >= after else ""
        yield mark_safe(opens), mark_safe(closes)  # noqa: S308  # constants of ours
