"""A thousand responses on one page, beside one statement with f-strings and the stock package."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Final

from django.test import Client
from django.urls import reverse

from bench.floors import written_by_hand
from bench.lines import Line
from bench.measuring import at_most, cpu_of
from bench.peers.environment import PeerMissingError
from bench.peers.stock import Wish, ask_stock
from bench.question_pages import readers
from bench.talk import Talk
from papers.models import Question

FLOOR_TIMES: Final = 8
PEER_TIMES: Final = 25
THREAD_TIMES: Final = 3.5


@dataclass(frozen=True)
class _Measured:
    """A question's print view, and the floor of the same run, in milliseconds."""

    page: float
    floor: float


def print_view(talk: Talk) -> Iterator[Line]:
    """Yield a thousand responses and a long thread, beside the floor and the peer."""
    flat, short, long = talk.flat[1_000], talk.threads[1_000], talk.threads[3_000]
    measured = {question: _measure(question) for question in (flat, short, long)}
    for name, question in (("roots", flat), ("in one thread", short)):
        yield at_most(
            "print view",
            f"1,000 responses, {name}",
            measured[question].page,
            ("one SQL and an f-string a row", measured[question].floor),
            FLOOR_TIMES,
        )
    yield at_most(
        "a whole thread, in the print view",
        "3,000 responses",
        measured[long].page,
        ("1,000 responses", measured[short].page),
        THREAD_TIMES,
    )
    yield from _beside_peer(flat, short, long, measured)


def _measure(question: Question) -> _Measured:
    client = readers()["signed out"]
    page, floor = cpu_of([lambda: _read_all(client, question), lambda: written_by_hand(question)])
    return _Measured(page, floor)


def _read_all(client: Client, question: Question) -> None:
    """Read every page of it, as somebody does who prints it."""
    address = reverse("responses:print-question", args=[question.paper.slug, question.number])
    while address:
        answer = client.get(address)
        if answer.status_code != 200:
            raise RuntimeError(f"{address} answered {answer.status_code}")
        later = re.search(r'href="([^"]+)" rel="next"', answer.text)
        address = unescape(later[1]) if later else ""


def _beside_peer(
    flat: Question, short: Question, long: Question, measured: dict[Question, _Measured]
) -> Iterator[Line]:
    try:
        costs = ask_stock(
            {"flat": Wish(flat, runs=3), "short": Wish(short, runs=1), "long": Wish(long, runs=1)}
        )
    except PeerMissingError as error:
        yield Line("print view beside stock django-comments-xtd", "", f"not measured. {error}")
        return
    for name, question in (("flat", flat), ("short", short)):
        peer = costs[name]
        ratio = peer["milliseconds"] / measured[question].page
        yield Line(
            work="print view",
            size=f"1,000 responses, {'roots' if name == 'flat' else 'in one thread'}",
            figure=f"{measured[question].page:.1f} ms",
            against=f"stock xtd, {peer['milliseconds']:,.0f} ms, {peer['queries']:,} queries",
            ratio=f"1/{ratio:.0f}",
            goal=f"at most 1/{PEER_TIMES}",
            met=ratio >= PEER_TIMES,
        )
    yield Line(
        work="the same in stock xtd, to be read beside",
        size="3,000 responses in one thread",
        figure=f"{costs['long']['milliseconds']:,.0f} ms, {costs['long']['queries']:,} queries",
        against=f"1,000 responses, {costs['short']['milliseconds']:,.0f} ms",
        ratio=f"{costs['long']['milliseconds'] / costs['short']['milliseconds']:.1f}",
    )
