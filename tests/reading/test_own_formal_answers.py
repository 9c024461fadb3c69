"""One's own pages lead to one's formal answers: those being drafted, and those that were sent."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.models import Membership, User
from consultation.moderation.actions import reject_response
from consultation.moderation.models import Reason
from consultation.responses.actions.answering import AnswerConflictError
from consultation.responses.actions.taking_back import withdraw_submission
from consultation.responses.models import Response, Submission
from papers.models import Paper
from tests.asking import close, make_paper, question_of
from tests.conftest import ClientFor
from tests.page import Page, fetch
from tests.people import make_membership, make_person
from tests.responses.formal import begin, draft, send, write
from tests.responses.rooms import write as write_on

pytestmark = pytest.mark.django_db

ALL = "/people/me/formal-answers/"
ME, DRAFTS, MINE = (
    reverse(f"{page}") for page in ("reading:me", "responses:drafts", "reading:mine")
)


@pytest.fixture
def paper(editor: User) -> Paper:
    return make_paper(editor, moderation=Paper.Moderation.POST)


@pytest.fixture
def member(participant: User) -> Membership:
    return make_membership(participant)


def room_url(room: Submission) -> str:
    return reverse("submissions:room", args=[room.paper.slug, room.public_id])


def sent_url(sent: Submission) -> str:
    return reverse("reading:sent-answer", args=[sent.paper.slug, sent.reference])


def goes_to(page: Page, url: str) -> bool:
    return url in page.links().values()


@pytest.mark.parametrize("url", [ME, DRAFTS, ALL])
def test_a_room_under_way_is_listed_for_all_who_draft_in_it(
    url: str, participant: User, paper: Paper, member: Membership, client_for: ClientFor
) -> None:
    room = draft(participant, paper, member)
    colleague = make_membership(make_person("colleague"), member.organisation).user
    for person in (participant, colleague):
        page = fetch(client_for(person), url)
        assert goes_to(page, room_url(room))
        assert "2 answers drafted" in page.text
    assert "You have no drafts" not in page.text
    assert not goes_to(fetch(client_for(make_person("stranger")), url), room_url(room))


@pytest.mark.parametrize("url", [ME, ALL])
def test_what_was_sent_is_listed(
    url: str, participant: User, paper: Paper, client_for: ClientFor
) -> None:
    sent = send(participant, draft(participant, paper))
    client = client_for(participant)
    assert goes_to(fetch(client, url), sent_url(sent))
    withdraw_submission(actor=participant, submission=sent)
    page = fetch(client, url)
    assert goes_to(page, sent_url(sent))
    assert "Withdrawn" in page.text


def test_each_part_leads_to_what_it_is_part_of_and_stays_with_the_organisation(
    participant: User, paper: Paper, member: Membership, client_for: ClientFor
) -> None:
    Membership.objects.filter(pk=member.pk).update(role="owner")
    sent = send(participant, draft(participant, paper, member))
    page = fetch(client_for(participant), MINE)
    assert goes_to(page, sent_url(sent))
    assert "It is part of the formal answer" in page.text
    Membership.objects.filter(pk=member.pk).update(left_at=sent.sent_at)
    page = fetch(client_for(participant), MINE)
    assert not goes_to(page, sent_url(sent))
    assert "It is part of the formal answer" not in page.text


def test_a_private_answer_is_with_the_policy_team_and_counted_apart(
    participant: User, paper: Paper, client_for: ClientFor
) -> None:
    send(participant, draft(participant, paper))
    client = client_for(participant)
    page = fetch(client, MINE)
    assert {"All 2", "Published 1", "With the policy team 1"} <= set(page.links())
    private = fetch(client, f"{MINE}?state=private")
    assert "In private: it did not work here." in private.text
    assert "Private: only the policy team reads it." in private.text
    assert "In public" not in private.text
    assert "In private" not in fetch(client, f"{MINE}?state=published").text
    assert "With the policy team" in fetch(client, ME).text


def test_a_refused_private_answer_is_said_to_be_refused(
    participant: User, moderator: User, editor: User, client_for: ClientFor
) -> None:
    sent = send(participant, draft(participant, make_paper(editor)))
    private = Response.objects.get(submission=sent, visibility="private")
    reason = Reason.objects.get(paper=None, position=1)
    reject_response(actor=moderator, response=private, reason=reason, words="")
    page = fetch(client_for(participant), f"{MINE}?state=rejected")
    assert "Not published" in page.text
    assert "Private: only the policy team reads it." in page.text


def test_the_papers_page_says_go_on_while_one_is_under_way(
    participant: User, paper: Paper, member: Membership, client_for: ClientFor, visitor: Client
) -> None:
    room, own = draft(participant, paper, member), begin(participant, paper)
    url = reverse("reading:paper", args=[paper.slug])
    links = fetch(client_for(participant), url).links()
    assert links["Go on with the formal answer of Northfield Resettlement Trust"] == room_url(room)
    assert links["Go on with your formal answer"] == room_url(own)
    assert "Go on with" not in fetch(visitor, url).text
    close(paper)
    assert "Go on with" not in fetch(client_for(participant), url).text


def test_who_has_none_is_told_where_to_begin(participant: User, client_for: ClientFor) -> None:
    assert "You have no formal answers." in fetch(client_for(participant), ALL).text
    assert client_for(participant).get(f"{ALL}?cursor=x").status_code == 404


def test_what_one_did_not_settle_before_it_was_sent_is_on_its_page_for_them_alone(
    participant: User, paper: Paper, member: Membership, client_for: ClientFor
) -> None:
    Membership.objects.filter(pk=member.pk).update(role="owner")
    colleague = make_membership(make_person("colleague"), member.organisation).user
    room = draft(participant, paper, member)
    with pytest.raises(AnswerConflictError):
        write_on(colleague, room, question_of(paper), "What clashed.")
    sent = send(participant, room)
    page = fetch(client_for(colleague), sent_url(sent))
    assert "Yours, not part of it" in page.text
    assert "What clashed." in page.text
    assert "What clashed." not in fetch(client_for(participant), sent_url(sent)).text


def one_more(participant: User, editor: User, title: str) -> None:
    paper = make_paper(editor, title=title, moderation=Paper.Moderation.POST)
    send(participant, draft(participant, paper))
    write(participant, begin(participant, make_paper(editor, title=f"{title} again")), 1, "A plan.")


@pytest.mark.parametrize(("url", "queries"), [(ALL, 5), (DRAFTS, 7), (MINE, 6)])
def test_their_cost_does_not_grow(
    participant: User,
    editor: User,
    client_for: ClientFor,
    django_assert_num_queries: DjangoAssertNumQueries,
    url: str,
    queries: int,
) -> None:
    client = client_for(participant)
    for titles in ("a", "bcdef"):
        for title in titles:
            one_more(participant, editor, title)
        with django_assert_num_queries(queries):
            client.get(url)
