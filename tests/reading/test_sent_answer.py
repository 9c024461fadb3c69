"""The page of what was sent: what became of each answer, for its people alone."""

import uuid

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.models import Membership, User
from consultation.moderation.actions import publish_response, reject_response
from consultation.moderation.models import Reason
from consultation.responses.actions.answering import keep_aside
from consultation.responses.actions.taking_back import begin_again, withdraw_submission
from consultation.responses.choosing import Choice
from consultation.responses.formal.merging import AnswerText
from consultation.responses.models import Response, Submission
from papers.models import Paper
from tests.asking import close, make_choice, make_paper
from tests.conftest import ClientFor
from tests.page import Page, fetch
from tests.people import make_membership, make_person
from tests.responses.formal import begin, draft, send, write
from tests.responses.rooms import make_shared_room, newest_wording

pytestmark = pytest.mark.django_db


@pytest.fixture
def paper(editor: User) -> Paper:
    return make_paper(editor)


@pytest.fixture
def sent(participant: User, paper: Paper) -> Submission:
    return send(participant, draft(participant, paper))


def page_of(client_for: ClientFor, person: User, sent: Submission) -> Page:
    return fetch(client_for(person), url_of(sent))


def url_of(sent: Submission) -> str:
    return reverse("reading:sent-answer", args=[sent.paper.slug, sent.reference])


def test_it_shows_all_that_was_sent_and_what_happens_next(
    participant: User, sent: Submission, client_for: ClientFor
) -> None:
    page = page_of(client_for, participant, sent)
    assert f"Reference {sent.reference}" in page.text
    assert "In private: it did not work here." in page.text
    assert page.text.count("A moderator reads it") == 2
    assert "A moderator reads 2 answers first" in page.text
    assert reverse("submissions:receipt", args=[sent.paper.slug, sent.reference]) in set(
        page.links().values()
    )


def test_a_published_answer_leads_to_its_place_and_a_private_one_nowhere(
    participant: User, moderator: User, sent: Submission, client_for: ClientFor
) -> None:
    for response in Response.objects.filter(submission=sent):
        publish_response(actor=moderator, response=response)
    page = page_of(client_for, participant, sent)
    first = Response.objects.get(submission=sent, visibility="public")
    places = [url for url in page.links().values() if url.startswith("/responses/")]
    assert places == [reverse("responses:permalink", args=[first.public_id])]
    assert "With the policy team" in page.text


def test_a_refusal_names_the_rule(
    participant: User, moderator: User, sent: Submission, client_for: ClientFor
) -> None:
    reason = Reason.objects.get(paper=None, position=1)
    first = Response.objects.get(submission=sent, visibility="public")
    reject_response(actor=moderator, response=first, reason=reason, words="Please say which.")
    page = page_of(client_for, participant, sent)
    assert reason.title in page.text
    assert "The moderator wrote: “Please say which.”" in page.text


def test_typed_in_small_letters_the_reference_leads_there(
    participant: User, sent: Submission, client_for: ClientFor
) -> None:
    assert fetch(client_for(participant), url_of(sent).lower()).h1 == "Your formal answer"


def test_strangers_staff_and_who_left_find_nothing(
    participant: User, other_participant: User, lead: User, paper: Paper, client_for: ClientFor
) -> None:
    owner = make_membership(participant, role="owner")
    member = make_membership(make_person("member"), owner.organisation)
    room = begin(participant, paper, owner)
    write(participant, room, 1, "Ours.")
    sent = send(participant, room)
    assert page_of(client_for, member.user, sent).h1.startswith("The formal answer of Northfield")
    type(member).objects.filter(pk=member.pk).update(left_at=sent.sent_at)
    for person in (member.user, other_participant, lead):
        assert client_for(person).get(url_of(sent)).status_code == 404


def test_a_member_is_offered_no_withdrawal_and_nobody_after_the_end(
    participant: User, paper: Paper, client_for: ClientFor
) -> None:
    owner = make_membership(participant, role="owner")
    member = make_membership(make_person("member"), owner.organisation)
    sent = send(participant, draft(participant, paper, owner))
    assert "Withdraw it" in page_of(client_for, participant, sent).links()
    colleagues = page_of(client_for, member.user, sent)
    assert "Withdraw it" not in colleagues.links()
    assert "can withdraw it, until the paper closes: Participant (owner)." in colleagues.text
    withdraw = reverse("submissions:withdraw", args=[paper.slug, sent.reference])
    asked = fetch(client_for(member.user), withdraw)
    assert "Participant (owner)" in asked.text
    assert not [each for each in asked.tree.iter("button") if "Withdraw" in (each.text or "")]
    close(paper)
    late = fetch(client_for(participant), withdraw).text
    assert "so what was sent stands" in late
    assert "begin another" not in late
    assert "Withdraw it" not in page_of(client_for, participant, sent).links()


def test_withdrawn_and_sent_again_they_lead_to_one_another(
    participant: User, sent: Submission, client_for: ClientFor
) -> None:
    withdraw_submission(actor=participant, submission=sent)
    alone = page_of(client_for, participant, sent).text
    assert "Begin another with its words" in alone
    assert "What was sent is kept here." in alone
    again = begin_again(actor=participant, submission=sent)
    assert "Begin another" not in page_of(client_for, participant, sent).text
    second = send(participant, again)
    first_page, second_page = (page_of(client_for, participant, each) for each in (sent, second))
    assert "Both are kept." in first_page.text
    assert first_page.links()[str(second.reference)] == url_of(second)
    assert second_page.links()[str(sent.reference)] == url_of(sent)


def test_it_is_kept_nowhere_and_costs_the_same_with_many_answers(
    participant: User,
    other_participant: User,
    editor: User,
    sent: Submission,
    client_for: ClientFor,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    room = begin(other_participant, make_paper(editor, title="Long", questions=9))
    for number in range(1, 10):
        write(other_participant, room, number, f"Answer {number}.")
    many = send(other_participant, room)
    for person, each in ((participant, sent), (other_participant, many)):
        client = client_for(person)
        with django_assert_num_queries(10):
            answer = client.get(url_of(each))
        assert answer["Cache-Control"] == "no-store"


def test_a_choice_that_was_not_settled_before_it_was_sent_is_shown(
    editor: User, client_for: ClientFor
) -> None:
    question = make_choice(editor, "single", "Mentors", "Housing")
    room, drafter, colleague = make_shared_room(question.paper)
    write(colleague, room, 1, "Because.")
    keep_aside(
        actor=drafter,
        submission=room,
        wording=newest_wording(question),
        typed=AnswerText(choice=Choice((1,))),
        expected_version=0,
        page=uuid.uuid4(),
    )
    Membership.objects.update(role=Membership.Role.OWNER)
    page = page_of(client_for, drafter, send(colleague, room))
    assert "Chose: Housing" in page.text
    assert "to copy" not in page.text
