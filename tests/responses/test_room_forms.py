"""Who answers, what drafters say to one another, and the end of a draft."""

import uuid

import pytest
from django.test import Client

from accounts.models import Membership, User
from consultation.lib.clock import database_now
from consultation.responses.models import DraftersComment, Submission
from papers.models import Paper
from tests.conftest import ClientFor
from tests.page import fetch, read_page
from tests.responses.rooms import (
    Shared,
    make_room,
    url_of,
)

pytestmark = pytest.mark.django_db


def seen(**fields: str) -> dict[str, str]:
    """Return what the page of who one is sends; what it was opened on is an empty row."""
    held = {"initial-role": "", "initial-region": "", "initial-may_contact": "False"}
    return {**held, "role": "", "region": "", **fields}


def test_who_one_is_is_saved(client_for: ClientFor, shared: Shared) -> None:
    room, drafter, _ = shared
    sent = seen(role="Director", region="wales", may_contact="on")
    answer = client_for(drafter).post(url_of(room, "respondent"), sent, follow=True)
    assert "Director" in read_page(answer).text
    room.refresh_from_db()
    assert (room.role, room.region, room.may_contact) == ("Director", "wales", True)


def test_who_one_is_changed_by_two_shows_both_and_can_be_settled(
    client_for: ClientFor, shared: Shared
) -> None:
    room, drafter, colleague = shared
    client_for(drafter).post(url_of(room, "respondent"), seen(role="Director"))
    client = client_for(colleague)
    answer = client.post(url_of(room, "respondent"), seen(role="Chair"))
    page = read_page(answer)
    assert answer.status_code == 409
    assert "signs it: saved now “Director”. Yours, not saved, “Chair”." in page.text
    again = {
        control.get("name", ""): control.get("value", "") for control in page.tree.iter("input")
    }
    assert again["initial-role"] == "Director"
    client.post(url_of(room, "respondent"), seen(**{"initial-role": "Director", "role": "Chair"}))
    room.refresh_from_db()
    assert room.role == "Chair"


def test_a_person_is_asked_for_their_connection_and_not_for_a_role(
    client_for: ClientFor, open_paper: Paper, participant: User
) -> None:
    room = make_room(open_paper, participant)
    text = fetch(client_for(participant), url_of(room, "respondent")).text
    assert "What connects you with the subject?" in text
    assert "role of the person who signs" not in text


@pytest.mark.parametrize(
    "field", [{"role": "x" * 121}, {"region": "atlantis"}, {"role": "a\x07bell"}]
)
def test_what_cannot_be_is_refused_and_kept(
    field: dict[str, str], client_for: ClientFor, shared: Shared
) -> None:
    room, drafter, _ = shared
    answer = client_for(drafter).post(url_of(room, "respondent"), seen(**field))
    assert answer.status_code in {400, 422}
    room.refresh_from_db()
    assert (room.role, room.region) == ("", "")


def say(client: Client, room: Submission, body: str, **fields: object) -> object:
    sent = {"comment": body, "token": str(uuid.uuid4()), **fields}
    return client.post(url_of(room, "comment"), sent, follow=True)


def test_a_comment_stands_beside_its_answer_for_the_others(
    client_for: ClientFor, shared: Shared
) -> None:
    room, drafter, colleague = shared
    say(client_for(drafter), room, "Shall we <b>name</b> it?", about=2)
    page = fetch(client_for(colleague), url_of(room, "answer", 2))
    assert "Shall we <b>name</b> it?" in page.text
    assert "1 comment" in fetch(client_for(colleague), url_of(room)).text


@pytest.mark.parametrize("body", ["", "   ", "x" * 4_001])
def test_a_comment_that_is_none_or_too_long_comes_back(
    body: str, client_for: ClientFor, shared: Shared
) -> None:
    room, drafter, _ = shared
    answer = client_for(drafter).post(
        url_of(room, "comment"), {"comment": body, "token": str(uuid.uuid4())}
    )
    assert answer.status_code == 422
    assert read_page(answer).title.startswith("Error:")
    assert not DraftersComment.objects.exists()


def test_a_comment_at_a_shut_door_comes_back(
    client_for: ClientFor, shared: Shared, participant: User
) -> None:
    answer = client_for(participant).post(
        url_of(shared[0], "comment"), {"comment": "My long words.", "token": str(uuid.uuid4())}
    )
    assert answer.status_code == 404
    assert "My long words." in read_page(answer).text


def test_many_comments_show_the_newest_and_lead_to_all(
    client_for: ClientFor, shared: Shared
) -> None:
    room, drafter, _ = shared
    DraftersComment.objects.bulk_create(
        DraftersComment(
            submission=room, author=drafter, body=f"Word {n}.", client_token=uuid.uuid4()
        )
        for n in range(33)
    )
    page = fetch(client_for(drafter), url_of(room))
    assert "Word 2." not in page.text
    assert "Word 32." in page.text
    everything = page.links()["Show 3 earlier ones"]
    assert "Word 2." in fetch(client_for(drafter), everything).text


def test_discarding_asks_first(client_for: ClientFor, shared: Shared) -> None:
    room, drafter, _ = shared
    client = client_for(drafter)
    assert "cannot be brought back" in fetch(client, url_of(room, "discard")).text
    assert Submission.objects.exists()
    answer = client.post(url_of(room, "discard"), follow=True)
    assert "The draft is discarded" in read_page(answer).text
    assert not Submission.objects.exists()


def test_a_member_who_may_not_discard_is_told(client_for: ClientFor, shared: Shared) -> None:
    room, _, colleague = shared
    client = client_for(colleague)
    assert "Only the person who began it" in fetch(client, url_of(room, "discard")).text
    assert client.post(url_of(room, "discard")).status_code == 409
    assert Submission.objects.exists()


def test_who_loses_the_room_while_the_page_is_open_keeps_nothing_but_the_way_out(
    client_for: ClientFor, shared: Shared
) -> None:
    room, drafter, _ = shared
    client = client_for(drafter)
    fetch(client, url_of(room))
    Membership.objects.filter(user=drafter).update(left_at=database_now())
    assert client.get(url_of(room)).status_code == 404
    assert client.post(url_of(room, "discard")).status_code == 404
