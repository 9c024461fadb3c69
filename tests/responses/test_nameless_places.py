"""An answer without a name leads to nobody by its place either, nor by anything hidden in a page.

What one person sends is stored at one instant and side by side. So a list in the order of arrival,
or a cursor made of that order, would lead from an answer without a name to the named one beside it.
"""

import base64
import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.models import User
from consultation.exports.policy import Scope
from consultation.responses.models import QuestionTally, QuestionVisit, Response
from consultation.responses.threads import orders, printing, question_threads
from consultation.responses.views import threads as thread_views
from papers.models import Paper, Question
from tests.asking import make_paper, post, question_of
from tests.conftest import ClientFor
from tests.digests.told import make_notice
from tests.exports.reading import exported
from tests.page import fetch, read_page
from tests.people import make_person
from tests.responses.formal import NAMELESS, begin, send, write

OTHERS = 3
FIRST_ID = 1_234_567_000  # long enough to be found by nothing but itself
NAMED, UNNAMED = (1, 3), (2, 4)


@dataclass(frozen=True)
class Sent:
    """A formal answer of two named and two nameless parts, among what others said."""

    paper: Paper
    before: int  # how many others had answered each question when it was sent

    def parts(self) -> list[Response]:
        return list(Response.objects.filter(submission__isnull=False).order_by("pk"))

    @property
    def nameless(self) -> Response:
        return Response.objects.get(is_nameless=True, question__number=UNNAMED[0])

    @property
    def question(self) -> Question:
        return question_of(self.paper, UNNAMED[0])


@pytest.fixture(params=[0, 1, OTHERS], ids=["sent first", "sent second", "sent last"])
def sent(request: pytest.FixtureRequest, editor: User, participant: User) -> Sent:
    """The same paper, whenever on its day the formal answer came."""
    with connection.cursor() as cursor:
        sequence = "SELECT setval(pg_get_serial_sequence('django_comments', 'id'), %s)"
        cursor.execute(sequence, [FIRST_ID])
    paper = make_paper(editor, questions=4, moderation=Paper.Moderation.POST)
    for number in range(OTHERS + 1):
        if number == request.param:
            _send(participant, paper)
        if number < OTHERS:
            other = make_person(f"other-{number}")
            for question in paper.questions.order_by("number"):
                post(other, question, f"other-{number}")
    return Sent(paper, request.param)


def _send(person: User, paper: Paper) -> None:
    room = begin(person, paper)
    for number in NAMED:
        write(person, room, number, "with-my-name")
    for number in UNNAMED:
        write(person, room, number, "without-my-name", openness=NAMELESS)
    send(person, room)


def bodies(text: str) -> list[str]:
    """The responses of a page in the order of its lists, by their words."""
    return re.findall(r"other-\d|without-my-name|with-my-name", text)


def url_of(question: Question, page: str = "question", *args: str, **query: str) -> str:
    url = reverse(f"responses:{page}", args=[question.paper.slug, question.number, *args])
    return f"{url}?{'&'.join(f'{name}={value}' for name, value in query.items())}"


ARRIVED = [f"other-{number}" for number in range(OTHERS)]
IN_LINE = {
    "newest": [*ARRIVED[::-1], "without-my-name"],
    "oldest": ["without-my-name", *ARRIVED],
    "discussed": [*ARRIVED[::-1], "without-my-name"],
    "agreed": [*ARRIVED[::-1], "without-my-name"],
}


@pytest.mark.parametrize("code", IN_LINE)
def test_it_stands_at_the_beginning_of_its_day_whenever_it_came(
    code: str, sent: Sent, visitor: Client
) -> None:
    assert bodies(threads_of(visitor.get(url_of(sent.question, sort=code)).text)) == IN_LINE[code]


def threads_of(text: str) -> str:
    return text[text.index('id="responses"') :]


def test_among_its_like_it_stands_at_random(
    editor: User, question: Question, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = iter(["c" * 16, "a" * 16, "b" * 16])
    field = Response._meta.get_field("public_id")
    monkeypatch.setattr(field, "_get_default", lambda: next(ids))
    Paper.objects.update(moderation=Paper.Moderation.POST)
    for number in range(3):
        person = make_person(f"person-{number}")
        room = begin(person, question.paper)
        write(person, room, 1, f"other-{number}", openness=NAMELESS)
        send(person, room)
    text = threads_of(Client().get(url_of(question, sort="oldest")).text)
    assert bodies(text) == ["other-1", "other-2", "other-0"]


def test_on_paper_it_stands_at_the_beginning_of_its_day(sent: Sent, visitor: Client) -> None:
    text = visitor.get(url_of(sent.question, "print-question")).text
    assert bodies(text) == IN_LINE["oldest"]


def test_the_feed_tells_of_it_at_the_beginning_of_its_day(sent: Sent, visitor: Client) -> None:
    text = visitor.get(reverse("reading:paper-feed", args=[sent.paper.slug])).text
    told = bodies(text)
    assert set(told[-2:]) == {"without-my-name"}
    assert "without-my-name" not in told[:-2]


def test_what_others_said_that_day_is_the_latest_voice(sent: Sent, visitor: Client) -> None:
    tally = QuestionTally.objects.get(question=sent.question)
    assert tally.latest is not None
    assert tally.latest.comment == ARRIVED[-1]
    card = visitor.get(reverse("reading:paper", args=[sent.paper.slug])).text
    assert "Name withheld" not in card


def test_alone_on_its_question_it_is_the_latest_voice(participant: User, paper: Paper) -> None:
    _send(participant, paper)
    tally = QuestionTally.objects.get(question__number=UNNAMED[0])
    assert tally.latest is not None
    assert tally.latest.is_nameless


@pytest.fixture
def paper(editor: User) -> Paper:
    return make_paper(editor, questions=4, moderation=Paper.Moderation.POST)


def test_an_export_of_what_anyone_may_read_has_it_at_the_beginning_of_its_day(
    sent: Sent, analyst: User
) -> None:
    rows = exported(analyst, sent.paper, Scope.PUBLISHED)
    number = str(UNNAMED[0])
    assert [row["text"] for row in rows if row["question number"] == number] == IN_LINE["oldest"]


def test_what_is_new_since_a_visit_is_marked_by_its_day(
    sent: Sent, other_participant: User, client_for: ClientFor
) -> None:
    """Between which of two visits it came, the mark does not say."""
    client = client_for(other_participant)
    url = url_of(sent.question)
    client.get(url)
    came = Response.objects.get(pk=sent.nameless.pk).published_at
    assert came is not None
    for moment in (came - timedelta(seconds=1), came + timedelta(seconds=1)):
        QuestionVisit.objects.update(seen_before=moment)
        page = fetch(client, url)
        article = page.tree.find(f".//*[@id='r-{sent.nameless.public_id}']")
        assert article is not None
        assert article.find(".//span[@class='tag tag-new']") is not None


# What is hidden in pages: ids, and paths, which are made of them.


@pytest.fixture
def a_row_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that every row is one at which a cursor stands."""
    monkeypatch.setattr(orders, "THREADS_A_PAGE", 1)
    monkeypatch.setattr(printing, "PRINTED_A_PAGE", 1)
    monkeypatch.setattr(question_threads, "RESPONSES_A_THREAD_PAGE", 1)
    monkeypatch.setattr(thread_views, "RESPONSES_A_THREAD_PAGE", 1)


def pages_of(client: Client, first: str) -> Iterator[Any]:
    """Yield every page of a list, there and back, and where each link to a response leads."""
    waiting, seen = [first], {first}
    while waiting:
        address = waiting.pop()
        answer = client.get(address)
        yield answer
        if "html" not in answer.get("Content-Type", "") or not answer.content:
            continue
        links = {
            link if urlsplit(link).path else f"{urlsplit(address).path}{link}"
            for link in read_page(answer).links().values()
            if "cursor=" in link
        }
        waiting += links - seen
        seen |= links


def told_by(answer: Any) -> Iterator[bytes]:
    """Yield all that an answer says: its headers, its words, and what is written in base 64."""
    yield str(answer.headers).encode()
    yield answer.content
    for word in re.findall(rb"[\w-]{8,}", str(answer.headers).encode() + answer.content):
        try:
            yield base64.urlsafe_b64decode(word + b"=" * (-len(word) % 4))
        except binascii.Error:
            continue


def ways_to_say(response: Response) -> list[bytes]:
    pk = response.pk
    return [str(pk).encode(), f"{pk:08x}".encode(), pk.to_bytes(4, "big"), pk.to_bytes(4, "little")]


def public_addresses(sent: Sent) -> Iterator[str]:
    paper, question, nameless = sent.paper, sent.question, sent.nameless
    yield from (url_of(question, sort=code) for code in orders.ORDERS)
    yield url_of(question, find="name", sort="agreed")
    yield url_of(question, "print-question")
    yield url_of(question, "thread", nameless.public_id)
    yield url_of(question, "respond", to=nameless.public_id)
    yield reverse("reading:paper", args=[paper.slug])
    yield reverse("reading:paper-feed", args=[paper.slug])
    yield reverse("reading:home")
    yield reverse("digests:notices")
    for response in Response.objects.filter(root=nameless):
        yield reverse("responses:permalink", args=[response.public_id])


@pytest.mark.usefixtures("a_row_a_page")
@pytest.mark.parametrize("sent", [1], indirect=True)
def test_no_page_or_cursor_holds_its_id_or_path(
    sent: Sent, other_participant: User, client_for: ClientFor
) -> None:
    for _ in range(2):
        reply = post(other_participant, sent.question, "A reply.", to=sent.nameless)
    make_notice(other_participant, sent.nameless)
    hidden = [way for each in (*sent.parts(), reply) for way in ways_to_say(each)]
    client, cursors = client_for(other_participant), 0
    for first in public_addresses(sent):
        for answer in pages_of(client, first):
            assert answer.status_code in {200, 302}, first
            cursors += answer.text.count("cursor=") + answer.get("Location", "").count("cursor=")
            for said in told_by(answer):
                assert [way for way in hidden if way in said] == [], first
    assert cursors > 40


@pytest.mark.usefixtures("a_row_a_page")
@pytest.mark.parametrize("sent", [1], indirect=True)
def test_a_cursor_of_its_thread_cannot_be_held_against_another_thread(
    sent: Sent, other_participant: User, visitor: Client
) -> None:
    """Which would say whether that one came before it or after."""
    post(other_participant, sent.question, "A reply.", to=sent.nameless)
    own = url_of(sent.question, "thread", sent.nameless.public_id)
    after = fetch(visitor, own).links()["Later in this discussion →"]
    cursor = parse_qs(urlsplit(after).query)["cursor"][0]
    assert visitor.get(own, {"cursor": cursor}).status_code == 200
    other = Response.objects.get(comment=ARRIVED[0], question=sent.question)
    url = url_of(sent.question, "thread", other.public_id)
    assert visitor.get(url, {"cursor": cursor}).status_code == 404
