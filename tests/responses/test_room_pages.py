"""The pages of a drafting room: the way in, the overview, who answers, comments, the end."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Membership, User
from consultation.lib.clock import database_now
from consultation.responses.actions.rooms import comment_in_room
from consultation.responses.models import DraftersComment, Submission
from papers.actions import add_question, publish_paper
from papers.models import Paper, Question, Section
from tests.asking import close, make_paper
from tests.conftest import ClientFor
from tests.page import fetch, read_page
from tests.people import make_membership, make_person, make_suspension
from tests.responses.rooms import make_room, make_shared_room, write

pytestmark = pytest.mark.django_db

Shared = tuple[Submission, User, User]


@pytest.fixture
def shared(open_paper: Paper) -> Shared:
    return make_shared_room(open_paper)


def entry_of(paper: Paper) -> str:
    return reverse("submissions:entry", args=[paper.slug])


def url_of(room: Submission, page: str = "room", *more: object) -> str:
    return reverse(f"submissions:{page}", args=[room.paper.slug, room.public_id, *more])


def queries_of(client: Client, url: str) -> int:
    client.get(url)  # what is kept between requests is kept now
    with CaptureQueriesContext(connection) as caught:
        assert client.get(url).status_code == 200
    return len(caught)


def test_a_visitor_reads_what_it_is_and_is_led_to_sign_in(
    visitor: Client, open_paper: Paper
) -> None:
    page = fetch(visitor, entry_of(open_paper))
    assert "Answer the whole paper formally" in page.h1
    assert page.links()["Sign in to begin"].endswith("%2Fanswer%2F")


def test_beginning_leads_into_the_room(
    client_for: ClientFor, participant: User, open_paper: Paper
) -> None:
    answer = client_for(participant).post(entry_of(open_paper), {"respondent": "me"}, follow=True)
    assert "0 of 2 questions answered" in read_page(answer).text
    assert Submission.objects.get().person == participant


def test_beginning_for_an_organisation(
    client_for: ClientFor, participant: User, open_paper: Paper
) -> None:
    organisation = make_membership(participant).organisation
    client_for(participant).post(entry_of(open_paper), {"respondent": organisation.public_id})
    assert Submission.objects.get().organisation == organisation


@pytest.mark.parametrize("respondent", ["", "somebody"])
def test_nobody_begins_for_nobody(
    respondent: str, client_for: ClientFor, participant: User, open_paper: Paper
) -> None:
    make_membership(participant)
    answer = client_for(participant).post(entry_of(open_paper), {"respondent": respondent})
    assert answer.status_code == 422
    assert read_page(answer).title.startswith("Error:")
    assert not Submission.objects.exists()


def test_somebody_new_answers_before_you_take_part_first(
    client_for: ClientFor, open_paper: Paper
) -> None:
    client = client_for(make_person("newcomer", welcomed=False))
    assert "Before you begin" in fetch(client, entry_of(open_paper)).text
    answer = client.post(entry_of(open_paper), {"respondent": "me"})
    assert answer["Location"].startswith(reverse("accounts:welcome"))


def test_a_closed_paper_begins_nothing_and_shows_what_is_there(
    client_for: ClientFor, shared: Shared
) -> None:
    room, drafter, _ = shared
    close(room.paper)
    client = client_for(drafter)
    page = fetch(client, entry_of(room.paper))
    assert "Northfield Resettlement Trust" in page.links()
    assert "takes no formal answers now" in page.text
    assert client.post(entry_of(room.paper), {"respondent": "me"}).status_code == 409


def test_a_paper_that_is_only_announced_has_no_formal_answers(
    visitor: Client, editor: User
) -> None:
    soon = database_now() + timedelta(days=7)
    closes_at = soon + timedelta(days=30)
    paper = make_paper(editor, title="Soon", opens_at=soon, closes_at=closes_at)
    assert visitor.get(entry_of(paper)).status_code == 404


def test_what_was_sent_is_listed_and_offered_to_nobody_again(
    client_for: ClientFor, open_paper: Paper, participant: User
) -> None:
    make_room(open_paper, participant)
    Submission.objects.update(state="sent", sent_at=database_now(), reference="ABCD-2345")
    page = fetch(client_for(participant), entry_of(open_paper))
    assert "reference ABCD-2345" in page.text
    assert "Who answers?" not in page.text


def test_who_is_not_confirmed_yet_is_told_what_to_do(
    client_for: ClientFor, participant: User, open_paper: Paper
) -> None:
    make_membership(participant, confirmed=False)
    page = fetch(client_for(participant), entry_of(open_paper))
    assert (
        "To draft for Northfield Resettlement Trust, one of its owners has to confirm" in page.text
    )


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
    assert "deleted 90 days after the paper closes: on " in text


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


def test_the_entry_costs_the_same_however_many_one_answers_for(
    client_for: ClientFor, open_paper: Paper, participant: User
) -> None:
    make_room(open_paper, participant, make_membership(participant))
    client = client_for(participant)
    few = queries_of(client, entry_of(open_paper))
    for number in range(10):
        membership = make_membership(participant, f"Trust {number}")
        if number % 2:
            make_room(open_paper, participant, membership)
    assert queries_of(client, entry_of(open_paper)) == few


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
    assert "saved now “Director”; yours, not saved “Chair”" in page.text
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
    assert "role of who signs" not in text


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
    assert "Only who began it" in fetch(client, url_of(room, "discard")).text
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
