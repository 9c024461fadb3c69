"""What becomes of formal answers when somebody who sent one is erased."""

import pytest

from accounts.actions.rights import erase_person
from accounts.models import Membership, User
from consultation.responses.models import Answer, AnswerVersion, Response, Submission
from papers.models import Paper
from tests.asking import post_published
from tests.people import make_membership, make_person
from tests.responses.formal import NAMELESS, PRIVATE, begin, draft, send, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def membership(participant: User) -> Membership:
    owner = make_membership(participant, role="owner")
    make_membership(make_person("colleague"), owner.organisation, role="owner")
    return owner


def send_both_ways(person: User, paper: Paper, membership: Membership) -> Submission:
    room = begin(person, paper, membership)
    write(person, room, 1, "Without the name.", openness=NAMELESS)
    write(person, room, 2, "In private.", openness=PRIVATE)
    return send(person, room)


def test_ones_own_goes_with_all_its_words(participant: User, paper: Paper) -> None:
    send(participant, draft(participant, paper))
    erase_person(actor=None, person=participant)
    assert not Submission.objects.exists()
    assert not Response.objects.exists()
    assert not Answer.objects.exists()
    assert not AnswerVersion.objects.exists()


def test_where_others_replied_a_place_stays_and_says_nothing(
    participant: User, other_participant: User, paper: Paper
) -> None:
    room = begin(participant, paper)
    write(participant, room, 1, "Without my name.", openness=NAMELESS)
    sent = send(participant, room)
    first = Response.objects.get(submission=sent)
    post_published(other_participant, first.question, "A reply.", to=first)
    erase_person(actor=None, person=participant)
    place = Response.objects.get(pk=first.pk)
    assert (place.state, place.comment, place.submission, place.shown_name) == (
        "erased",
        "",
        None,
        "",
    )
    assert not Submission.objects.exists()


def test_an_organisations_stays_the_organisations(
    participant: User, paper: Paper, membership: Membership
) -> None:
    sent = send_both_ways(participant, paper, membership)
    erase_person(actor=None, person=participant)
    sent.refresh_from_db()
    assert (sent.state, sent.sent_by) == ("sent", None)
    kept = Response.objects.filter(submission=sent).order_by("question__number")
    assert [(each.comment, each.shown_name, each.user) for each in kept] == [
        ("Without the name.", "Name withheld", None),
        ("In private.", "", None),
    ]


def test_an_organisation_can_ask_for_it_to_go(
    participant: User, paper: Paper, membership: Membership
) -> None:
    send_both_ways(participant, paper, membership)
    erase_person(actor=None, person=participant, also_for=[membership.organisation])
    assert not Response.objects.exists()
    assert not Answer.objects.exists()


def test_a_withheld_name_is_nobodys_trace(
    participant: User, other_participant: User, paper: Paper
) -> None:
    for person in (participant, other_participant):
        room = begin(person, paper)
        write(person, room, 1, "Without my name.", openness=NAMELESS)
        send(person, room)
    erase_person(actor=None, person=participant)
    assert Response.objects.get().shown_name == "Name withheld"
