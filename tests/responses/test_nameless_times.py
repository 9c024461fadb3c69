"""The minute of an answer without a name is told nowhere: all that one person sent shares it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from consultation.digests.models import Notice
from consultation.lib.clock import day_in_words
from consultation.responses.actions import publish_response
from consultation.responses.models import Response
from papers.models import Question
from tests.conftest import ClientFor
from tests.digests.told import make_notice
from tests.responses.formal import NAMELESS, begin, send, write

MINUTE = "T10:23:45"


@pytest.fixture
def nameless(question: Question, participant: User, moderator: User) -> Response:
    """One that was published yesterday, at a time by which it would be known."""
    room = begin(participant, question.paper)
    write(participant, room, question.number, "Said without a name.", openness=NAMELESS)
    response = Response.objects.select_related("question").get(submission=send(participant, room))
    publish_response(actor=moderator, response=response)
    day = datetime.now(UTC) - timedelta(days=1)
    at = day.replace(month=1, day=15, hour=10, minute=23, second=45)  # in winter, London has UTC
    Response.objects.filter(pk=response.pk).update(published_at=at)
    return response


@pytest.mark.parametrize(
    "page", ["reading:paper", "reading:paper-feed", "responses:question", "digests:notices"]
)
def test_no_page_tells_the_minute(
    page: str, nameless: Response, other_participant: User, client_for: ClientFor
) -> None:
    notice = make_notice(other_participant, nameless)
    published_at = Response.objects.get(pk=nameless.pk).published_at
    Notice.objects.filter(pk=notice.pk).update(at=published_at)
    place = {"slug": nameless.question.paper.slug, "number": nameless.question.number}
    wanted = {"responses:question": ("slug", "number"), "digests:notices": ()}
    names = wanted.get(page, ("slug",))
    url = reverse(page, kwargs={name: place[name] for name in names})
    text = client_for(other_participant).get(url).text
    assert "Name withheld" in text
    assert MINUTE not in text


def test_a_name_comes_with_its_minute(
    nameless: Response, other_participant: User, client_for: ClientFor
) -> None:
    """So that the test above would find one."""
    Response.objects.filter(pk=nameless.pk).update(is_nameless=False)
    feed = reverse("reading:paper-feed", args=[nameless.question.paper.slug])
    assert MINUTE in client_for(other_participant).get(feed).text


def test_two_of_one_day_are_told_apart_without_a_time(
    question: Question, participant: User, other_participant: User, moderator: User, client: Client
) -> None:
    for person in (participant, other_participant):
        room = begin(person, question.paper)
        write(person, room, question.number, "Said without a name.", openness=NAMELESS)
        for response in Response.objects.filter(submission=send(person, room)):
            publish_response(actor=moderator, response=response)
    url = reverse("responses:question", args=[question.paper.slug, question.number])
    text = client.get(url).text
    assert "midnight" not in text
    assert f"Name withheld, {day_in_words(datetime.now(UTC))} (2)" in text
