"""All that is said to a question on one page: what anyone may read, in reading order."""

import re
import uuid

import pytest
from django.db import connection
from django.db.models.functions import Now
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from consultation.responses.actions import post_response
from consultation.responses.actions.withdrawing import withdraw_response
from consultation.responses.choosing import Choice
from consultation.responses.models import Response
from consultation.responses.taking_part.quoting import quote_of
from consultation.responses.threads import printing
from papers.models import Question
from tests.asking import make_choice, post, post_published
from tests.conftest import ClientFor
from tests.page import Page, read_page
from tests.people import make_membership


def url_of(question: Question) -> str:
    return reverse("responses:print-question", args=[question.paper.slug, question.number])


def printed(question: Question, client: Client | None = None) -> Page:
    return read_page((client or Client()).get(url_of(question)))


def test_everything_is_there_in_reading_order(participant: User, question: Question) -> None:
    first = post_published(participant, question, "first-words")
    post_published(participant, question, "second-words")
    reply = post_published(participant, question, "reply-words", to=first)
    post_published(participant, question, "deep-words", to=reply)
    text = printed(question).text
    places = [text.index(f"{what}-words") for what in ("first", "reply", "deep", "second")]
    assert places == sorted(places)


def test_depth_is_nested_lists_and_who_is_replied_to_is_named(
    participant: User, question: Question
) -> None:
    root = post_published(participant, question, "root-words")
    post_published(participant, question, "reply-words", to=root)
    page = printed(question)
    inner = page.tree.find(".//ol[@class='thread']/li/ol/li")
    assert inner is not None
    assert "in reply to Participant" in "".join(inner.itertext())


@pytest.mark.parametrize("reader", ["participant", "moderator", "analyst"])
def test_on_paper_stands_only_what_anyone_may_read(
    reader: str,
    request: pytest.FixtureRequest,
    participant: User,
    question: Question,
    client_for: ClientFor,
) -> None:
    post(participant, question, "held-words")
    post_published(participant, question, "public-words")
    post(participant, question, "private-words", visibility=Response.Visibility.PRIVATE)
    text = printed(question, client_for(request.getfixturevalue(reader))).text
    assert "public-words" in text
    assert "held-words" not in text
    assert "private-words" not in text


def test_of_a_withdrawn_response_stands_a_sentence_and_no_name(
    moderator: User, participant: User, question: Question
) -> None:
    root = post_published(participant, question, "taken-back-words")
    post_published(moderator, question, "reply-words", to=root)
    Response.objects.filter(pk=root.pk).update(state="withdrawn")
    text = printed(question).text
    assert "This response was withdrawn by its author." in text
    assert "in reply to a withdrawn response" in text
    assert "taken-back-words" not in text
    assert "Participant" not in text
    assert "reply-words" in text


@pytest.mark.parametrize("size", [1, 2, 3])
def test_page_after_page_shows_each_once_and_keeps_who_is_replied_to(
    size: int, participant: User, question: Question, monkeypatch: pytest.MonkeyPatch
) -> None:
    parent = None
    for number in range(5):
        parent = post_published(participant, question, f"body-{number}", to=parent)
    monkeypatch.setattr(printing, "PRINTED_A_PAGE", size)
    seen, address = [], url_of(question)
    while address:
        page = read_page(Client().get(address))
        seen += re.findall(r"body-(\d)", page.text)
        assert page.text.count("in reply to") == page.text.count("body-") - ("body-0" in page.text)
        address = page.links().get("Later responses →", "")
    assert seen == ["0", "1", "2", "3", "4"]


def test_what_was_chosen_stands_before_the_words(participant: User, editor: User) -> None:
    question = make_choice(editor, "single", "Housing", "Work")
    post_published(participant, question, "because-words", choice=Choice((1,)))
    text = printed(question).text
    assert text.index("Work") < text.index("because-words")


def test_what_a_response_quotes_stands_with_it_until_it_is_withdrawn(
    participant: User, other_participant: User, question: Question
) -> None:
    source = post_published(participant, question, "quoted-words")
    post_response(
        actor=other_participant,
        question_id=question.pk,
        body="reply-words",
        client_token=uuid.uuid4(),
        in_reply_to=source,
        quote=quote_of(source),
    )
    Response.objects.update(state="published", published_at=Now(), is_public=True)
    assert printed(question).text.count("quoted-words") == 2
    withdraw_response(actor=participant, response=source)
    assert "quoted-words" not in printed(question).text


def test_the_questions_page_leads_to_it(
    participant: User, question: Question, visitor: Client
) -> None:
    post_published(participant, question)
    page = reverse("responses:question", args=[question.paper.slug, question.number])
    assert url_of(question) in read_page(visitor.get(page)).links().values()


def test_whom_nobody_has_confirmed_yet_is_said(participant: User, question: Question) -> None:
    membership = make_membership(participant, confirmed=False)
    post_published(participant, question, membership=membership, shows_name=True)
    assert "Northfield Resettlement Trust (not yet confirmed) Participant" in printed(question).text


def test_a_question_nobody_answered_says_so(question: Question) -> None:
    assert "Nobody has answered this yet." in printed(question).text


def test_a_cursor_of_nobodys_is_not_found(question: Question) -> None:
    assert Client().get(f"{url_of(question)}?cursor=forged").status_code == 404


def test_many_cost_as_many_queries_as_few(participant: User, question: Question) -> None:
    root = post_published(participant, question)
    reader = Client()
    reader.cookies["seen"] = "1"  # whoever shows one is never given a kept page
    reader.get(url_of(question))  # what a process asks once
    counts = set()
    for count in (1, 20):
        for _ in range(count):
            post_published(participant, question, to=root)
        with CaptureQueriesContext(connection) as captured:
            reader.get(url_of(question))
        counts.add(len(captured))
    assert len(counts) == 1
    assert counts.pop() <= 8
