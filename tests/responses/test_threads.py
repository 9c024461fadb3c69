import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import DjangoAssertNumQueries

from accounts.models import User
from consultation.responses.items import ResponseItem, with_levels
from consultation.responses.models import Response
from papers.models import Question
from tests.asking import post, post_published
from tests.conftest import ClientFor


def url_of(question: Question) -> str:
    return reverse("responses:question", args=[question.paper.slug, question.number])


def thread_url(root: Response) -> str:
    question = root.question
    return reverse("responses:thread", args=[question.paper.slug, question.number, root.public_id])


def item(depth: int) -> ResponseItem:
    blank: dict[str, Any] = dict.fromkeys(ResponseItem.__dataclass_fields__, "")
    return ResponseItem(**{**blank, "depth": depth})


@pytest.mark.parametrize(
    ("depths", "tags"),
    [
        ([0], "(|)"),
        ([0, 1, 1, 0], "(|<(|)(|)>)(|)"),
        ([0, 1, 2, 3, 1], "(|<(|<(|<(|)>)>)(|)>)"),
        ([3, 4, 2], "(|<(|)>)(|)"),
        ([0, 1, 3, 1], "(|<(|<(|)>)(|)>)"),
    ],
)
def test_depth_becomes_nested_lists(depths: list[int], tags: str) -> None:
    drawn = ""
    for shown in with_levels([item(depth) for depth in depths]):
        drawn += ("<" if shown.opens else "") + "(|"
        drawn += "".join((">" if level else "") + ")" for level in shown.closes)
    assert drawn == tags


def test_a_question_lists_its_threads_newest_first(
    participant: User, question: Question, visitor: Client
) -> None:
    for body in ("older words", "newer words"):
        post_published(participant, question, body)
    text = visitor.get(url_of(question)).text
    assert text.index("newer words") < text.index("older words")
    assert "2 responses" in text


def test_replies_are_shown_below_and_the_rest_is_counted(
    participant: User, question: Question, visitor: Client
) -> None:
    root = post_published(participant, question, "root words")
    for number in range(8):
        post(participant, question, f"reply-{number}-words", to=root)
    text = visitor.get(url_of(question)).text
    assert "reply-4-words" in text
    assert "reply-5-words" not in text
    assert "3 more replies" in text
    assert "reply-7-words" in visitor.get(thread_url(root)).text


def test_paging_shows_each_thread_once(
    participant: User, question: Question, visitor: Client
) -> None:
    for number in range(45):
        post_published(participant, question, f"body-{number:02}")
    seen, url = [], url_of(question)
    while url:
        text = visitor.get(url).text
        seen += re.findall(r"body-(\d\d)", text)
        older = re.search(r'href="([^"]+)" rel="next">Older', text)
        url = older[1] if older else ""
    assert sorted(seen) == [f"{number:02}" for number in range(45)]


def test_a_permalink_lands_on_the_page_that_holds_the_response(
    participant: User, question: Question, visitor: Client
) -> None:
    root = post_published(participant, question)
    for number in range(60):
        last = post(participant, question, f"reply-{number}-words", to=root)
    answer = visitor.get(reverse("responses:permalink", args=[last.public_id]), follow=True)
    assert answer.redirect_chain[-1][0].endswith(f"#r-{last.public_id}")
    assert "reply-59-words" in answer.text


@pytest.mark.parametrize("cursor", ["x", "%00", "é", "W10", "bnVsbA"])
def test_a_bad_cursor_is_not_found(question: Question, visitor: Client, cursor: str) -> None:
    assert visitor.get(f"{url_of(question)}?cursor={cursor}").status_code in {400, 404}


def test_a_held_response_is_on_no_page_but_its_authors(
    participant: User, other_participant: User, question: Question, client_for: ClientFor
) -> None:
    held = post(participant, question, "canary-held-words")
    link = reverse("responses:permalink", args=[held.public_id])
    assert "canary-held-words" in client_for(participant).get(url_of(question)).text
    stranger = client_for(other_participant)
    assert "canary-held-words" not in stranger.get(url_of(question)).text
    assert stranger.get(link).status_code == 404
    assert stranger.get(thread_url(held)).status_code == 404


@pytest.mark.parametrize(("viewer", "most"), [("visitor", 10), ("other_participant", 13)])
def test_a_page_costs_the_same_queries_at_every_size(
    participant: User,
    question: Question,
    client_for: ClientFor,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    request: pytest.FixtureRequest,
    viewer: str,
    most: int,
) -> None:
    person = request.getfixturevalue(viewer)
    client = person if isinstance(person, Client) else client_for(person)
    counts = []
    for more in (2, 25):
        for _ in range(more):
            root = post_published(participant, question)
            post(participant, question, to=root)
        client.get(url_of(question))
        with django_assert_max_num_queries(most) as queries:
            client.get(url_of(question))
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_every_reply_link_names_its_target(
    participant: User, question: Question, client_for: ClientFor
) -> None:
    post_published(participant, question)
    text = client_for(participant).get(url_of(question)).text
    assert re.search(r">Reply<span> to Participant, \d+ \w+<", text)
