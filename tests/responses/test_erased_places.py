"""The empty place of an erased response: in its thread, and nowhere else."""

import csv
import uuid
from io import StringIO

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.actions.rights import erase_person
from accounts.models import User
from consultation.digests.news import news_for
from consultation.exports.actions import export_responses
from consultation.exports.policy import Scope
from consultation.responses.models import Response
from papers.models import Question
from tests.asking import post, post_published
from tests.conftest import ClientFor
from tests.page import fetch
from tests.people import make_person

pytestmark = pytest.mark.django_db
EVER = {"first": 0, "end": 2**62}


@pytest.fixture
def place(participant: User, other_participant: User, question: Question) -> Response:
    """A root whose author was erased, with one reply."""
    root = post_published(participant, question, "canary text")
    post_published(other_participant, question, "A reply.", to=root)
    erase_person(actor=None, person=participant)
    root.refresh_from_db()
    return root


def page_of(question: Question) -> str:
    return reverse("responses:question", args=[question.paper.slug, question.number])


def exported(question: Question, actor: User | None, scope: Scope) -> list[dict[str, str]]:
    pieces = export_responses(actor=actor, paper=question.paper, scope=scope)
    text = b"".join(pieces).decode().removeprefix("\ufeff")
    return list(csv.DictReader(StringIO(text)))


@pytest.mark.parametrize("scope", list(Scope))
def test_no_export_has_it(place: Response, question: Question, scope: Scope) -> None:
    rows = exported(question, None, scope)
    assert [row["text"] for row in rows] == ["A reply."]
    assert rows[0]["in reply to"] == place.public_id


def test_no_digest_tells_of_it(place: Response, moderator: User) -> None:
    told = news_for(moderator, **EVER)
    assert [response.comment for response in told] == ["A reply."]


def test_nobody_may_read_it(place: Response, moderator: User, lead: User) -> None:
    for reader in (AnonymousUser(), moderator, lead):
        assert place not in Response.objects.visible_to(reader)


def test_it_is_counted_nowhere(place: Response, question: Question, visitor: Client) -> None:
    page = fetch(
        visitor, reverse("responses:question", args=[question.paper.slug, question.number])
    )
    assert "2 responses" not in page.text
    assert question.tally.answers == 0


def test_it_takes_no_reply(
    place: Response, other_participant: User, question: Question, client_for: ClientFor
) -> None:
    url = reverse("responses:respond", args=[question.paper.slug, question.number])
    form = {"body": "Mine.", "to": place.public_id, "token": uuid.uuid4(), "asked_as": 1}
    answer = client_for(other_participant).post(url, form)
    assert answer.status_code == 409
    assert "Mine." in answer.content.decode()
    assert Response.objects.filter(comment="Mine.").count() == 0


def test_a_reply_to_it_links_to_its_place(
    place: Response, question: Question, visitor: Client
) -> None:
    page = fetch(
        visitor, reverse("responses:question", args=[question.paper.slug, question.number])
    )
    assert page.links()["an erased response"].endswith(f"/responses/{place.public_id}/")


def test_the_pages_cost_the_same_with_one_place_and_with_many(
    place: Response, other_participant: User, question: Question, visitor: Client
) -> None:
    slug, number = question.paper.slug, question.number
    urls = [
        reverse("responses:question", args=[slug, number]),
        reverse("responses:thread", args=[slug, number, place.public_id]),
    ]

    def queries() -> list[int]:
        counts = []
        for url in urls:
            with CaptureQueriesContext(connection) as made:
                fetch(visitor, url)
            counts.append(len(made))
        return counts

    few = queries()
    author = make_person("author")
    reply = Response.objects.get(in_reply_to=place)
    for _ in range(10):
        root = post_published(author, question)
        post_published(other_participant, question, "A reply.", to=root)
        below = post_published(author, question, "Below.", to=reply)
        post(other_participant, question, "And below that.", to=below)
    erase_person(actor=None, person=author)
    assert Response.objects.filter(state="erased").count() == 21
    assert queries() == few
