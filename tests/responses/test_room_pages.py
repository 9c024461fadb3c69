"""The first page of a drafting room, for those who draft in it and for nobody else."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.models import User
from consultation.lib.clock import database_now
from consultation.responses.actions.rooms import comment_in_room
from consultation.responses.formal.rooms import Room
from consultation.responses.models import Submission
from papers.access import get_published_paper_or_404
from papers.actions import add_question, publish_paper
from papers.models import Paper, Question, Section
from tests.asking import close, make_paper
from tests.conftest import ClientFor
from tests.page import fetch
from tests.people import make_membership, make_person, make_suspension
from tests.responses.rooms import (
    Shared,
    make_room,
    queries_of,
    url_of,
    write,
)

pytestmark = pytest.mark.django_db


def test_the_overview_says_how_far_each_answer_is(
    client_for: ClientFor, shared: Shared, question: Question
) -> None:
    room, drafter, colleague = shared
    write(colleague, room, question, "Three plain words.", openness="private")
    page = fetch(client_for(drafter), url_of(room))
    assert "1 of 2 questions answered" in page.text
    assert "Drafted by Colleague, just now 3 words Private" in page.text
    assert "Not begun" in page.text


def test_an_empty_answer_counts_as_none(
    client_for: ClientFor, shared: Shared, question: Question
) -> None:
    room, drafter, _ = shared
    write(drafter, room, question, "Words.")
    write(drafter, room, question, "", on=1)
    assert "0 of 2 questions answered" in fetch(client_for(drafter), url_of(room)).text


def test_the_overview_names_who_drafts_and_who_wrote_last(
    client_for: ClientFor, shared: Shared, question: Question
) -> None:
    room, drafter, colleague = shared
    make_membership(make_person("claims"), confirmed=False)
    write(colleague, room, question, "Words.")
    text = fetch(client_for(drafter), url_of(room)).text
    assert "Colleague, member wrote here last" in text
    assert "Drafter (you), member has not written yet" in text
    assert "Claims" not in text


def test_the_overview_says_until_when_it_is_kept(client_for: ClientFor, shared: Shared) -> None:
    room, drafter, _ = shared
    text = fetch(client_for(drafter), url_of(room)).text
    assert "deleted 90 days after the paper closes or is withdrawn: on " in text


def test_what_is_withdrawn_after_it_closed_is_kept_no_longer_for_that(
    participant: User, room: Submission
) -> None:
    now = database_now()
    closed = {"opens_at": now - timedelta(days=99), "closes_at": now - timedelta(days=91)}
    Paper.objects.update(**closed, withdrawn_at=now, withdrawal_reason="Asked too early.")
    kept_until = Room(room, get_published_paper_or_404(room.paper.slug), participant).kept_until
    assert kept_until is not None
    assert kept_until < now
    assert room in Submission.objects.left_too_long()


def test_a_closed_paper_s_room_can_be_read_and_says_that_nothing_can_be_sent(
    client_for: ClientFor, shared: Shared, question: Question
) -> None:
    room, drafter, _ = shared
    write(drafter, room, question, "Kept words.")
    close(room.paper)
    client = client_for(drafter)
    assert "cannot be sent" in fetch(client, url_of(room)).text
    assert "Kept words." in fetch(client, url_of(room, "answer", 1)).text


def test_a_suspended_person_reads_their_own_room_and_changes_nothing(
    client_for: ClientFor, open_paper: Paper, participant: User, question: Question
) -> None:
    room = make_room(open_paper, participant)
    write(participant, room, question, "Kept words.")
    make_suspension(participant)
    page = fetch(client_for(participant), url_of(room, "answer", 1))
    assert "Kept words." in page.text
    assert [form.get("action") for form in page.tree.iter("form")] == ["/accounts/logout/"]


@pytest.mark.parametrize("page", ["room", "respondent", "discard"])
def test_a_stranger_finds_what_is_not_there(
    page: str, client_for: ClientFor, shared: Shared, other_member: User
) -> None:
    client = client_for(other_member)
    missing = reverse(f"submissions:{page}", args=[shared[0].paper.slug, "0" * 16])
    answers = [client.get(url) for url in (url_of(shared[0], page), missing)]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].content == answers[1].content


def test_a_room_is_at_its_own_paper_alone(
    client_for: ClientFor, shared: Shared, editor: User
) -> None:
    room, drafter, _ = shared
    other = make_paper(editor, title="Another")
    url = reverse("submissions:room", args=[other.slug, room.public_id])
    assert client_for(drafter).get(url).status_code == 404


def test_the_overview_costs_the_same_however_much_is_in_it(
    client_for: ClientFor, shared: Shared, editor: User, question: Question
) -> None:
    room, drafter, colleague = shared
    write(drafter, room, question, "Words.")
    client = client_for(drafter)
    few = queries_of(client, url_of(room))
    section = Section.objects.get(paper=room.paper)
    for number in range(3, 13):
        write_to = add_question(actor=editor, section=section, text=f"And {number}?")
        comment_in_room(
            actor=colleague,
            submission=room,
            question=write_to,
            body="Shall we?",
            client_token=uuid.uuid4(),
        )
        make_membership(make_person(f"member{number}"))
    publish_paper(actor=editor, paper=Paper.objects.get(pk=room.paper_id))
    for asked in Question.objects.filter(paper=room.paper).exclude(pk=question.pk):
        write(colleague, room, asked, "Words.")
    assert queries_of(client, url_of(room)) == few
