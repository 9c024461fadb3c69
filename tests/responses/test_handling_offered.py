"""What staff are offered beside a response: to pin it, to close its thread, to review it."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.actions.rights import erase_person
from accounts.models import User
from consultation.responses.actions.handling import pin_response
from consultation.responses.models import Response
from papers.models import Question
from tests.asking import post, post_published
from tests.conftest import ClientFor
from tests.page import Page, fetch
from tests.responses.test_threads import thread_url, url_of


@pytest.fixture
def root(participant: User, question: Question) -> Response:
    return post_published(participant, question, "A root.")


@pytest.fixture
def browser(moderator: User, client_for: ClientFor) -> Client:
    return client_for(moderator)


def step(response: Response, name: str) -> str:
    return f"/responses/{response.public_id}/{name}/"


def deeds_on(page: Page, name: str) -> list[str]:
    """Return where the policy team's ways on of this name lead."""
    return [url for words, url in page.links().items() if words.startswith(name)]


def test_the_question_s_page_offers_them_at_each_root(
    browser: Client, participant: User, root: Response
) -> None:
    reply = post(participant, root.question, "A reply.", to=root)
    page = fetch(browser, url_of(root.question))
    assert deeds_on(page, "Pin the response by") == [step(root, "pin")]
    assert deeds_on(page, "Close the thread of") == [step(root, "close")]
    assert step(reply, "pin") not in page.links().values()


def test_the_question_s_page_offers_to_unpin_a_reply(
    browser: Client, moderator: User, participant: User, root: Response
) -> None:
    reply = post(participant, root.question, "A reply.", to=root)
    pin_response(actor=moderator, response=reply, instead_of=None)
    page = fetch(browser, url_of(root.question))
    assert deeds_on(page, "Unpin the response by") == [step(reply, "pin")]


def test_nobody_else_is_offered_them(
    participant: User, editor: User, root: Response, client_for: ClientFor
) -> None:
    for reader in (participant, editor):
        links = fetch(client_for(reader), url_of(root.question)).links()
        assert not any(words.startswith(("Pin ", "Close ", "Review ")) for words in links)


@pytest.mark.parametrize(
    ("state", "named"),
    [
        ("held", "Review the response by Participant, "),
        ("rejected", "Review the response by Participant, "),
        ("withdrawn", "Review a withdrawn response, "),
    ],
)
def test_what_is_not_public_leads_a_moderator_to_its_review(
    browser: Client,
    participant: User,
    root: Response,
    client_for: ClientFor,
    state: str,
    named: str,
) -> None:
    Response.objects.filter(pk=root.pk).update(state=state, is_public=False)
    review = reverse("moderation:review", args=[root.public_id])
    thread = thread_url(root)
    for url in (url_of(root.question), thread):
        assert deeds_on(fetch(browser, url), named) == [review]
    assert browser.get(review).status_code == 200
    assert review not in client_for(participant).get(thread).text


def test_what_was_erased_leads_nowhere(
    browser: Client, participant: User, other_participant: User, root: Response
) -> None:
    post_published(other_participant, root.question, "A reply.", to=root)
    erase_person(actor=None, person=participant)
    page = fetch(browser, url_of(root.question))
    assert "A reply." in page.text
    assert step(root, "pin") not in page.links().values()
    assert deeds_on(page, "Review") == []
