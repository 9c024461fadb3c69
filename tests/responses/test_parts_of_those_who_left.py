"""An organisation's formal answer stays with it: who sent it and left reads what all may read."""

import io
import zipfile

import pytest
from django.db.models.functions import Now
from django.test import Client
from django.urls import reverse

from accounts.models import Membership, User
from accounts.people.rights import write_copy
from consultation.responses.models import Response
from papers.models import Paper
from tests.asking import make_paper, question_of
from tests.conftest import ClientFor
from tests.page import fetch
from tests.people import make_membership
from tests.responses.formal import NAMELESS, PRIVATE, begin, send, write

pytestmark = pytest.mark.django_db

SECRET = "Our reserves last until spring."  # what the policy team alone reads


@pytest.fixture
def paper(editor: User) -> Paper:
    return make_paper(editor, questions=3)


@pytest.fixture
def sender(participant: User) -> Membership:
    return make_membership(participant, role="owner")


@pytest.fixture
def private(participant: User, sender: Membership, paper: Paper) -> Response:
    """The private part of what an owner sent, beside a public one and one without the name."""
    room = begin(participant, paper, sender)
    write(participant, room, 1, "In public.")
    write(participant, room, 2, SECRET, openness=PRIVATE)
    write(participant, room, 3, "Without our name.", openness=NAMELESS)
    sent = send(participant, room)
    return Response.objects.get(submission=sent, question=question_of(paper, 2))


def leave(membership: Membership) -> None:
    Membership.objects.filter(pk=membership.pk).update(left_at=Now())


def doors(response: Response) -> list[str]:
    number = response.question.number
    return [
        reverse("responses:permalink", args=[response.public_id]),
        reverse("responses:withdraw", args=[response.public_id]),
        reverse("responses:edit", args=[response.public_id]),
        reverse("responses:history", args=[response.public_id]),
        reverse("responses:question", args=[response.question.paper.slug, number]),
        reverse("reading:mine"),
        reverse("reading:me"),
    ]


def readable_at(browser: Client, response: Response) -> list[str]:
    """The addresses at which the secret stands."""
    pages = {url: browser.get(url, follow=True) for url in doors(response)}
    return [url for url, page in pages.items() if SECRET in page.content.decode()]


def test_who_sent_it_reads_it_and_does_not_once_they_left(
    participant: User, sender: Membership, private: Response, client_for: ClientFor
) -> None:
    browser = client_for(participant)
    assert reverse("reading:mine") in readable_at(browser, private)
    leave(sender)
    assert readable_at(browser, private) == []


def test_a_way_to_what_they_can_open_no_more_is_not_offered(
    participant: User, sender: Membership, private: Response, client_for: ClientFor
) -> None:
    leave(sender)
    for step in ("permalink", "withdraw", "edit"):
        url = reverse(f"responses:{step}", args=[private.public_id])
        assert client_for(participant).get(url).status_code == 404
    mine = fetch(client_for(participant), reverse("reading:mine"))
    assert "In public." not in mine.text
    assert "Without our name." not in mine.text
    assert "You have not responded to anything" in mine.text


def test_what_was_public_stays_so_for_them(
    participant: User, sender: Membership, private: Response, client_for: ClientFor
) -> None:
    Response.objects.filter(submission=private.submission_id).update(
        state="published", published_at=Now()
    )
    leave(sender)
    url = reverse("responses:question", args=[private.question.paper.slug, 1])
    assert "In public." in fetch(client_for(participant), url).text


def test_ones_own_formal_answer_stays_ones_own(
    participant: User, paper: Paper, client_for: ClientFor
) -> None:
    room = begin(participant, paper)
    write(participant, room, 2, SECRET, openness=PRIVATE)
    part = Response.objects.get(submission=send(participant, room))
    assert reverse("reading:mine") in readable_at(client_for(participant), part)


def test_the_copy_of_their_data_holds_what_is_theirs(
    participant: User, sender: Membership, private: Response
) -> None:
    assert SECRET in responses_in_copy(participant)
    leave(sender)
    assert "In public." not in responses_in_copy(participant)
    assert SECRET not in responses_in_copy(participant)


def responses_in_copy(person: User) -> str:
    """What the copy of a person's data says of their responses, and not of what they typed."""
    out = io.BytesIO()
    write_copy(person, out)
    with zipfile.ZipFile(out) as copy:
        return copy.read("responses.jsonl").decode()
