"""Many people at once, each on a connection of their own."""

import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from threading import Barrier

import pytest
from django.db import connection, connections
from django.test import Client
from django.urls import reverse

from accounts.models import User
from consultation.lib.clock import database_now
from consultation.responses.actions import PaperNotOpenError, post_response
from consultation.responses.actions.editing import edit_response
from consultation.responses.actions.errors import CannotPostError
from consultation.responses.actions.reacting import CannotReactError, react
from consultation.responses.actions.withdrawing import withdraw_response
from consultation.responses.models import QuestionTally, Reaction, Response
from consultation.responses.taking_part.reacting import Deed
from papers.models import Paper, Question
from tests.asking import make_paper, post_published, question_of
from tests.people import make_person
from tests.racing import LONGEST_WAIT

pytestmark = pytest.mark.django_db(transaction=True)

REPLYING = 40
CLOSING = 200
MIXED = 20


@pytest.fixture
def question(editor: User) -> Question:
    paper = make_paper(editor)
    Paper.objects.filter(pk=paper.pk).update(moderation=Paper.Moderation.POST)
    return question_of(paper)


def at_once(number: int, act: Callable[[int], object], first: Callable[[], None]) -> None:
    """Let so many act together, each with a connection that is open; `first` comes just before."""
    together = Barrier(number, action=first)

    def run(place: int) -> None:
        try:
            connection.ensure_connection()
            together.wait(timeout=6 * LONGEST_WAIT)
            act(place)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(number) as pool:
        for done in [pool.submit(run, place) for place in range(number)]:
            done.result(timeout=12 * LONGEST_WAIT)


def reply(author: User, question: Question, parent: Response | None, body: str) -> Response:
    return post_response(
        actor=author,
        question_id=question.pk,
        body=body,
        client_token=uuid.uuid4(),
        in_reply_to=parent,
    ).response


@pytest.fixture
def replied(participant: User, question: Question) -> Response:
    """Return the root of a thread into which forty replied at once, half of them to a reply."""
    people = [make_person(f"person-{number}") for number in range(REPLYING)]
    root = post_published(participant, question, "root-words")
    middle = post_published(participant, question, "middle-words", to=root)

    def act(place: int) -> None:
        parent = root if place % 2 else middle
        reply(people[place], question, parent, f"words-{place:02}.")

    at_once(REPLYING, act, first=lambda: None)
    return root


def test_forty_replies_at_once_stand_in_one_order(replied: Response) -> None:
    thread = Response.objects.filter(root=replied)
    assert thread.count() == REPLYING + 2
    by_path = list(thread.order_by("path"))
    assert len({one.path for one in by_path}) == REPLYING + 2
    for one in by_path:
        above = one.in_reply_to.path if one.in_reply_to else ""
        assert one.path == f"{above}{one.pk:08x}"
    # Siblings stand in the order of their ids, which no later reply can change.
    for parent in {one.in_reply_to_id for one in by_path}:
        siblings = [one.pk for one in by_path if one.in_reply_to_id == parent]
        assert siblings == sorted(siblings)


def test_forty_replies_at_once_are_each_counted_and_read_once(
    replied: Response, question: Question
) -> None:
    replied.refresh_from_db(fields=["reply_count"])
    assert replied.reply_count == REPLYING + 1
    assert QuestionTally.objects.get(question=question).replies == REPLYING + 1
    place = [question.paper.slug, question.number]
    text = Client().get(reverse("responses:print-question", args=place)).text
    assert [text.count(f"words-{number:02}.") for number in range(REPLYING)] == [1] * REPLYING


def test_whatever_is_done_to_one_thread_at_once_nobody_waits_in_a_circle(
    participant: User, question: Question
) -> None:
    people = [make_person(f"person-{number}") for number in range(MIXED)]
    root = post_published(participant, question, "root-words")
    own = [post_published(person, question, "own-words", to=root) for person in people]

    def act(place: int) -> None:
        person, response = people[place], own[place]
        deeds: list[Callable[[], object]] = [
            lambda: reply(person, question, own[place - 1], "more-words"),
            lambda: react(actor=person, response=root, deed=Deed.AGREE),
            lambda: react(actor=person, response=own[place - 1], deed=Deed.HELPS),
            lambda: edit_response(
                actor=person, response=response, body="edited-words", expected_version=1
            ),
            lambda: withdraw_response(actor=person, response=response),
        ]
        for turn in range(len(deeds)):
            # Each begins with another deed. What is refused by then is refused in words.
            with suppress(CannotReactError, CannotPostError):
                deeds[(place + turn) % len(deeds)]()

    at_once(MIXED, act, first=lambda: None)
    public = Response.objects.public().filter(question=question)
    root.refresh_from_db(fields=["reply_count", "agree_count"])
    assert root.reply_count == public.filter(depth__gt=0).count()
    assert root.agree_count == Reaction.objects.filter(response=root, stance=1).count() == MIXED
    tally = QuestionTally.objects.get(question=question)
    assert (tally.answers, tally.replies) == (1, root.reply_count)


@dataclass(frozen=True)
class Try:
    """One post at the closing moment, and the database's clock before and after it."""

    before: datetime
    stored: Response | None
    after: datetime


def test_at_the_closing_moment_two_hundred_are_judged_by_the_databases_clock(
    participant: User, question: Question
) -> None:
    tries: list[Try] = []

    def close_soon() -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE papers_paper SET closes_at = clock_timestamp() + interval '1 second'"
            )

    def post_until_refused(place: int) -> None:
        stored: Response | None = begun
        while stored is not None:
            before, stored = database_now(), None
            with suppress(PaperNotOpenError):
                stored = reply(participant, question, None, f"words of {place}.")
            tries.append(Try(before, stored, database_now()))

    begun = post_published(participant, question, "before-words")
    at_once(CLOSING, post_until_refused, first=close_soon)
    closed = Paper.objects.get(pk=question.paper_id).closes_at
    assert closed is not None
    accepted = [one for one in tries if one.stored]
    refused = [one for one in tries if not one.stored]
    assert accepted
    assert len(refused) == CLOSING
    assert all(
        one.before < closed and one.stored.submit_date < closed for one in accepted if one.stored
    )
    assert all(one.after >= closed for one in refused)
    assert Response.objects.count() == len(accepted) + 1
