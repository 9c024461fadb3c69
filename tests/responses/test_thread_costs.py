"""What a question's page costs: queries that do not grow, and few bytes a response."""

import re
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from consultation.responses.actions.handling import pin_response
from consultation.responses.models import Response
from papers.models import Question
from tests.asking import make_choice, post, post_published
from tests.conftest import ClientFor
from tests.responses.multiplying import multiply

MOST_QUERIES = {"visitor": 10, "other_participant": 13}
MOST_BYTES, MOST_BYTES_A_RESPONSE = 60_000, 1_300
# As long as what people write on a phone.
TYPICAL = (
    "We met people at the gate for two years. What helped was one name to ring, and that the "
    "same person had come to see them **before** they were released.\n\n"
    "Without a bed for the first night none of it holds."
)
QUERIES = [
    "",
    "?sort=oldest",
    "?sort=discussed",
    "?sort=agreed",
    "?with=replies",
    "?capacity=staff",
    "?capacity=person",
    "?region=wales&kind=member",
    "?find=gate",
    "?find=gate&sort=agreed&with=replies",
]


def url_of(question: Question, query: str = "") -> str:
    return reverse("responses:question", args=[question.paper.slug, question.number]) + query


@pytest.fixture(params=MOST_QUERIES)
def reader(request: pytest.FixtureRequest, client_for: ClientFor) -> tuple[Client, int]:
    """A browser, and the most queries that a page may cost it."""
    who = request.getfixturevalue(request.param)
    client = who if isinstance(who, Client) else client_for(who)
    return client, MOST_QUERIES[request.param]


def queries_of(client: Client, url: str) -> int:
    client.get(url)
    # A page that is kept for visitors costs less: ask for one that nobody asked for before.
    url = f"{url}{'&' if '?' in url else '?'}once={uuid4().hex}"
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


@pytest.mark.parametrize("query", QUERIES)
def test_queries_are_the_same_at_ten_and_at_a_thousand(
    query: str, reader: tuple[Client, int], participant: User, question: Question
) -> None:
    client, most = reader
    multiply(post_published(participant, question, TYPICAL), 9)
    Response.objects.update(reply_count=1)
    few = queries_of(client, url_of(question, query))
    multiply(Response.objects.latest("pk"), 990)
    assert few == queries_of(client, url_of(question, query)) <= most


@pytest.mark.parametrize("query", ["", "?sort=discussed"])
def test_a_moderator_s_deeds_cost_no_query_a_row(
    query: str, moderator: User, participant: User, question: Question, client_for: ClientFor
) -> None:
    """Beside what is public, what is held: each row leads on to what staff do with it."""
    client = client_for(moderator)
    multiply(post_published(participant, question, TYPICAL), 9)
    few = queries_of(client, url_of(question, query))
    multiply(Response.objects.latest("pk"), 40)
    held = Response.objects.order_by("-pk")[:5].values("pk")
    Response.objects.filter(pk__in=held).update(state="held", is_public=False)
    assert queries_of(client, url_of(question, query)) == few


def test_all_at_once_stays_within_the_queries(
    reader: tuple[Client, int], participant: User, moderator: User, editor: User
) -> None:
    """Choices with their results, something pinned, replies, quotes and mentions."""
    client, most = reader
    question = make_choice(editor, "single", "Housing", "Work")
    roots = [post_published(participant, question, TYPICAL) for _ in range(3)]
    for root in roots:
        post(participant, question, TYPICAL, to=root)
    pin_response(actor=moderator, response=roots[0], instead_of=None)
    assert queries_of(client, url_of(question)) <= most


def test_a_long_thread_costs_its_page_no_more(
    reader: tuple[Client, int], participant: User, question: Question
) -> None:
    client, most = reader
    root = post_published(participant, question)
    counts = []
    for more in (2, 20):
        for _ in range(more):
            post(participant, question, to=root)
        counts.append(queries_of(client, url_of(question)))
        args = [question.paper.slug, question.number, root.public_id]
        counts.append(queries_of(client, reverse("responses:thread", args=args)))
    assert counts[:2] == counts[2:]
    assert max(counts) <= most


@pytest.fixture
def twenty_threads(participant: User, question: Question) -> Question:
    """Twenty threads of a response and a reply each, said on different days, with reactions."""
    for _ in range(20):
        root = post_published(participant, question, TYPICAL)
        post(participant, question, TYPICAL, to=root)
    Response.objects.update(agree_count=12, disagree_count=3, helps_count=5)
    for days, response in enumerate(Response.objects.all()):
        day = datetime(2027, 1, 1, 12, tzinfo=UTC) + timedelta(days=days)
        Response.objects.filter(pk=response.pk).update(submit_date=day)
    return question


def test_a_response_costs_few_bytes(reader: tuple[Client, int], twenty_threads: Question) -> None:
    page = reader[0].get(url_of(twenty_threads)).content
    threads = page[page.index(b'id="act"') :]
    threads = threads[: threads.index(b"</form>")]
    shown = len(re.findall(rb"<article", threads))
    assert shown == 40
    assert len(threads) / shown <= MOST_BYTES_A_RESPONSE


def test_a_visitors_first_page_is_light(twenty_threads: Question, visitor: Client) -> None:
    page = visitor.get(url_of(twenty_threads)).content
    assert page.count(b"<article") == 40
    assert len(page) <= MOST_BYTES
