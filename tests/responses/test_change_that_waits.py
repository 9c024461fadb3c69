"""What is said of a response whose change a moderator reads first: to each, what the others see."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from consultation.responses.models import Response
from papers.models import Paper, Question
from tests.asking import post, post_published
from tests.conftest import ClientFor
from tests.page import fetch, read_page

OLD, NEW = "Housing first, then work.", "Housing first, then a mentor."


@pytest.fixture
def public(participant: User, question: Question) -> Response:
    """A response that readers have had; now each change of it is read first."""
    response = post_published(participant, question, OLD)
    Paper.objects.update(moderation=Paper.Moderation.PRE)
    return response


def change(client: Client, response: Response) -> str:
    """Save the change, and return what the page that follows says."""
    url = reverse("responses:edit", args=[response.public_id])
    return read_page(client.post(url, {"body": NEW, "version": 1}, follow=True)).text


def at(response: Response) -> str:
    return reverse("responses:permalink", args=[response.public_id])


def test_its_author_reads_that_readers_have_neither_text(
    participant: User, public: Response, client_for: ClientFor
) -> None:
    said = change(client_for(participant), public)
    assert "Until then readers see neither text, only that it was changed." in said
    assert "Held. You changed this, and a moderator reads the change first." in said
    assert "Until then only you" not in said


def test_a_moderator_reads_that_its_author_changed_it(
    participant: User, moderator: User, public: Response, client_for: ClientFor
) -> None:
    change(client_for(participant), public)
    assert "Held. Its author changed this," in fetch(client_for(moderator), at(public)).text


def test_readers_have_one_line_and_the_replies(
    participant: User,
    other_participant: User,
    public: Response,
    visitor: Client,
    client_for: ClientFor,
) -> None:
    post_published(other_participant, public.question, "A reply to it.", to=public)
    change(client_for(participant), public)
    page = fetch(visitor, at(public)).text
    assert "changed by its author. A moderator reads the change before it is shown." in page
    assert ("A reply to it." in page, OLD in page, NEW in page) == (True, False, False)


def test_what_no_reader_has_had_is_not_said_to_be_shown_changed(
    participant: User, public: Response, client_for: ClientFor
) -> None:
    held = post(participant, public.question, "Never shown.")
    client = client_for(participant)
    change(client, held)
    page = fetch(client, at(held)).text
    assert "Held. A moderator reads it first. Until then only you and the moderators" in page
