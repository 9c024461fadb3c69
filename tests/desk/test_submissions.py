"""Formal answers on the desk: the policy team reads private ones, moderators held ones too."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from consultation.desk.submitted import SUBMISSIONS_A_PAGE
from consultation.moderation.actions import publish_response
from consultation.responses.actions.taking_back import withdraw_submission
from consultation.responses.models import Response, Submission
from papers.models import Paper
from tests.asking import make_paper
from tests.conftest import ClientFor
from tests.page import fetch
from tests.people import make_membership, make_person
from tests.responses.formal import NAMELESS, PRIVATE, begin, draft, send, write

pytestmark = pytest.mark.django_db
LIST = "/desk/submissions/"


@pytest.fixture
def paper(editor: User) -> Paper:
    return make_paper(editor)


@pytest.fixture
def sent(participant: User, paper: Paper) -> Submission:
    owner = make_membership(participant, role="owner")
    room = begin(participant, paper, owner)
    write(participant, room, 1, "Without the name.", openness=NAMELESS)
    write(participant, room, 2, "In private.", openness=PRIVATE)
    return send(participant, room)


def add_submissions(paper: Paper, number: int) -> None:
    """Add so many that came by post, past the actions."""
    now = datetime.now(UTC)
    Submission.objects.bulk_create(
        Submission(
            paper=paper,
            channel="offline",
            state="sent",
            consent="named",
            reference=f"X{n}",
            respondent_name=f"Reader {n}",
            sent_at=now - timedelta(minutes=n),
        )
        for n in range(number)
    )


def url_of(sent: Submission) -> str:
    return reverse("formal:submission", args=[sent.public_id])


def test_it_is_listed_with_whose_it_is(
    analyst: User, sent: Submission, client_for: ClientFor
) -> None:
    page = fetch(client_for(analyst), LIST)
    assert page.links()["Northfield Resettlement Trust"] == url_of(sent)
    assert str(sent.reference) in page.text


def test_a_draft_is_not_there(
    lead: User, participant: User, paper: Paper, client_for: ClientFor
) -> None:
    room = draft(participant, paper)
    assert "None yet." in fetch(client_for(lead), LIST).text
    assert client_for(lead).get(url_of(room)).status_code == 404


def test_the_list_can_be_narrowed_to_a_paper(
    lead: User, editor: User, sent: Submission, other_participant: User, client_for: ClientFor
) -> None:
    send(other_participant, draft(other_participant, make_paper(editor, title="Another")))
    page = fetch(client_for(lead), f"{LIST}?paper=another")
    assert "Other" in page.text
    assert "Northfield" not in page.text
    assert "All papers 2" in page.text


def test_held_answers_are_read_by_moderators_alone(
    moderator: User, editor: User, sent: Submission, client_for: ClientFor
) -> None:
    held = "A moderator has not decided on it yet."
    for_editor = fetch(client_for(editor), url_of(sent)).text
    assert for_editor.count(held) == 2
    assert "In private." not in for_editor
    assert "In private." in fetch(client_for(moderator), url_of(sent)).text


def test_what_was_passed_on_is_read_by_the_policy_team(
    moderator: User, editor: User, sent: Submission, client_for: ClientFor
) -> None:
    for response in Response.objects.filter(submission=sent):
        publish_response(actor=moderator, response=response)
    page = fetch(client_for(editor), url_of(sent))
    assert "Private, for the policy team alone" in page.text
    assert "In private." in page.text
    assert "Without the name." in page.text


def test_the_address_is_shown_to_write_to_and_not_otherwise(
    editor: User, participant: User, sent: Submission, client_for: ClientFor
) -> None:
    assert participant.email not in fetch(client_for(editor), url_of(sent)).text
    Submission.objects.update(may_contact=True)
    page = fetch(client_for(editor), url_of(sent))
    assert page.links()[participant.email] == f"mailto:{participant.email}"


def test_a_moderator_is_led_to_the_account_and_an_editor_is_not(
    editor: User, moderator: User, participant: User, sent: Submission, client_for: ClientFor
) -> None:
    account = reverse("people:person", args=[participant.public_id])
    assert account in fetch(client_for(moderator), url_of(sent)).links().values()
    assert account not in fetch(client_for(editor), url_of(sent)).links().values()


def test_a_withdrawn_one_says_so_and_shows_its_words_to_moderators_alone(
    editor: User, moderator: User, participant: User, sent: Submission, client_for: ClientFor
) -> None:
    withdraw_submission(actor=participant, submission=sent)
    page = fetch(client_for(editor), url_of(sent))
    assert "Its author withdrew it." in page.text
    assert "In private." not in page.text
    assert "In private." in fetch(client_for(moderator), url_of(sent)).text


def test_the_lists_cost_does_not_grow(
    analyst: User,
    paper: Paper,
    client_for: ClientFor,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    client = client_for(analyst)
    for names in (["a"], list("bcdefgh")):
        for name in names:
            person = make_person(name)
            send(person, draft(person, paper))
        with django_assert_num_queries(5):  # the session, the person, their roles; two of its own
            client.get(LIST)


def test_a_list_longer_than_a_page_goes_on(
    analyst: User, paper: Paper, client_for: ClientFor
) -> None:
    add_submissions(paper, SUBMISSIONS_A_PAGE + 2)
    client = client_for(analyst)
    older = fetch(client, LIST).links()["Older →"]
    page = fetch(client, older)
    last = SUBMISSIONS_A_PAGE + 1
    assert {f"Reader {last - 1}", f"Reader {last}"} <= page.links().keys()
    assert "Reader 3" in fetch(client, page.links()["← Newer"]).links()


@pytest.mark.parametrize("query", ["?cursor=nonsense", "?paper=no-such-paper&cursor=nonsense"])
def test_a_forged_page_is_none(lead: User, client_for: ClientFor, query: str) -> None:
    assert client_for(lead).get(LIST + query).status_code == 404
