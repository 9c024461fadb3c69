"""A question's page with ten responses and with ten thousand, signed out and signed in."""

from collections.abc import Iterator
from typing import Final
from urllib.parse import urlencode

from django.test import Client
from django.urls import reverse

from accounts.models import User
from bench.lines import Line
from bench.measuring import Cost, at_most, cost_of, cpu_of, page_of, same_queries
from bench.talk import FLAT, Talk
from consultation.lib.pages import cursor_from
from consultation.responses.models import Response
from consultation.responses.threads.narrowing import FILTERS, Narrowing
from consultation.responses.threads.orders import NEWEST, ORDERS, THREADS_A_PAGE
from papers.models import Question

MOST_QUERIES: Final = {"signed out": 10, "signed in": 13}
FEW, MANY = 100, 10_000
MOST_TIMES: Final = 1.2
MOST_BYTES: Final = 60_000
MOST_BYTES_A_RESPONSE: Final = 1_300


def question_pages(talk: Talk) -> Iterator[Line]:
    """Yield what the pages cost among few and many, what they weigh, and every way to narrow."""
    for who, client in readers().items():
        costs = {size: cost_of(client, page_url(talk.flat[size])) for size in FLAT}
        yield _queries(who, costs)
        yield from _among_many(who, client, talk)
    client = readers()["signed out"]
    yield from _bytes(client, talk)
    yield from _narrowed(client, talk)
    yield from _thread(client, talk)


def readers() -> dict[str, Client]:
    """Return two browsers: of nobody, and of somebody who takes part.

    The first shows a cookie, so that each page is drawn: who shows none may get a kept one.
    """
    signed_out, signed_in = Client(), Client()
    signed_out.cookies["seen"] = "1"
    person = User.objects.filter(email__contains="@volume").latest("pk")
    signed_in.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return {"signed out": signed_out, "signed in": signed_in}


def page_url(question: Question, **parts: str) -> str:
    url = reverse("responses:question", args=[question.paper.slug, question.number])
    return f"{url}?{urlencode(parts)}" if parts else url


def last_page_url(question: Question) -> str:
    """Return the page of the oldest twenty."""
    roots = Response.objects.public().filter(question=question).roots()
    oldest = roots.order_by(*ORDERS["oldest"].columns)
    first = list(oldest[:THREADS_A_PAGE])[-1]
    return page_url(question, cursor=cursor_from(first, order=NEWEST.columns))


def _queries(who: str, costs: dict[int, Cost]) -> Line:
    return same_queries(
        Line(
            work=f"question page, {who}: queries",
            size=f"{', '.join(f'{size:,}' for size in costs)} responses",
            figure=" ".join(str(cost.queries) for cost in costs.values()),
        ),
        [cost.queries for cost in costs.values()],
        MOST_QUERIES[who],
    )


def _among_many(who: str, client: Client, talk: Talk) -> Iterator[Line]:
    """The cost of the first and the last page among many, in turn with the page among few."""
    few, many = page_url(talk.flat[FEW]), page_url(talk.flat[MANY])
    last = last_page_url(talk.flat[MANY])
    floor, first_cost, last_cost = cpu_of(
        [lambda: client.get(few), lambda: client.get(many), lambda: client.get(last)]
    )
    for name, cost in (("first page", first_cost), ("last page", last_cost)):
        yield at_most(
            f"question page, {who}, {name}",
            f"{MANY:,} responses",
            cost,
            (f"{FEW} responses", floor),
            MOST_TIMES,
        )


def _bytes(client: Client, talk: Talk) -> Iterator[Line]:
    """What the first page weighs, and each response more: ten roots against twenty."""
    _, ten = page_of(client, page_url(talk.flat[10]))
    _, twenty = page_of(client, page_url(talk.flat[FEW]))
    _, typical = page_of(client, page_url(talk.typical))
    for size, weight in (
        ("20 threads without replies", twenty),
        ("20 threads as most are", typical),
    ):
        yield Line(
            work="question page, signed out: bytes of HTML",
            size=size,
            figure=f"{weight / 1_000:.1f} kB",
            goal=f"at most {MOST_BYTES / 1_000:.0f} kB",
            met=weight <= MOST_BYTES,
        )
    each = (twenty - ten) / 10
    yield Line(
        work="question page, signed out: bytes of HTML a response",
        size="its text included",
        figure=f"{each / 1_000:.2f} kB",
        goal=f"at most {MOST_BYTES_A_RESPONSE / 1_000} kB",
        met=each <= MOST_BYTES_A_RESPONSE,
    )


def _narrowed(client: Client, talk: Talk) -> Iterator[Line]:
    """Every order and every filter, among few and among many."""
    asked = [{"sort": code} for code in ORDERS]
    asked += [{name: _that_some_meet(talk.flat[FEW], name)} for name in FILTERS]
    asked += [{"find": "housing"}, {"find": "neither complete"}, {"find": "unsaid"}]
    for parts in asked:
        few, many = page_url(talk.flat[FEW], **parts), page_url(talk.flat[MANY], **parts)
        counts = [page_of(client, few)[0], page_of(client, many)[0]]
        floor, cost = cpu_of([lambda: client.get(few), lambda: client.get(many)], runs=5)  # noqa: B023
        line = Line(
            work=f"question page with ?{urlencode(parts)}",
            size=f"{FEW} and {MANY:,} responses",
            figure=f"{counts[0]} and {counts[1]} queries, {cost:.1f} ms",
            against=f"{FEW} responses, {floor:.1f} ms",
            ratio=f"{cost / floor:.2f}",
        )
        yield same_queries(line, counts, MOST_QUERIES["signed out"])


def _that_some_meet(question: Question, name: str) -> str:
    """Return a choice that some response matches, if any: an empty page sends fewer queries."""
    said = Response.objects.public().filter(question=question)
    codes = [str(code) for code in FILTERS[name].choices.values]
    met = (code for code in codes if Narrowing(chosen={name: code}).matching(said).exists())
    return next(met, codes[0])


def _thread(client: Client, talk: Talk) -> Iterator[Line]:
    """One thread's page where the thread is long."""
    urls = {size: _thread_url(talk.threads[size]) for size in (10, 1_000, 5_000)}
    counts = [page_of(client, url)[0] for url in urls.values()]
    line = Line(
        work="thread page, signed out: queries",
        size=f"{', '.join(f'{size:,}' for size in urls)} responses in it",
        figure=" ".join(map(str, counts)),
    )
    yield same_queries(line, counts, MOST_QUERIES["signed out"])
    floor, cost = cpu_of([lambda: client.get(urls[1_000]), lambda: client.get(urls[5_000])])
    yield at_most(
        "thread page, signed out",
        "5,000 responses in it",
        cost,
        ("1,000 in it", floor),
        MOST_TIMES,
    )


def _thread_url(question: Question) -> str:
    root = Response.objects.filter(question=question).roots().get()
    return reverse("responses:thread", args=[question.paper.slug, question.number, root.public_id])
