"""What posting one reply costs: into a short and a long thread, followed by nobody and by many."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from bench.lines import Line
from bench.measuring import at_most, cpu_of, same_queries
from bench.peers.environment import PeerMissingError
from bench.peers.stock import Wish, ask_stock
from bench.talk import Talk
from consultation.management.volume.words import DOMAIN
from consultation.responses.actions import post_response
from consultation.responses.models import Follow, Response
from papers.models import Paper, Question

SHORT, LONG = 10, 10_000
FOLLOWERS: Final = 5_000
MOST_QUERIES: Final = 12
MOST_TIMES: Final = 1.5
# The rows of one thread, by the transaction that wrote each last.
_WRITTEN: Final = """
    SELECT r.xtdcomment_ptr_id, concat_ws(' ', r.xmin, x.xmin, c.xmin)
    FROM responses_response r
    JOIN django_comments_xtd_xtdcomment x ON x.comment_ptr_id = r.xtdcomment_ptr_id
    JOIN django_comments c ON c.id = x.comment_ptr_id
    WHERE r.root_id = %s
"""


@dataclass(frozen=True)
class _Thread:
    """A thread, an early reply in it to be answered, and somebody who answers."""

    name: str
    root: Response
    parent: Response
    author: User

    def reply(self) -> Response:
        return post_response(
            actor=self.author,
            question_id=self.root.question_id,
            body="A plan written with the person works.",
            client_token=uuid.uuid4(),
            in_reply_to=self.parent,
        ).response

    def send(self, browser: Client) -> None:
        """Post the same through the form's address, as a browser does."""
        question = self.root.question
        fields = {
            "body": f"A plan written with the person works. {uuid.uuid4()}",
            "token": str(uuid.uuid4()),
            "asked_as": "1",
            "to": self.parent.public_id,
            "capacity": "me",
            # Everything here is posted by one person at one place.
            "as_well": "yes",
        }
        url = reverse("responses:respond", args=[question.paper.slug, question.number])
        answer = browser.post(url, fields)
        if answer.status_code != 302:
            raise RuntimeError(f"a reply was answered {answer.status_code}")


def replies(talk: Talk) -> Iterator[Line]:
    """Yield queries, CPU, and how many rows that were there are written again."""
    Paper.objects.update(moderation=Paper.Moderation.POST)
    quiet = [_thread(size, talk.threads[size]) for size in (SHORT, LONG)]
    yield from _lines(quiet, "followed by nobody")
    for thread in quiet:
        _follow(thread.root, FOLLOWERS)
    yield from _lines(quiet, f"followed by {FOLLOWERS:,}")
    for thread in quiet:
        again = _written_again(thread)
        yield Line(
            work="a reply: other rows of the thread that are written",
            size=thread.name,
            figure=f"{again}",
            goal="one, which counts the replies",
            met=again <= 1,
        )
    yield _whole_request(quiet[-1])
    yield from _beside_peer(quiet)


def _whole_request(thread: _Thread) -> Line:
    """What a browser's post costs: session, person, form, and the reply itself."""
    browser = Client()
    browser.force_login(thread.author, backend="django.contrib.auth.backends.ModelBackend")
    thread.send(browser)
    with CaptureQueriesContext(connection) as captured:
        thread.send(browser)
    queries = len(captured)
    whole, reply = cpu_of([lambda: thread.send(browser), thread.reply], runs=31)
    return Line(
        work="posting a reply: the whole request",
        size=thread.name,
        figure=f"{queries} queries, {whole:.1f} ms",
        against=f"the reply alone, {reply:.1f} ms",
        ratio=f"{whole / reply:.1f}",
    )


def _beside_peer(threads: list[_Thread]) -> Iterator[Line]:
    """The same reply in the stock package, which numbers a thread's responses one by one."""
    wishes = {
        thread.name: Wish(thread.root.question, reply_to=thread.parent.pk) for thread in threads
    }
    try:
        costs = ask_stock(wishes)
    except PeerMissingError as error:
        yield Line("a reply in stock django-comments-xtd", "", f"not measured. {error}")
        return
    for thread in threads:
        peer = costs[thread.name]["reply"]
        yield Line(
            work="the same reply in stock xtd, to be read beside",
            size=thread.name,
            figure=f"{peer['milliseconds']:,.1f} ms, {peer['queries']:,} queries",
        )


def _thread(size: int, question: Question) -> _Thread:
    root = Response.objects.filter(question=question).roots().get()
    parent = Response.objects.filter(root=root, depth=1).order_by("path")[0]
    author = User.objects.filter(email__endswith=f"@{DOMAIN}").latest("pk")
    return _Thread(f"thread of {size:,}", root, parent, author)


def _lines(threads: list[_Thread], followed: str) -> Iterator[Line]:
    counts = []
    for thread in threads:
        thread.reply()
        with CaptureQueriesContext(connection) as captured:
            thread.reply()
        counts.append(len(captured))
    short, long = cpu_of([thread.reply for thread in threads], runs=31)
    line = Line(
        work="posting a reply: queries",
        size=f"threads of {SHORT} and {LONG:,}, {followed}",
        figure=" ".join(map(str, counts)),
    )
    yield same_queries(line, counts, MOST_QUERIES)
    yield at_most(
        "posting a reply",
        f"thread of {LONG:,}, {followed}",
        long,
        (f"thread of {SHORT}", short),
        MOST_TIMES,
    )


def _follow(root: Response, number: int) -> None:
    people = User.objects.filter(email__endswith=f"@{DOMAIN}").order_by("pk")[:number]
    Follow.objects.bulk_create(
        (Follow(person=person, thread=root) for person in people), batch_size=1_000
    )


def _written_again(thread: _Thread) -> int:
    before = _written(thread.root)
    thread.reply()
    after = _written(thread.root)
    return sum(after.get(pk) != written for pk, written in before.items())


def _written(root: Response) -> dict[int, str]:
    with connection.cursor() as cursor:
        cursor.execute(_WRITTEN, [root.pk])
        return dict(cursor.fetchall())
