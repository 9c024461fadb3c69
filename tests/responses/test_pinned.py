"""What the policy team pinned: first on the question's page, once, with the way into its thread."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from consultation.responses.actions.handling import close_thread, pin_response
from consultation.responses.actions.withdrawing import withdraw_response
from consultation.responses.models import Response
from papers.models import Question
from tests.asking import post, post_published
from tests.conftest import ClientFor
from tests.page import Page, fetch
from tests.responses.multiplying import multiply


def url_of(question: Question) -> str:
    return reverse("responses:question", args=[question.paper.slug, question.number])


def shown(page: Page) -> list[str]:
    return re.findall(r"\b(?:root|reply)-\d", page.text)


@pytest.fixture
def root(participant: User, question: Question) -> Response:
    """A thread of seven replies, and a later one by itself."""
    root = post_published(participant, question, "root-0")
    for number in range(7):
        post(participant, question, f"reply-{number}", to=root)
    post_published(participant, question, "root-1")
    return root


@pytest.fixture
def reply(root: Response) -> Response:
    return Response.objects.get(comment="reply-2")


def test_a_pinned_thread_shows_its_first_replies_and_the_counted_link(
    root: Response, moderator: User, question: Question, visitor: Client
) -> None:
    pin_response(actor=moderator, response=root, instead_of=None)
    page = fetch(visitor, url_of(question))
    assert shown(page) == ["root-0", *(f"reply-{number}" for number in range(5)), "root-1"]
    assert any(link.startswith("2 more replies to Participant") for link in page.links())


def test_the_only_thread_is_pinned(
    participant: User, moderator: User, question: Question, visitor: Client
) -> None:
    root = post_published(participant, question, "root-0")
    post(participant, question, "reply-0", to=root)
    pin_response(actor=moderator, response=root, instead_of=None)
    assert shown(fetch(visitor, url_of(question))) == ["root-0", "reply-0"]


def test_a_pinned_reply_stands_first_with_whom_it_replies_to_and_the_way_to_its_thread(
    reply: Response, moderator: User, question: Question, visitor: Client
) -> None:
    pin_response(actor=moderator, response=reply, instead_of=None)
    page = fetch(visitor, url_of(question))
    first = [f"reply-{number}" for number in (0, 1, 3, 4, 5)]
    assert shown(page) == ["reply-2", "root-1", "root-0", *first]
    before = page.text[: page.text.index("reply-2")]
    assert before.endswith("in reply to Participant ")
    link = page.links()["Read it in its discussion, among 7 replies"]
    assert link == reverse("responses:permalink", args=[reply.public_id])
    landed = visitor.get(link, follow=True)
    assert landed.redirect_chain[-1][0].endswith(f"#r-{reply.public_id}")
    assert shown(fetch(visitor, landed.redirect_chain[-1][0])) == [
        "root-0",
        *(f"reply-{number}" for number in range(7)),
    ]


def test_in_a_list_asked_for_by_words_a_pinned_reply_stands_in_its_place(
    reply: Response, moderator: User, question: Question, visitor: Client
) -> None:
    pin_response(actor=moderator, response=reply, instead_of=None)
    page = fetch(visitor, url_of(question) + '?find="reply-2"')
    assert shown(page)[-2:] == ["root-0", "reply-2"]
    assert page.text.count("Pinned by the policy team") == 1


def test_a_pinned_reply_of_a_closed_thread_takes_no_reply(
    root: Response, reply: Response, moderator: User, question: Question, client_for: ClientFor
) -> None:
    close_thread(actor=moderator, root=root, reason="It goes on elsewhere.")
    pin_response(actor=moderator, response=reply, instead_of=None)
    page = fetch(client_for(moderator), url_of(question))
    before_the_list = page.text[: page.text.index("root-1")]
    assert "No more replies here. It goes on elsewhere." in before_the_list
    assert sum(link.startswith("Reply to ") for link in page.links()) == 1


def test_a_pinned_reply_outlives_what_it_replies_to(
    root: Response, reply: Response, participant: User, moderator: User, visitor: Client
) -> None:
    pin_response(actor=moderator, response=reply, instead_of=None)
    withdraw_response(actor=participant, response=root)
    page = fetch(visitor, url_of(root.question))
    assert shown(page)[0] == "reply-2"
    assert "in reply to a withdrawn response" in page.text[: page.text.index("reply-2")]


@pytest.mark.parametrize("which", ["root-0", "reply-2"])
def test_a_pinned_response_costs_no_query_more_and_reads_no_more_rows(
    which: str, root: Response, moderator: User, question: Question, visitor: Client
) -> None:
    def cost() -> list[str]:
        with CaptureQueriesContext(connection) as queries:
            visitor.get(url_of(question))
        return [query["sql"] for query in queries.captured_queries]

    cost()  # what is read once and kept
    before = cost()
    multiply(Response.objects.latest("pk"), 1_000)
    pinned = Response.objects.filter(comment=which).earliest("pk")
    pin_response(actor=moderator, response=pinned, instead_of=None)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        after = cost()
        rows = next(sql for sql in after if '"responses_quote"' in sql)
        cursor.execute(f"EXPLAIN {rows}")
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert len(after) == len(before)
    assert "Seq Scan on responses_response " not in plan


@pytest.mark.parametrize(
    ("replies", "words"),
    [
        (1, "1 reply, pinned above to"),
        (3, "1 more reply, pinned above to"),
        (8, "3 more replies, one of them pinned above to"),
    ],
)
def test_a_thread_says_that_a_reply_of_it_is_pinned_above(
    replies: int,
    words: str,
    participant: User,
    moderator: User,
    question: Question,
    visitor: Client,
) -> None:
    root = post_published(participant, question, "root-0")
    posted = [post(participant, question, f"reply-{n}", to=root) for n in range(replies)]
    pin_response(actor=moderator, response=posted[0], instead_of=None)
    counted = [link for link in fetch(visitor, url_of(question)).links() if "repl" in link]
    assert any(link.startswith(words) for link in counted), counted
