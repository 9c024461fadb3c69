"""A question's page with ten responses and with ten thousand, signed out and signed in."""

from collections.abc import Iterator
from typing import Final

from django.test import Client
from django.urls import reverse

from accounts.models import User
from bench.lines import Line
from bench.measuring import Cost, at_most, cost_of
from bench.talk import FLAT, Talk
from consultation.lib.pages import cursor_from
from consultation.responses.models import Response
from papers.models import Question

MOST_QUERIES: Final = {"signed out": 10, "signed in": 13}
FEW, MANY = 100, 10_000
MOST_TIMES: Final = 1.2
MOST_BYTES: Final = 60_000
MOST_BYTES_A_RESPONSE: Final = 1_300


def question_pages(talk: Talk) -> Iterator[Line]:
    """Yield first and last page at every size: the same queries, and no dearer among many."""
    for who, client in readers().items():
        costs = {size: cost_of(client, page_url(talk.flat[size])) for size in FLAT}
        yield _queries(who, costs)
        yield at_most(
            f"question page, {who}",
            f"{MANY:,} responses",
            costs[MANY].milliseconds,
            (f"{FEW} responses", costs[FEW].milliseconds),
            MOST_TIMES,
        )
        last = cost_of(client, last_page_url(talk.flat[MANY]))
        yield at_most(
            f"question page, {who}, last page",
            f"{MANY:,} responses",
            last.milliseconds,
            (f"{FEW} responses", costs[FEW].milliseconds),
            MOST_TIMES,
        )


def readers() -> dict[str, Client]:
    """Return two browsers: of nobody, and of somebody who takes part."""
    signed_in = Client()
    person = User.objects.filter(email__contains="@volume").latest("pk")
    signed_in.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return {"signed out": Client(), "signed in": signed_in}


def page_url(question: Question) -> str:
    return reverse("responses:question", args=[question.paper.slug, question.number])


def last_page_url(question: Question) -> str:
    """Return the page that begins twenty roots before the end."""
    roots = Response.objects.public().filter(question=question).roots()
    first = list(roots.order_by("path")[:20])[-1]
    return f"{page_url(question)}?cursor={cursor_from(first, order=('-path',))}"


def _queries(who: str, costs: dict[int, Cost]) -> Line:
    counts = {cost.queries for cost in costs.values()}
    goal = MOST_QUERIES[who]
    return Line(
        work=f"question page, {who}: queries",
        size=f"{', '.join(f'{size:,}' for size in costs)} responses",
        figure=" ".join(str(cost.queries) for cost in costs.values()),
        goal=f"the same, at most {goal}",
        met=len(counts) == 1 and max(counts) <= goal,
    )
