"""Pages kept whole for signed-out readers, in the memory of the web process, and how long.

A kept page is served only after the database has said that it is still what would be drawn: no
transaction at all has ended since; or else nothing that it shows was said, changed or taken back
(the rows of its questions' tallies and papers), nothing else was done that a page may show (the
log, read from where it was drawn), and no moment has come at which a paper opens or closes, or a
London day begins. So what is withdrawn is on no page from the commit on, a closing date is kept to
the moment, and without a database there is no page. Several processes need no word of one another,
and Redis has no part in it. See docs/decisions/0014-kept-pages.md.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Any, Final

from django.db import Error, connection
from django.http import HttpRequest, HttpResponse

from consultation.activity.models import Activity, Verb
from consultation.lib.clock import LONDON
from consultation.responses.models import QuestionTally
from papers.models import Paper, Question
from papers.stages import CLOSING_SOON

MOST_PAGES: Final = 200
MOST_BYTES: Final = 120_000  # of one page: 24 MB in all
LONGEST_ADDRESS: Final = 300

# Deeds that no signed-out reader sees, and those that the tally of their question tells of.
# Whatever else is logged, a verb of tomorrow included, ends every kept page.
QUIET: Final = (
    *(Verb.RESPONSE_POSTED, Verb.RESPONSE_PUBLISHED, Verb.REACTION_CHANGED),
    *(Verb.FOLLOW_BEGUN, Verb.FOLLOW_ENDED, Verb.NOTICES_CHANGED, Verb.SUBSCRIPTION_CHANGED),
    *(Verb.SUBMISSION_BEGUN, Verb.SUBMISSION_CHANGED, Verb.SUBMISSION_DISCARDED),
    *(Verb.ANSWER_WRITTEN, Verb.SIGN_OFF_ASKED, Verb.SIGN_OFF_TAKEN_BACK),
    *(Verb.SUBMISSION_SENT_BACK, Verb.ANSWERS_READ, Verb.ANSWERS_DISCARDED),
    *(Verb.PERSON_JOINED, Verb.PERSON_WELCOMED, Verb.DATA_TAKEN, Verb.ADDRESS_CHANGED),
    *(Verb.FACTOR_ADDED, Verb.FACTOR_REMOVED, Verb.INVITATION_SENT, Verb.JOIN_ASKED),
    *(Verb.ALERT_ASKED, Verb.ALERT_CONFIRMED, Verb.ALERT_STOPPED, Verb.OPENING_TOLD),
    *(Verb.PREVIEW_LINK_MADE, Verb.PREVIEW_LINK_OPENED, Verb.PREVIEW_LINK_REVOKED),
    *(Verb.IMPORT_READ, Verb.IMPORT_DISCARDED, Verb.PAPER_CREATED),
    *(Verb.DIGEST_BUILT, Verb.RESPONSES_EXPORTED),
)

# The rows that every change of what is said to a question touches, and those of its papers.
_ROWS: Final = f"""
    coalesce((
        SELECT string_agg(concat_ws(' ', tally.version, tally.xmin, paper.xmin), ','
            ORDER BY question.id)
        FROM {Question._meta.db_table} question
        JOIN {Paper._meta.db_table} paper ON paper.id = question.paper_id
        LEFT JOIN {QuestionTally._meta.db_table} tally ON tally.question_id = question.id
        WHERE question.id = ANY(%(questions)s)
    ), '')
"""  # noqa: S608  # names of our own tables
# Every moment at which time alone changes what a page of some paper says.
_STAMP: Final = f"""
    SELECT pg_current_snapshot()::text, statement_timestamp(), {_ROWS},
        (SELECT min(moment) FROM {Paper._meta.db_table},
            unnest(ARRAY[announced_at, opens_at, closes_at - %(soon)s, closes_at]) moment
         WHERE moment > statement_timestamp())
"""  # noqa: S608  # the same
_NOW: Final = "SELECT pg_current_snapshot()::text, statement_timestamp()"
_SHOWS_THE_SAME: Final = f"""
    SELECT pg_current_snapshot()::text,
        {_ROWS} = %(rows)s AND NOT EXISTS (
            SELECT FROM {Activity._meta.db_table}, CAST(%(snapshot)s AS pg_snapshot) drawn
            WHERE transaction_id >= pg_snapshot_xmin(drawn)::text::bigint
                AND NOT pg_visible_in_snapshot(transaction_id::text::xid8, drawn)
                AND verb <> ALL(%(quiet)s)
        )
"""  # noqa: S608  # the same


Address = tuple[bool, str, str, str]  # whether by https, host, path, query


@dataclass(frozen=True)
class Stamp:
    """What the database was when a page was drawn, or a little before."""

    questions: frozenset[int]
    snapshot: str
    rows: str
    until: datetime


@dataclass(frozen=True)
class KeptPage:
    """An answer as it goes out to the middleware above; without a stamp only what it shows."""

    questions: frozenset[int]
    stamp: Stamp | None = None
    content: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()

    def answer(self) -> HttpResponse:
        return HttpResponse(self.content, headers=dict(self.headers))


class KeptPages:
    """The pages of this process, the one longest unread going first. Safe among threads."""

    def __init__(self) -> None:
        self._pages: OrderedDict[Address, KeptPage] = OrderedDict()
        self._lock = threading.Lock()

    def find(self, address: Address) -> KeptPage | None:
        with self._lock:
            if address in self._pages:
                self._pages.move_to_end(address)
            return self._pages.get(address)

    def keep(self, address: Address, page: KeptPage) -> None:
        with self._lock:
            self._pages[address] = page
            self._pages.move_to_end(address)
            while len(self._pages) > MOST_PAGES:
                self._pages.popitem(last=False)

    def forget(self, address: Address) -> None:
        with self._lock:
            self._pages.pop(address, None)


KEPT: Final = KeptPages()


def same_for_visitors(response: HttpResponse, context: dict[str, Any]) -> HttpResponse:
    """Say that every signed-out reader of this address gets this page while it shows the same.

    Expects the context of a question's page: what it shows is said there, or was said to the same
    question in an earlier paper.
    """
    earlier = {before.asking.question_id for before in context["asked_before"]}
    shown = frozenset({context["question"].id, *earlier})
    response.same_for_visitors = shown  # type: ignore[attr-defined]
    return response


class ServeKeptPages:
    """Answer signed-out readers with a kept page, and keep those that `same_for_visitors` names.

    Stands above every other middleware: a page is kept with all their headers. Who shows a cookie,
    whichever it is, gets a page of their own.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        address = _address_of_visitor(request)
        if address is None:
            return self.get_response(request)
        kept = KEPT.find(address)
        if kept and kept.stamp:
            if stamp := _still_good(kept.stamp):
                if stamp is not kept.stamp:
                    KEPT.keep(address, replace(kept, stamp=stamp))
                return kept.answer()
            KEPT.forget(address)
        stamp = _stamp_of(kept.questions) if kept else None
        response = self.get_response(request)
        _keep(address, request, response, stamp)
        return response


def _address_of_visitor(request: HttpRequest) -> Address | None:
    """Return what a signed-out reader asks for; None for whoever may get something else."""
    asked = request.META
    if request.method != "GET" or asked.get("HTTP_COOKIE") or "HTTP_HX_REQUEST" in asked:
        return None
    path, query = asked["PATH_INFO"], asked.get("QUERY_STRING", "")
    if len(path) + len(query) > LONGEST_ADDRESS:
        return None
    return request.is_secure(), asked.get("HTTP_HOST", ""), path, query


def _keep(
    address: Address, request: HttpRequest, response: HttpResponse, stamp: Stamp | None
) -> None:
    """Keep a page that is the same for everybody; the first time only what it shows.

    The stamp must be older than the page, and what to stamp is only known once it was drawn.
    """
    questions: frozenset[int] | None = getattr(response, "same_for_visitors", None)
    if questions is None or not _is_everybodys(request, response):
        return
    if stamp is None or stamp.questions != questions:
        KEPT.keep(address, KeptPage(questions))
        return
    headers = tuple(response.headers.items())
    KEPT.keep(address, KeptPage(questions, stamp, response.content, headers))


def _is_everybodys(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether nothing in it was made for one browser: no session, no message, no form's secret."""
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and "CSRF_COOKIE" not in request.META
        and not request.user.is_authenticated
        and not request.session.modified
        and "nonce-" not in response.headers.get("Content-Security-Policy", "")
        and len(response.content) <= MOST_BYTES
    )


def _stamp_of(questions: Collection[int]) -> Stamp | None:
    """Return what the database is now; None where it does not answer."""
    values: dict[str, Any] = {"questions": list(questions), "soon": CLOSING_SOON}
    try:
        with connection.cursor() as cursor:
            cursor.execute(_STAMP, values)
            snapshot, now, rows, moment = cursor.fetchone()
    except Error:
        return None
    until = min(filter(None, (moment, _next_london_day(now))))
    return Stamp(frozenset(questions), snapshot, rows, until)


def _still_good(stamp: Stamp) -> Stamp | None:
    """Return the stamp of a page that would be drawn the same now, moved up to now; else None."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(_NOW)
            snapshot, now = cursor.fetchone()
            if now >= stamp.until:
                return None
            # No transaction of anybody has ended since; what our own has done it does not tell.
            if snapshot == stamp.snapshot and not connection.in_atomic_block:
                return stamp
            cursor.execute(_SHOWS_THE_SAME, _values(stamp))
            snapshot, is_same = cursor.fetchone()
    except Error:
        return None
    return replace(stamp, snapshot=snapshot) if is_same else None


def _values(stamp: Stamp) -> dict[str, Any]:
    return {
        "questions": list(stamp.questions),
        "rows": stamp.rows,
        "snapshot": stamp.snapshot,
        "quiet": list(QUIET),
    }


def _next_london_day(now: datetime) -> datetime:
    tomorrow = now.astimezone(LONDON).date() + timedelta(days=1)
    return datetime.combine(tomorrow, time.min, LONDON)
